"""Numbers of papers: sealed, found by their whole, shown where one paper is looked at. Promises 6, 7, 13 and 21."""

import pytest
from django.db import connection
from django.urls import reverse

from cases.components.stamps import stamp_of
from cases.crypto import DataKey, new_master_key
from cases.documents import actions
from cases.documents.numbers import earlier_numbers, number_of, papers_numbered
from cases.errors import Refused
from cases.models import ChildKey, Document
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "75 1234567", "40 7654321"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


@pytest.fixture
def paper(child, caseworker):
    return actions.add_paper(by=caseworker, person=child.person, kind="passport", number=NUMBER)


@pytest.fixture
def opened(monkeypatch):
    """What is opened from here on, as a list that grows: the place where every sealed text is opened."""
    found, decrypt = [], DataKey.decrypt

    def counted(self, sealed, bound_to):
        found.append(bound_to)
        return decrypt(self, sealed, bound_to)

    monkeypatch.setattr(DataKey, "decrypt", counted)
    return found


def edit_url(paper):
    return reverse("documents:edit", args=[paper.public_id])


def page(user, url, **more):
    return client_of(user).get(url, **more).content.decode()


def correct(user, paper, **typed):
    client, url = client_of(user), edit_url(paper)
    return client.post(url, form_of(client, url, **typed))


def test_a_number_is_typed_once_and_read_again(caseworker, child):
    client, url = client_of(caseworker), reverse("documents:add", args=[child.public_id])
    data = form_of(client, url, kind="passport", custody="with_child", number=f" {NUMBER} ")
    assert client.post(url, data).status_code == 302
    paper = Document.objects.get()
    assert number_of(paper) == NUMBER
    assert NUMBER.encode() not in bytes(paper.sealed_number)
    assert f'value="{NUMBER}"' in page(caseworker, edit_url(paper))


def test_a_parents_paper_has_a_key_of_its_own(caseworker, office_north):
    guardian = factories.GuardianFactory(office=office_north)
    paper = actions.add_paper(by=caseworker, person=guardian.person, kind="passport", number=NUMBER)
    assert ChildKey.objects.get().person == guardian.person
    assert number_of(paper) == NUMBER


def test_no_list_opens_a_number_and_the_case_page_none(caseworker, paper, opened):
    """Promise 21: lists never open more than they show; the case page says that a number is on file."""
    child = paper.person.child
    for route in ("children:list", "guardians:list", "home:start", "matching:review"):
        assert client_of(caseworker).get(reverse(route)).status_code == 200, route
    shown = page(caseworker, reverse("casefile:detail", args=[child.public_id]))
    assert opened == []
    assert "number on file" in shown
    assert NUMBER not in shown


def test_the_papers_own_page_opens_that_one_alone(caseworker, child, paper, opened):
    actions.add_paper(by=caseworker, person=child.person, kind="birth_cert", number=OTHER)
    opened.clear()
    page(caseworker, edit_url(paper))
    assert set(opened) == {f"cases_document.sealed_number:{paper.public_id}".encode()}


def test_the_comparison_of_papers_shows_it(caseworker, child, paper):
    Document.objects.update(name_as_printed="Зарина")
    shown = page(caseworker, reverse("passports:passport", args=[child.person.public_id]))
    assert NUMBER in shown


def test_one_number_is_found_whatever_way_it_is_typed(paper):
    for typed in (NUMBER, "751234567", "75-1234567", "٧٥١٢٣٤٥٦٧"):
        assert papers_numbered(typed) == [paper]
    for typed in ("75 1234568", "1234567", ""):
        assert papers_numbered(typed) == []


def test_a_number_that_only_shares_its_place_in_the_index_is_not_found(paper, caseworker, child):
    """Twenty bits are shared by many numbers; what comes back was opened and compared."""
    other = actions.add_paper(by=caseworker, person=child.person, kind="birth_cert", number=OTHER)
    Document.objects.filter(pk=other.pk).update(number_index=paper.number_index)
    assert papers_numbered(NUMBER) == [paper]


def test_the_index_is_not_in_the_history():
    assert "number_index" not in {field.name for field in Document.pgh_event_model._meta.fields}


def test_a_corrected_number_leaves_the_earlier_one_in_the_history(caseworker, paper):
    """Promise 6: readable by the key, and by nothing else."""
    assert correct(caseworker, paper, number=OTHER).status_code == 302
    paper.refresh_from_db()
    assert number_of(paper) == OTHER
    assert [earlier.number for earlier in earlier_numbers(paper)] == [NUMBER]
    assert NUMBER in page(caseworker, edit_url(paper))
    history = page(caseworker, reverse("casefile:history_paper", args=[paper.public_id]))
    assert NUMBER in history
    assert OTHER in history
    assert papers_numbered(NUMBER) == []


