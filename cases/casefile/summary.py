"""The head of a case page and its side: who, how old, where, with whom, and who is responsible."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.enums import (
    CONTACT_ALLOWED,
    BirthPrecision,
    CaseStatus,
    ClosureReason,
    Sensitivity,
    Separation,
    TransferMode,
)
from cases.guardians.histories import more_than_one_place
from cases.people.presenters import PersonPresenter, state_name
from cases.regions import region_name


@dataclass(frozen=True)
class Fact:
    """One of the four facts on top: a label, its value, a sentence under it, and since when."""

    label: str
    value: str
    detail: str = ""
    since: date | None = None
    doubt: str = ""


class Summary:
    """What stands on top of the page."""

    def __init__(self, case, *, today=None):
        self.case = case
        self.child = case.child
        self.person = PersonPresenter(case.child.person, today=today)

    @property
    def name(self):
        return self.person.name

    @property
    def status(self):
        """ "Case: Active"."""
        return _("Case: %(status)s") % {"status": CaseStatus(self.child.status).label}

    @property
    def as_parent_url(self):
        """The page of a girl who is a mother (or of a brother who cares); empty for others."""
        guardian = getattr(self.child.person, "guardian", None)
        return reverse("guardians:detail", args=[guardian.public_id]) if guardian else ""

    @property
    def closed_because(self):
        reason = self.child.closure_reason
        return str(ClosureReason(reason).label) if reason else ""

    @property
    def facts(self):
        return [self._sex_and_age, self._where, self._with_whom, self._clock]

    @property
    def facts_of_person(self):
        """Those of the facts that say who the child is, and not where."""
        return [self._sex_and_age, self._clock]

    @property
    def _sex_and_age(self):
        known = [self.person.birth, self.person.birth_basis, self.person.birth_confidence]
        detail = ". ".join(words for words in known if words)
        return Fact(_("Sex and age"), capfirst(self.person.sex_and_age), detail)

    @property
    def _where(self):
        differ = more_than_one_place(self.child.person.current_whereabouts)
        return Fact(
            _("Where now"),
            self.person.where,
            self.person.where_doubt,
            since=self.person.where_since,
            doubt=_("Reports differ, see below") if differ else "",
        )

    @property
    def _with_whom(self):
        period = self.case.separation
        if period is None:
            return Fact(_("With whom"), _("Not recorded"))
        return Fact(_("With whom"), str(Separation(period.status).label), since=period.from_date)

    @property
    def _clock(self):
        label = _("Legal clock")
        if self.person.ages is None:
            return Fact(label, _("Cannot be told"), _("It needs a date of birth."))
        clock = self.person.next_clock
        if clock is None:
            return Fact(label, _("18 or over"), _("Came of age; no clock runs any longer."))
        if self.child.person.birth_precision != BirthPrecision.RANGE or clock.earliest == clock.latest:
            return Fact(label, clock.text)
        return Fact(
            label,
            _("Turns %(years)s by %(day)s") % {"years": clock.years, "day": day_words(clock.latest)},
            _("At the earliest %(day)s") % {"day": day_words(clock.earliest)},
        )


class Side:
    """The column at the side: who is responsible, the next transfer, who may see the case."""

    def __init__(self, case):
        self.case = case

    @property
    def responsible(self):
        """Facts for the card "Responsible"."""
        assignment = self.case.assignment
        worker = assignment.user.full_name if assignment and assignment.user else _("Nobody yet")
        supervisors = [user.full_name for user in self.case.supervisors]
        return [
            {"label": _("Caseworker"), "value": worker},
            {"label": _("Supervisor"), "value": ", ".join(supervisors) or _("None in this office")},
            {"label": _("Office"), "value": self.case.child.office.name},
        ]

    @property
    def handed_over(self):
        """Who gave the case to its caseworker, and what was said with it; ``None`` where nobody did."""
        given = self.case.assignment
        if given is None or given.given_by is None or given.given_by_id == given.user_id:
            return None
        return {"by": given.given_by.full_name, "on": given.from_date, "reason": given.reason}

    @property
    def stands_in(self):
        """For whom, and until which day, the caseworker stands in; ``None`` where nobody is stood in for."""
        current = self.case.assignment
        if current is None or current.return_date is None:
            return None
        return {"for": current.return_to.full_name, "until": current.return_date}

    @property
    def is_with_somebody(self):
        """Whether anybody is the caseworker."""
        return self.case.assignment is not None and self.case.assignment.user_id is not None

    def is_with(self, user):
        """Whether ``user`` is the caseworker."""
        return self.case.assignment is not None and self.case.assignment.user_id == user.pk

    @property
    def record(self):
        """Facts for the card "Record": what is known of the beginning."""
        child, person = self.case.child, PersonPresenter(self.case.child.person)
        facts = [
            {"label": _("Registered"), "value": day_words(child.registered_date)},
            {"label": _("Found"), "value": found_words(child), "detail": self._found_on},
            {"label": _("Place of birth"), "value": person.born_at},
            {"label": _("Region of origin"), "value": region_name(child.person.region_of_origin)},
            {"label": _("Sensitivity"), "value": str(Sensitivity(child.sensitivity).label)},
        ]
        return [fact for fact in facts if fact["value"]]

    @property
    def _found_on(self):
        day = self.case.child.found_date
        return day_words(day) if day else ""

    @cached_property
    def next_transfer(self):
        """The open transfer that the child is on, or ``None``."""
        passage = self.case.next_passage
        return NextTransfer(passage) if passage else None

    @property
    def states_told(self):
        """Names of the States whose officials may learn of this child, in whatever measure."""
        allowed = [
            permission
            for permission in self.case.current_permissions.values()
            if permission.level in CONTACT_ALLOWED
        ]
        return [
            {"name": permission.state.name, "level": permission.get_level_display()} for permission in allowed
        ]


class NextTransfer:
    """The transfer that a child is listed for."""

    def __init__(self, passage):
        self.passage = passage
        self.transfer = passage.transfer

    @property
    def planned(self):
        return self.transfer.planned_date

    @property
    def mode(self):
        return str(TransferMode(self.transfer.mode).label)

    @property
    def destination(self):
        return self.passage.destination.name

    @property
    def status(self):
        return self.transfer.get_status_display()

    @property
    def url(self):
        """Empty where the reader's office takes no part in the transfer."""
        return reverse("batches:detail", args=[self.transfer.public_id]) if self.passage.is_ours else ""


def day_words(day):
    """A day in the reader's language, for a sentence."""
    return formats.date_format(day, "j M Y")


def found_words(child):
    """Where the child was found: the place, or the State alone; empty where neither is on file."""
    return child.found_place.name if child.found_place else state_name(child.found_country_id)
