"""The list of parents and carers: scope, filters, search, pages, price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import PersonState, Relationship
from tests import factories
from tests.people import client_of

pytestmark = pytest.mark.django_db
NUL = "Gulnora\x00Saidova"
LIST = "/guardians/"


def rows_of(client, query=""):
    response = client.get(f"{LIST}{query}")
    return [str(row.name) for row in response.context["rows"]]


def test_the_list_shows_the_people_of_the_office_with_their_children(caseworker, other_caseworker, guardian):
    factories.GuardianFactory(office=other_caseworker.office, name="Somebody Else")
    factories.PersonStatusFactory(person=guardian.person)
    response = client_of(caseworker).get(LIST)
    (row,) = response.context["rows"]
    assert (str(row.name), row.tags) == ("Gulnora Saidova", ["Detained, awaiting trial"])
    assert [(tie.relation, str(tie.name)) for tie in row.children] == [("Mother", "Zarina Saidova")]
    assert "1 parent or carer" in response.content.decode()
    assert "Somebody Else" not in response.content.decode()


def test_an_empty_list_says_how_people_come_onto_it(caseworker):
    html = client_of(caseworker).get(LIST).content.decode()
    assert "Nobody is on file yet" in html


@pytest.mark.parametrize("role", ["official", "coordinator", "officer", "administrator"])
def test_who_opens_no_cases_is_refused(request, role, guardian):
    client = client_of(request.getfixturevalue(role))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("guardians:detail", args=[guardian.public_id])).status_code == 403


def test_filters(caseworker, child, guardian):
    place = factories.PlaceFactory(name="Women's prison")
    factories.WhereaboutsFactory(person=guardian.person, place=place)
    factories.PersonStatusFactory(person=guardian.person, status=PersonState.DETAINED_LIFE)
    uncle = factories.GuardianFactory(office=child.office, name="Behruz Saidov")
    factories.GuardianshipFactory(child=child, guardian=uncle, relationship=Relationship.UNCLE_P)
    client = client_of(caseworker)
    mother = ["Gulnora Saidova"]
    assert rows_of(client, "?relationship=mother") == mother
    assert rows_of(client, "?status=detained_life") == mother
    assert rows_of(client, "?detained=yes") == mother
    assert rows_of(client, "?detained=no") == ["Behruz Saidov"]
    assert rows_of(client, f"?place={place.public_id}") == mother
    assert rows_of(client, "?place=unknown") == ["Behruz Saidov"]
    assert rows_of(client, "?relationship=uncle_p&detained=yes") == []


@pytest.mark.parametrize(
    "query", ["?relationship=aunt", "?detained=maybe", "?place=x", "?place=%1B", "?status=%1B", "?after=x"]
)
def test_a_filter_that_is_not_understood_is_no_failure(caseworker, guardian, query):
    """Promise 18."""
    response = client_of(caseworker).get(f"{LIST}{query}")
    assert response.status_code == (200 if "after" in query else 400)


@pytest.mark.parametrize("text", ["gulnora", "SAIDOVA", "zarina"])
def test_search_finds_by_own_name_and_by_the_childs(caseworker, guardian, text):
    """No name stands in the address."""
    client = client_of(caseworker)
    response = client.post("/guardians/search/", {"q": text, "relationship": "mother"})
    assert response.status_code == 302
    assert text not in response["Location"].lower()
    assert "relationship=mother" in response["Location"]
    assert rows_of(client, response["Location"].removeprefix(LIST)) == ["Gulnora Saidova"]


def test_search_never_leaves_the_office(other_caseworker, guardian):
    client = client_of(other_caseworker)
    response = client.post("/guardians/search/", {"q": "gulnora"})
    assert rows_of(client, response["Location"].removeprefix(LIST)) == []


def test_a_search_with_a_nul_byte_says_so(caseworker):
    client = client_of(caseworker)
    response = client.post("/guardians/search/", {"q": NUL}, follow=True)
    assert response.status_code == 200
    assert "type it again" in response.content.decode()


def test_search_is_sent_by_post(caseworker):
    assert client_of(caseworker).get("/guardians/search/").status_code == 405
    assert client_of(caseworker).post(LIST).status_code == 405


def test_a_long_list_goes_on_page_by_page(caseworker, office_north):
    for number in range(51):
        factories.GuardianFactory(office=office_north, name=f"Person {number}")
    client = client_of(caseworker)
    first = client.get(LIST).context["list"]
    assert (len(first.page), first.previous) == (50, "")
    last = client.get(f"{LIST}{first.next}").context["list"]
    assert (len(last.page), last.next) == (1, "")
    back = client.get(f"{LIST}{last.previous}").context["list"]
    assert [row.pk for row in back.page] == [row.pk for row in first.page]


def test_the_list_costs_the_same_for_3_and_for_30(caseworker, office_north):
    client = client_of(caseworker)
    costs = []
    for count in (3, 27):
        for _ in range(count):
            of_child = factories.GuardianshipFactory(child=factories.ChildFactory(office=office_north))
            factories.PersonStatusFactory(person=of_child.guardian.person)
            factories.WhereaboutsFactory(person=of_child.guardian.person)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 19
