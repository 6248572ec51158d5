"""Many cases to a colleague: chosen, looked at once more, given in one step, all or none."""

import datetime
import io
import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from cases.audit.record import changing
from cases.children.actions import assign
from cases.enums import Role
from cases.errors import Refused
from cases.handover import actions
from cases.handover.choosing import CASES_A_PAGE, DUE, OTHERS, TOUCHED, cases_of, holders
from cases.models import CaseAssignment, Child, User
from tests.factories import (
    CaseAssignmentFactory,
    CaseFlagFactory,
    ChildFactory,
    FamilyGroupFactory,
    FamilyMembershipFactory,
    NationalityFactory,
)
from tests.people import client_of, make_user
from tests.support.forms import form_of

URL = "/handover/"
TODAY = timezone.localdate


@pytest.fixture
def colleague(office_north):
    return make_user("Karim Daoud", Role.CASEWORKER, office=office_north)


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


def held(user, count=1, **fields):
    """Children whom ``user`` is responsible for."""
    children = [ChildFactory(office=user.office, **fields) for _number in range(count)]
    for child in children:
        CaseAssignmentFactory(child=child, user=user)
    return children


def with_whom(child):
    return CaseAssignment.objects.current().get(child=child).user


def typed(client, to, children, **more):
    ids = [str(child.public_id) for child in children]
    values = {"which": "ticked", "user": str(to.public_id), "children": ids, "reason": "Away until Monday"}
    return form_of(client, URL, **(values | more))


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


def dict_of(review):
    """What the page of the review sends."""
    sent = {"expected": review.context["count"]}
    for name, value in review.context["carried"]:
        sent.setdefault(name, []).append(value)
    return sent


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
    for nobody in (other_caseworker.public_id, uuid.uuid4(), "x", "%00"):
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


# --- looking for them: page by page, by name, by quick filter ---


def shown(response):
    return [row.child for group in response.context["choice"].groups for row in group.rows]


def test_one_pages_through_all_cases_and_no_tick_is_lost(client, caseworker, colleague):
    held(caseworker, CASES_A_PAGE + 3)
    first = client.get(URL)
    ticked = shown(first)[:2]
    form = typed(client, colleague, ticked, page=1)
    second = client.post(URL, {**form, "look": first.context["choice"].next})
    assert second.status_code == 200
    assert len(shown(second)) == 3
    assert not {child.pk for child in shown(first)} & {child.pk for child in shown(second)}
    page = second.content.decode()
    assert "Cases 41 to 43 of 43" in page
    assert "2 cases are ticked, 2 of them not shown here" in page
    assert "Away until Monday" in page
    assert f'value="{colleague.public_id}" selected' in page
    kept = second.context["choice"].elsewhere
    assert kept == sorted(str(child.public_id) for child in ticked)
    also = str(shown(second)[0].public_id)
    review = client.post(URL, {**form, "children": [*kept, also], "page": 2})
    assert review.context["count"] == 3


def test_a_name_is_looked_for_and_stands_in_no_address(client, caseworker, colleague):
    """Promise 7."""
    (wanted,) = held(caseworker, name="Zarina Saidova")
    held(caseworker, 2, name="Amina Rahimova")
    response = client.post(URL, {**typed(client, colleague, []), "q": "zarina", "look": "search"})
    assert shown(response) == [wanted]
    assert response.status_code == 200
    review = client.post(URL, typed(client, colleague, [], which="all", q="zarina"))
    assert review.context["count"] == 1, "all means all that are found"
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    assert with_whom(wanted) == colleague
    assert CaseAssignment.objects.current().filter(user=caseworker).count() == 2


def test_a_quick_filter_shows_those_alone(client, caseworker, colleague):
    bare, claimed = held(caseworker, 2)
    NationalityFactory(child=claimed)
    response = client.post(URL, {**typed(client, colleague, [claimed]), "look": "show-no-claim"})
    assert shown(response) == [bare]
    assert response.context["choice"].elsewhere == [str(claimed.public_id)]
    on = [button["value"] for button in response.context["choice"].filters if button["is_on"]]
    assert on == ["show-no-claim"]


@pytest.mark.parametrize(
    "look", ["", "search", "page-0", "page-99999", "page--1", "page-x", "show-x", "\x00"]
)
def test_looking_for_nonsense_shows_the_first_page(client, caseworker, colleague, look):
    """Promise 18."""
    children = held(caseworker, 2)
    sent = {**typed(client, colleague, []), "children": ["x", "\x00"], "q": "\x00", "look": look}
    response = client.post(URL, sent)
    assert response.status_code == 200
    assert set(shown(response)) == set(children)


def test_ticks_of_cases_of_others_are_not_carried_along(client, caseworker, colleague, other_caseworker):
    """Promise 1."""
    held(caseworker)
    (foreign,) = held(other_caseworker)
    response = client.post(URL, {**typed(client, colleague, [foreign]), "look": "search"})
    assert response.context["choice"].elsewhere == []
    assert str(foreign.public_id) not in response.content.decode()


# --- brothers and sisters ---


def family_of(*children, name="Saidov"):
    group = FamilyGroupFactory(office=children[0].office, name=name)
    for child in children:
        FamilyMembershipFactory(group=group, person=child.person)


