"""The list of children: scope, filters, search, order, pages, and a number of queries that does not grow."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.children.presenters import count_words
from cases.components.keyset import Count
from cases.enums import ClaimStatus, Confidence, Separation, WhereaboutsKind
from cases.matching.typed import Typed
from cases.models import Child, PersonName, years_before
from tests.factories import (
    CaseAssignmentFactory,
    ChildFactory,
    ClaimDecisionFactory,
    FamilyGroupFactory,
    FamilyMembershipFactory,
    GuardianshipFactory,
    NationalityFactory,
    PlaceFactory,
    SeparationFactory,
    WhereaboutsFactory,
)
from tests.people import client_of, sign_in

pytestmark = pytest.mark.django_db

URL = "/children/"


@pytest.fixture
def shown(caseworker):
    client = client_of(caseworker)
    return lambda query="": client.get(f"{URL}{query}")


@pytest.fixture
def find(caseworker):
    """The page that a search leads to."""
    client = client_of(caseworker)
    return lambda **typed: client.post(reverse("children:search"), typed, follow=True)


@pytest.fixture
def child(caseworker):
    return lambda name="Zarina Saidova", **fields: ChildFactory(office=caseworker.office, name=name, **fields)


def names(response):
    return [row.person.name.text for row in response.context["rows"]]


def aged(years, **fields):
    day = years_before(timezone.localdate(), years)
    return {"person__birth_earliest": day, "person__birth_latest": day, **fields}


def test_the_list_shows_the_children_of_the_office_and_all_about_them(shown, child, caseworker):
    one = child(person__birth_earliest=date(2010, 3, 3), person__birth_latest=date(2011, 2, 28))
    PersonName.written("Зарина Саидова", person=one.person).save()
    SeparationFactory(child=one, status=Separation.SEPARATED)
    WhereaboutsFactory(person=one.person, place__name="Camp 1")
    CaseAssignmentFactory(child=one, user=caseworker)
    NationalityFactory(child=one, state_id="TJ")
    group = FamilyGroupFactory(office=one.office, name="Saidov")
    FamilyMembershipFactory(group=group, person=one.person)
    FamilyMembershipFactory(group=group)
    ChildFactory(name="Of another office")
    response = shown()
    assert response.status_code == 200
    (row,) = response.context["rows"]
    text = response.content.decode()
    for words in (
        "Zarina Saidova",
        "Зарина Саидова",
        one.case_number,
        "Separated child",
        "Saidov, 2",
        "Tajikistan",
        "Not assessed",
        "Camp 1",
        "Layla Haddad",
        "Active",
        "1 child",
        "This list shows the children of Office North",
    ):
        assert words in text, words
    assert row.person.ages is not None


def test_without_children_the_page_says_what_to_do(shown):
    text = shown().content.decode()
    assert "no children on file yet" in text
    assert reverse("intake:register") in text


def test_without_matches_the_page_says_how_to_look(shown, child):
    child()
    assert "another spelling" in shown("?status=closed").content.decode()


def test_the_search_is_sent_with_the_token_that_the_page_hands_out(caseworker):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, caseworker)
    bar = client.get(URL).content.decode().partition('action="/children/search/" role="search"')[2]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', bar)[1]
    sent = {"q": "Saidova", "csrfmiddlewaretoken": token}
    assert client.post(reverse("children:search"), sent).status_code == 302


def test_the_list_is_not_for_those_who_open_no_cases(official, coordinator, officer, administrator):
    for user in (official, coordinator, officer, administrator):
        assert client_of(user).get(URL).status_code == 403
        assert client_of(user).post(reverse("children:search"), {"q": "Z"}).status_code == 403


def test_methods(caseworker):
    assert client_of(caseworker).post(URL).status_code == 405
    assert client_of(caseworker).get(reverse("children:search")).status_code == 405


def test_filter_by_claim_and_answer_asks_for_one_claim_with_both(shown, child):
    confirmed, open_one = child("Confirmed"), child("Open")
    ClaimDecisionFactory(nationality=NationalityFactory(child=confirmed), status=ClaimStatus.CONFIRMED)
    NationalityFactory(child=open_one, state_id="TJ")
    other = NationalityFactory(child=open_one, state_id="RU")
    ClaimDecisionFactory(nationality=other, status=ClaimStatus.CONFIRMED)
    child("None")
    assert set(names(shown("?state=TJ"))) == {"Confirmed", "Open"}
    assert set(names(shown("?decision=confirmed"))) == {"Confirmed", "Open"}
    assert names(shown("?state=TJ&decision=confirmed")) == ["Confirmed"]


def test_filter_by_place_and_by_whereabouts_unknown(shown, child):
    camp = PlaceFactory(name="Camp 1")
    here, gone, nowhere = child("Here"), child("Gone"), child("Nowhere")
    WhereaboutsFactory(person=here.person, place=camp)
    WhereaboutsFactory(person=gone.person, place=camp, to_date=date(2019, 5, 1))
    WhereaboutsFactory(
        person=nowhere.person, place=None, kind=WhereaboutsKind.UNKNOWN, confidence=Confidence.REPORTED
    )
    response = shown(f"?place={camp.public_id}")
    assert names(response) == ["Here"]
    assert "Where now: Camp 1" in response.content.decode()
    assert set(names(shown("?place=unknown"))) == {"Gone", "Nowhere"}


def test_filter_by_company(shown, child):
    SeparationFactory(child=child("Alone"), status=Separation.UNACCOMPANIED)
    SeparationFactory(child=child("With mother"))
    assert names(shown("?company=unaccompanied")) == ["Alone"]


def test_filter_by_age_takes_who_may_be_in_the_band_and_adults_only_if_certain(shown, child):
    child("Two", **aged(2))
    child("Four or five", **aged(5) | {"person__birth_latest": years_before(timezone.localdate(), 4)})
    child("Of age", **aged(18))
    child("Unknown", person__birth_earliest=None, person__birth_latest=None)
    assert set(names(shown("?age=0-4"))) == {"Two", "Four or five"}
    assert names(shown("?age=5-11")) == ["Four or five"]
    assert names(shown("?age=18%2B")) == ["Of age"]
    assert names(shown("?age=unknown")) == ["Unknown"]


def test_filter_by_caseworker_and_by_nobody(shown, child, caseworker):
    CaseAssignmentFactory(child=child("Mine"), user=caseworker)
    CaseAssignmentFactory(child=child("Of the office"), user=None)
    child("Left over")
    assert names(shown(f"?caseworker={caseworker.public_id}")) == ["Mine"]
    assert set(names(shown("?caseworker=nobody"))) == {"Of the office", "Left over"}


def test_filter_by_case_status(shown, child):
    child("Open")
    child("Held", status="on_hold")
    assert names(shown("?status=on_hold")) == ["Held"]


def test_caseworkers_of_other_offices_are_not_offered(shown, other_caseworker, caseworker):
    text = shown().content.decode()
    assert "Layla Haddad" in text
    assert "Rana Aziz" not in text


@pytest.mark.parametrize(
    "query",
    [
        "?place=7",
        "?place=1a496157-c79a-4fca-91f0-790032647172",
        "?state=ZZ",
        "?state=%1B",
        "?age=999",
        "?company=x",
        "?status=ready",
        "?caseworker=1",
        "?decision=%27",
        "?q=gone",
        "?q=%1B",
    ],
)
def test_a_filter_that_is_not_understood_has_its_message_and_shows_nothing(shown, child, query):
    """Promise 18."""
    child()
    response = shown(query)
    assert response.status_code == 400
    assert response.context["rows"] == []
    assert "error-text" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["?sort=nothing", "?after=7", "?before=1a496157-c79a-4fca-91f0-790032647172", "?after=%1B"],
)
def test_an_order_or_page_that_is_not_there_is_the_first(shown, child, query):
    child()
    response = shown(query)
    assert (response.status_code, len(response.context["rows"])) == (200, 1)


# --- search ---


@pytest.mark.parametrize("text", ["saidova", "ZARINA said", "зарин", "زرينه"])
def test_a_name_is_found_in_any_script_and_part(find, child, text):
    one = child("Zarina Saidova")
    PersonName.written("Зарина Саидова", person=one.person).save()
    PersonName.written("زرينة سعيدوفا", person=one.person).save()
    child("Timur Rahimov")
    assert names(find(q=text)) == ["Zarina Saidova"]


def test_a_child_is_found_by_the_name_of_its_mother_or_father_but_not_of_an_aunt(find, child):
    GuardianshipFactory(child=child("Zarina"), guardian__name="Gulnora Saidova")
    GuardianshipFactory(child=child("Timur"), guardian__name="Oisha Karimova", relationship="aunt_m")
    assert names(find(q="gulnora")) == ["Zarina"]
    assert names(find(q="oisha")) == []


def test_a_child_is_found_by_its_case_number_however_it_is_typed(find, child):
    one = child("Zarina")
    child("Timur")
    plain = one.case_number.replace("-", "").lower()
    for text in (one.case_number, plain, plain[:6], one.case_number[:8]):
        assert names(find(q=text)) == ["Zarina"], text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("7k4m29qdx", "7K4M-29QD-X"),
        ("7K4M-29", "7K4M-29"),
        (" 7k4m ", "7K4M"),
        ("7K4", ""),
        ("Zarina Saidova", ""),
        ("7K4M-29QD-XX", ""),
    ],
)
def test_the_beginning_of_a_case_number_is_recognised(text, start):
    assert Typed(text).number == start


def test_what_is_typed_never_stands_in_the_address(find, child):
    """Promise 7: no names in URLs."""
    child("Zarina Saidova")
    response = find(q="Saidova", company="separated", sort="number")
    (url, status) = response.redirect_chain[0]
    assert status == 302
    assert "aidova" not in url
    assert "company=separated" in url
    assert "sort=number" in url
    assert "Name like “Saidova”" in response.content.decode()


def test_the_chip_of_a_search_takes_only_the_search_away(find, child):
    response = find(q="Saidova", status="active")
    chip = response.context["chips"][0]
    assert chip.label == "Name like “Saidova”"
    assert chip.url == "?status=active"


def test_a_search_belongs_to_the_session_in_which_it_was_typed(find, child, supervisor):
    child("Zarina Saidova")
    token = find(q="Saidova").request["QUERY_STRING"]
    response = client_of(supervisor).get(f"{URL}?{token}")
    assert response.status_code == 400
    assert response.context["rows"] == []


@pytest.mark.parametrize("text", ["", "   ", "\x00", "a\x00b", "x" * 5000, "%%%", "'; drop table", "‌‍"])
def test_whatever_is_typed_gets_an_answer(find, child, text):
    """Promise 18."""
    child()
    assert find(q=text).status_code == 200


def test_nobody_finds_children_of_another_office(find):
    ChildFactory(name="Zarina Saidova")
    assert names(find(q="Saidova")) == []


def test_the_count_says_how_many_of_how_many(find, child):
    child("Zarina Saidova")
    child("Timur Rahimov")
    assert find(q="Saidova").context["count_text"] == "1 of 2 children"


@pytest.mark.parametrize(
    ("found", "total", "is_filtered", "words"),
    [
        (Count(1, True), Count(1, True), False, "1 child"),
        (Count(1218, True), Count(1218, True), False, "1,218 children"),
        (Count(10_000, False), Count(10_000, False), False, "more than 10,000 children"),
        (Count(12, True), Count(10_000, False), True, "12 of more than 10,000 children"),
        (Count(0, True), Count(1, True), True, "0 of 1 child"),
    ],
)
def test_counts_in_words(found, total, is_filtered, words):
    assert count_words(found, total, is_filtered=is_filtered) == words


# --- order, pages, queries ---


def test_orders(shown, child):
    first = child("A", registered_date=date(2019, 1, 1))
    second = child("B", registered_date=date(2018, 1, 1))
    Child.objects.filter(pk=first.pk).update(updated_at=timezone.now())
    by_number = sorted([first, second], key=lambda one: one.case_number)
    assert names(shown()) == ["A", "B"]
    assert names(shown("?sort=updated")) == ["B", "A"]
    assert names(shown("?sort=registered")) == ["B", "A"]
    assert [row.case_number for row in shown("?sort=number").context["rows"]] == [
        one.case_number for one in by_number
    ]


def test_pages_reach_every_child_once_and_lead_back(shown, child):
    for number in range(30):
        child(f"Child {number}")
    first = shown()
    second = shown(first.context["list"].next)
    assert len(names(first)) == 25
    assert sorted(names(first) + names(second)) == sorted(f"Child {number}" for number in range(30))
    assert first.context["pager_text"] == "Children 1 to 25"
    assert second.context["pager_text"] == "5 children on this page"
    assert second.context["list"].next == ""
    assert names(shown(second.context["list"].previous)) == names(first)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    caseworker, child, django_assert_num_queries, django_assert_max_num_queries
):
    def fill(count):
        for number in range(count):
            one = child(f"Child {number}")
            PersonName.written(f"Дитя {number}", person=one.person).save()
            NationalityFactory(child=one)
            SeparationFactory(child=one)
            WhereaboutsFactory(person=one.person)
            CaseAssignmentFactory(child=one, user=caseworker)
            group = FamilyGroupFactory(office=one.office, name=f"Family {number}")
            FamilyMembershipFactory(group=group, person=one.person)

    client = client_of(caseworker)
    fill(3)
    with django_assert_max_num_queries(18) as few:
        client.get(URL)
    fill(27)
    with django_assert_num_queries(len(few)):
        client.get(URL)
