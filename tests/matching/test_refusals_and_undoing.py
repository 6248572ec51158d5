"""What stands in the way of a merge and of undoing it, each in words; and what becomes of the record given up."""

import datetime

import pytest
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.audit.record import changing
from cases.audit.restoring import last_change
from cases.casefile.tracked import find_record
from cases.casefile.undo import undo_last_change
from cases.children.actions import assign
from cases.children.forms import CaseNumberField
from cases.enums import (
    Confidence,
    ContactLevel,
    NeedFinding,
    PassengerResult,
    PersonState,
    Relationship,
    Role,
)
from cases.errors import Refused, Stale
from cases.guardians.actions import tie_guardian
from cases.matching import merging
from cases.matching.merge_presenters import MergePage
from cases.matching.pair import Pair
from cases.matching.undoing import added_since, read_undo
from cases.models import (
    Child,
    FollowedCase,
    MissingAnswer,
    Need,
    Passenger,
    Person,
    PersonMerge,
    PersonName,
    PossibleMatch,
    UnsentText,
    Whereabouts,
)
from cases.people.touching import touch, touch_case
from tests import factories
from tests.batches import making
from tests.matching.merging import (
    DAY,
    SLIP,
    WHY,
    merge,
    offered,
    problems,
    undo,
    whole_tables,
)
from tests.people import client_of, make_user

# Why not


def test_confirmed_whereabouts_that_differ_are_corrected_first(supervisor, kept, other):
    factories.WhereaboutsFactory(person=kept.person)
    page = MergePage(Pair(kept.person, other.person))
    [problem] = page.problems
    assert "Confirmed whereabouts differ" in problem.text
    assert str(other.person.whereabouts.get().public_id) in problem.url
    _refused(supervisor, kept, other)


def test_reports_that_differ_stand_side_by_side(supervisor, kept, other):
    factories.WhereaboutsFactory(person=kept.person, confidence=Confidence.REPORTED)
    merge(supervisor, kept, other)
    assert kept.person.whereabouts.count() == 2


def test_confirmed_deaths_that_differ(supervisor, kept, other):
    for child, day in ((kept, 1), (other, 2)):
        factories.PersonStatusFactory(
            person=child.person, status=PersonState.CONFIRMED_DEAD, from_date=datetime.date(2019, 5, day)
        )
    assert "A death is confirmed" in problems(kept, other)
    _refused(supervisor, kept, other)


def test_two_confirmed_mothers(supervisor, kept, other):
    other.guardianships.update(confidence=Confidence.CONFIRMED)
    tie = factories.GuardianshipFactory(child=kept, confidence=Confidence.CONFIRMED)
    page = MergePage(Pair(kept.person, other.person))
    assert [str(tie.guardian.person.public_id) in problem.url for problem in page.problems] == [True]
    assert "Two people would be confirmed" in page.problems[0].text
    _refused(supervisor, kept, other)


def test_parent_and_child_of_one_another(supervisor, office_north):
    tie = factories.GuardianshipFactory(child__office=office_north)
    assert "One is on file as" in problems(tie.child, tie.guardian)
    _refused(supervisor, tie.child, tie.guardian)


def test_both_on_open_transfers(supervisor, kept, other):
    factories.PassengerFactory(person=kept.person)
    assert "Both are on open transfers" in problems(kept, other)
    _refused(supervisor, kept, other)


def test_both_on_one_transfer(supervisor, kept, other):
    factories.PassengerFactory(person=kept.person, transfer=other.person.passages.get(is_open=True).transfer)
    assert "Both are on the list of transfer" in problems(kept, other)
    _refused(supervisor, kept, other)


def test_both_travelled_on_one_day(supervisor, kept, other):
    factories.travelled(kept.person, on=DAY)
    assert "Both travelled on one day" in problems(kept, other)
    _refused(supervisor, kept, other)


def test_records_of_two_offices(supervisor, kept, office_west):
    stranger = factories.ChildFactory(office=office_west)
    _refused(supervisor, kept, stranger, match="two offices")


def test_a_record_is_not_merged_into_itself_nor_twice(supervisor, kept, other):
    _refused(supervisor, kept, kept, match="one and the same")
    page, chosen = offered(kept, other)
    merge(supervisor, kept, other)
    with pytest.raises(Refused, match="was merged meanwhile"):
        _send(supervisor, kept, other, page, chosen)