def test_parting_brothers_and_sisters_is_told_and_may_be_mended(client, caseworker, colleague):
    eldest, second, third, other = held(caseworker, 4)
    family_of(eldest, second, third)
    review = client.post(URL, typed(client, colleague, [eldest, other]))
    page = review.content.decode()
    assert "Brothers and sisters would be with two caseworkers" in page
    assert "Saidov" in page
    assert "Add 2 brothers and sisters" in page
    wider = client.post(URL, {**dict_of(review), "add_siblings": "yes"})
    assert wider.context["count"] == 4
    assert "with two caseworkers" not in wider.content.decode()
    client.post(URL, {**dict_of(wider), "confirmed": "yes"})
    assert {with_whom(child) for child in (eldest, second, third, other)} == {colleague}


def test_parting_them_all_the_same_is_not_forbidden(client, caseworker, colleague):
    eldest, second = held(caseworker, 2)
    family_of(eldest, second)
    review = client.post(URL, typed(client, colleague, [eldest]))
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    assert (with_whom(eldest), with_whom(second)) == (colleague, caseworker)


def test_of_siblings_whom_somebody_else_has_nothing_is_said(client, caseworker, colleague):
    (child,) = held(caseworker)
    (sibling,) = held(colleague)
    family_of(child, sibling)
    assert not client.post(URL, typed(client, colleague, [child])).context["parted"]


# --- standing in until a day ---


def in_days(number):
    return TODAY() + datetime.timedelta(days=number)


def stands_in(caseworker, colleague, children, days=3):
    return actions.hand_over(
        by=caseworker, holder=caseworker, to=colleague, children=children, until=in_days(days)
    )


def days_pass(*children, days=4):
    """What was handed over was handed over ``days`` earlier."""
    for row in CaseAssignment.objects.current().filter(child__in=children):
        row.from_date -= datetime.timedelta(days=days)
        row.return_date -= datetime.timedelta(days=days)
        row.save()


def gives_back():
    out = io.StringIO()
    call_command("give_cases_back", stdout=out)
    return out.getvalue().strip()


def test_a_colleague_stands_in_until_a_day_and_both_are_told(client, caseworker, colleague):
    (child,) = held(caseworker)
    review = client.post(URL, typed(client, colleague, [child], until=str(in_days(3))))
    assert "the cases go back to Layla Haddad" in review.content.decode()
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    row = CaseAssignment.objects.current().get(child=child)
    assert (row.user, row.return_to, row.return_date) == (colleague, caseworker, in_days(3))
    last, back = (day_words(in_days(days)) for days in (3, 4))
    case = client.get(f"/children/{child.public_id}/").content.decode()
    assert "Stands in for Layla Haddad until" in case
    assert f"With Karim Daoud; returns to you on {back}" in client.get("/").content.decode()
    assert f"You stand in for Layla Haddad until {last}" in client_of(colleague).get("/").content.decode()


def day_words(day):
    return date_format(day, "j M Y")


def test_on_the_last_day_the_case_stays_and_on_the_next_it_goes_back(caseworker, colleague):
    children = held(caseworker, 2)
    stands_in(caseworker, colleague, children)
    days_pass(*children, days=3)
    assert gives_back() == "0 cases went back."
    days_pass(*children, days=1)
    assert gives_back() == "2 cases went back."
    row = CaseAssignment.objects.current().get(child=children[0])
    assert (row.user, row.from_date, row.given_by, row.return_date) == (caseworker, TODAY(), None, None)
    assert row.reason == f"Karim Daoud stood in until {day_words(in_days(-1))}."
    event = CaseAssignment.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata == {"reason": row.reason}
    assert "This case came back to you" in client_of(caseworker).get("/").content.decode()


def test_giving_back_twice_gives_back_once(caseworker, colleague):
    """Promise 16."""
    (child,) = held(caseworker)
    stands_in(caseworker, colleague, [child])
    days_pass(child)
    gives_back()
    assert gives_back() == "0 cases went back."
    assert CaseAssignment.objects.filter(child=child).count() == 3


def test_what_was_given_to_somebody_since_stays_there(caseworker, colleague, supervisor):
    given, taken = held(caseworker, 2)
    stands_in(caseworker, colleague, [given, taken])
    assign(by=supervisor, child=given, user=supervisor)
    assign(by=supervisor, child=taken, user=None)
    CaseAssignment.objects.filter(return_date__isnull=False).update(
        from_date=in_days(-9), return_date=in_days(-2)
    )
    assert gives_back() == "0 cases went back."
    assert (with_whom(given), with_whom(taken)) == (supervisor, None)


def test_nothing_goes_back_to_somebody_who_left(caseworker, colleague):
    (child,) = held(caseworker)
    stands_in(caseworker, colleague, [child])
    days_pass(child)
    caseworker.memberships.update(to_date=TODAY())
    assert gives_back() == "0 cases went back."
    assert with_whom(child) == colleague


def test_somebody_who_left_is_not_stood_in_for(supervisor, caseworker, colleague):
    children = held(caseworker)
    caseworker.memberships.update(to_date=TODAY())
    caseworker = User.objects.get(pk=caseworker.pk)
    with pytest.raises(Refused, match="works on no cases here"):
        actions.hand_over(by=supervisor, holder=caseworker, to=colleague, children=children, until=in_days(3))
    with pytest.raises(Refused, match="has passed"):
        actions.hand_over(
            by=supervisor, holder=supervisor, to=colleague, children=held(supervisor), until=in_days(-1)
        )


def test_the_deployment_gives_back_daily():
    services = (settings.BASE_DIR / "compose.yaml").read_text()
    assert re.search(r"while true; do .*python manage.py give_cases_back; .*sleep 86400; done", services)
