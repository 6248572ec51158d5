"""How a child reads in a list and at the head of a form."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import CaseStatus, ClaimStatus, NeedFinding, Separation
from cases.people.presenters import PersonPresenter, state_name

SHOWN_CLAIMS = 2
# What a card on a phone says of a child under the name, unless somebody chose otherwise.
USUAL_ON_CARDS = ("age", "company", "family", "where", "claims")
# The lines of a card, as far as each fact is chosen.
_CARD = (
    ("age", "sex", "company", "family"),
    ("where", "claims", "found"),
    ("needs", "missing", "flag", "caseworker", "registered"),
)


@dataclass(frozen=True)
class ClaimView:
    """A claim in two words: the State, and what it answered."""

    state: str
    answer: str


class ChildPresenter:
    """One child; ``child`` comes with ``with_list_parts``, with what the columns of the codes in ``columns`` add."""

    def __init__(self, child, *, today=None, columns=USUAL_ON_CARDS):
        self.child = child
        self.columns = columns
        self.today = today or timezone.localdate()
        self.person = PersonPresenter(child.person, today=self.today)

    @property
    def url(self):
        return reverse("casefile:detail", args=[self.child.public_id])

    @property
    def case_number(self):
        return self.child.case_number

    @property
    def company(self):
        """With whom the child is: "Separated child"."""
        code = getattr(self.child, "separation", None)
        return str(Separation(code).label) if code else _("Not recorded")

    @cached_property
    def family(self):
        """Family groups with their sizes: "Saidov, 5"."""
        memberships = self.child.person.family_memberships.all()
        if not memberships:
            return _("None recorded")
        return "; ".join(
            _("%(name)s, %(size)s") % {"name": membership.group.name, "size": membership.group_size}
            for membership in memberships
        )

    @cached_property
    def _claims(self):
        return sorted(self.child.nationalities.all(), key=lambda claim: claim.pk)

    @property
    def claims(self):
        """The first claims, each with its answer."""
        return [
            ClaimView(state=state_name(claim.state_id), answer=str(ClaimStatus(claim.status).label))
            for claim in self._claims[:SHOWN_CLAIMS]
        ]

    @property
    def all_claims(self):
        """Every claim with its answer in one line: "Tajikistan, Sent; Russia, Refused"."""
        return "; ".join(
            _("%(state)s, %(answer)s")
            % {"state": state_name(claim.state_id), "answer": str(ClaimStatus(claim.status).label)}
            for claim in self._claims
        )

    @property
    def more_claims(self):
        """ "and 1 more claim", or nothing."""
        more = len(self._claims) - SHOWN_CLAIMS
        if more <= 0:
            return ""
        return ngettext("and %(count)d more claim", "and %(count)d more claims", more) % {"count": more}

    @property
    def lines(self):
        """The chosen facts in up to three lines, for a card on a phone."""
        facts = {
            "age": self.person.age_long,
            "sex": self.sex,
            "company": self.company,
            "family": self.family,
            "where": self.person.where,
            "claims": self._claims_in_short,
            "found": _("Found at: %(place)s") % {"place": self.found},
            "needs": self.needs,
            "missing": _("Missing answers: %(count)s") % {"count": self.missing},
            "flag": _("Flag: %(day)s") % {"day": self.flag_text},
            "caseworker": _("Caseworker: %(name)s") % {"name": self.caseworker},
            "registered": _("Registered %(day)s") % {"day": self.registered},
        }
        lines = [" · ".join(facts[code] for code in line if code in self.columns) for line in _CARD]
        return [line for line in lines if line]

    @property
    def _claims_in_short(self):
        claims = [
            _("%(state)s, %(answer)s") % {"state": claim.state, "answer": claim.answer}
            for claim in self.claims
        ]
        return " · ".join(claims) or _("No claim")

    @property
    def sex(self):
        """ "girl", "boy", or what is known instead."""
        return self.person.sex

    @property
    def registered(self):
        return formats.date_format(self.child.registered_date, "j M Y")

    @property
    def found(self):
        """Place or State where the child was found; "Not recorded"."""
        if self.child.found_place_id:
            return self.child.found_place.name
        return state_name(self.child.found_country_id) or _("Not recorded")

    @property
    def needs(self):
        """What was found about school and health; "No finding"."""
        rows = getattr(self.child, "needs_shown", ())
        return "; ".join(str(NeedFinding(row.finding).label) for row in rows) or _("No finding")

    @property
    def missing(self):
        """Of how many questions it is recorded why they have no answer."""
        return str(getattr(self.child, "missing_answers", None) or _("none"))

    @property
    def flag(self):
        """The day of the raised flag that is due first, or ``None``."""
        return getattr(self.child, "next_flag", None)

    @property
    def is_flag_over(self):
        return self.flag is not None and self.flag < self.today

    @property
    def flag_text(self):
        return formats.date_format(self.flag, "j M Y") if self.flag else _("none")

    @property
    def caseworker_under(self):
        """The caseworker under the status of the case, where there is no column of its own for it."""
        return "" if "caseworker" in self.columns else self.caseworker

    @property
    def status(self):
        return str(CaseStatus(self.child.status).label)

    @property
    def caseworker(self):
        """The colleague who is responsible, or "Nobody"."""
        # The attribute is missing, not empty, where nobody was ever assigned.
        assignment = getattr(self.child, "current_assignment", None)
        return assignment.user.full_name if assignment and assignment.user else _("Nobody")

    @property
    def updated(self):
        """ "today", "12 Jul", or "12 Jul 2018"."""
        day = timezone.localtime(self.child.updated_at).date()
        if day == self.today:
            return _("today")
        return formats.date_format(day, "j M" if day.year == self.today.year else "j M Y")


def count_words(found, total, *, is_filtered):
    """ "10 of 218 children", "218 children", "more than 10,000 children"."""
    if not is_filtered:
        return _children(found)
    return _("%(found)s of %(children)s") % {"found": _number(found), "children": _children(total)}


def _children(count):
    words = ngettext("%(count)s child", "%(count)s children", count.value)
    return words % {"count": _number(count)}


def _number(count):
    number = formats.number_format(count.value, use_l10n=True, force_grouping=True)
    return number if count.is_exact else _("more than %(count)s") % {"count": number}


def pager_words(shown, *, is_first):
    """ "Children 1 to 50" on the first page; further on only how many, as pages are not counted through."""
    if is_first:
        return _("Children 1 to %(last)s") % {"last": shown} if shown > 1 else _("The only child")
    return ngettext("%(count)d child on this page", "%(count)d children on this page", shown) % {
        "count": shown
    }
