"""Changes to a transfer and to its list of people. Each action is one change, whole or not at all.

The moves of a transfer, its departure, arrival and handovers are in ``moves``.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.access import remember_saved
from cases.audit.record import changing
from cases.batches.families import siblings_to_add
from cases.components.stamps import refuse_stale
from cases.enums import (
    OPEN_TRANSFERS,
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    Sex,
    TransferStatus,
)
from cases.errors import Refused, Stale
from cases.models import Passenger, Person, TransferBatch, TransferMove, TransferOffice
from cases.names import script_of
from cases.people import actions as people
from cases.people.touching import refuse_given_up

EDITABLE = (
    "mode",
    "legal_kind",
    "departure_country",
    "departure_place",
    "departure_zone",
    "planned_date",
    "seats",
    "note",
)
# The totals count by them, so they stay once the transfer has departed.
FIXED_BY_DEPARTURE = ("departure_country", "departure_zone")
_NOT_OURS = _("You can only add people whose records your office keeps.")


def create_transfer(*, by, form_id=None, **fields):
    """Begin a transfer in which the office of ``by`` takes part; returns it as a draft.

    ``fields`` are those of ``EDITABLE``. ``form_id`` makes the same form sent twice one transfer.
    """
    with changing(by=by):
        transfer = TransferBatch.objects.create(**fields)
        if form_id:
            remember_saved(by, form_id, transfer)
        TransferOffice.objects.create(transfer=transfer, office=by.office)
        TransferMove.objects.create(transfer=transfer, to_status=TransferStatus.DRAFT, moved_by=by)
    return transfer


def update_transfer(*, by, transfer, version, **fields):
    """Change what is planned; returns the transfer with its new version.

    Raises ``Stale`` when somebody saved since ``version`` was read, and ``Refused`` for a change of what the
    totals count by once the transfer has departed.
    """
    with changing(by=by):
        current = locked(transfer, version=version)
        for name, value in fields.items():
            if current.is_departed and name in FIXED_BY_DEPARTURE and getattr(current, name) != value:
                raise Refused(_("This can no longer be changed: the transfer has departed."), field=name)
            setattr(current, name, value)
        current.version += 1
        current.save(update_fields=[*fields, "version", "updated_at"])
    return current


def invite_office(*, by, transfer, office, form_id=None):
    """Let another office take part: it sees the whole list and may add its own children. Returns the transfer."""
    with changing(by=by):
        current = locked(transfer)
        TransferOffice.objects.get_or_create(transfer=current, office=office)
        if form_id:
            remember_saved(by, form_id, current)
    return current


def add_people(
    *, by, transfer, persons, destination, role=PassengerRole.CHILD, region="", with_siblings=False
):
    """Put people of the office of ``by`` on the list; returns the passengers that were added.

    ``with_siblings`` adds the brothers and sisters who are free to travel, unless it was decided that the
    siblings travel apart. Whoever is on the list already stays as they are. Raises ``Refused`` for people of
    another office, for those who were taken off this list, and for those on another open transfer.
    """
    with changing(by=by):
        current = locked(transfer)
        _require_open(current)
        chosen = {person.pk: person for person in persons}
        if any(person.office_id != by.office_id for person in chosen.values()):
            raise Refused(_NOT_OURS)
        if with_siblings:
            chosen |= {person.pk: person for person in siblings_to_add(by, chosen.values())}
        listed = dict(current.passengers.filter(person__in=chosen).values_list("person_id", "result"))
        _refuse_those_taken_off(listed.values())
        added = Passenger.objects.bulk_create(
            Passenger(
                transfer=current, person=person, role=role, destination=destination, destination_region=region
            )
            # Always in the same order, so that two groups with the same children do not wait for one another.
            for key, person in sorted(chosen.items())
            if key not in listed
        )
        refuse_given_up(chosen)
        # Only now a case that went to another office at the same moment has gone.
        if Person.objects.filter(pk__in=chosen).exclude(office_id=by.office_id).exists():
            raise Refused(_NOT_OURS)
        return added


def add_escort(*, by, transfer, name, role, destination, region="", sex=Sex.U, form_id=None):
    """Record a new person of the office of ``by`` by name and put them on the list; returns the passenger."""
    with changing(by=by):
        current = locked(transfer)
        _require_open(current)
        person = people.create_person(by=by, office=by.office, names={script_of(name): name}, sex=sex)
        passenger = Passenger.objects.create(
            transfer=current, person=person, role=role, destination=destination, destination_region=region
        )
        if form_id:
            remember_saved(by, form_id, passenger)
    return passenger


def change_passenger(*, by, passenger, version, destination, role, region=""):
    """Change where one passenger goes, and in which role. Returns the passenger.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else changed the row since the stamp ``version`` was
    read, ``Refused`` once the transfer has departed or was cancelled.
    """
    with changing(by=by):
        _require_open(locked(passenger.transfer))
        current = Passenger.objects.select_for_update().get(pk=passenger.pk)
        refuse_stale(current, version)
        current.destination = destination
        current.destination_region = region
        current.role = role
        current.save(update_fields=["destination", "destination_region", "role", "updated_at"])
    return current


def taken_off_stamp(passenger):
    """Whether and why somebody was taken off, as a form carries it."""
    return f"{passenger.result}:{passenger.not_travelled_reason}"


def take_off(*, by, passenger, version=None, reason="", form_id=None):
    """Take somebody off the list; returns the passenger, or ``None`` where the row was removed.

    While the transfer is a draft nothing has been promised and the row goes. From then on it stays, with one
    of the reasons: who fell off a list, and why, has to be known. Either way the person is free again. Raises
    ``Stale`` (``current`` is an ``OnFile``) when a ``version`` is given and somebody took the person off, or put them
    back, since that stamp was read.
    """
    with changing(by=by):
        transfer = locked(passenger.transfer)
        _require_open(transfer)
        current = Passenger.objects.select_for_update().filter(pk=passenger.pk).first()
        if current is None:
            return None
        if form_id:
            remember_saved(by, form_id, transfer)
        if transfer.status == TransferStatus.DRAFT:
            current.delete()
            return None
        if reason not in NotTravelledReason.values:
            raise Refused(_("Say why this person does not travel."), field="reason")
        if version is not None:
            refuse_stale(current, version, stamp=taken_off_stamp)
        current.result = PassengerResult.NOT_TRAVELLED
        current.not_travelled_reason = reason
        current.save(update_fields=["result", "not_travelled_reason", "updated_at"])
    return current


def put_back(*, by, passenger):
    """Put somebody who was taken off back on the list of the same transfer. Returns the passenger.

    Whoever is on it stays as they are. Raises ``Refused`` when the person has meanwhile been put on another open
    transfer.
    """
    with changing(by=by):
        _require_open(locked(passenger.transfer))
        current = Passenger.objects.select_for_update().get(pk=passenger.pk)
        if current.result == PassengerResult.PENDING:
            return current
        current.result = PassengerResult.PENDING
        current.not_travelled_reason = ""
        current.save(update_fields=["result", "not_travelled_reason", "updated_at"])
    return current


def locked(transfer, *, version=None):
    """The transfer as it now stands, locked until the end of the transaction.

    Raises ``Stale`` when a ``version`` is given and somebody has saved since.
    """
    current = TransferBatch.objects.select_for_update().get(pk=transfer.pk)
    if version is not None and current.version != version:
        raise Stale(_("Somebody else changed this transfer while you wrote."), current=current)
    return current


def _require_open(transfer):
    if transfer.is_departed:
        raise Refused(_("The transfer has departed; its list can no longer be changed."))
    if transfer.status not in OPEN_TRANSFERS:
        raise Refused(_("This transfer was cancelled; its list can no longer be changed."))


def _refuse_those_taken_off(results):
    count = sum(result == PassengerResult.NOT_TRAVELLED for result in results)
    if count:
        raise Refused(
            ngettext(
                "%(count)d of those you chose was taken off this list; put them back on the transfer’s page.",
                "%(count)d of those you chose were taken off this list; put them back on the transfer’s page.",
                count,
            )
            % {"count": count}
        )
