"""One change to many cases: who is chosen, who would change, and what is done."""

import datetime
import uuid

import pytest
from django.utils import timezone

from cases.children.actions import assign
from cases.models import CaseAssignment, CaseFlag, Child, FollowedCase
from tests.factories import CaseAssignmentFactory, ChildFactory, NationalityFactory
from tests.people import client_of, make_user

pytestmark = pytest.mark.django_db

URL = "/children/bulk/"


@pytest.fixture
def colleague(caseworker):
    return make_user("Karim Daoud", "caseworker", office=caseworker.office)


@pytest.fixture
def child(caseworker):
    return lambda **fields: ChildFactory(office=caseworker.office, **fields)


def typed(children, change, **more):
    """What the form sends for these children."""
    form_id = more.pop("form_id", str(uuid.uuid4()))
    ids = [str(child.public_id) for child in children]
    return {"child": ids, "change": change, "form_id": form_id, **more}


def preview(client, data, url=URL):
    response = client.post(url, data)
    assert response.status_code == 200, response.context["form"].errors
    return response.context["preview"]


def confirm(client, data, url=URL, seen=None):
    """Look at the preview and press its button."""
    seen = preview(client, data, url).seen if seen is None else seen
    return client.post(url, {**data, "seen": seen, "confirm": "1"}, follow=True)


def numbers(pairs):
    return {row.case_number for row, _words in pairs}


def test_the_preview_says_who_would_change_and_who_would_not_and_why(caseworker, colleague, child):
    mine, his, nobodys = child(), child(), child()
    CaseAssignmentFactory(child=mine, user=caseworker)
    CaseAssignmentFactory(child=his, user=colleague)
    data = typed([mine, his, nobodys], "caseworker", user=str(colleague.public_id))
    shown = preview(client_of(caseworker), data)
    assert numbers(shown.going) == {mine.case_number, nobodys.case_number}
    assert [(row.case_number, why) for row, why in shown.staying] == [(his.case_number, "Already so")]
    assert (shown.button, shown.sentence) == ("Change 2 cases", "Responsible from today on: Karim Daoud")
    assert CaseAssignment.objects.current().filter(user=colleague).count() == 1


def test_the_cases_of_a_colleague_are_a_supervisors_to_give(caseworker, supervisor, colleague, child):
    his, nobodys = child(), child()
    CaseAssignmentFactory(child=his, user=colleague)
    data = typed([his, nobodys], "caseworker", user=str(caseworker.public_id))
    client = client_of(caseworker)
    why = "Only a supervisor hands over the cases of somebody else."
    assert [(row.case_number, said) for row, said in preview(client, data).staying] == [
        (his.case_number, why)
    ]
    # What the page of the preview would not send changes nothing either.
    seen = f"{his.public_id}:{colleague.public_id} {nobodys.public_id}:"
    confirm(client, data, seen=seen)
    assert his.assignments.current().get().user == colleague
    assert nobodys.assignments.current().get().user == caseworker

    data = typed([his], "caseworker", user=str(caseworker.public_id))
    confirm(client_of(supervisor), data)
    assert his.assignments.current().get().user == caseworker


def test_many_cases_are_handed_over_at_once_with_who_and_why(caseworker, colleague, child):
    children = [child() for _number in range(3)]
    CaseAssignmentFactory(child=children[0], user=caseworker)
    data = typed(children, "caseworker", user=str(colleague.public_id), reason="Leave until August")
    response = confirm(client_of(caseworker), data)
    assert "3 cases changed." in response.content.decode()
    for one in children:
        current = one.assignments.current().get()
        assert (current.user, current.given_by, current.reason) == (
            colleague,
            caseworker,
            "Leave until August",
        )
    event = CaseAssignment.pgh_event_model.objects.filter(pgh_obj=current).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == caseworker.pk
    assert event.pgh_context.metadata["reason"] == "Leave until August"
    assert children[0].assignments.filter(to_date__isnull=False).count() == 1


