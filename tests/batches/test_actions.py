"""The list of a transfer: who is put on it, changed, taken off, put back."""

import pytest

from cases.batches import actions
from cases.components.stamps import stamp_of
from cases.enums import (
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    TransferStatus,
    UnityDecision,
)
from cases.errors import Refused, Stale
from cases.models import Passenger, TransferBatch
from tests import factories
from tests.batches import making

pytestmark = pytest.mark.django_db


class TestCreate:
    def test_draft_of_the_own_office_with_its_first_move(self, caseworker):
        transfer = making.draft(caseworker)
        assert transfer.status == TransferStatus.DRAFT
        assert [row.office_id for row in transfer.offices.all()] == [caseworker.office_id]
        move = transfer.moves.get()
        assert (move.from_status, move.to_status, move.moved_by) == ("", TransferStatus.DRAFT, caseworker)

    def test_only_offices_that_take_part_see_it(self, caseworker, other_caseworker):
        transfer = making.draft(caseworker)
        assert not TransferBatch.objects.visible_to(other_caseworker).exists()
        actions.invite_office(by=caseworker, transfer=transfer, office=other_caseworker.office)
        actions.invite_office(by=caseworker, transfer=transfer, office=other_caseworker.office)
        assert TransferBatch.objects.visible_to(other_caseworker).get() == transfer
        assert transfer.offices.count() == 2


class TestUpdate:
    def test_a_new_version(self, caseworker):
        transfer = making.draft(caseworker)
        changed = actions.update_transfer(by=caseworker, transfer=transfer, version=1, seats=48)
        assert (changed.seats, changed.version) == (48, 2)

    def test_stale_version_saves_nothing(self, caseworker):
        """Promise 13."""
        transfer = making.draft(caseworker)
        actions.update_transfer(by=caseworker, transfer=transfer, version=1, seats=48)
        with pytest.raises(Stale) as caught:
            actions.update_transfer(by=caseworker, transfer=transfer, version=1, seats=12)
        assert caught.value.current.seats == 48

    @pytest.mark.parametrize(
        ("field", "value"), [("departure_zone", "Asia/Tokyo"), ("departure_country", "SY")]
    )
    def test_what_totals_count_by_is_fixed_by_the_departure(self, caseworker, field, value):
        transfer = making.departed(caseworker, factories.ChildFactory(office=caseworker.office))
        if field == "departure_country":
            value = making.Country.objects.get(pk=value)
        with pytest.raises(Refused) as caught:
            actions.update_transfer(
                by=caseworker, transfer=transfer, version=transfer.version, **{field: value}
            )
        assert caught.value.field == field


class TestAddPeople:
    def test_one_and_many(self, caseworker):
        transfer = making.draft(caseworker)
        children = factories.ChildFactory.create_batch(3, office=caseworker.office)
        added = making.add(caseworker, transfer, *children, to=making.russia(), region="RU-DA")
        assert {passenger.person_id for passenger in added} == {child.person_id for child in children}
        assert {(one.destination_id, one.destination_region) for one in added} == {("RU", "RU-DA")}

    def test_whoever_is_listed_stays_as_they_are(self, caseworker):
        transfer = making.draft(caseworker)
        child = factories.ChildFactory(office=caseworker.office)
        making.add(caseworker, transfer, child)
        assert making.add(caseworker, transfer, child, to=making.russia()) == []
        assert making.row_of(transfer, child).destination_id == "TJ"

    def test_a_child_is_on_one_open_transfer_only(self, caseworker):
        """Promise 14: all or nothing, and a sentence that says why."""
        taken, free = factories.ChildFactory.create_batch(2, office=caseworker.office)
        making.add(caseworker, making.draft(caseworker), taken)
        second = making.draft(caseworker)
        with pytest.raises(Refused) as caught:
            making.add(caseworker, second, free, taken)
        assert "another open transfer" in str(caught.value)
        assert not second.passengers.exists()

    def test_people_of_other_offices_are_refused(self, caseworker, office_west):
        transfer = making.draft(caseworker)
        with pytest.raises(Refused):
            making.add(caseworker, transfer, factories.ChildFactory(office=office_west))
        assert not transfer.passengers.exists()

    @pytest.mark.parametrize("unity", [UnityDecision.UNDECIDED, UnityDecision.TOGETHER])
    def test_siblings_come_along(self, caseworker, unity):
        _group, children = making.family(caseworker.office, "Zarina", "Timur", "Amina", unity=unity)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, children[0], with_siblings=True)
        assert transfer.passengers.count() == 3

    def test_siblings_apart_by_decision_do_not(self, caseworker):
        _group, children = making.family(caseworker.office, "Maryam", "Adam", unity=UnityDecision.APART)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, children[0], with_siblings=True)
        assert [one.person for one in transfer.passengers.all()] == [children[0].person]

    def test_a_sibling_who_is_taken_elsewhere_stays_there(self, caseworker):
        _group, children = making.family(caseworker.office, "Firuz", "Nilufar")
        making.add(caseworker, making.draft(caseworker), children[1])
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, children[0], with_siblings=True)
        assert [one.person for one in transfer.passengers.all()] == [children[0].person]

    def test_a_sibling_held_by_another_office_is_not_added(self, caseworker, office_west):
        group, children = making.family(caseworker.office, "Firuz")
        held = factories.ChildFactory(office=office_west)
        factories.FamilyMembershipFactory(group=group, person=held.person)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, children[0], with_siblings=True)
        assert transfer.passengers.count() == 1

    def test_who_was_taken_off_is_put_back_not_added(self, caseworker):
        transfer = making.draft(caseworker)
        first, second = factories.ChildFactory.create_batch(2, office=caseworker.office)
        making.add(caseworker, transfer, first, second)
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        actions.take_off(
            by=caseworker, passenger=making.row_of(transfer, first), reason=NotTravelledReason.UNFIT
        )
        with pytest.raises(Refused) as caught:
            making.add(caseworker, transfer, first)
        assert "put them back" in str(caught.value)

    @pytest.mark.parametrize("ending", ["departed", "cancelled"])
    def test_a_list_that_is_closed(self, caseworker, ending):
        child, late = factories.ChildFactory.create_batch(2, office=caseworker.office)
        if ending == "departed":
            transfer = making.departed(caseworker, child)
        else:
            transfer = making.moved(caseworker, making.draft(caseworker), TransferStatus.CANCELLED)
        with pytest.raises(Refused) as caught:
            making.add(caseworker, transfer, late)
        assert ending in str(caught.value)


