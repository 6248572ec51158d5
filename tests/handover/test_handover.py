"""Many cases to a colleague: chosen, looked at once more, given in one step, all or none."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.audit.record import changing
from cases.children.actions import assign
from cases.errors import Refused
from cases.handover import actions
from cases.handover.choosing import DUE, OTHERS, TOUCHED, cases_of, holders
from cases.models import CaseAssignment, Child
from tests.factories import (
    CaseFlagFactory,
)
from tests.handover.giving import TODAY, URL, dict_of, held, typed, with_whom
from tests.people import client_of

# --- the action ---


def test_cases_go_over_with_who_gave_them_and_why(caseworker, colleague):
    children = held(caseworker, 3)
    made = actions.hand_over(
        by=caseworker, holder=caseworker, to=colleague, children=children[:2], reason="Away"
    )
    assert [(row.given_by, row.reason, row.from_date) for row in made] == [(caseworker, "Away", TODAY())] * 2
    assert [with_whom(child) for child in children] == [colleague, colleague, caseworker]
    ended = CaseAssignment.objects.filter(user=caseworker, to_date=TODAY())
    assert ended.count() == 2
    event = CaseAssignment.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata == {"user": caseworker.pk, "reason": "Away"}


def test_all_or_none(caseworker, colleague, supervisor):
    """A case that somebody else took meanwhile stops the whole step."""
    children = held(caseworker, 3)
    assign(by=supervisor, child=children[1], user=supervisor)
    with pytest.raises(Refused, match="1 of these cases is with somebody else by now"):
        actions.hand_over(by=caseworker, holder=caseworker, to=colleague, children=children)
    assert [with_whom(child) for child in children] == [caseworker, supervisor, caseworker]


def test_only_a_supervisor_hands_over_the_cases_of_somebody_else(caseworker, colleague, supervisor):
    children = held(colleague)
    with pytest.raises(Refused, match="Only a supervisor"):
        actions.hand_over(by=caseworker, holder=colleague, to=caseworker, children=children)
    actions.hand_over(by=supervisor, holder=colleague, to=caseworker, children=children)
    assert with_whom(children[0]) == caseworker


def test_nobody_of_another_office_gets_a_case(caseworker, colleague, other_caseworker):
    children = held(caseworker)
    with pytest.raises(Refused, match="another office"):
        actions.hand_over(by=caseworker, holder=caseworker, to=other_caseworker, children=children)
    with pytest.raises(Refused, match="already"):
        actions.hand_over(by=caseworker, holder=caseworker, to=caseworker, children=children)
    with pytest.raises(Refused, match="Tick at least one"):
        actions.hand_over(by=caseworker, holder=caseworker, to=colleague, children=[])


@pytest.mark.django_db(transaction=True)
def test_two_hand_overs_of_the_same_cases_at_once_leave_one_of_them(caseworker, colleague, supervisor):
    """Promise 15: one wins whole, the other is told."""
    children = held(caseworker, 4)

    def give(to):
        try:
            actions.hand_over(by=caseworker, holder=caseworker, to=to, children=children)
        except Refused:
            return None
        finally:
            connection.close()
        return to

    with ThreadPoolExecutor(2) as pool:
        winners = [to for to in pool.map(give, [colleague, supervisor]) if to]
    assert len(winners) == 1
    assert {with_whom(child) for child in children} == set(winners)
    assert CaseAssignment.objects.count() == 8


# --- which come first ---


def test_what_is_due_comes_first_then_what_was_changed_today(caseworker, colleague):
    plain, touched, late, soon, far = held(caseworker, 5)
    for child, days in ((late, -3), (soon, 5), (far, 30)):
        CaseFlagFactory(child=child, raised_by=caseworker, due_date=TODAY() + datetime.timedelta(days=days))
    with changing(by=caseworker):
        Child.objects.filter(pk=touched.pk).update(updated_at=timezone.now())
    with changing(by=colleague):
        Child.objects.filter(pk=plain.pk).update(updated_at=timezone.now())
    found = list(cases_of(caseworker, caseworker))
    assert [child.group for child in found] == [DUE, DUE, TOUCHED, OTHERS, OTHERS]
    assert found[:3] == [late, soon, touched]
    assert set(found[3:]) == {plain, far}


def test_a_lowered_flag_is_no_longer_due(caseworker):
    (child,) = held(caseworker)
    CaseFlagFactory(
        child=child, raised_by=caseworker, due_date=TODAY(), lowered_date=TODAY(), lowered_by=caseworker
    )
    assert cases_of(caseworker, caseworker).get().due is None


def test_a_supervisor_finds_the_cases_of_somebody_who_left(supervisor, caseworker, colleague):
    held(colleague, 2)
    colleague.memberships.update(to_date=TODAY())
    found = {person.full_name: person.held for person in holders(supervisor)}
    assert found["Karim Daoud"] == 2
    assert [person.full_name for person in holders(caseworker)] == ["Layla Haddad"]


# --- the page ---


def test_cases_are_chosen_looked_at_once_more_and_given(client, caseworker, colleague):
    children = held(caseworker, 3, name="Zarina Saidova")
    form = typed(client, colleague, children[:2])
    review = client.post(URL, form)
    assert review.status_code == 200
    page = review.content.decode()
    assert "Hand over 2 cases to Karim Daoud?" in page
    assert "Away until Monday" in page
    assert [with_whom(child) for child in children] == [caseworker] * 3, (
        "nothing happens before it is confirmed"
    )
    sent = {**dict_of(review), "confirmed": "yes"}
    first, second = client.post(URL, sent), client.post(URL, sent)
    assert first["Location"] == second["Location"] == "/"
    assert [with_whom(child) for child in children] == [colleague, colleague, caseworker]
    assert CaseAssignment.objects.count() == 5
    assert "2 cases are with Karim Daoud now." in client.get("/").content.decode()


def test_all_means_all_and_not_only_those_shown(client, caseworker, colleague):
    children = held(caseworker, 4)
    review = client.post(URL, typed(client, colleague, [], which="all"))
    assert review.context["count"] == 4
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    assert {with_whom(child) for child in children} == {colleague}


def test_a_case_that_came_in_between_is_not_given_unseen(client, caseworker, colleague):
    held(caseworker, 2)
    review = client.post(URL, typed(client, colleague, [], which="all"))
    (late,) = held(caseworker)
    response = client.post(URL, {**dict_of(review), "confirmed": "yes"})
    assert response.status_code == 422
    assert "changed meanwhile" in response.content.decode()
    assert with_whom(late) == caseworker


def test_going_back_keeps_what_was_chosen(client, caseworker, colleague):
    children = held(caseworker, 2)
    review = client.post(URL, typed(client, colleague, children[:1]))
    page = client.post(URL, {**dict_of(review), "back": "yes"})
    assert page.status_code == 200
    assert [row.ticked for group in page.context["choice"].groups for row in group.rows].count(True) == 1
    assert "Away until Monday" in page.content.decode()


def test_what_is_handed_over_says_so_on_the_case(client, caseworker, colleague):
    (child,) = held(caseworker)
    review = client.post(URL, typed(client, colleague, [child]))
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    page = client_of(colleague).get(f"/children/{child.public_id}/").content.decode()
    assert "Given by Layla Haddad" in page
    assert "Away until Monday" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("user", ""),
        ("user", "x"),
        ("user", "\x00"),
        ("children", []),
        ("children", ["x"]),
        ("children", ["\x00"]),
        ("children", [str(uuid.uuid4())]),
        ("which", "some"),
        ("reason", "x" * 301),
        ("reason", "\x00"),
        ("form_id", "1"),
        ("expected", "many"),
        ("until", "someday"),
        ("until", "2019-07-10"),
        ("until", "3019-07-10"),
        ("until", "\x00"),
        ("q", "\x00"),
        ("q", "x" * 201),
        ("show", "everything"),
    ],
)
def test_bad_input_is_named_at_its_field(client, caseworker, colleague, field, value):
    """Promise 18."""
    (child,) = held(caseworker)
    form = {**typed(client, colleague, [child]), "confirmed": "yes", field: value}
    response = client.post(URL, form)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert with_whom(child) == caseworker


def test_the_cases_of_others_are_no_choice(client, caseworker, colleague, other_caseworker):
    """Promise 1."""
    held(caseworker)
    for child in (*held(colleague), *held(other_caseworker)):
        response = client.post(URL, typed(client, colleague, [child], confirmed="yes"))
        assert response.status_code == 422
        assert "children" in response.context["form"].errors


def test_whose_cases_may_be_seen(client, caseworker, colleague, supervisor, other_caseworker):
    """A supervisor chooses a colleague; a caseworker, and a supervisor for another office, find nobody."""
    held(colleague, 2)
    boss = client_of(supervisor)
    page = boss.get(f"{URL}?of={colleague.public_id}").content.decode()
    assert "2 cases are in the care of Karim Daoud." in page
    assert client.get(f"{URL}?of={colleague.public_id}").status_code == 404
    assert client.post(f"{URL}?of={colleague.public_id}").status_code == 404
    for nobody in (other_caseworker.public_id, uuid.uuid4(), "x"):
        assert boss.get(f"{URL}?of={nobody}").status_code == 404


def test_readers_of_figures_do_not_come_in(official):
    assert client_of(official).get(URL).status_code == 403
    assert client_of(official).post(URL).status_code == 403


def test_wrong_methods_are_refused(client):
    assert client.put(URL).status_code == 405


def test_without_cases_the_page_says_so(client):
    page = client.get(URL).content.decode()
    assert "You are responsible for no case" in page


def test_the_page_costs_the_same_at_3_and_at_30_cases(client, caseworker):
    def price():
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    held(caseworker, 3)
    few = price()
    held(caseworker, 27)
    assert price() == few