def test_a_status_changes_with_its_reason_and_closed_cases_stay(caseworker, child):
    active, held = child(status="active"), child(status="on_hold")
    closed = child(status="closed", closure_reason="goals_met")
    data = typed([active, held, closed], "status", status="on_hold", reason="The camp is not reached")
    shown = preview(client_of(caseworker), data)
    assert numbers(shown.going) == {active.case_number}
    confirm(client_of(caseworker), data)
    active.refresh_from_db()
    assert (active.status, active.version) == ("on_hold", 2)
    closed.refresh_from_db()
    assert closed.status == "closed"


def test_closing_is_not_offered(caseworker, child):
    data = typed([child()], "status", status="closed", reason="Done")
    response = client_of(caseworker).post(URL, data)
    assert response.status_code == 422
    assert "status" in response.context["form"].errors


def test_a_flag_is_raised_on_each_once(caseworker, child):
    children = [child(), child()]
    day = timezone.localdate() + datetime.timedelta(days=10)
    data = typed(children, "flag", kind="date", due_date=day.isoformat(), reason="The court sits")
    confirm(client_of(caseworker), data)
    flags = CaseFlag.objects.raised()
    assert {flag.child for flag in flags} == set(children)
    assert {(flag.due_date, flag.raised_by, flag.reason) for flag in flags} == {
        (day, caseworker, "The court sits")
    }
    again = preview(client_of(caseworker), {**data, "form_id": str(uuid.uuid4())})
    assert again.going == []


def test_cases_are_followed_and_no_longer(caseworker, supervisor, child):
    children = [child(), child()]
    FollowedCase.objects.create(user=supervisor, child=children[0])
    client = client_of(caseworker)
    confirm(client, typed(children, "follow"))
    assert FollowedCase.objects.filter(user=caseworker).count() == 2
    confirm(client, typed(children[:1], "unfollow"))
    assert list(FollowedCase.objects.filter(user=caseworker).values_list("child", flat=True)) == [
        children[1].pk
    ]
    assert FollowedCase.objects.filter(user=supervisor).count() == 1


def test_all_that_are_filtered_are_chosen_and_no_others(caseworker, colleague, child):
    without = [child(), child()]
    NationalityFactory(child=child())
    client = client_of(caseworker)
    url = f"{URL}?all=1&quick=no-claim"
    page = client.get(url)
    assert {row.case_number for row in page.context["chosen"]} == {one.case_number for one in without}
    data = typed(without, "caseworker", user=str(colleague.public_id))
    confirm(client, data, url)
    assert set(Child.objects.assigned_to(colleague)) == set(without)


def test_of_more_than_the_limit_nobody_is_chosen(caseworker, child, monkeypatch):
    monkeypatch.setattr("cases.caseload.selection.BULK_LIMIT", 2)
    for _number in range(3):
        child()
    response = client_of(caseworker).get(f"{URL}?all=1")
    assert response.context["chosen"] == []
    assert "more than 2 cases" in response.content.decode()
    data = {"change": "follow", "form_id": str(uuid.uuid4())}
    assert client_of(caseworker).post(f"{URL}?all=1", data).status_code == 422


def test_children_of_another_office_never_appear_and_never_change(caseworker, other_caseworker, child):
    """Promise 1."""
    own, foreign = child(), ChildFactory(office=other_caseworker.office, name="Adam Mert")
    data = typed([own, foreign], "follow")
    client = client_of(caseworker)
    assert "Adam Mert" not in client.get(f"{URL}?child={foreign.public_id}").content.decode()
    assert numbers(preview(client, data).going) == {own.case_number}
    confirm(client, data, seen=f"{own.public_id}: {foreign.public_id}:")
    assert list(FollowedCase.objects.values_list("child", flat=True)) == [own.pk]


