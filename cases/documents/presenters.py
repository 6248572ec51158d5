"""The chain of papers: what is there, what comes next, and what each is needed for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import PAPER_CHAIN, PAPERS_APART, DocumentKind

# By the first kind of a link: what its papers are needed for.
_NEEDED_FOR = {
    DocumentKind.BIRTH_NOTE: gettext_lazy("Needed for the birth certificate"),
    DocumentKind.BIRTH_CERT: gettext_lazy("Needed to confirm a nationality and for an identity card"),
    DocumentKind.NATIONAL_ID: gettext_lazy("Needed for a travel document; a confirmed nationality may do"),
    DocumentKind.PASSPORT: gettext_lazy("Needed to travel; any of these will do"),
    DocumentKind.EXIT_PERMIT: gettext_lazy("Needed to leave the country"),
    DocumentKind.VACCINATION_CARD: gettext_lazy("Needed for clinic and school"),
    DocumentKind.SCHOOL_RECORD: gettext_lazy("Needed to go on in the same class"),
}


@dataclass(frozen=True)
class ChainLink:
    """One link: its papers in words, whether one of them is on file, whether it is the next to get."""

    label: str
    needed_for: str
    is_there: bool
    is_next: bool

    @property
    def look(self):
        """The look of a track state."""
        return "clear" if self.is_there else "progress" if self.is_next else "none"

    @property
    def word(self):
        return _("On file") if self.is_there else _("Next") if self.is_next else _("Not yet")


class PaperChain:
    """The chain for somebody with papers of these ``kinds`` (codes; unknown and empty ones are left out)."""

    def __init__(self, kinds):
        self.kinds = {kind for kind in kinds if kind in DocumentKind.values}

    @property
    def links(self):
        """From the birth notification to the exit permission."""
        there = [self._is_there(link) for link in PAPER_CHAIN]
        # An earlier paper is no longer needed for what is there already.
        last = max((place for place, is_there in enumerate(there) if is_there), default=-1)
        return [
            self._link(link, is_there=there[place], is_next=place == last + 1)
            for place, link in enumerate(PAPER_CHAIN)
        ]

    @property
    def apart(self):
        """Papers that no other paper waits for."""
        return [self._link((kind,), is_there=kind in self.kinds, is_next=False) for kind in PAPERS_APART]

    def _is_there(self, link):
        return any(kind in self.kinds for kind in link)

    def _link(self, link, *, is_there, is_next):
        there = [kind for kind in link if kind in self.kinds]
        label = ", ".join(str(kind.label) for kind in there) or _usual(link)
        return ChainLink(
            label=label, needed_for=str(_NEEDED_FOR[link[0]]), is_there=is_there, is_next=is_next
        )


def _usual(link):
    """A link of which nothing is there, by its usual papers."""
    first, *others = (str(kind.label) for kind in link)
    return _("%(first)s or %(second)s") % {"first": first, "second": others[0]} if others else first
