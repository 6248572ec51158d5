"""Pages about flags, the strip on the case, and the button to follow."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.flags import actions
from cases.models import CaseFlag, FollowedCase
from tests.factories import CaseFlagFactory, ChildFactory
from tests.people import client_of
from tests.support.forms import form_of

DUE = datetime.date(2019, 7, 30)
FORM = {"kind": "date", "due_date": "2019-07-30", "reason": "The hearing on guardianship"}


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office, name="Zarina Saidova")


@pytest.fixture
def flag(child, caseworker):
    return CaseFlagFactory(child=child, raised_by=caseworker)


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


def url_of(name, row):
    return reverse(f"flags:{name}", args=[row.public_id])


def case_of(child):
    return reverse("casefile:detail", args=[child.public_id])


def test_a_flag_is_raised_once(client, child):
    """Promise 15."""
    form = form_of(client, url_of("add", child), **FORM)
    answers = [client.post(url_of("add", child), form) for _time in range(2)]
    assert {answer["Location"] for answer in answers} == {case_of(child)}
    flag = CaseFlag.objects.get()
    assert (flag.due_date, flag.reason) == (DUE, "The hearing on guardianship")


def test_raised_flags_stand_on_the_case_and_lowered_ones_are_folded(client, child, flag, caseworker):
    page = client.get(case_of(child)).content.decode()
    assert "days over" in page
    assert "The hearing on guardianship" in page
    assert "Flag raised: A date to keep, by 30 Jul 2019." in page
    assert "that was lowered" not in page
    actions.lower_flag(by=caseworker, flag=flag, lowered_date=timezone.localdate(), outcome="It was held")
    page = client.get(case_of(child)).content.decode()
    assert "1 flag that was lowered" in page
    assert "Flag lowered: A date to keep." in page
    assert url_of("lower", flag) not in page


def test_a_flag_is_lowered(client, child, flag):
    url = url_of("lower", flag)
    assert client.post(url, form_of(client, url, outcome="It was held"))["Location"] == case_of(child)
    flag.refresh_from_db()
    assert (flag.lowered_date, flag.outcome) == (timezone.localdate(), "It was held")


def test_two_who_lower_one_flag_are_told_of_each_other(client, supervisor, flag):
    url, other = url_of("lower", flag), client_of(supervisor)
    mine = form_of(client, url, outcome="I went there myself")
    other.post(url, form_of(other, url))
    response = client.post(url, mine)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Omar Rashid lowered this flag on" in page
    assert "I went there myself" in page


def test_two_who_move_one_flag_see_both_days(client, supervisor, flag):
    """Promise 13: 409, both versions; what is chosen is saved."""
    url, other = url_of("move", flag), client_of(supervisor)
    mine = form_of(client, url, due_date="2019-09-01", reason="The court")
    other.post(url, form_of(other, url, due_date="2019-10-01", reason="The judge"))
    response = client.post(url, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert all(words in page for words in ("Omar Rashid", "1 Sep 2019", "1 Oct 2019"))
    version = response.context["version"]
    assert client.post(url, {**mine, "version": version, "keep-due_date": "mine"}).status_code == 302
    flag.refresh_from_db()
    assert flag.due_date == datetime.date(2019, 9, 1)


def test_the_day_on_file_may_be_kept(client, supervisor, flag):
    url, other = url_of("move", flag), client_of(supervisor)
    mine = form_of(client, url, due_date="2019-09-01", reason="The court")
    other.post(url, form_of(other, url, due_date="2019-10-01", reason="The judge"))
    version = client.post(url, mine).context["version"]
    client.post(url, {**mine, "version": version, "keep-due_date": "filed"})
    flag.refresh_from_db()
    assert flag.due_date == datetime.date(2019, 10, 1)


def test_the_page_of_a_move_tells_of_the_days_before(client, flag):
    url = url_of("move", flag)
    client.post(url, form_of(client, url, due_date="2019-09-01", reason="The court moved it"))
    assert "The court moved it" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("add", "kind", ""),
        ("add", "kind", "x"),
        ("add", "due_date", ""),
        ("add", "due_date", "0019-07-30"),
        ("add", "due_date", "soon"),
        ("add", "reason", " "),
        ("add", "reason", "\x00"),
        ("add", "reason", "x" * 301),
        ("add", "form_id", "1"),
        ("lower", "lowered_date", "2999-01-01"),
        ("lower", "outcome", "\x00"),
        ("move", "due_date", "\x00"),
        ("move", "reason", ""),
        ("move", "version", "x"),
    ],
)
def test_bad_input_is_named_at_its_field(client, child, flag, name, field, value):
    """Promise 18."""
    url = url_of(name, child if name == "add" else flag)
    typed = {**FORM, "lowered_date": str(timezone.localdate()), "outcome": "Said so", field: value}
    response = client.post(url, form_of(client, url, **typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert CaseFlag.objects.get().lowered_date is None


@pytest.mark.parametrize("name", ["add", "lower", "move", "follow", "unfollow"])
def test_rows_of_another_office_are_not_found(client, other_caseworker, name):
    """Promise 1: the same answer as for one that does not exist."""
    child = ChildFactory(office=other_caseworker.office)
    foreign = CaseFlagFactory(child=child, raised_by=other_caseworker)
    url = url_of(name, foreign if name in ("lower", "move") else child)
    assert client.post(url, {}).status_code == 404
    assert client.post(reverse(f"flags:{name}", args=[uuid.uuid4()]), {}).status_code == 404
    assert client_of(other_caseworker).post(url, {}).status_code in (302, 422)


@pytest.mark.parametrize("name", ["follow", "unfollow"])
def test_following_is_a_button_and_not_a_link(client, child, official, name):
    assert client.get(url_of(name, child)).status_code == 405
    assert client_of(official).post(url_of(name, child)).status_code == 403


def test_a_case_is_followed_by_a_button_that_turns(client, child):
    page = client.get(case_of(child)).content.decode()
    assert url_of("follow", child) in page
    assert client.post(url_of("follow", child))["Location"] == case_of(child)
    assert FollowedCase.objects.count() == 1
    page = client.get(case_of(child)).content.decode()
    assert url_of("unfollow", child) in page
    client.post(url_of("unfollow", child))
    assert not FollowedCase.objects.exists()
