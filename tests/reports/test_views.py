"""Pages of figures: who opens them, what they show, what they answer to a wrong question."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import AgeBand, ClaimStatus, CountedAs, PassengerResult
from cases.models import PublishedFigure
from cases.reports.published import load_published_figures
from tests.factories import (
    ChildFactory,
    ClaimDecisionFactory,
    ContactPermissionFactory,
    NationalityFactory,
    PassengerFactory,
    TransferFactory,
    depart,
    travelled,
)
from tests.people import client_of

DAY = datetime.date
FIGURES = ["/reports/", "/reports/totals/", "/reports/totals/TJ/", "/reports/claims/", "/reports/departures/"]
PAGES = [*FIGURES, "/reports/published/"]
ROWS = "/reports/travelled/"
ESCAPE = "2019\x1b07"


@pytest.fixture
def two_children(caseworker, other_caseworker):
    """One child of each office went to Tajikistan on 10 July 2019; the State may know of both."""
    children = [
        ChildFactory(office=user.office, name="Zarina Saidova") for user in (caseworker, other_caseworker)
    ]
    for child in children:
        travelled(child.person, on=DAY(2019, 7, 10), to="TJ")
        ContactPermissionFactory(child=child, state_id="TJ")
        ClaimDecisionFactory(nationality=NationalityFactory(child=child, claimed_date=DAY(2019, 3, 12)))
    return children


def figures(response, key="state"):
    return {row.entries[key].text: row.entries["children"].text for row in response.context["table"].rows}


# --- who opens them ---


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("reader", ["caseworker", "supervisor", "official", "coordinator"])
def test_readers_of_figures_open_each_page(path, reader, two_children, request):
    response = client_of(request.getfixturevalue(reader)).get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", [*PAGES, ROWS])
@pytest.mark.parametrize("stranger", ["officer", "administrator"])
def test_who_reads_no_figures_is_refused(path, stranger, request):
    assert client_of(request.getfixturevalue(stranger)).get(path).status_code == 403


@pytest.mark.parametrize("reader", ["official", "coordinator"])
def test_readers_of_figures_never_see_the_children_behind_them(reader, two_children, request):
    """Promise 2."""
    client = client_of(request.getfixturevalue(reader))
    assert client.get(ROWS).status_code == 403
    for page in PAGES:
        assert ROWS not in client.get(page, {"as_of": "2019-07-15"}).content.decode()


def test_nobody_opens_them_unknown(client, db):
    for page in [*PAGES, ROWS]:
        assert client.get(page).status_code == 302


@pytest.mark.parametrize("path", [*PAGES, ROWS])
def test_the_wrong_method_is_refused(path, supervisor):
    assert client_of(supervisor).post(path).status_code == 405


@pytest.mark.parametrize("path", [*FIGURES, ROWS])
@pytest.mark.parametrize("as_of", ["2019-02-30", "soon", ESCAPE, "0001-01-01", "99999-01-01", "١٥"])
def test_a_wrong_day_is_said_at_the_field_and_kept(path, as_of, supervisor):
    response = client_of(supervisor).get(path, {"as_of": as_of})
    assert response.status_code == 400
    assert response.context["form"].errors["as_of"]
    assert response.context["form"]["as_of"].value() == as_of


@pytest.mark.parametrize("departure", ["ZZ", "IRQ", ESCAPE, "I Q", "ي", "²", "٣", "368"])
def test_a_wrong_country_is_said_at_the_field(departure, coordinator):
    response = client_of(coordinator).get("/reports/totals/", {"departure": departure})
    assert response.status_code == 400
    assert response.context["form"].errors["departure"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/reports/published/", {"kind": "rumour"}),
        ("/reports/published/", {"state": ESCAPE}),
        ("/reports/published/", {"year": "9" * 40}),
        ("/reports/departures/", {"state": "ZZ"}),
        (ROWS, {"band": "0-99"}),
        (ROWS, {"sex": ESCAPE}),
        (ROWS, {"on": "soon"}),
    ],
)
def test_other_wrong_words_are_said_at_the_field(path, query, supervisor):
    response = client_of(supervisor).get(path, query)
    assert response.status_code == 400
    assert set(response.context["form"].errors) == set(query)


def test_days_to_come_and_empty_words_are_fine(coordinator, two_children):
    client = client_of(coordinator)
    assert figures(client.get("/reports/totals/", {"as_of": "2999-12-31"}))["All States"] == "2"
    assert figures(client.get("/reports/totals/", {"as_of": "", "departure": ""}))["All States"] == "2"


@pytest.mark.parametrize("path", PAGES)
def test_a_file_that_does_not_exist(path, coordinator):
    assert client_of(coordinator).get(path, {"format": "pdf"}).status_code == 404


# --- one State ---


def test_an_official_opens_the_own_state_alone(official, two_children):
    """Promises 1 and 2: a State of others and one that does not exist are the same 404."""
    client = client_of(official)
    assert client.get("/reports/totals/TJ/").status_code == 200
    answers = [client.get(f"/reports/totals/{code}/") for code in ("RU", "ZZ", "tj", "TJK")]
    assert [answer.status_code for answer in answers] == [404] * 4


def test_the_page_of_a_state(coordinator, two_children):
    response = client_of(coordinator).get("/reports/totals/TJ/", {"as_of": "2019-07-15"})
    assert response.context["line"].children == 2
    (departure,) = response.context["departures"].rows
    assert departure.entries["children"].text == "2"
    assert response.context["chart_table"]["rows"][-1][-1] == "2"


def test_a_state_that_nobody_went_to(coordinator, two_children):
    response = client_of(coordinator).get("/reports/totals/FI/")
    assert response.status_code == 200
    assert "No child had travelled to this State" in response.content.decode()


# --- totals, departures, claims ---


def test_a_caseworker_reads_the_own_office_exactly_with_links_to_the_rows(caseworker, two_children):
    """Promise 5."""
    response = client_of(caseworker).get("/reports/totals/", {"as_of": "2019-07-15"})
    assert figures(response) == {"Tajikistan": "1", "All States": "1"}
    tajikistan, _total = response.context["table"].rows
    rows = client_of(caseworker).get(tajikistan.entries["girls"].url)
    assert rows.status_code == 200
    assert [row.case_number for row in rows.context["rows"]] == [two_children[0].case_number]
    assert tajikistan.entries["boys"].url == ""


def test_every_linked_number_is_the_number_of_its_rows(caseworker):
    sexes, bands = ["f", "m", "u", "x", "f"], [AgeBand.UNDER_5, AgeBand.UNDER_12, AgeBand.UNCERTAIN]
    people = [ChildFactory(office=caseworker.office, person__sex=sex).person for sex in sexes]
    for number, person in enumerate(people):
        travelled(person, on=DAY(2019, 5, number + 1), to="TJ", band=bands[number % 3])
    travelled(people[0], on=DAY(2019, 6, 1), to="RU", leaving="SY", band=AgeBand.UNDER_5)
    client, linked = client_of(caseworker), 0
    for query in ({}, {"departure": "IQ"}, {"as_of": "2019-05-03"}):
        for page in ("/reports/totals/", "/reports/departures/"):
            for row in client.get(page, query).context["table"].rows:
                for entry in row.entries.values():
                    if ROWS in entry.url:
                        linked += 1
                        assert client.get(entry.url).context["listed"].count.value == entry.value.value
    assert linked > 30


def test_the_table_is_sorted_as_asked(coordinator):
    for state, count in (("TJ", 2), ("DE", 1), ("RU", 3)):
        for _number in range(count):
            travelled(ChildFactory().person, on=DAY(2019, 5, count), to=state)
    client = client_of(coordinator)

    def order(sort):
        return list(figures(client.get("/reports/totals/", {"sort": sort})))

    assert order("") == ["Russia", "Tajikistan", "Germany", "All States"]
    assert order("children") == ["Germany", "Tajikistan", "Russia", "All States"]
    assert order("state") == ["Germany", "Russia", "Tajikistan", "All States"]
    assert order("-last") == ["Russia", "Tajikistan", "Germany", "All States"]
    assert order("girls") == order("nonsense") == order("")


def test_departures_are_exact_by_state_and_day(coordinator, two_children):
    """Promise 5."""
    response = client_of(coordinator).get("/reports/departures/", {"as_of": "2019-07-15", "state": "TJ"})
    (row,) = response.context["table"].rows
    assert row.entries["on"].value == DAY(2019, 7, 10)
    assert (row.entries["children"].text, row.entries["transfers"].text) == ("2", "2")
    empty = client_of(coordinator).get("/reports/departures/", {"as_of": "2019-07-09"})
    assert "No child had left by this day" in empty.content.decode()


def test_claims_reconcile_with_the_children(caseworker, two_children):
    two_states = ChildFactory(office=caseworker.office)
    NationalityFactory(child=two_states, state_id="TJ")
    refused = NationalityFactory(child=two_states, state_id="RU")
    ClaimDecisionFactory(nationality=refused, status=ClaimStatus.REFUSED)
    ChildFactory(office=caseworker.office)
    response = client_of(caseworker).get("/reports/claims/")
    assert figures(response) == {
        "Russia": "0",
        "Tajikistan": "1",
        "More than one claim": "1",
        "No claim": "1",
        "All registered children": "3",
    }


# --- the dashboard ---


def test_the_dashboard_tells_the_total_and_how_it_came_about(coordinator, two_children):
    figure = {
        "kind": "cumulative",
        "as_published": "3 children",
        "publisher": "A ministry",
        "confidence": "high",
    }
    PublishedFigure.objects.create(
        reference="T1",
        departures=["IQ"],
        date_earliest=DAY(2019, 7, 12),
        date_latest=DAY(2019, 7, 12),
        children=3,
        **figure,
    )
    response = client_of(coordinator).get("/reports/", {"as_of": "2019-07-15"})
    board = response.context["board"]
    assert board.total == "2"
    assert [(fact.label, fact.value) for fact in board.facts] == [
        ("Transfers made", "2"),
        ("States that received children", "1"),
        ("Latest transfer, 10 Jul 2019", "2 children"),
        ("Total published", "3"),
    ]
    assert "1 fewer is recorded than was published." in board.facts[-1].detail
    earlier = client_of(coordinator).get("/reports/", {"as_of": "2019-07-11"}).context["board"]
    assert "Total published" not in [fact.label for fact in earlier.facts]


def test_a_joint_flight_is_told_whole(coordinator, caseworker):
    transfer = TransferFactory(office=caseworker.office)
    for state in ("TJ", "TJ", "RU"):
        person = ChildFactory(office=caseworker.office).person
        PassengerFactory(
            transfer=transfer,
            person=person,
            destination_id=state,
            result=PassengerResult.TRAVELLED,
            counted_as=CountedAs.CHILD,
            age_band=AgeBand.UNDER_12,
        )
    depart(transfer, on=DAY(2019, 7, 10))
    board = client_of(coordinator).get("/reports/", {"as_of": "2019-07-15"}).context["board"]
    fact = next(fact for fact in board.facts if fact.label.startswith("Latest transfer"))
    assert (fact.value, fact.detail) == ("3 children", "to Russia and Tajikistan")


def test_an_empty_dashboard_says_so(coordinator):
    page = client_of(coordinator).get("/reports/", {"as_of": "2017-01-01"}).content.decode()
    assert "No child had travelled by this day" in page
    assert "No transfer has left by this day" in page


# --- published figures ---


def test_published_figures_are_filtered_and_linked_to_their_source(coordinator, two_children):
    load_published_figures()
    response = client_of(coordinator).get(
        "/reports/published/", {"kind": "batch", "state": "RU", "year": "2019"}
    )
    rows = [row.entries["children"].text for row in response.context["table"].rows]
    assert rows == ["32", "33", "27"]
    assert 'href="https://emiratesnewswire.ae/press-release-3/"' in response.content.decode()
    assert client_of(coordinator).get("/reports/published/", {"year": "1999"}).status_code == 400


def test_an_official_reads_what_was_published_of_the_own_state(official, two_children):
    load_published_figures()
    response = client_of(official).get("/reports/published/")
    assert {row.entries["state"].text for row in response.context["table"].rows} == {
        "Tajikistan",
        "All States",
    }


# --- the children behind a figure ---


def test_children_of_another_office_stay_away(caseworker, two_children):
    """Promise 1."""
    response = client_of(caseworker).get(ROWS, {"state": "TJ"})
    assert [row.case_number for row in response.context["rows"]] == [two_children[0].case_number]
    page = response.content.decode()
    assert two_children[1].case_number not in page
    assert reverse("casefile:detail", args=[two_children[0].public_id]) in page


def test_persons_leave_in_no_file_from_here(caseworker, two_children):
    """Promise 3."""
    response = client_of(caseworker).get(ROWS, {"format": "csv"})
    assert response["Content-Type"].startswith("text/html")
    assert "format=csv" not in client_of(caseworker).get(ROWS).content.decode()


def test_pages_of_rows_follow_one_another(caseworker):
    for number in range(53):
        travelled(ChildFactory(office=caseworker.office).person, on=DAY(2019, 1, 1 + number % 20), to="TJ")
    client = client_of(caseworker)
    first = client.get(ROWS, {"state": "TJ"})
    second = client.get(ROWS + first.context["listed"].next)
    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 3)


# --- what it costs ---


@pytest.mark.parametrize("path", [*PAGES, ROWS])
def test_the_number_of_queries_does_not_grow(path, caseworker, django_assert_num_queries):
    """Habit 13: 3 rows and 30 rows cost the same."""
    states = ["TJ", "RU", "DE", "FR", "FI", "UA", "GE", "BY", "AZ", "KZ"]

    def add(count):
        for number in range(count):
            child = ChildFactory(office=caseworker.office)
            NationalityFactory(child=child, state_id=states[number % 10])
            travelled(child.person, on=DAY(2019, 1, 1 + number % 28), to=states[number % 10])
            PublishedFigure.objects.create(
                reference=f"T{PublishedFigure.objects.count()}",
                kind="cumulative",
                date_earliest=DAY(2019, 2, 1),
                date_latest=DAY(2019, 2, 1),
                children=3,
                as_published="3 children",
                publisher="A ministry",
                confidence="high",
            )

    client = client_of(caseworker)
    add(3)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    add(27)
    with django_assert_num_queries(len(few)):
        client.get(path)
    assert len(few) <= 14