def test_what_changed_in_between_is_left_alone_and_told(caseworker, supervisor, colleague, child):
    """Promise 13."""
    moved, calm = child(), child()
    client = client_of(caseworker)
    data = typed([moved, calm], "caseworker", user=str(colleague.public_id))
    seen = preview(client, data).seen
    assign(by=supervisor, child=moved, user=supervisor)
    response = confirm(client, data, seen=seen)
    page = response.content.decode()
    assert "1 case changed." in page
    assert f"1 case was left as it is, since somebody changed it in the meantime: {moved.case_number}" in page
    assert moved.assignments.current().get().user == supervisor
    assert calm.assignments.current().get().user == colleague


def test_when_all_changed_in_between_nothing_is_written(caseworker, supervisor, colleague, child):
    one = child()
    client = client_of(caseworker)
    data = typed([one], "caseworker", user=str(colleague.public_id))
    seen = preview(client, data).seen
    assign(by=supervisor, child=one, user=supervisor)
    response = client.post(URL, {**data, "seen": seen, "confirm": "1"})
    assert response.status_code == 422
    assert "Nothing was changed" in response.content.decode()


def test_a_form_sent_twice_changes_once(caseworker, colleague, supervisor, child):
    """Promise 15."""
    one = child()
    client = client_of(caseworker)
    data = typed([one], "caseworker", user=str(colleague.public_id))
    seen = preview(client, data).seen
    confirm(client, data, seen=seen)
    assign(by=supervisor, child=one, user=supervisor)
    again = confirm(client, data, seen=seen)
    assert "already done" in again.content.decode()
    assert one.assignments.current().get().user == supervisor


def test_a_wrong_form_keeps_what_was_typed_and_chosen(caseworker, child):
    one = child()
    response = client_of(caseworker).post(URL, typed([one], "flag", reason="The court sits"))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"kind", "due_date"}
    page = response.content.decode()
    assert "The court sits" in page
    assert f'name="child" value="{one.public_id}"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("change", "close"),
        ("user", "1a496157-c79a-4fca-91f0-790032647172"),
        ("user", "\x00"),
        ("reason", "a\x00b"),
        ("reason", "x" * 301),
        ("due_date", "0019-01-01"),
        ("form_id", "7"),
        ("kind", "shoe"),
    ],
)
def test_strange_values_get_a_message(caseworker, child, field, value):
    """Promise 18."""
    response = client_of(caseworker).post(URL, {**typed([child()], "follow"), field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors


@pytest.mark.parametrize("ids", [[], ["7"], ["1a496157-c79a-4fca-91f0-790032647172"]])
def test_without_a_case_the_page_says_what_to_do(caseworker, ids):
    response = client_of(caseworker).get(URL, {"child": ids})
    assert response.status_code == 200
    assert "Tick rows in the list first" in response.content.decode()
    sent = {"child": ids, "change": "follow", "form_id": str(uuid.uuid4())}
    assert client_of(caseworker).post(URL, sent).status_code == 422


def test_something_else_can_be_chosen_after_the_preview(caseworker, child):
    data = typed([child()], "follow")
    response = client_of(caseworker).post(URL, {**data, "back": "1"})
    assert (response.status_code, response.context["form"]["change"].value()) == (200, "follow")


@pytest.mark.parametrize("who", ["official", "coordinator", "officer", "administrator"])
def test_it_is_not_for_those_who_open_no_cases(request, who):
    """Promise 4."""
    assert client_of(request.getfixturevalue(who)).get(URL).status_code == 403


def test_methods(caseworker):
    assert client_of(caseworker).put(URL).status_code == 405


@pytest.mark.parametrize("rows", [3, 30])
def test_a_hand_over_costs_the_same_for_any_number(
    caseworker, colleague, child, rows, django_assert_num_queries
):
    children = [child() for _number in range(rows)]
    for one in children:
        CaseAssignmentFactory(child=one, user=caseworker)
    client = client_of(caseworker)
    data = typed(children, "caseworker", user=str(colleague.public_id))
    data |= {"seen": preview(client, data).seen, "confirm": "1"}
    with django_assert_num_queries(24):
        client.post(URL, data)
