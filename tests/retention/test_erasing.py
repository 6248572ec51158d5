"""The function that erases a file: what it asks for itself, and that nothing is left in a dump. Promises 21, 22."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from cases.models import (
    CaseMove,
    Child,
    ChildKey,
    Erasure,
    FamilyGroup,
    Guardian,
    LegalHold,
    Passenger,
    Person,
    PersonName,
)
from cases.reports.counting import Selection, totals
from cases.reports.scope import Scope
from cases.vault import key_for_writing
from cases.vault.keys import named
from tests import factories
from tests.people import make_user
from tests.retention.making import erase, erasure_of, hold_on
from tests.retention.marked import dumped, found_in, marked_file, permissions_left


@pytest.fixture
def second(office_north):
    return make_user("Samira Qasim", "supervisor", office=office_north)


@pytest.fixture
def child(office_north, caseworker):
    return marked_file(office_north, caseworker)


@pytest.fixture
def erasure(child, supervisor):
    return erasure_of(child, by=supervisor, words="wqordofthecase")


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_file_is_left_in_a_dump(erasure, second, child, supervisor):
    """Promises 21 and 22: rows, history, reasons and the data key are gone from every table."""
    name = connection.settings_dict["NAME"]
    before = found_in(dumped(name))
    assert len(before) > 50, "the marks would not be seen"
    erase(erasure, second)
    assert found_in(dumped(name)) == []
    keys = ChildKey.objects.filter(Q(child=child) | Q(person=child.person))
    assert {(bytes(key.wrapped), key.destroyed_at is None) for key in keys} == {(b"", False)}
    assert not FamilyGroup.objects.exists()
    assert not CaseMove.objects.exists()


def test_what_is_left_is_the_number_and_who_erased_it(erasure, second, child, supervisor):
    counts = erase(erasure, second)
    left, done = Child.objects.get(pk=child.pk), Erasure.objects.get()
    assert (left.case_number, left.public_id, left.office) == (
        child.case_number,
        child.public_id,
        child.office,
    )
    assert left.erased_at is not None
    assert (done.state, done.asked_by, done.settled_by, done.words) == ("done", supervisor, second, "—")
    assert done.counts == counts
    assert (counts["PersonName"], counts["Note"], counts["Guardian"]) == (4, 1, 1)
    person = left.person
    assert (person.birth_earliest, person.birth_place, person.region_of_origin) == (None, "", "")
    assert not PersonName.objects.filter(person__merged_into=person).exists()


def test_totals_stay_as_they_were(erasure, second, child):
    """Promise 22: who travelled is counted by the row of the list, which stays; the State counts it too."""
    day = datetime.date(2019, 7, 15)
    selections = [Selection(Scope.everything(), day), Selection(_of_state("TJ"), day)]
    before = [totals(selection) for selection in selections]
    assert [total.world.children for total in before] == [1, 1]
    erase(erasure, second)
    assert [totals(selection) for selection in selections] == before
    assert Passenger.objects.get().person.sex == child.person.sex
    assert permissions_left(child) == {"TJ"}


def _of_state(code):
    return Scope(Scope.everything().reach.STATE, Scope.everything().audience, state=code)


def test_a_parent_of_two_stays_and_the_family_too(erasure, second, child):
    sibling = factories.ChildFactory(office=child.office)
    mother = child.guardianships.get().guardian
    factories.GuardianshipFactory(child=sibling, guardian=mother)
    factories.FamilyMembershipFactory(group=FamilyGroup.objects.get(), person=sibling.person)
    erase(erasure, second)
    assert Guardian.objects.get(pk=mother.pk).person.names.exists()
    assert mother.guardianships.get().child == sibling
    assert FamilyGroup.objects.get().memberships.count() == 2


def test_a_file_that_was_merged_goes_with_the_one_that_stays(second, supervisor, child):
    merged = factories.ChildFactory(office=child.office, merged_into=child)
    erase(erasure_of(child, by=supervisor), second)
    merged.refresh_from_db()
    assert merged.erased_at is not None
    assert not merged.person.names.exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "withdrawn", "settled_at": timezone.now()}, "erasure_is_not_waiting"),
        ({"lapses_at": timezone.now()}, "erasure_lapsed"),
        ({"seen_at": timezone.now()}, "erasure_file_changed"),
    ],
    ids=["withdrawn", "lapsed", "changed"],
)
def test_it_asks_for_itself_whether_it_may(change, rule, erasure, second, child):
    Erasure.objects.filter(pk=erasure.pk).update(**change)
    _refused(erasure, second, rule)
    assert PersonName.objects.filter(person=child.person).exists()


def _refused(erasure, second, rule):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        erase(erasure, second)
    assert refused.value.__cause__.diag.constraint_name == rule


def test_nobody_signs_twice(erasure, supervisor):
    _refused(erasure, supervisor, "erasure_needs_a_second")


def test_nobody_on_an_open_list_and_nobodys_parent_is_erased(erasure, second, child, supervisor):
    listed = factories.PassengerFactory(person=child.guardianships.get().guardian.person)
    _refused(erasure, second, "erasure_while_on_a_list")
    listed.delete()
    own = factories.GuardianFactory(person=child.person, office=child.office)
    factories.GuardianshipFactory(child=factories.ChildFactory(office=child.office), guardian=own)
    _refused(erasure, second, "erasure_of_a_parent")


def test_a_hold_stops_it_in_the_database(erasure, second, child, supervisor):
    """Promise 22: whatever the form says."""
    hold = hold_on(child, by=supervisor)
    _refused(erasure, second, "erasure_on_hold")
    LegalHold.objects.filter(pk=hold.pk).update(
        lifted_at=timezone.now(), lifted_by=supervisor, lift_reason="The court has ruled"
    )
    assert erase(erasure, second)["PersonName"]


@pytest.mark.parametrize(
    "take",
    [
        lambda keys: keys.delete(),
        lambda keys: keys.update(wrapped=b""),
        lambda keys: keys.update(wrapped=b"", destroyed_at=timezone.now()),
    ],
    ids=["removed", "emptied", "destroyed"],
)
@pytest.mark.parametrize("whose", ["file", "person", "merged"])
def test_nobody_takes_a_key_of_a_file_on_hold(take, whose, office_north, supervisor):
    """Promises 21 and 22: not by the app's role, not past ``destroy_key``; wrapping it anew is none of that."""
    child = factories.ChildFactory(office=office_north)
    merged = factories.ChildFactory(office=office_north, merged_into=child)
    owner = {"file": child, "person": child.person, "merged": merged}[whose]
    key_for_writing(owner)
    hold_on(child, by=supervisor)
    keys = ChildKey.objects.filter(**named(owner))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        take(keys)
    assert refused.value.__cause__.diag.constraint_name == "erasure_on_hold"
    assert keys.update(wrapped=b"wrapped anew") == 1