def test_a_caseworker_asks_the_supervisor(caseworker, kept, other, supervisor):
    _refused(caseworker, kept, other, match="Only a supervisor")
    made = merge(supervisor, kept, other)
    with pytest.raises(Refused, match="Only a supervisor"):
        undo(caseworker, made)


def test_what_changed_while_somebody_compared_is_stale(supervisor, kept, other):
    """Promise 13."""
    page, chosen = offered(kept, other)
    factories.DocumentFactory(person=other.person)
    with pytest.raises(Stale):
        _send(supervisor, kept, other, page, chosen)
    assert not Person.objects.filter(merged_into=kept.person).exists()


def _send(by, kept, other, page, chosen):
    return merging.merge_records(
        by=by, kept=kept.person, other=other.person, version=page.pair.stamp, choices=chosen, reason=WHY
    )


def _refused(by, kept, other, match="cannot be merged yet"):
    before = whole_tables()
    with pytest.raises(Refused, match=match):
        merge(by, kept, other)
    assert whole_tables() == before


# Undone, and not


def test_what_was_added_since_stays_and_what_moved_goes_back_as_it_is_now(supervisor, kept, other):
    made = merge(supervisor, kept, other)
    Whereabouts.objects.filter(person=kept.person).update(to_date=timezone.localdate())
    added = factories.DocumentFactory(person=kept.person)
    assert {model.__name__: count for model, count in added_since(made).items()} == {"Document": 1}
    undo(supervisor, made)
    added.refresh_from_db()
    assert added.person_id == kept.person_id
    assert other.person.whereabouts.get().to_date == timezone.localdate()


def test_what_was_changed_since_is_named(supervisor, kept, other):
    Person.objects.filter(pk=other.person_id).update(birth_place="Hasaka")
    made = merge(supervisor, kept, other, birth_place="other")
    Person.objects.filter(pk=kept.person_id).update(birth_place="Mosul")
    PersonName.objects.filter(person=kept.person, script="Cyrl").delete()
    told = read_undo(PersonMerge.objects.get(pk=made.pk)).problems
    assert any("Person was changed since: place of birth" in problem for problem in told)
    assert any("Written name that was moved was removed since" in problem for problem in told)
    with pytest.raises(Refused, match="cannot be undone"):
        undo(supervisor, made)


def test_a_transfer_that_left_since_keeps_its_list(supervisor, kept, other):
    made = merge(supervisor, kept, other)
    passenger = Passenger.objects.get(is_open=True)
    passenger.result, passenger.not_travelled_reason = PassengerResult.NOT_TRAVELLED, "no_show"
    passenger.save()
    factories.depart(passenger.transfer, on=DAY)
    assert "its list stays as it is" in " ".join(read_undo(made).problems)
    with pytest.raises(Refused):
        undo(supervisor, made)


def test_a_record_that_was_merged_on_is_taken_apart_in_order(supervisor, kept, other, office_north):
    """A chain leads to the last; it is undone from its end."""
    last = factories.ChildFactory(office=office_north)
    first_made = merge(supervisor, kept, other)
    second_made = merge(supervisor, last, Child.objects.get(pk=kept.pk))
    assert Person.objects.get(pk=other.person_id).merged_into_id == last.person_id
    assert Child.objects.get(pk=other.pk).merged_into_id == last.pk
    with pytest.raises(Refused):
        undo(supervisor, first_made)
    undo(supervisor, second_made)
    assert Child.objects.get(pk=other.pk).merged_into_id == kept.pk
    undo(supervisor, first_made)
    assert Child.objects.standing().filter(pk=other.pk).exists()


def test_nothing_is_added_to_a_record_that_was_merged(supervisor, kept, other):
    """Whoever wrote while the two were merged is told, and the whole change is taken back."""
    transfer = making.draft(supervisor)
    mother = factories.GuardianFactory(office=supervisor.office)
    merge(supervisor, kept, other)
    merge(supervisor, factories.GuardianFactory(office=supervisor.office), mother)
    given_up = Child.objects.get(pk=other.pk)
    for write in (
        lambda: touch(other.person),
        lambda: touch_case(other.pk),
        lambda: assign(by=supervisor, child=given_up, user=supervisor),
        lambda: making.add(supervisor, transfer, given_up),
        lambda: tie_guardian(by=supervisor, child=kept, guardian=mother, relationship=Relationship.AUNT_M),
    ):
        with pytest.raises(Refused, match="merged into another"), transaction.atomic():
            write()
    assert not transfer.passengers.exists()


