"""Restricting a file to named people: who is named, who is covered, and what nobody can be led to do."""

import datetime

import pytest
from django.utils import timezone

from cases.children.actions import assign
from cases.enums import AuditKind, ReferralPart, RestrictionKind, Role
from cases.errors import Refused, Stale
from cases.guardians.actions import add_guardian
from cases.handover.leaving import hand_on
from cases.matching.merging import check_pair
from cases.models import (
    AuditEvent,
    CaseRestriction,
    Child,
    Guardian,
    Person,
    Referral,
    RestrictionMember,
)
from cases.models.wall import scope_of, seeing
from cases.restrictions import actions
from cases.traffic.along import Along
from cases.traffic.referring import refer
from tests import factories
from tests.people import make_user
from tests.restrictions.making import WHY, restriction_of
from tests.traffic.making import days, offer_of, referral_of


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Nazarova")


def impose(child, by, named=(), **more):
    fields = {"kind": RestrictionKind.RELATIVE, "reason": WHY, "review_date": days(60)} | more
    return actions.impose(by=by, child=child, named=list(named), **fields)


def named_of(restriction):
    standing = RestrictionMember.objects.standing().filter(restriction=restriction)
    return set(standing.values_list("user", flat=True))


def sees(user, child):
    return Child.objects.visible_to(user).filter(pk=child.pk).exists()


def test_only_those_who_are_named_see_the_child_and_whoever_belongs_to_no_other(
    child, caseworker, colleague, supervisor
):
    """Promise 1: the child, its mother, and everything that hangs on either."""
    mother = factories.GuardianshipFactory(child=child, guardian__office=child.office).guardian
    other = factories.ChildFactory(office=child.office)
    aunt = factories.GuardianshipFactory(child=child, guardian__office=child.office).guardian
    factories.GuardianshipFactory(child=other, guardian=aunt)
    impose(child, supervisor, [caseworker])
    for user, is_named in ((caseworker, True), (supervisor, True), (colleague, False)):
        assert sees(user, child) is is_named
        assert Guardian.objects.visible_to(user).filter(pk=mother.pk).exists() is is_named
        assert Person.objects.visible_to(user).filter(pk=mother.person_id).exists() is is_named
        assert Guardian.objects.visible_to(user).filter(pk=aunt.pk).exists()


def test_a_parent_of_a_child_at_another_office_is_on_file_for_another_child(child, colleague, supervisor):
    """Promise 1: the office itself does not see that other tie, and the parent's record stays with all of it."""
    mother = factories.GuardianshipFactory(child=child, guardian__office=child.office).guardian
    factories.GuardianshipFactory(child=child, guardian__office=factories.OfficeFactory())
    factories.GuardianshipFactory(child=factories.ChildFactory(), guardian=mother)
    with seeing(scope_of(supervisor)):
        made = impose(child, supervisor)
    assert set(made.persons.values_list("person", flat=True)) == {child.person_id}
    assert Guardian.objects.visible_to(colleague).filter(pk=mother.pk).exists()


def test_it_stands_in_the_trail_without_a_name_and_in_the_history(child, caseworker, supervisor):
    """Promise 7: an override, by whom and for whom; promise 6: each naming has its row."""
    made = impose(child, supervisor, [caseworker])
    event = AuditEvent.objects.get(kind=AuditKind.OVERRIDE)
    assert (event.actor, event.subject) == (supervisor, "restrictions:impose")
    assert event.subject_ids == [str(child.public_id), str(made.public_id)]
    assert set(event.detail["named"]) == {str(caseworker.public_id), str(supervisor.public_id)}
    history = RestrictionMember.pgh_event_model.objects.filter(restriction=made)
    assert history.filter(pgh_context__metadata__user=supervisor.pk).count() == 2


def test_no_file_is_restricted_to_people_of_whom_none_can_lift_it(child, caseworker, supervisor):
    with pytest.raises(Refused, match="Name a supervisor"):
        impose(child, caseworker, [caseworker])
    assert not CaseRestriction.objects.exists()
    assert sees(caseworker, child)


def test_whoever_is_responsible_is_named(child, caseworker, colleague, supervisor):
    factories.CaseAssignmentFactory(child=child, user=colleague)
    with pytest.raises(Refused, match="Karim Daoud is responsible"):
        impose(child, supervisor, [caseworker])


def test_nobody_of_another_office_is_named(child, supervisor, other_caseworker):
    with pytest.raises(Refused, match="another office"):
        impose(child, supervisor, [other_caseworker])


def test_a_file_is_restricted_once(child, supervisor):
    """Promise 14: Postgres refuses the second, in its own sentence."""
    impose(child, supervisor)
    with pytest.raises(Refused, match="restricted already"):
        impose(child, supervisor)


