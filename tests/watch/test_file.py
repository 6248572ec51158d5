"""Who looked at one file. Promises 1, 4, 7 and 9."""

import re
import uuid

import pytest
from django.urls import reverse

from cases.audit import record
from cases.audit.looks import file_of
from cases.enums import LookKind
from cases.models import AuditEvent, Person
from tests import factories
from tests.people import client_of, make_user
from tests.support.moments import as_of, moment

pytestmark = pytest.mark.django_db
DAY, NEXT = "2030-07-10", "2030-07-11"
OPENED, EMERGENCY = "casefile:detail", "casefile:emergency"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def salma(office_west):
    return make_user("Salma Tahir", "supervisor", office=office_west)


def url_of(child, name="watch:of_child"):
    return reverse(name, args=[child.public_id])


def opens(user, child, *, day=DAY, at="10:00", subject=OPENED):
    with as_of(moment(day, at)):
        record.read(by=user, subject=subject, ids=[child.public_id])


def days_of(user, child, query="", name="watch:of_child"):
    response = client_of(user).get(url_of(child, name) + query)
    assert response.status_code == 200
    return response.context["days"]


def test_ten_openings_in_an_hour_are_one_line_that_unfolds(supervisor, caseworker, child):
    for minute in range(10):
        opens(caseworker, child, at=f"10:{minute:02}")
    (day,) = days_of(supervisor, child)
    (line,) = day.lines
    assert (line.who.name, line.who.office, line.count) == ("Layla Haddad", "Office North", 10)
    assert line.ways == ["Opened"]
    assert [look.at.minute for look in line.looks] == [*range(9, -1, -1)]


def test_what_is_decided_about_a_file_is_no_look_at_it(supervisor, child):
    for subject in ("restrictions:impose", "retention:erased", "vault:destroyed_key"):
        record.overridden(by=supervisor, subject=subject, ids=[child.public_id])
    record.overridden(by=supervisor, subject="admin", ids=[child.public_id])
    assert list(file_of(child).looks.values_list("subject", flat=True)) == ["admin"]


def test_each_person_and_each_day_has_a_line_and_lists_stand_apart(supervisor, caseworker, child):
    opens(caseworker, child)
    opens(caseworker, child, day=NEXT)
    opens(supervisor, child, day=NEXT)
    with as_of(moment(NEXT)):
        record.listed(by=caseworker, subject="children:list", ids=[uuid.uuid4(), child.public_id])
        record.searched(by=caseworker, subject="search:page", ids=[child.public_id], terms=["zarina"])
    latest, earlier = days_of(supervisor, child)
    assert [line.who.name for line in latest.lines] == ["Omar Rashid", "Layla Haddad"]
    assert [(line.who.name, line.count) for line in latest.passing] == [("Layla Haddad", 2)]
    assert latest.passing[0].ways == ["Shown in a list", "Found by a search"]
    assert (earlier.passing, len(earlier.lines)) == ([], 1)


def test_every_way_has_its_word(supervisor, caseworker, child):
    ids = [child.public_id]
    record.read(by=caseworker, subject=OPENED, ids=ids)
    record.read(by=caseworker, subject=EMERGENCY, ids=ids)
    record.overridden(by=caseworker, subject="admin:records", ids=ids)
    record.exported(by=caseworker, subject="casefile:export", ids=ids)
    record.opened(by=caseworker, subject="casefile:export", ids=ids)
    record.listed(by=caseworker, subject="children:list", ids=ids)
    record.searched(by=caseworker, subject="search:page", ids=ids)
    record.denied(by=caseworker, subject="lookup:child", ids=ids)
    (day,) = days_of(supervisor, child)
    told = {way for line in (*day.lines, *day.passing) for way in line.ways}
    assert told == {str(label) for label in LookKind.labels}


def test_the_file_itself_leaves_a_line_in_the_trail_before_it_is_shown(supervisor, child):
    """Promise 7: one, and no look at the file."""
    client_of(supervisor).get(url_of(child))
    event = AuditEvent.objects.get()
    assert (event.kind, event.subject, event.actor) == ("read", "watch:file", supervisor)
    assert event.subject_ids == [str(child.public_id)]
    assert days_of(supervisor, child) == []


def test_somebody_of_another_office_is_named_with_the_office(supervisor, salma, child):
    """Promise 9: an opening in an emergency, and an address that was tried."""
    opens(salma, child, subject=EMERGENCY)
    assert client_of(salma).get(f"/children/{child.public_id}/").status_code == 404
    lines = [line for day in days_of(supervisor, child) for line in day.lines]
    assert {(line.who.name, line.who.office, *line.ways) for line in lines} == {
        ("Salma Tahir", "Office West", "Opened in an emergency"),
        ("Salma Tahir", "Office West", "Refused"),
    }


@pytest.mark.django_db(transaction=True)
def test_what_happened_while_another_office_kept_it_is_not_shown(
    supervisor, other_caseworker, office_west, child
):
    """Promise 1: a file that came from another office begins on the day it came."""
    foreign = factories.ChildFactory(office=office_west)
    record.read(by=other_caseworker, subject=OPENED, ids=[foreign.public_id])
    Person.objects.filter(pk=foreign.person_id).update(office=child.office)
    assert days_of(supervisor, foreign) == []
    record.read(by=supervisor, subject=OPENED, ids=[foreign.public_id])
    assert [line.who.name for day in days_of(supervisor, foreign) for line in day.lines] == ["Omar Rashid"]


