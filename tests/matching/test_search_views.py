"""The search of the whole app: its page and its suggestions. Promises 1, 7 and 18."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import Relationship
from cases.models import PersonName
from tests import factories
from tests.people import client_of, sign_in

pytestmark = pytest.mark.django_db

PAGE, KEEP, SUGGEST = reverse("search:page"), reverse("search:keep"), reverse("search:suggest")


@pytest.fixture
def family(caseworker):
    """A child written in Cyrillic with her mother, written in Arabic."""
    child = factories.ChildFactory(office=caseworker.office, name="Зарина Саидова")
    factories.GuardianshipFactory(
        child=child, guardian__name="كلنار كريموفا", relationship=Relationship.MOTHER
    )
    return child


@pytest.fixture
def search(caseworker):
    """The page that a search leads to."""
    client = client_of(caseworker)
    return lambda text: client.post(KEEP, {"q": text}, follow=True)


@pytest.fixture
def suggest(caseworker):
    client = client_of(caseworker)
    return lambda text: client.post(SUGGEST, {"q": text})


def words_of(response):
    """What stands there, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_child_is_found_from_another_script_and_the_page_says_so(search, family):
    response = search("Zarina Saidova")
    (child,) = response.context["results"].children
    assert (child.row, child.how, child.met) == (family, "same name in another script", None)
    assert "same name in another script" in words_of(response)
    assert reverse("casefile:detail", args=[family.public_id]) in response.content.decode()


def test_a_mother_is_found_and_her_child_by_her_name(search, family):
    response = search("Гулнара Каримова")
    results = response.context["results"]
    (child,), (mother,) = results.children, results.guardians
    assert (child.row, child.whose, str(child.met)) == (family, "Mother’s name", "كلنار كريموفا")
    assert (str(mother.name), mother.whose) == ("كلنار كريموفا", "")
    assert "Mother’s name: كلنار كريموفا · same name in another script" in words_of(response)
    assert "Mother of Зарина Саидова" in words_of(response)


@pytest.mark.parametrize(
    ("typed", "how", "met"),
    [
        ("Saidova", "written like this", None),
        ("Saido", "begins like this", None),
        ("Zarrina Saidowa", "same name, another spelling", None),
        ("Maryam", "written like this", "Maryam Nazarova"),
        ("Марьям Назарова", "same name in another script", "Maryam Nazarova"),
    ],
)
def test_why_somebody_was_found_is_said_in_words(search, caseworker, typed, how, met):
    child = factories.ChildFactory(office=caseworker.office, name="Saidova Zarina")
    PersonName.written("Maryam Nazarova", person=child.person, is_preferred=False).save()
    (result,) = search(typed).context["results"].children
    assert (result.how, result.met and str(result.met)) == (how, met)
    assert (result.whose == "Another spelling on file") == bool(met)


def test_a_case_number_is_found_without_names(search, family):
    results = search(family.case_number).context["results"]
    assert [(child.row, child.how) for child in results.children] == [(family, "Case number")]
    assert results.guardians == []


def test_what_was_found_is_filtered_further_in_the_list(caseworker, supervisor, family):
    client = client_of(caseworker)
    text = client.post(KEEP, {"q": "Zarina Saidova"}, follow=True).content.decode()
    link = re.search(r'href="(/children/\?q=[\w-]+)"', text)[1]
    assert [row.child for row in client.get(link).context["rows"]] == [family]
    assert client_of(supervisor).get(link).status_code == 400, "another session knows nothing of it"


def test_nobody_finds_what_another_office_keeps(other_caseworker, family):
    client = client_of(other_caseworker)
    for text in ("Зарина Саидова", "كلنار", family.case_number):
        results = client.post(KEEP, {"q": text}, follow=True).context["results"]
        assert (results.children, results.guardians) == ([], [])
        suggested = client.post(SUGGEST, {"q": text})
        assert words_of(suggested) == "Nobody found so far"


