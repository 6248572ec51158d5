"""The children behind a figure, for those who work with them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.enums import AgeBand, Sex
from cases.models import Passenger, TransferBatch, hidden_among
from cases.people.masks import restricted_name
from cases.people.presenters import PersonPresenter, sex_word
from cases.reports import counting
from cases.reports.forms import BOYS, GIRLS

ORDERS = {
    "date": ("transfer__departure_date",),
    "-date": ("-transfer__departure_date",),
}
DEFAULT_ORDER = "-date"


def passengers(form):
    """The passenger rows that a valid ``TravelledForm`` asks for, within the office of its reader."""
    selection, wanted = form.selection(), form.cleaned_data
    rows = counting.trips_on(selection, wanted["on"]) if wanted["on"] else counting.last_trips(selection)
    if wanted["band"]:
        rows = rows.filter(age_band=wanted["band"])
    rows = rows.annotate(told_sex=counting.SEX)
    if wanted["sex"] == GIRLS:
        return rows.filter(told_sex=Sex.F)
    if wanted["sex"] == BOYS:
        return rows.filter(told_sex=Sex.M)
    return rows.exclude(told_sex__in=(Sex.F, Sex.M)) if wanted["sex"] else rows


def with_row_parts(rows):
    """All that a row shows, at a number of queries that does not grow with the rows."""
    return rows.select_related(
        "transfer__departure_country", "destination", "person__child", "person__merged_into__child"
    ).prefetch_related("person__names", "person__merged_into__names")


@dataclass(frozen=True)
class Asked:
    """A valid form with its rows, as a list page takes them."""

    form: object
    qs: object

    @property
    def queryset(self):
        return self.qs


def _sex_and_age(person, passenger):
    return _("%(sex)s, %(age)s") % {
        "sex": sex_word(person.sex, passenger.counted_as),
        "age": AgeBand(passenger.age_band).label.lower(),
    }


@dataclass(frozen=True)
class TravelledRow:
    """One child of the list."""

    name: object
    other_name: object
    case_number: str
    child_id: object
    sex_and_age: str
    day: date
    journey: str
    transfer_number: str
    transfer_id: object


def present(page, user):
    """The rows of one page; a transfer is linked where the reader's office takes part in it.

    A child whom a restriction hides is counted, and its row says no more than that.
    """
    transfers = {row.transfer_id for row in page}
    open_to_reader = set(
        TransferBatch.objects.visible_to(user).filter(pk__in=transfers).values_list("pk", flat=True)
    )
    page = list(page)
    hidden = hidden_among(user, [passenger.standing_person.pk for passenger in page])
    return [_row(passenger, open_to_reader, hidden) for passenger in page]


def _row(passenger: Passenger, open_to_reader, hidden):
    person, transfer = passenger.standing_person, passenger.transfer
    shown = PersonPresenter(person, today=transfer.departure_date)
    is_hidden = person.pk in hidden
    child = None if is_hidden else getattr(person, "child", None)
    return TravelledRow(
        name=restricted_name() if is_hidden else shown.name,
        other_name=None if is_hidden else shown.other_name,
        case_number=child.case_number if child else "",
        child_id=child.public_id if child else None,
        sex_and_age="" if is_hidden else _sex_and_age(person, passenger),
        day=transfer.departure_date,
        journey=_("%(from)s to %(to)s")
        % {"from": transfer.departure_country.name, "to": passenger.destination.name},
        transfer_number=transfer.number,
        transfer_id=transfer.public_id if transfer.pk in open_to_reader else None,
    )