def test_a_hold_until_a_day_that_has_passed_stops_nothing(erasure, second, child, supervisor):
    hold = hold_on(child, by=supervisor)
    LegalHold.objects.filter(pk=hold.pk).update(from_date="2019-01-01", until_date="2019-02-01")
    assert erase(erasure, second)["PersonName"]


def test_the_apps_role_has_no_other_way(child, erasure, second, supervisor):
    """Promise 6 goes on: history is added to only, and a file is marked as erased by nobody but the function."""
    for statement in (
        "DELETE FROM cases_personnameevent",
        "UPDATE cases_child SET erased_at = now()",
        "UPDATE cases_person SET erased_at = now()",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    erase(erasure, second)
    with pytest.raises(DatabaseError), transaction.atomic():
        Child.objects.filter(pk=child.pk).update(erased_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        hold_on(child, by=supervisor)


def test_others_are_left_as_they_are(child, erasure, second, office_north, caseworker):
    """History and reasons of a file that stays are the same before and after."""
    other = factories.ChildFactory(office=office_north, name="Amina Saidova")
    Person.objects.filter(pk=other.person_id).update(birth_place="Mosul")
    events = Person.pgh_event_model.objects.filter(pgh_obj_id=other.person_id)
    before = list(events.values_list("birth_place", "pgh_context__metadata"))
    erase(erasure, second)
    assert list(events.values_list("birth_place", "pgh_context__metadata")) == before
    assert other.person.names.get().full == "Amina Saidova"