def test_a_number_that_was_given_up_finds_the_file_that_stays(supervisor, kept, other):
    merge(supervisor, kept, other)
    assert list(Child.objects.visible_to(supervisor).by_number(other.case_number)) == [kept]
    assert list(Child.objects.visible_to(supervisor).by_number(kept.case_number[:4])) == [kept]
    field = CaseNumberField()
    field.visible = Child.objects.visible_to(supervisor)
    assert field.clean(other.case_number) == kept


def test_undoing_the_last_change_leaves_a_name_that_went_back_to_its_own_record(supervisor, kept, other):
    made = merge(supervisor, kept, other)
    name = PersonName.objects.get(person=kept.person, script="Cyrl")
    with changing(by=supervisor):
        PersonName.objects.filter(pk=name.pk).update(full="Мухаммад Абдурахман")
    undo(supervisor, made)
    record = find_record(supervisor, "child", kept.public_id)
    stamp = last_change(record.parts).stamp
    undo_last_change(by=supervisor, record=record, version=stamp, reason=SLIP)
    name.refresh_from_db()
    assert (name.person_id, name.full) == (other.person_id, "Мухаммад Абдурахман")


def test_what_is_written_while_somebody_compares_and_is_no_part_of_it_is_not_stale(supervisor, kept, other):
    page, chosen = offered(kept, other)
    UnsentText.objects.filter(child=other).update(updated_at=timezone.now())
    factories.PossibleMatchFactory(first=other.person)
    _send(supervisor, kept, other, page, chosen)
    assert Person.objects.get(pk=other.person_id).merged_into_id == kept.person_id


def test_what_ordinary_work_took_away_since_is_in_nobodys_way(supervisor, kept, other):
    made = merge(supervisor, kept, other)
    gone = (
        FollowedCase.objects.filter(child=kept),
        UnsentText.objects.filter(child=kept),
        MissingAnswer.objects.filter(person=kept.person),
        PossibleMatch.objects.filter(Q(first=kept.person) | Q(second=kept.person)),
    )
    assert all(rows.delete()[0] for rows in gone)
    undo(supervisor, made)
    assert Child.objects.standing().filter(pk=other.pk).exists()


def test_what_the_merge_ended_stays_ended_where_something_newer_holds(
    supervisor, caseworker, office_north, kept, other
):
    mine = factories.CaseAssignmentFactory(child=kept, user=supervisor)
    made = merge(supervisor, kept, other, assignment="other")
    third = make_user("Aziz Karimov", Role.CASEWORKER, office=office_north)
    newest = assign(by=supervisor, child=Child.objects.get(pk=kept.pk), user=third)
    text = client_of(supervisor).get(reverse("matching:undo", args=[made.public_id])).content.decode()
    assert "Stays ended, because something newer holds since" in text
    undo(supervisor, made)
    mine.refresh_from_db()
    assert mine.to_date == timezone.localdate()
    assert kept.assignments.get(to_date__isnull=True) == newest
    assert other.assignments.get().user == caseworker


def test_needs_that_the_merge_ended_hold_again_unless_newer_ones_do(supervisor, kept, other):
    need = factories.NeedFactory(child=kept, from_date=DAY)
    other.needs.update(
        from_date=DAY + datetime.timedelta(days=1), domain=need.domain, finding=NeedFinding.IN_SCHOOL
    )
    asked = factories.ContactPermissionFactory(child=kept, level=ContactLevel.NOT_ASSESSED, state_id="RU")
    made = merge(supervisor, kept, other)
    assert read_undo(made).ended == []
    Need.objects.filter(child=kept, to_date__isnull=True).update(to_date=timezone.localdate())
    factories.NeedFactory(child=kept, domain=need.domain, from_date=timezone.localdate())
    undo(supervisor, made)
    need.refresh_from_db()
    asked.refresh_from_db()
    assert need.to_date is not None
    assert asked.to_date is None


def test_the_page_says_that_leave_stays_ended(supervisor, kept, other):
    """Promise 2: who undoes a merge is told before that no State learns of a child by it."""
    factories.ContactPermissionFactory(child=kept, level=ContactLevel.PERMITTED_FULL, state_id="RU")
    url = reverse("matching:merge", args=[kept.person.public_id, other.person.public_id])
    assert "Undoing the merge does not bring it back" in client_of(supervisor).get(url).content.decode()
    made = merge(supervisor, kept, other)
    url = reverse("matching:undo", args=[made.public_id])
    text = client_of(supervisor).get(url).content.decode()
    assert "Leave to contact stays ended, until somebody gives it anew" in text
    assert "Russia" in text
