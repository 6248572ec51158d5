"""A case is taken by one press, or given with a word; the history says by whom. Promises 1, 6 and 13."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import Role
from cases.models import CaseAssignment
from tests.factories import CaseAssignmentFactory, ChildFactory
from tests.people import client_of, make_user
from tests.support.forms import carried, form_of


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


def url_of(child):
    return reverse("children:take", args=[child.public_id])


def take(user, child, **typed):
    return client_of(user).post(url_of(child), typed, follow=True)


def current(child):
    return CaseAssignment.objects.current().get(child=child)


def test_a_case_of_nobody_is_taken_by_one_press(caseworker, child):
    assert "You are responsible for this case now." in take(caseworker, child).content.decode()
    assert (current(child).user, current(child).given_by) == (caseworker, caseworker)
    event = CaseAssignment.pgh_event_model.objects.get(pgh_obj_id=current(child).pk)
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_taking_it_from_a_colleague_asks_and_wants_a_reason(caseworker, supervisor, child):
    before = CaseAssignmentFactory(child=child, user=supervisor)
    client = client_of(caseworker)
    asked = client.get(url_of(child))
    assert "Omar Rashid is responsible since" in asked.content.decode()
    assert current(child) == before
    refused = client.post(url_of(child), form_of(client, url_of(child)))
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    assert current(child) == before
    assert (
        client.post(url_of(child), form_of(client, url_of(child), reason="She asked for me")).status_code
        == 302
    )
    before.refresh_from_db()
    assert (before.to_date, current(child).user) == (timezone.localdate(), caseworker)
    assert current(child).reason == "She asked for me"


@pytest.mark.parametrize("version", ["", "x", "none", "00000000-0000-4000-8000-000000000000"])
def test_a_case_that_somebody_took_meanwhile_stays_there(caseworker, supervisor, child, version):
    """Promise 13: two press at once; the second is told, and nothing typed is lost."""
    CaseAssignmentFactory(child=child, user=supervisor)
    response = take(caseworker, child, version=version, reason="She asked for me")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Omar Rashid was made responsible meanwhile" in page
    assert "She asked for me" in page
    assert current(child).user == supervisor
    again = {name: response.context["form"][name].value() for name in ("version", "reason")}
    take(caseworker, child, **again)
    assert current(child).user == caseworker


def test_one_press_on_a_case_that_somebody_took_meanwhile_asks_first(caseworker, supervisor, child):
    """Promise 13: the button said that nobody had it."""
    CaseAssignmentFactory(child=child, user=supervisor)
    response = take(caseworker, child)
    assert response.status_code == 409
    assert current(child).user == supervisor
    again = {"version": response.context["form"]["version"].value(), "reason": "She asked for me"}
    assert take(caseworker, child, **again).status_code == 200
    assert current(child).user == caseworker


@pytest.mark.parametrize(("field", "value"), [("version", "\x00"), ("reason", "\x00"), ("reason", "x" * 301)])
def test_bad_input_takes_nothing(caseworker, supervisor, child, field, value):
    """Promise 18."""
    CaseAssignmentFactory(child=child, user=supervisor)
    client = client_of(caseworker)
    sent = form_of(client, url_of(child), reason="She asked for me") | {field: value}
    response = client.post(url_of(child), sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert current(child).user == supervisor


def test_taken_twice_is_taken_once(caseworker, child):
    assert take(caseworker, child).status_code == 200
    assert take(caseworker, child).status_code == 200
    assert CaseAssignment.objects.count() == 1


def test_the_case_offers_to_take_it_to_those_who_have_it_not(caseworker, supervisor, child):
    CaseAssignmentFactory(child=child, user=supervisor)
    url = reverse("casefile:detail", args=[child.public_id])
    assert "Take it" in client_of(caseworker).get(url).content.decode()
    assert "Take it" not in client_of(supervisor).get(url).content.decode()


def test_a_case_is_given_with_a_word(caseworker, supervisor, child):
    client = client_of(supervisor)
    url = reverse("children:assign", args=[child.public_id])
    client.post(url, form_of(client, url, user=caseworker.public_id, reason="You speak Tajik"))
    assert (current(child).given_by, current(child).reason) == (supervisor, "You speak Tajik")
    page = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert "Given by Omar Rashid" in page
    assert "You speak Tajik" in page


def test_a_case_of_another_office_cannot_be_taken(other_caseworker, caseworker, child):
    url = reverse("children:take", args=[child.public_id])
    assert client_of(other_caseworker).post(url).status_code == 404
    assert client_of(other_caseworker).get(url).status_code == 404
    assert client_of(caseworker).put(url).status_code == 405
    assert client_of(caseworker).post(url).status_code == 302


def test_readers_of_figures_take_nothing(official, child):
    assert client_of(official).post(reverse("children:take", args=[child.public_id])).status_code == 403


# --- two who give one case at once ---


def test_two_who_give_one_case_see_both_names(caseworker, supervisor, child):
    """Promise 13: the second form is refused, and nothing that was typed is lost."""
    karim = make_user("Karim Daoud", Role.CASEWORKER, office=caseworker.office)
    url = reverse("children:assign", args=[child.public_id])
    mine, theirs = client_of(caseworker), client_of(supervisor)
    late = form_of(mine, url, user=caseworker.public_id, reason="I know the aunt")
    assert (
        theirs.post(url, form_of(theirs, url, user=karim.public_id, reason="Speaks Tajik")).status_code == 302
    )
    conflict = mine.post(url, late)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    rows = [(row.mine, row.filed) for row in conflict.context["rows"] if row.differs]
    assert rows == [("Layla Haddad", "Karim Daoud"), ("I know the aunt", "Speaks Tajik")]
    assert "Changed by Omar Rashid" in page
    assert "I know the aunt" in page
    assert current(child).user == karim
    assert mine.post(url, carried(conflict)).status_code == 302
    assert (current(child).user, current(child).reason) == (caseworker, "I know the aunt")


def test_what_is_on_file_may_stay(caseworker, supervisor, child):
    """Promise 13."""
    CaseAssignmentFactory(child=child, user=caseworker)
    url = reverse("children:assign", args=[child.public_id])
    client = client_of(caseworker)
    late = form_of(client, url, user="")
    assert client.post(url, form_of(client, url, user=supervisor.public_id)).status_code == 302
    conflict = client.post(url, late)
    assert conflict.status_code == 409
    assert client.post(url, carried(conflict) | {"keep-user": "filed"}).status_code == 302
    assert current(child).user == supervisor
    assert CaseAssignment.objects.count() == 2


@pytest.mark.parametrize("stamp", ["", "x", "\x00", "9" * 41])
def test_a_stamp_that_no_form_carried_gives_the_case_to_nobody(caseworker, child, stamp):
    """Promise 18."""
    client, url = client_of(caseworker), reverse("children:assign", args=[child.public_id])
    sent = form_of(client, url, user=caseworker.public_id) | {"version": stamp}
    assert client.post(url, sent).status_code in (409, 422)
    assert not CaseAssignment.objects.exists()
