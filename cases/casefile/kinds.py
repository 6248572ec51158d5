"""What the timeline of a case can be narrowed to, as words of the address."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

WORD, ENTRIES = "timeline", "entries"


class Kind(TextChoices):
    """One choice of the timeline; the value stands in the address."""

    EVERYTHING = "", _("Everything")
    DECISIONS = "decisions", _("Only decisions")
    WHERE = "where", _("Whereabouts and company")
    FAMILY = "family", _("Family")
    PAPERS = "papers", _("Papers")
    CLAIMS = "claims", _("Claims and contact")
    TRANSFERS = "transfers", _("Transfers")
    NEEDS = "needs", _("Needs")
    NOTES = "notes", _("Notes and flags")
    CHANGES = "changes", _("Changes to the record")


@dataclass(frozen=True)
class KindLink:
    """One choice as a link."""

    label: str
    url: str
    current: bool


def kind_named(word):
    """The ``Kind`` of a word in the address; everything for a word that is none."""
    return Kind(word) if word in Kind.values else Kind.EVERYTHING


def kind_links(chosen):
    """A link for each choice; a choice shows its first entries again."""
    return [KindLink(label=str(kind.label), url=_address(kind), current=kind == chosen) for kind in Kind]


def all_entries_url(chosen):
    """This timeline whole, narrowed as it is."""
    narrowed = f"{WORD}={chosen.value}&" if chosen.value else ""
    return f"?{narrowed}{ENTRIES}=all#timeline"


def _address(kind):
    return f"?{WORD}={kind.value}#timeline" if kind.value else "?#timeline"