def test_what_was_opened_under_a_number_that_was_given_up_belongs_to_it(
    supervisor, officer, caseworker, child
):
    given_up = factories.ChildFactory(office=child.office)
    opens(caseworker, given_up)
    Person.objects.filter(pk=given_up.person_id).update(merged_into=child.person)
    given_up.merged_into = child
    given_up.save()
    for user, name, row in (
        (supervisor, "watch:of_child", child),
        (officer, "watch:of_file", child),
        (officer, "watch:of_file", given_up),
    ):
        assert [line.who.name for day in days_of(user, row, name=name) for line in day.lines] == [
            "Layla Haddad"
        ]


def test_the_officer_sees_the_same_without_a_name(officer, caseworker, child):
    """Promise 4."""
    opens(caseworker, child)
    response = client_of(officer).get(url_of(child, "watch:of_file"))
    page = response.content.decode()
    assert response.status_code == 200
    assert child.case_number in page
    assert "Layla Haddad" in page
    assert "Zarina" not in page
    assert f"/children/{child.public_id}" not in page


def test_the_case_page_says_how_many_opened_it(supervisor, caseworker, other_caseworker, child):
    """Promise 9."""
    for user in (caseworker, caseworker, other_caseworker):
        record.read(by=user, subject=OPENED, ids=[child.public_id])
    opens(supervisor, child, day="2019-07-10")
    record.listed(by=supervisor, subject="children:list", ids=[child.public_id])
    page = client_of(supervisor).get(f"/children/{child.public_id}/").content.decode()
    assert "Opened by 2 people in the last 30 days" in page
    assert url_of(child) in page
    assert (
        "in the last 30 days"
        not in client_of(caseworker).get(f"/children/{child.public_id}/").content.decode()
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Layla Haddad", "Omar Rashid"}),
        ("?look=opened", {"Layla Haddad"}),
        ("?look=exported", {"Omar Rashid"}),
        (f"?since={NEXT}", {"Omar Rashid"}),
        (f"?until={DAY}", {"Layla Haddad"}),
        (f"?before={NEXT}", {"Layla Haddad"}),
        ("?before=nonsense", {"Layla Haddad", "Omar Rashid"}),
        ("?before=0001-01-01", {"Layla Haddad", "Omar Rashid"}),
        ("?look=refused", set()),
    ],
)
def test_it_is_narrowed(supervisor, caseworker, child, query, found):
    opens(caseworker, child)
    with as_of(moment(NEXT)):
        record.exported(by=supervisor, subject="casefile:export", ids=[child.public_id])
    days = days_of(supervisor, child, query)
    assert {line.who.name for day in days for line in day.lines} == found


def test_it_is_narrowed_to_one_person(supervisor, caseworker, child):
    opens(caseworker, child)
    opens(supervisor, child)
    (day,) = days_of(supervisor, child, f"?person={caseworker.public_id}")
    assert [line.who.name for line in day.lines] == ["Layla Haddad"]


@pytest.mark.parametrize("query", ["look=x", "person=x", "since=yesterday", "until=0001-01-01", "look=%00"])
def test_a_filter_that_is_not_understood_is_said_so(supervisor, child, query):
    """Promise 18."""
    assert client_of(supervisor).get(f"{url_of(child)}?{query}").status_code == 400


def test_pages_hold_whole_days_and_lead_to_the_end(supervisor, caseworker, child):
    for number in range(1, 25):
        for user in (supervisor, caseworker):
            opens(user, child, day=f"2030-07-{number:02}")
    client, seen, address = client_of(supervisor), [], url_of(child)
    for _page in range(5):
        response = client.get(address)
        seen += [(day.day.day, len(day.lines)) for day in response.context["days"]]
        if not response.context["earlier"]:
            break
        address = url_of(child) + response.context["earlier"]
    assert seen == [(number, 2) for number in range(24, 0, -1)]


def test_a_day_with_more_people_than_a_page_holds_stays_whole(supervisor, office_north, child):
    for number in range(45):
        opens(make_user(f"Worker {number}", "caseworker", office=office_north), child)
    (day,) = days_of(supervisor, child)
    assert len(day.lines) == 45


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("other_caseworker", 403),
        ("caseworker", 403),
        ("salma", 404),
        ("officer", 403),
        ("administrator", 403),
    ],
)
def test_strangers_and_other_roles(request, who, status, child):
    """Promise 1. Caseworkers ask their supervisor (ADR 33)."""
    assert client_of(request.getfixturevalue(who)).get(url_of(child)).status_code == status


def test_the_officers_page_is_for_the_officer_and_about_what_the_trail_has(
    officer, supervisor, caseworker, child
):
    """Promise 1."""
    url = url_of(child, "watch:of_file")
    assert client_of(officer).get(url).status_code == 404
    opens(caseworker, child)
    assert client_of(officer).get(url).status_code == 200
    assert client_of(supervisor).get(url).status_code == 403


def test_it_is_only_read(supervisor, officer, child):
    assert client_of(supervisor).post(url_of(child)).status_code == 405
    assert client_of(officer).post(url_of(child, "watch:of_file")).status_code == 405


@pytest.mark.parametrize("rows", [3, 30])
def test_it_costs_the_same_at_any_length(supervisor, office_north, child, rows, django_assert_num_queries):
    client = client_of(supervisor)
    for number in range(rows):
        opens(make_user(f"Worker {number}", "caseworker", office=office_north), child)
    with django_assert_num_queries(18):
        page = client.get(url_of(child)).content.decode()
    assert len(re.findall(r"Worker \d+</bdi></b>", page)) == rows
