"""The start page of each role, and the trail."""

import pytest
from django.urls import reverse

from cases.audit import record
from cases.models import AuditEvent, Country
from tests.factories import ChildFactory, PlaceFactory
from tests.people import client_of


@pytest.mark.parametrize(
    ("who", "template"),
    [
        ("caseworker", "home/tasks.html"),
        ("supervisor", "home/tasks.html"),
        ("officer", "home/officer.html"),
        ("administrator", "home/administrator.html"),
    ],
)
def test_each_role_has_its_start_page(request, who, template):
    response = client_of(request.getfixturevalue(who)).get("/")
    assert response.status_code == 200
    assert template in [used.name for used in response.templates]


@pytest.mark.parametrize("who", ["official", "coordinator"])
def test_readers_of_totals_start_at_the_dashboard(request, who):
    response = client_of(request.getfixturevalue(who)).get("/")
    assert (response.status_code, response["Location"]) == (302, reverse("reports:dashboard"))


def test_nobody_starts_without_signing_in_or_without_a_role(client, caseworker):
    assert client.get("/").status_code == 302
    caseworker.memberships.update(to_date="2019-06-01")
    assert client_of(caseworker).get("/").status_code == 403


def test_the_start_page_is_only_read(caseworker, officer):
    assert client_of(caseworker).post("/").status_code == 405
    assert client_of(officer).post("/trail/").status_code == 405


def test_the_quick_register_stands_on_the_page_and_is_sent_to_its_own(caseworker):
    page = client_of(caseworker).get("/").content.decode()
    assert f'action="{reverse("intake:quick")}"' in page
    assert "Start the case" in page


def test_the_latest_changes_are_those_of_the_office(caseworker, other_caseworker):
    """Promise 1."""
    own = ChildFactory(office=caseworker.office, name="Zarina Saidova")
    ChildFactory(office=other_caseworker.office, name="Adam Mert")
    with record.changing(by=caseworker):
        own.save()
    response = client_of(caseworker).get("/")
    (change,) = response.context["latest"]
    assert (str(change.name), change.number, change.who) == (
        "Zarina Saidova",
        own.case_number,
        "Layla Haddad",
    )
    assert "Adam Mert" not in response.content.decode()


def test_an_administrator_sees_counts_and_no_child(administrator, caseworker):
    """Promise 4."""
    ChildFactory(office=caseworker.office, name="Zarina Saidova")
    PlaceFactory()
    response = client_of(administrator).get("/")
    page = response.content.decode()
    assert response.context["people"] == {"active": 2, "without_role": 0, "never": 1}
    assert (response.context["places"], response.context["offices"]) == (1, 1)
    assert {role.label: role.value for role in response.context["roles"]}["Caseworker"] == 1
    assert "Zarina" not in page


def test_an_empty_database_teaches_an_administrator_what_to_do_first(administrator):
    response = client_of(administrator).get("/")
    page = response.content.decode()
    assert [step.is_done for step in response.context["steps"]] == [False] * 4
    for step in response.context["steps"]:
        assert f'<a href="{step.url}">{step.label}</a>' in page
    assert "With these four, caseworkers can register the first child." in page


def test_a_step_that_is_done_says_so_and_the_last_one_takes_the_list_away(administrator, caseworker):
    client = client_of(administrator)
    done = {step.label: step.is_done for step in client.get("/").context["steps"]}
    assert done["Add an office"]
    assert done["See that colleagues have a role"]
    assert not done["Add a place"]
    PlaceFactory()
    Country.objects.filter(pk="TJ").update(is_destination=True)
    response = client.get("/")
    assert response.context["steps"] == []
    assert "First steps" not in response.content.decode()


# --- the trail ---


@pytest.fixture
def entries(caseworker, official):
    record.exported(by=official, subject="totals-per-country")
    record.denied(by=caseworker, subject="places:add")


def test_the_officer_starts_with_the_latest_entries(officer, entries):
    response = client_of(officer).get("/")
    assert [(row.who, row.kind) for row in response.context["rows"]] == [
        ("Layla Haddad", "Access denied"),
        ("Daniyar Orozov", "Export"),
    ]
    assert dict(response.context["counts"]) == {"Export": 1, "Access denied": 1}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["places:add", "totals-per-country"]),
        ("?sort=at", ["totals-per-country", "places:add"]),
        ("?kind=denial", ["places:add"]),
        ("?role=official", ["totals-per-country"]),
        ("?until=2019-01-01", []),
        ("?since=2019-01-01&kind=export", ["totals-per-country"]),
    ],
)
def test_the_trail_is_narrowed(officer, entries, query, found):
    response = client_of(officer).get(f"/trail/{query}")
    assert response.status_code == 200
    assert [row.subject for row in response.context["rows"]] == found


def test_the_trail_says_in_words_what_an_entry_is_of(officer, entries, caseworker):
    record.denied(by=caseworker, subject="admin")
    record.exported(by=caseworker, subject="totals-per-state")
    rows = client_of(officer).get("/trail/").context["rows"]
    assert [str(row.what) for row in rows] == [
        "Totals per State",
        "Administration pages",
        "Places",
        "totals-per-country",
    ]


@pytest.mark.parametrize("query", ["kind=x", "role=%1B", "since=yesterday", "until=2019-13-01"])
def test_a_filter_that_is_not_understood_is_said_so(officer, query):
    """Promise 18."""
    assert client_of(officer).get(f"/trail/?{query}").status_code == 400


@pytest.mark.parametrize("rows", [3, 30])
def test_the_trail_costs_the_same_at_any_length(officer, caseworker, rows, django_assert_num_queries):
    client = client_of(officer)
    AuditEvent.objects.bulk_create(AuditEvent(kind="read", actor=caseworker) for _ in range(rows))
    with django_assert_num_queries(8):
        client.get("/trail/")


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "official", "coordinator", "administrator"])
def test_only_the_officer_reads_the_trail(request, who):
    assert client_of(request.getfixturevalue(who)).get("/trail/").status_code == 403