def test_it_is_not_for_those_who_open_no_cases(official, coordinator, officer, administrator):
    for user in (official, coordinator, officer, administrator):
        client = client_of(user)
        assert client.get(PAGE).status_code == 403
        assert client.post(KEEP, {"q": "Zarina"}).status_code == 403
        assert client.post(SUGGEST, {"q": "Zarina"}).status_code == 403


def test_wrong_methods(caseworker):
    client = client_of(caseworker)
    assert client.post(PAGE).status_code == 405
    assert client.get(KEEP).status_code == 405
    assert client.get(SUGGEST).status_code == 405


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "a\x00b", "x" * 5000, "😀😀", "%%%", "'; drop table", "‌‍"], ids=len
)
def test_whatever_is_typed_gets_an_answer(search, suggest, family, text):
    assert search(text).status_code == 200
    assert suggest(text).status_code == 200


def test_a_search_that_is_no_longer_kept_says_so(caseworker):
    response = client_of(caseworker).get(f"{PAGE}?q=nothing")
    assert response.status_code == 400
    assert "This search is no longer kept; type it again." in words_of(response)


def test_the_page_teaches_before_and_after_a_search_in_vain(search, caseworker, family):
    assert "The beginning of a name is enough" in words_of(client_of(caseworker).get(PAGE))
    text = words_of(search("Qwrtplk"))
    assert "Nobody in your office has a name like this" in text
    assert "Register a child" in text


def test_one_letter_asks_for_more(search, suggest, family):
    assert "Type two letters or more." in words_of(search("З"))
    assert words_of(suggest("З")) == "Type two letters or more."


def test_what_very_many_are_called_asks_for_more(search, family, monkeypatch):
    monkeypatch.setattr("cases.matching.candidates.MOST_NAMES", 1)
    assert "Very many have such a name." in words_of(search("Зарина"))


def test_no_name_stands_in_an_address_or_a_title(search, family):
    """Promise 7."""
    response = search("Zarina Saidova")
    assert all("arina" not in url for url, _status in response.redirect_chain)
    assert re.search(r"<title>(.*)</title>", response.content.decode())[1] == "Search"


def test_suggestions_are_the_best_of_both_with_their_reasons(suggest, family):
    text = suggest("karim").content.decode()
    assert text.count('role="option"') == 2
    assert family.case_number in text
    assert "Mother’s name" in text
    assert 'data-said="2 suggestions, use the arrows"' in text
    assert re.findall(r'data-href="(/\w+/)', text) in (
        ["/children/", "/guardians/"],
        ["/guardians/", "/children/"],
    )


def test_suggestions_are_sent_with_the_token_that_the_page_hands_out(caseworker):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, caseworker)
    assert client.post(SUGGEST, {"q": "Zarina"}).status_code == 403
    box = client.get(PAGE).content.decode().partition(f'data-find="{SUGGEST}"')[2]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', box)[1]
    assert client.post(SUGGEST, {"q": "Zarina", "csrfmiddlewaretoken": token}).status_code == 200


@pytest.mark.parametrize("address", [KEEP, SUGGEST])
def test_queries_do_not_grow_with_the_rows(caseworker, address):
    client, costs = client_of(caseworker), []
    for count in (3, 30):
        for _number in range(count):
            child = factories.ChildFactory(office=caseworker.office, name="Zarina Saidova")
            factories.GuardianshipFactory(child=child, guardian__name="Zarina Karimova")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.post(address, {"q": "Zarina"}, follow=True).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("text", ["Z", "al"])
def test_what_asks_for_more_letters_does_not_say_that_there_is_nobody(search, family, text):
    """Nobody is registered a second time because one letter found nobody."""
    response = search(text)
    assert response.context["results"].hint in words_of(response)
    assert "Nobody in your office" not in words_of(response)
    assert "Register a child" not in words_of(response)
