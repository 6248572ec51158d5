"""What Postgres refuses about transfers: each rule with a case that passes and one that fails. Promise 14."""

import datetime

import pytest

from cases import models
from cases.enums import (
    AgeBand,
    CountedAs,
    HandoverRole,
    NotTravelledReason,
    PassengerResult,
    TransferStatus,
)
from tests import factories
from tests.models.refusals import refused

pytestmark = pytest.mark.django_db

DAY = datetime.date(2019, 7, 10)
NOON = datetime.datetime(2019, 7, 10, 12, tzinfo=datetime.UTC)


class TestTransfers:
    def test_a_person_on_one_open_transfer(self):
        person = factories.PassengerFactory().person
        refused("passenger_one_open_transfer", lambda: factories.PassengerFactory(person=person))

    @pytest.mark.parametrize("status", [TransferStatus.CANCELLED, TransferStatus.DEPARTED])
    def test_free_again_when_the_transfer_is_over(self, status):
        passenger = factories.PassengerFactory()
        if status == TransferStatus.DEPARTED:
            mark_travelled(passenger)
            factories.depart(passenger.transfer, on=DAY)
        else:
            models.TransferBatch.objects.filter(pk=passenger.transfer_id).update(status=status)
        factories.PassengerFactory(person=passenger.person)

    def test_free_again_when_taken_off_the_list(self):
        passenger = factories.PassengerFactory()
        passenger.result = PassengerResult.NOT_TRAVELLED
        passenger.not_travelled_reason = NotTravelledReason.UNFIT
        passenger.save()
        factories.PassengerFactory(person=passenger.person)

    def test_once_on_a_transfer(self):
        passenger = factories.PassengerFactory(
            result=PassengerResult.NOT_TRAVELLED, not_travelled_reason=NotTravelledReason.UNFIT
        )
        refused(
            "passenger_once_a_transfer",
            lambda: factories.PassengerFactory(transfer=passenger.transfer, person=passenger.person),
        )

    def test_arrival_before_departure(self):
        transfer = factories.depart(factories.TransferFactory(), on=DAY)
        transfer.arrived_at = transfer.departed_at
        transfer.save()
        transfer.arrived_at = transfer.departed_at - datetime.timedelta(minutes=1)
        refused("transfer_arrival_not_before_departure", transfer.save)

    def test_departed_without_a_moment(self):
        transfer = factories.TransferFactory()
        transfer.status = TransferStatus.DEPARTED
        refused("transfer_departed_has_moment", transfer.save)

    def test_the_day_of_departure_is_that_of_the_place(self):
        transfer = factories.TransferFactory()
        transfer.status = TransferStatus.DEPARTED
        transfer.departed_at = datetime.datetime(2019, 7, 9, 22, 30, tzinfo=datetime.UTC)
        transfer.save()
        transfer.refresh_from_db()
        assert transfer.departure_date == DAY

    def test_number_with_a_slip(self):
        refused("transfer_number_checks", lambda: factories.TransferFactory(number="T-22222-1"))

    def test_list_is_fixed_after_departure(self):
        passenger = factories.PassengerFactory()
        mark_travelled(passenger)
        factories.depart(passenger.transfer, on=DAY)
        rows = models.Passenger.objects.filter(pk=passenger.pk)
        name = "passenger_fixed_after_departure"
        refused(name, lambda: rows.update(destination="RU"))
        refused(name, rows.delete)
        refused(name, lambda: rows.update(is_open=True))
        refused(name, lambda: factories.PassengerFactory(transfer=passenger.transfer))

    def test_a_departed_transfer_stays_departed(self):
        """Otherwise its list could be opened again, and a child would have travelled on no transfer."""
        passenger = factories.PassengerFactory()
        mark_travelled(passenger)
        factories.depart(passenger.transfer, on=DAY)
        transfers = models.TransferBatch.objects.filter(pk=passenger.transfer_id)
        transfers.update(status=TransferStatus.CLOSED)
        for status in (TransferStatus.DRAFT, TransferStatus.CANCELLED):
            refused(
                "transfer_stays_departed", lambda to=status: transfers.update(status=to, departed_at=None)
            )

    def test_list_of_a_cancelled_transfer_is_closed(self):
        passenger = factories.PassengerFactory()
        models.TransferBatch.objects.filter(pk=passenger.transfer_id).update(status=TransferStatus.CANCELLED)
        refused(
            "passenger_list_is_closed",
            lambda: factories.PassengerFactory(transfer=passenger.transfer),
        )

    def test_travelled_before_departure(self):
        passenger = factories.PassengerFactory()
        refused("passenger_travelled_means_departed", lambda: mark_travelled(passenger), deferred=True)

    def test_departure_with_somebody_unmarked(self):
        passenger = factories.PassengerFactory()
        refused("passenger_all_marked", lambda: factories.depart(passenger.transfer, on=DAY))

    def test_not_travelled_without_a_reason(self):
        passenger = factories.PassengerFactory()
        passenger.result = PassengerResult.NOT_TRAVELLED
        refused("passenger_not_travelled_has_reason", passenger.save)

    def test_travelled_without_being_counted(self):
        passenger = factories.PassengerFactory()
        passenger.result = PassengerResult.TRAVELLED
        refused("passenger_travelled_is_counted", passenger.save)

    def test_an_adult_is_not_counted_as_a_child(self):
        passenger = factories.PassengerFactory()
        passenger.result = PassengerResult.TRAVELLED
        passenger.counted_as = CountedAs.CHILD
        passenger.age_band = AgeBand.ADULT
        refused("passenger_child_is_not_adult", passenger.save)

    def test_an_office_once(self):
        office = factories.OfficeFactory()
        transfer = factories.TransferFactory(office=office)
        refused(
            "transfer_office_once",
            lambda: models.TransferOffice.objects.create(transfer=transfer, office=office),
        )

    def test_handover_comes_after_departure(self):
        passenger = factories.travelled(factories.PersonFactory(), on=DAY)
        early = passenger.transfer.departed_at - datetime.timedelta(hours=1)
        refused("handover_after_departure", lambda: hand_over(passenger, early))
        hand_over(passenger, passenger.transfer.departed_at + datetime.timedelta(hours=4))

    def test_handover_of_somebody_who_did_not_travel(self):
        passenger = factories.PassengerFactory()
        refused("handover_after_departure", lambda: hand_over(passenger, NOON))


def mark_travelled(passenger):
    passenger.result = PassengerResult.TRAVELLED
    passenger.counted_as = CountedAs.CHILD
    passenger.age_band = AgeBand.UNDER_12
    passenger.save()


def hand_over(passenger, moment):
    return models.Handover.objects.create(
        passenger=passenger,
        handed_over_at=moment,
        receiver_role=HandoverRole.RECEIVING_STATE,
        receiver="Ministry of Social Affairs",
    )