def test_an_escort_is_a_new_person_of_the_office(caseworker):
    transfer = making.draft(caseworker)
    passenger = actions.add_escort(
        by=caseworker,
        transfer=transfer,
        name="Dr. Samir Nasser",
        role=PassengerRole.ESCORT,
        destination=making.tajikistan(),
    )
    assert passenger.person.office_id == caseworker.office_id
    assert passenger.person.names.get().full == "Dr. Samir Nasser"
    assert passenger.role == PassengerRole.ESCORT


def test_destination_and_role_belong_to_the_passenger(caseworker):
    transfer = making.draft(caseworker)
    first, second = factories.ChildFactory.create_batch(2, office=caseworker.office)
    making.add(caseworker, transfer, first, second)
    row = making.row_of(transfer, first)
    actions.change_passenger(
        by=caseworker,
        passenger=row,
        version=stamp_of(row),
        destination=making.russia(),
        region="RU-CE",
        role=PassengerRole.PARENT,
    )
    changed = making.row_of(transfer, first)
    assert (changed.destination_id, changed.destination_region, changed.role) == ("RU", "RU-CE", "parent")
    assert making.row_of(transfer, second).destination_id == "TJ"


class TestTakeOff:
    def test_a_draft_forgets(self, caseworker):
        transfer = making.draft(caseworker)
        child = factories.ChildFactory(office=caseworker.office)
        making.add(caseworker, transfer, child)
        assert actions.take_off(by=caseworker, passenger=making.row_of(transfer, child)) is None
        assert not transfer.passengers.exists()
        making.add(caseworker, making.draft(caseworker), child)

    def test_a_proposed_list_remembers_why_and_frees_the_child(self, caseworker):
        transfer = making.draft(caseworker)
        child, stays = factories.ChildFactory.create_batch(2, office=caseworker.office)
        making.add(caseworker, transfer, child, stays)
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        with pytest.raises(Refused) as caught:
            actions.take_off(by=caseworker, passenger=making.row_of(transfer, child))
        assert caught.value.field == "reason"
        actions.take_off(
            by=caseworker, passenger=making.row_of(transfer, child), reason=NotTravelledReason.DOC_MISSING
        )
        row = making.row_of(transfer, child)
        assert (row.result, row.not_travelled_reason) == (
            PassengerResult.NOT_TRAVELLED,
            NotTravelledReason.DOC_MISSING,
        )
        making.add(caseworker, making.draft(caseworker), child)

    def test_put_back_unless_meanwhile_on_another_transfer(self, caseworker):
        transfer = making.draft(caseworker)
        child, stays = factories.ChildFactory.create_batch(2, office=caseworker.office)
        making.add(caseworker, transfer, child, stays)
        making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        row = making.row_of(transfer, child)
        actions.take_off(by=caseworker, passenger=row, reason=NotTravelledReason.UNFIT)
        actions.put_back(by=caseworker, passenger=row)
        assert Passenger.objects.get(pk=row.pk).result == PassengerResult.PENDING
        actions.take_off(by=caseworker, passenger=row, reason=NotTravelledReason.UNFIT)
        making.add(caseworker, making.draft(caseworker), child)
        with pytest.raises(Refused):
            actions.put_back(by=caseworker, passenger=row)

    def test_not_after_the_departure(self, caseworker):
        child = factories.ChildFactory(office=caseworker.office)
        transfer = making.departed(caseworker, child)
        with pytest.raises(Refused) as caught:
            actions.take_off(
                by=caseworker,
                passenger=making.row_of(transfer, child),
                reason=NotTravelledReason.UNFIT,
            )
        assert "departed" in str(caught.value)
