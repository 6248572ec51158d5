"""All names of a person: shown with their parts, added, corrected, put first, set aside. Promises 1, 13, 15 and 18."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import NameKind, SourceKind
from cases.matching.search import find
from cases.models import Person, PersonName
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
WHY = "The paper says so"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def name(child):
    return child.person.names.get()


def list_url(child):
    return reverse("people:names", args=[child.person.public_id])


def add_url(child):
    return reverse("people:add_name", args=[child.person.public_id])


def edit_url(name):
    return reverse("people:edit_name", args=[name.public_id])


def send(user, url, **values):
    client = client_of(user)
    return client.post(url, form_of(client, url, **values))


def test_each_name_stands_in_its_letters_with_parts_kind_and_source(caseworker, child):
    PersonName.written(
        "زرينة رستم سعيدوف",
        person=child.person,
        kind=NameKind.DOCUMENT,
        source=SourceKind.MOTHER,
        father_given="رستم",
    ).save()
    html = client_of(caseworker).get(list_url(child)).content.decode()
    for words in (
        "Latin letters",
        "Arabic letters",
        "Name as on a document",
        "The mother’s statement",
        "رستم",
        "Father’s given name",
        "Shown first",
    ):
        assert words in html


def test_another_spelling_is_added_once_with_its_parts_guessed(caseworker, child):
    """Promise 15."""
    client, url = client_of(caseworker), add_url(child)
    data = form_of(client, url, full="Zarrina  Saidowa", source="document")
    for _ in range(2):
        assert client.post(url, data)["Location"] == list_url(child)
    added = child.person.names.get(is_preferred=False)
    assert (added.full, added.kind, added.source) == ("Zarrina Saidowa", "spelling_variant", "document")
    assert added.given == "Zarrina"
    assert child.person.names.preferred().get().full == "Zarina Saidova"


def test_the_spelling_that_is_shown_first_sets_the_other_aside(caseworker, child, name):
    assert send(caseworker, add_url(child), full="Zarrina Saidowa", is_preferred="on").status_code == 302
    name.refresh_from_db()
    assert (name.is_preferred, name.kind) == (False, "spelling_variant")
    assert send(caseworker, edit_url(name), is_preferred="on").status_code == 302
    assert child.person.names.preferred().get() == name


def test_a_name_is_set_aside(caseworker, child, name):
    assert send(caseworker, edit_url(name), is_preferred=False).status_code == 302
    assert not child.person.names.preferred().exists()
    assert child.person.names.get() == name


def test_one_spelling_is_the_persons_own(caseworker, child, name):
    assert send(caseworker, edit_url(name), is_own="on").status_code == 302
    assert send(caseworker, add_url(child), full="Зарина Саидова", is_own="on").status_code == 302
    assert child.person.names.get(is_own=True).full == "Зарина Саидова"


def test_parts_are_corrected_without_a_reason_and_letters_with_one(caseworker, child, name):
    assert send(caseworker, edit_url(name), family="Saidova", patronymic="Rustamovna").status_code == 302
    response = send(caseworker, edit_url(name), full="Zarina Saidi")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert send(caseworker, edit_url(name), full="Zarina Saidi", reason=WHY).status_code == 302
    name.refresh_from_db()
    assert (name.full, name.patronymic) == ("Zarina Saidi", "Rustamovna")
    assert find("Saidi", within=Person.objects, limit=5) == [child.person]
    last = name.events.order_by("pgh_id").last()
    assert last.pgh_context.metadata["reason"] == WHY


def test_a_name_written_again_in_other_letters_changes_its_script(caseworker, name):
    assert send(caseworker, edit_url(name), full="Зарина Саидова", reason=WHY).status_code == 302
    name.refresh_from_db()
    assert name.script == "Cyrl"


def test_the_same_spelling_twice_is_refused_beside_the_field(caseworker, child):
    response = send(caseworker, add_url(child), full="Zarina Saidova")
    assert response.status_code == 422
    assert "already on file" in str(response.context["form"].errors["full"])


def test_two_people_on_one_name_see_both_versions(caseworker, supervisor, name):
    """Promise 13."""
    mine, url = client_of(caseworker), edit_url(name)
    data = form_of(mine, url, nisba="Dushanbei")
    assert send(supervisor, url, nisba="Kulobi").status_code == 302
    response = mine.post(url, data)
    assert response.status_code == 409
    rows = {row.name: (row.mine, row.filed) for row in response.context["rows"] if row.differs}
    assert rows == {"nisba": ("Dushanbei", "Kulobi")}


@pytest.mark.parametrize("full", ["", "  ", "123", "Za\x00rina", "z" * 301, "Zarina\u202e"])
def test_bad_input_is_answered_beside_the_field(caseworker, child, full):
    """Promise 18."""
    response = send(caseworker, add_url(child), full=full)
    assert response.status_code == 422
    assert "full" in response.context["form"].errors
    assert child.person.names.count() == 1


def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child, name):
    """Promise 1."""
    for url in (list_url(child), add_url(child), edit_url(name)):
        assert client_of(caseworker).get(url).status_code == 200
        assert client_of(other_caseworker).get(url).status_code == 404
        assert client_of(caseworker).delete(url).status_code == 405
        assert client_of(request.getfixturevalue("official")).get(url).status_code == 403
    for url in (add_url(child), edit_url(name)):
        assert client_of(other_caseworker).post(url, {"full": "Somebody"}).status_code == 404


def test_the_page_costs_the_same_for_3_names_and_for_30(caseworker, child):
    client, costs = client_of(caseworker), []
    for count in (2, 29):
        for number in range(count):
            PersonName.written(
                f"Zarina {'a' * number}{count} S", person=child.person, is_preferred=False
            ).save()
        client.get(list_url(child))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(list_url(child)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
