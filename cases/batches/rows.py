"""How one person on the list of a transfer reads."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.batches.presenters import state_name
from cases.batches.tally import day_of
from cases.enums import NotTravelledReason, PassengerResult, PassengerRole
from cases.people.masks import restricted_name
from cases.people.presenters import PersonPresenter
from cases.regions import region_name


class RestrictedPassenger:
    """Somebody on the list whom a restriction hides from the reader: a place is taken, and that is all it says."""

    sex_and_age_short = birth = age = sex = ""
    other_name = None
    other_names = ()

    @property
    def name(self):
        return restricted_name()


class PassengerRow:
    """One person on the list, out of ``with_board_parts``. The case file is linked for its own office alone."""

    def __init__(self, passenger, transfer, user):
        self.passenger = passenger
        self._person = passenger.standing_person
        self.is_restricted = passenger.hides_person
        self.person = (
            RestrictedPassenger()
            if self.is_restricted
            else PersonPresenter(self._person, today=day_of(transfer), role=passenger.role)
        )
        self.own = self._person.office_id == user.office_id and not self.is_restricted
        self._transfer = transfer
        # Its place on a printed list; the board sets it.
        self.number = 0

    @property
    def url(self):
        """The case file, or the page of the parent or carer; empty for people of other offices."""
        if not self.own:
            return ""
        child = getattr(self._person, "child", None)
        if child is not None:
            return reverse("casefile:detail", args=[child.public_id])
        guardian = getattr(self._person, "guardian", None)
        return reverse("guardians:detail", args=[guardian.public_id]) if guardian else ""

    @property
    def case_number(self):
        child = getattr(self._person, "child", None)
        return child.case_number if child is not None and self.own else ""

    @property
    def held_by(self):
        """The office that keeps the file, where it is another one."""
        if self.own or self.is_restricted:
            return ""
        return _("Held by %(office)s") % {"office": self._person.office.name}

    @property
    def destination(self):
        return state_name(self.passenger.destination_id)

    @property
    def region(self):
        """Name of the region of destination; empty where none is known."""
        return region_name(self.passenger.destination_region)

    @property
    def role(self):
        return self.passenger.get_role_display()

    @property
    def line(self):
        """Sex and age, role of adults, and destination in one line, for a phone."""
        parts = [self.person.sex_and_age_short, self.role, self.destination]
        if self.passenger.role == PassengerRole.CHILD:
            parts.remove(self.role)
        return " · ".join(str(part) for part in parts if part)

    @property
    def result_state(self):
        """The code of the state mark: ``clear`` for who travelled, ``none`` for who did not; empty before."""
        states = {
            PassengerResult.TRAVELLED: "clear",
            PassengerResult.NOT_TRAVELLED: "none",
            PassengerResult.PENDING: "",
        }
        return states[PassengerResult(self.passenger.result)]

    @property
    def result(self):
        if self.passenger.result == PassengerResult.NOT_TRAVELLED and not self._transfer.is_departed:
            return _("Taken off the list")
        return self.passenger.get_result_display()

    @property
    def reason(self):
        """Why the person did not travel; empty for who did."""
        code = self.passenger.not_travelled_reason
        return NotTravelledReason(code).label if code else ""

    @property
    def handed_over(self):
        """To whom the person was handed over, where that is recorded."""
        handover = getattr(self.passenger, "handover", None)
        return _("Handed over: %(receiver)s") % {"receiver": handover.receiver} if handover else ""

    @property
    def can_change(self):
        return self._transfer.is_open and self.passenger.result == PassengerResult.PENDING

    @property
    def can_return(self):
        return self._transfer.is_open and self.passenger.result == PassengerResult.NOT_TRAVELLED