@pytest.mark.parametrize("count", [0, 181])
def test_the_day_to_look_again_is_to_come_and_not_too_far(count, child, supervisor):
    with pytest.raises(Refused, match="within 180 days"):
        impose(child, supervisor, review_date=days(count))


def test_it_does_not_end_by_itself(child, colleague, supervisor):
    restriction_of(
        child,
        named=[supervisor],
        from_date=days(-100),
        review_date=timezone.localdate() - datetime.timedelta(1),
    )
    assert not sees(colleague, child)
    assert CaseRestriction.objects.to_review(timezone.localdate()).exists()


def test_others_are_named_and_lose_sight_at_once(child, caseworker, colleague, supervisor):
    made = impose(child, supervisor, [caseworker])
    actions.change(
        by=supervisor,
        restriction=made,
        version=made.updated_at.isoformat(),
        named=[colleague, supervisor],
        review_date=days(30),
        reason="She works elsewhere now",
    )
    assert named_of(made) == {colleague.pk, supervisor.pk}
    assert (sees(caseworker, child), sees(colleague, child)) == (False, True)


def test_a_change_over_a_newer_one_is_stale(child, supervisor):
    """Promise 13."""
    made = impose(child, supervisor)
    earlier = made.updated_at.isoformat()
    made.save()
    with pytest.raises(Stale):
        actions.lift(by=supervisor, restriction=made, version=earlier, reason="The danger is over")


def test_lifted_the_whole_office_sees_it_again(child, colleague, supervisor):
    made = impose(child, supervisor)
    actions.lift(by=supervisor, restriction=made, version=made.updated_at.isoformat(), reason="It is over")
    assert sees(colleague, child)
    assert AuditEvent.objects.filter(subject="restrictions:lift").exists()


def test_a_case_is_given_to_nobody_who_is_not_named(child, colleague, supervisor):
    restriction_of(child, named=[supervisor])
    with pytest.raises(Refused, match="does not name this colleague"):
        assign(by=supervisor, child=child, user=colleague)


def test_a_parent_recorded_later_is_covered(child, colleague, supervisor):
    restriction_of(child, named=[supervisor])
    tie = add_guardian(by=supervisor, child=child, relationship="mother", names={"Latn": "Amina Nazarova"})
    assert not Guardian.objects.visible_to(colleague).filter(pk=tie.guardian_id).exists()
    assert Guardian.objects.visible_to(supervisor).filter(pk=tie.guardian_id).exists()


def test_other_offices_are_shown_nothing_of_it(child, supervisor, office_west, other_caseworker):
    """A referral ends with the restriction, and no new one is given; the case is not offered."""
    earlier = referral_of(child, to=office_west, by=supervisor)
    impose(child, supervisor)
    earlier.refresh_from_db()
    assert earlier.ended_by == supervisor
    assert not Referral.objects.visible_to(other_caseworker).exists()
    with pytest.raises(Refused, match="no other office reads"):
        refer(
            by=supervisor,
            child=child,
            office=office_west,
            parts=[ReferralPart.NEEDS],
            until=days(5),
            reason="Both visit one home",
        )
    assert any("restricted" in str(words) for words in Along([child], child.office_id).in_the_way)


def test_a_case_that_is_offered_is_not_restricted(child, supervisor, office_west):
    offer_of(child, to=office_west, by=supervisor)
    with pytest.raises(Refused, match="take the offer back first"):
        impose(child, supervisor)


def test_restricted_records_are_not_merged(child, supervisor):
    other = factories.ChildFactory(office=child.office)
    restriction_of(child, named=[supervisor])
    with pytest.raises(Refused, match="Lift the restriction first"):
        check_pair(supervisor, child.person, other.person)


def test_who_leaves_hands_on_the_naming(child, office_north, caseworker, colleague, supervisor):
    made = restriction_of(child, named=[caseworker, supervisor])
    factories.CaseAssignmentFactory(child=child, user=caseworker)
    hand_on(by=supervisor, leaver=caseworker, office=office_north, to=colleague, reason="She leaves")
    assert named_of(made) == {colleague.pk, supervisor.pk}


def test_the_last_supervisor_who_is_named_hands_on_to_a_supervisor_alone(
    child, office_north, colleague, supervisor
):
    """Otherwise nobody could ever lift it: all of the handing on is undone."""
    made = restriction_of(child, named=[supervisor])
    with pytest.raises(Refused, match="hand on to a supervisor"):
        hand_on(by=supervisor, leaver=supervisor, office=office_north, to=colleague, reason="He leaves")
    assert named_of(made) == {supervisor.pk}
    second = make_user("Salma Tahir", Role.SUPERVISOR, office=office_north)
    hand_on(by=second, leaver=supervisor, office=office_north, to=second, reason="He leaves")
    assert named_of(made) == {second.pk}
