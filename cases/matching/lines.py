"""What stands on the page of one person about records that may be the same, or of the same family."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.matching.queue import matches_of, read_names
from cases.matching.review_presenters import MatchRow
from cases.models import PossibleMatch
from cases.models.wall import everything
from cases.policy.permissions import Permission

SHOWN = 3


@dataclass(frozen=True)
class Line:
    """One sentence, the name it ends with (or ``None``), and where it leads."""

    text: str
    name: object
    url: str


def with_matches(files):
    """Adds ``has_matches`` to a queryset of children, or of parents: whether there is anything for ``lines_of``."""
    pairs = PossibleMatch.objects.unanswered()
    first, second = pairs.filter(first=OuterRef("person")), pairs.filter(second=OuterRef("person"))
    return files.annotate(has_matches=Exists(first) | Exists(second))


def lines_of(person, user):
    """The first unanswered matches of ``person``, and that there are more; of another office's only that it may be."""
    matches = _first_matches(person, user) if user.may(Permission.EDIT_CASES) else []
    if not matches:
        return []
    read_names(matches[:SHOWN], user.office_id)
    lines = [_line(MatchRow(match, user.office_id).of(person)) for match in matches[:SHOWN]]
    if len(matches) > SHOWN:
        lines.append(Line(_("There are more possible matches"), None, reverse("matching:review")))
    return lines


@everything("The other record of a pair may be kept by another office: that much is told, and no more.")
def _first_matches(person, user):
    return list(matches_of(person, user)[: SHOWN + 1])


def _line(row):
    if not row.is_ours:
        words = _("Another office may hold a relative of this person") if row.is_family else ""
        return Line(words or _("Another office may hold a record of this person"), None, row.url)
    text = _("May be of one family with") if row.is_family else _("May be the same as")
    return Line(text, row.other.name, row.url)
