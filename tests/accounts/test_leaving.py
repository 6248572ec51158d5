"""A leaver: one step ends the role and hands on everything in hand; administrators see totals alone. Promise 4."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.accounts import access_actions
from cases.enums import AccessKind, Role
from cases.errors import Refused
from cases.handover.actions import give_back, hand_over
from cases.handover.leaving import left_by
from cases.models import CaseAssignment, FollowedCase, RegistrationDraft, UnsentText
from tests import factories
from tests.accounts.keeping import address, fresh, seen, sends
from tests.handover.giving import held, with_whom
from tests.people import client_of, make_user


@pytest.fixture
def colleague(office_north):
    return make_user("Karim Daoud", Role.CASEWORKER, office=office_north)


def leaves(user, to, *, by):
    return access_actions.end_role(
        by=by, user=user, version=seen(user), reason="Goes home", receiver=fresh(to)
    )


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def test_everything_in_hand_goes_over_in_one_step(administrator, caseworker, colleague, supervisor):
    own, lent, borrowed, followed = (held(who)[0] for who in (caseworker, caseworker, supervisor, supervisor))
    factories.CaseFlagFactory(child=own, raised_by=caseworker)
    hand_over(by=caseworker, holder=caseworker, to=supervisor, children=[lent], until=in_days(5))
    hand_over(by=supervisor, holder=supervisor, to=caseworker, children=[borrowed], until=in_days(5))
    FollowedCase.objects.create(user=caseworker, child=followed)
    draft = factories.RegistrationDraftFactory(user=caseworker, office=caseworker.office)
    words = factories.UnsentTextFactory(user=caseworker, child=own)
    assert left_by(caseworker, caseworker.office).__dict__ == {
        "cases": 2, "stands_in": 1, "flags": 1, "lent": 1, "drafts": 1, "followed": 1, "restricted": 0,
    }  # fmt: skip

    change = leaves(caseworker, colleague, by=administrator)

    assert (change.kind, change.old_role) == (AccessKind.ENDED, Role.CASEWORKER)
    assert fresh(caseworker).role is None
    assert [with_whom(child) for child in (own, lent, borrowed)] == [colleague, supervisor, colleague]
    assert left_by(caseworker, colleague.office).is_nothing
    assert RegistrationDraft.objects.get(pk=draft.pk).user == colleague
    assert UnsentText.objects.get(pk=words.pk).user == colleague
    assert FollowedCase.objects.get().user == colleague
    assert give_back(today=in_days(6)) == 2
    assert [with_whom(child) for child in (lent, borrowed)] == [colleague, supervisor]


def test_why_somebody_leaves_stands_on_no_case(administrator, caseworker, colleague):
    """Promise 4: the reason is read by administrators alone."""
    (child,) = held(caseworker)
    leaves(caseworker, colleague, by=administrator)
    page = client_of(colleague).get(f"/children/{child.public_id}/").content.decode()
    assert "Layla Haddad does other work from now on" in page
    assert "Goes home" not in page
    history = client_of(colleague).get(f"/children/{child.public_id}/history/").content.decode()
    assert "Goes home" not in history


def test_what_the_supervisor_stands_in_for_comes_to_rest_there(administrator, caseworker, supervisor):
    (lent,) = held(caseworker)
    hand_over(by=caseworker, holder=caseworker, to=supervisor, children=[lent], until=in_days(5))
    leaves(caseworker, supervisor, by=administrator)
    assignment = CaseAssignment.objects.current().get(child=lent)
    assert (assignment.user, assignment.return_to, assignment.return_date) == (supervisor, None, None)


def test_an_administrator_sees_totals_and_no_case(administrator, caseworker, colleague):
    """Promise 4."""
    child = factories.ChildFactory(office=caseworker.office, name="Zarina Saidova")
    factories.CaseAssignmentFactory(child=child, user=caseworker)
    page = client_of(administrator).get(address("end_role", caseworker)).content.decode()
    assert "1 case" in page
    assert "Zarina" not in page
    assert child.case_number not in page
    assert str(child.public_id) not in page


def test_a_supervisor_sees_the_list_and_ends_the_role_of_the_own_caseworker(
    supervisor, caseworker, colleague
):
    child = factories.ChildFactory(office=caseworker.office, name="Zarina Saidova")
    factories.CaseAssignmentFactory(child=child, user=caseworker)
    client = client_of(supervisor)
    assert (
        address("end_role", caseworker)
        in client.get(address("office_detail", supervisor.office)).content.decode()
    )
    assert "Zarina Saidova" in client.get(address("end_role", caseworker)).content.decode()
    answer = sends(client, "end_role", caseworker, receiver=str(colleague.public_id), reason="Goes home")
    assert answer["Location"] == address("office_detail", supervisor.office)
    assert with_whom(child) == colleague
    assert fresh(caseworker).role is None


def test_a_supervisor_ends_no_other_role(supervisor, administrator, other_caseworker, office_north):
    """Promise 1: whoever works elsewhere is not found."""
    other = make_user("Salma Tahir", Role.SUPERVISOR, office=office_north)
    client = client_of(supervisor)
    for user in (other, other_caseworker, administrator, supervisor):
        assert client.get(address("end_role", user)).status_code == 404
        with pytest.raises(Refused):
            leaves(user, other, by=supervisor)


def test_somebody_of_the_office_has_to_take_over(administrator, caseworker, other_caseworker, office_west):
    held(caseworker)
    client = client_of(administrator)
    for receiver in ("", str(other_caseworker.public_id), str(caseworker.public_id), "x"):
        answer = sends(client, "end_role", caseworker, receiver=receiver, reason="Goes home")
        assert "receiver" in answer.context["form"].errors
    with pytest.raises(Refused, match="another office"):
        leaves(caseworker, other_caseworker, by=administrator)
    typed = {"role": "caseworker", "office": str(office_west.public_id), "reason": "Moves"}
    answer = sends(client, "role", caseworker, **typed)
    assert "1 case is in this person’s care" in answer.content.decode()
    assert fresh(caseworker).office == caseworker.office


def test_nothing_goes_over_when_the_role_does_not_end(administrator, caseworker, colleague):
    """Promise 16: all, or nothing."""
    (child,) = held(caseworker)
    version = seen(caseworker)
    access_actions.suspend(by=administrator, user=caseworker, version=version, reason="First")
    with pytest.raises(Refused):
        access_actions.end_role(
            by=administrator, user=caseworker, version=version, reason="Late", receiver=colleague
        )
    assert with_whom(child) == caseworker


def test_five_hundred_cases_cost_no_more_statements_than_five(
    administrator, caseworker, colleague, office_north
):
    counts = []
    leavers = [caseworker, make_user("Nino Lomidze", Role.CASEWORKER, office=office_north)]
    for leaver, cases in zip(leavers, (5, 500), strict=True):
        children = factories.ChildFactory.create_batch(cases, office=office_north)
        CaseAssignment.objects.bulk_create(
            factories.CaseAssignmentFactory.build(child=child, office=office_north, user=leaver)
            for child in children
        )
        by = fresh(administrator)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            leaves(leaver, colleague, by=by)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert CaseAssignment.objects.current().filter(user=colleague).count() == 505
