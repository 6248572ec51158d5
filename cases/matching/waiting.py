"""What of possible matches waits for an office: pairs to compare, requests to answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.components.keyset import count_up_to
from cases.matching.queue import matches_for, requests_for
from cases.models.wall import everything

COUNTED = 100


@dataclass(frozen=True)
class WaitingMatches:
    """How much waits, in words; empty where nothing does."""

    to_compare: str
    to_answer: str

    def __bool__(self):
        return bool(self.to_compare or self.to_answer)


@everything(
    "Of a pair the other record may be kept by another office; they are counted, for the office of one."
)
def waiting_matches(user):
    """The ``WaitingMatches`` of the user's office; two queries."""
    pairs = count_up_to(matches_for(user).unanswered(), COUNTED)
    asked = requests_for(user).open().filter(holding_office=user.office_id)
    return WaitingMatches(to_compare=_pairs(pairs), to_answer=_requests(count_up_to(asked, COUNTED).value))


def _pairs(count):
    if not count.is_exact:
        return _("More than %(n)s possible matches to compare") % {"n": count.value}
    if not count.value:
        return ""
    words = ngettext("%(n)s possible match to compare", "%(n)s possible matches to compare", count.value)
    return words % {"n": count.value}


def _requests(count):
    if not count:
        return ""
    words = ngettext(
        "%(n)s request of another office to answer", "%(n)s requests of other offices to answer", count
    )
    return words % {"n": count}