def test_undoing_brings_the_earlier_number_back_with_what_finds_it(caseworker, paper):
    correct(caseworker, paper, number=OTHER)
    client, url = client_of(caseworker), reverse("casefile:undo_paper", args=[paper.public_id])
    assert client.post(url, form_of(client, url, reason="A slip")).status_code == 302
    paper.refresh_from_db()
    assert number_of(paper) == NUMBER
    assert papers_numbered(NUMBER) == [paper]
    assert papers_numbered(OTHER) == []


def test_saving_without_a_change_is_no_change_of_the_number(caseworker, paper):
    sealed = bytes(paper.sealed_number)
    correct(caseworker, paper, custody="copy_only")
    paper.refresh_from_db()
    assert bytes(paper.sealed_number) == sealed


def test_a_number_can_be_taken_out_again(caseworker, paper):
    correct(caseworker, paper, number="")
    paper.refresh_from_db()
    assert (paper.sealed_number, paper.number_index, number_of(paper)) == (None, None, "")


def test_two_who_correct_it_see_both_numbers(caseworker, supervisor, paper):
    """Promise 13."""
    client, url = client_of(caseworker), edit_url(paper)
    stale = form_of(client, url, number="1 111 111")
    correct(supervisor, paper, number=OTHER)
    response = client.post(url, stale)
    assert response.status_code == 409
    assert OTHER in response.content.decode()
    assert "1 111 111" in response.content.decode()


def test_a_number_moved_to_another_paper_does_not_open(caseworker, child, paper):
    other = actions.add_paper(by=caseworker, person=child.person, kind="birth_cert", number=OTHER)
    Document.objects.filter(pk=other.pk).update(sealed_number=paper.sealed_number)
    other.refresh_from_db()
    assert number_of(other) is None
    assert "can no longer be read" in page(caseworker, edit_url(other))


def test_what_cannot_be_read_is_not_emptied_by_saving(caseworker, paper):
    ChildKey.objects.update(wrapped=b"another")
    assert correct(caseworker, paper, custody="copy_only").status_code == 302
    paper.refresh_from_db()
    assert paper.sealed_number is not None


def test_a_wrong_master_key_is_a_sentence_beside_the_field(caseworker, child, settings):
    ChildKey.objects.create(person=child.person, wrapped=b"another")
    with pytest.raises(Refused) as refused:
        actions.add_paper(by=caseworker, person=child.person, kind="passport", number=NUMBER)
    assert refused.value.field == "number"
    settings.FIELD_KEY = new_master_key()
    assert client_of(caseworker).get(reverse("search:page")).status_code == 200


@pytest.mark.parametrize("number", ["- / -", "1" * 41, "75\x001234567"], ids=["dashes", "long", "nul"])
def test_bad_numbers_are_answered_beside_the_field(caseworker, paper, number):
    """Promise 18."""
    response = correct(caseworker, paper, number=number)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["number"]


def test_a_paper_of_the_office_with_the_same_number_is_offered(
    caseworker, other_caseworker, paper, office_north
):
    """Another office's is not named here, nor that there is one (promise 1)."""
    own, foreign = (
        factories.ChildFactory(office=office_north),
        factories.ChildFactory(office=other_caseworker.office),
    )
    for by, child in ((caseworker, own), (other_caseworker, foreign)):
        actions.add_paper(by=by, person=child.person, kind="passport", number="751234567")
    response = client_of(caseworker).get(edit_url(paper))
    assert [row["paper"].paper.person for row in response.context["same_number"]] == [own.person]
    assert "A paper with the same number is on file" in response.content.decode()


def test_the_number_is_in_no_table(paper, caseworker):
    """Promises 7 and 21: history, trail, sessions and every other table, after it was typed, searched and looked at."""
    client = client_of(caseworker)
    client.post(reverse("search:keep"), {"q": NUMBER}, follow=True)
    client.get(edit_url(paper))
    correct(caseworker, paper, number="75 1234568")
    everything = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT convert_to(t::text, 'UTF8') FROM \"{table}\" t")  # noqa: S608
            everything += b"".join(bytes(row) for (row,) in cursor.fetchall())
    for text in (NUMBER, "751234567", "1234567"):
        assert text.encode() not in everything
        assert text.encode().hex().encode() not in everything


def test_it_stands_in_no_title_address_or_log(paper, caseworker, caplog):
    """Promise 7."""
    client = client_of(caseworker)
    found = client.post(reverse("search:keep"), {"q": NUMBER})
    shown = client.get(edit_url(paper)).content.decode()
    assert "1234567" not in found["Location"]
    assert "1234567" not in shown[shown.index("<title>") : shown.index("</title>")]
    assert "1234567" not in caplog.text


def test_an_unchanged_stamp_is_needed(caseworker, paper):
    facts = {
        name: getattr(paper, name)
        for name in ("kind", "issuer_kind", "issuer_country", "recognition", "custody")
    }
    facts |= {"name_as_printed": "", "issued_date": None, "valid_until_date": None}
    actions.update_paper(by=caseworker, paper=paper, version=stamp_of(paper), number=OTHER, **facts)
    paper.refresh_from_db()
    assert papers_numbered(OTHER) == [paper]
