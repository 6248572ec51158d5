"""Papers with one number: found in the search by their whole number, and as a possible match. Promises 1, 7 and 21."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.crypto import DataKey
from cases.documents.actions import add_paper
from cases.enums import MatchBand, MatchKind, MatchSign, Relationship
from cases.matching.duplicates import find_all
from cases.matching.known import known_of
from cases.models import PossibleMatch
from tests import factories
from tests.people import client_of

pytestmark = pytest.mark.django_db
NUMBER = "75 1234567"


def numbered(by, name, number=NUMBER, **more):
    """A child of the office of ``by`` with a passport of this number."""
    child = factories.ChildFactory(office=by.office, name=name, **more)
    add_paper(by=by, person=child.person, kind="passport", number=number)
    return child


def searched(user, text):
    return client_of(user).post(reverse("search:keep"), {"q": text}, follow=True)


def test_the_whole_number_finds_the_paper_however_it_is_typed(caseworker):
    child = numbered(caseworker, "Zarina Saidova")
    for typed in (NUMBER, "751234567", "٧٥ ١٢٣٤٥٦٧"):
        (found,) = searched(caseworker, typed).context["results"].papers
        assert (found.url, found.name.text) == (
            reverse("documents:edit", args=[child.person.documents.get().public_id]),
            "Zarina Saidova",
        )


@pytest.mark.parametrize("typed", ["75 12345", "1234567", "75 1234568", "Zarina"])
def test_a_part_of_it_finds_none(caseworker, typed):
    numbered(caseworker, "Zarina Saidova")
    assert searched(caseworker, typed).context["results"].papers == []


def test_another_office_finds_nothing(caseworker, other_caseworker):
    """Promise 1."""
    numbered(caseworker, "Zarina Saidova")
    response = searched(other_caseworker, NUMBER)
    assert response.context["results"].papers == []
    assert "Papers with this number" not in response.content.decode()


def test_a_name_that_is_searched_opens_no_number(caseworker, monkeypatch):
    numbered(caseworker, "Zarina Saidova")
    opened, decrypt = [], DataKey.decrypt
    monkeypatch.setattr(DataKey, "decrypt", lambda key, *cell: opened.append(cell[1]) or decrypt(key, *cell))
    searched(caseworker, "Zarina")
    assert not [cell for cell in opened if b"cases_document" in cell]


def test_two_of_one_number_may_be_one_person_whatever_their_names(caseworker):
    one, two = numbered(caseworker, "Zarina Saidova"), numbered(caseworker, "Yusuf Qasimov", "75-1234567")
    numbered(caseworker, "Omar Aziz", "40 7654321")
    find_all()
    match = PossibleMatch.objects.get()
    assert {match.first_id, match.second_id} == {one.person_id, two.person_id}
    assert (match.kind, match.band) == (MatchKind.SAME_PERSON, MatchBand.POSSIBLE)
    assert MatchSign.PAPER_SAME in {row["code"] for row in match.evidence}
    page = client_of(caseworker).get(reverse("matching:review"))
    assert page.status_code == 200


def test_with_one_name_it_is_likely(caseworker):
    numbered(caseworker, "Zarina Saidova"), numbered(caseworker, "Зарина Саидова")
    find_all()
    assert PossibleMatch.objects.get().band == MatchBand.LIKELY


def test_of_another_offices_paper_no_more_is_told_than_that_a_match_may_exist(caseworker, other_caseworker):
    """Promise 1, and nothing of the number in what is kept of the pair (promise 7)."""
    numbered(caseworker, "Zarina Saidova")
    theirs = numbered(other_caseworker, "Yusuf Qasimov")
    find_all()
    match = PossibleMatch.objects.get()
    assert "1234567" not in str(match.evidence)
    shown = client_of(caseworker).get(reverse("matching:review")).content.decode()
    assert "Qasimov" not in shown
    assert theirs.case_number not in shown
    assert "same number" not in shown


def test_a_childs_own_mother_with_the_same_booklet_is_no_match(caseworker):
    child = numbered(caseworker, "Zarina Saidova")
    tie = factories.GuardianshipFactory(
        child=child, guardian__office=caseworker.office, relationship=Relationship.MOTHER
    )
    add_paper(by=caseworker, person=tie.guardian.person, kind="passport", number=NUMBER)
    find_all()
    assert not PossibleMatch.objects.exists()


def test_brothers_and_sisters_in_one_booklet_are_no_match(caseworker):
    one, two = numbered(caseworker, "Zarina Saidova"), numbered(caseworker, "Timur Saidov")
    guardian = factories.GuardianFactory(office=caseworker.office)
    for child in (one, two):
        factories.GuardianshipFactory(child=child, guardian=guardian, relationship=Relationship.MOTHER)
    find_all()
    assert not PossibleMatch.objects.filter(kind=MatchKind.SAME_PERSON).exists()


def test_numbers_that_nobody_shares_stay_shut_while_matches_are_looked_for(caseworker, monkeypatch):
    for place in range(4):
        numbered(caseworker, "Zarina Saidova", f"75 123456{place}")
    opened, decrypt = [], DataKey.decrypt
    monkeypatch.setattr(DataKey, "decrypt", lambda key, *cell: opened.append(cell[1]) or decrypt(key, *cell))
    find_all()
    assert opened == []


def test_what_is_known_costs_the_same_for_few_and_for_many(caseworker):
    def price(children):
        with CaptureQueriesContext(connection) as queries:
            known_of({child.person_id for child in children})
        return len(queries)

    few = [numbered(caseworker, f"Zarina {place}") for place in range(3)]
    assert price([*few, *(numbered(caseworker, f"Leyla {place}") for place in range(12))]) == price(few)
