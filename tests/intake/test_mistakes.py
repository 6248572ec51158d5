"""What has to be corrected has its message beside the field; nothing typed is lost and nothing is on file."""

import pytest

from cases.models import Nationality, Person
from tests.intake.walking import minimum
from tests.people import client_of

pytestmark = pytest.mark.django_db

URL = "/register/"
BACKWARDS = {"row0-from_date": "2018-02-01", "row0-to_date": "2018-01-01"}


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("child-1-name", {"name_latin": ""}, "name_latin"),
        ("child-1-name", {"name_latin": "a\x00"}, "name_latin"),
        ("child-1-name", {"name_latin": "x" * 301}, "name_latin"),
        ("child-1-name", {"own": "Cyrl"}, "own"),
        ("child-1-name", {"page": "1"}, "page"),
        ("child-1-name", {"version": "x"}, "version"),
        ("child-1-about", {"sex": ""}, "sex"),
        ("child-1-birth", {"birth_kind": "", "birth_age": ""}, "birth"),
        ("child-1-birth", {"birth_age": "9" * 50}, "birth"),
        ("child-1-birth", {"birth_paper": "birth_cert"}, "birth_basis"),
        ("child-1-where", {"place": ""}, "place"),
        ("child-1-where", {"place": "99999999999999999999"}, "place"),
        ("child-1-where", {"company": ""}, "company"),
        ("child-1-where", {"from_date": "2099-01-01"}, "from_date"),
        ("child-1-where", {"from_date": "2999-01-01"}, "from_date"),
        ("child-1-where", {"carer": "mother"}, "carer"),
        ("child-1-where", {"carer": "person", "carer_name": "Aziza Saidova"}, "carer_relationship"),
        ("child-1-where", {"carer": "institution"}, "carer_name"),
        ("family", {"children": "0"}, "children"),
        ("family", {"children": "9" * 40}, "children"),
        ("family", {"here": ["stranger"]}, "here"),
        ("mother", {"name_latin": "Гульнора"}, "name_latin"),
        ("mother", {"how": "sibling", "sibling": "7K4M-29QD-X"}, "sibling"),
        ("mother", {"how": "sibling", "sibling": "a\x00"}, "sibling"),
        ("mother", {"how": "on_file"}, "search"),
        ("father", {"status": "believed_dead", "status_confidence": "confirmed"}, "status_confidence"),
        ("father", {"status": "fled"}, "status"),
        ("child-1-nationality", {"row0-state": "TJ"}, "row0-basis"),
        ("child-1-nationality", {"row1-basis": "jus_soli"}, "row1-state"),
        ("child-1-nationality", {"row1-state": "ZZ", "row1-basis": "jus_soli"}, "row1-state"),
        ("child-1-papers", {"row0-kind": "birth_cert"}, "row0-custody"),
        ("child-1-papers", {"row0-custody": "lost"}, "row0-kind"),
        ("child-1-before", {"row0-company": "with_mother"}, "row0-place"),
        ("child-1-before", {"row0-country": "TR", **BACKWARDS}, "row0-to_date"),
        ("child-1-before", {"row0-country": "TR", "row0-from_date": "2099-01-01"}, "row0-from_date"),
        ("child-1-before", {"row0-country": "TR", "row0-to_date": "2099-01-01"}, "row0-to_date"),
        ("child-1-before", {"found_date": "2099-01-01"}, "found_date"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_message_and_leads_nowhere(registering, place, step, typed, field):
    """Promise 18: beside the field, with what was typed, and nothing is on file."""
    registering.sends("family", children="1", here=["carer"])
    usual = {"how": "new"} | minimum(place).get(step, {})
    response = registering.sends(step, **(usual | typed))
    assert response.status_code == 422
    form = response.context["form"]
    wrong = {one.add_prefix(name) for one in (form, *form.rows) for name in one.errors}
    assert field in wrong
    assert "error-summary" in response.content.decode()
    assert not Person.objects.exists()


def test_what_was_typed_is_kept_when_something_has_to_be_corrected(registering):
    text = registering.sends(
        "child-1-name", name_latin="Zarina Saidova", name_cyrillic="Latin"
    ).content.decode()
    assert 'value="Zarina Saidova"' in text
    again = registering.opens("child-1-name").content.decode()
    assert 'value="Zarina Saidova"' in again
    assert "error-text" not in again


def test_a_parent_cannot_be_new_and_on_file_at_once(registering, sibling):
    response = registering.sends("mother", how="sibling", sibling=sibling.case_number, name_latin="Gulnora")
    assert "how" in response.context["form"].errors


def test_a_sibling_without_such_a_parent_cannot_lend_one(registering, sibling):
    registering.sends("family", children="1", here=["carer"])
    response = registering.sends("father", how="sibling", sibling=sibling.case_number)
    assert "no such parent on file" in response.content.decode()


def test_the_same_claim_twice_is_noticed_on_the_page(registering):
    claim = {
        "row0-state": "TJ",
        "row0-basis": "jus_soli",
        "row1-state": "TJ",
        "row1-basis": "jus_soli",
    }
    response = registering.sends("child-1-nationality", **claim)
    assert response.status_code == 422
    assert "stands on the page twice" in response.content.decode()


def test_an_empty_post_and_nonsense_are_answered(registering, caseworker):
    """Promise 18: no answer of the server is a fault, whatever is sent."""
    assert client_of(caseworker).post(URL, {}).status_code == 422
    for step in ("family", "place", "mother", "child-1-name", "child-1-birth", "child-1-papers", "check"):
        assert registering.client.post(f"{registering.url}{step}/", {}).status_code == 422, step
    nonsense = {"rows": "9" * 40, "birth_kind": "\x00", "birth_age": "\ud800".encode("utf-8", "replace")}
    assert registering.sends("child-1-birth", **nonsense).status_code == 422
    assert registering.sends("child-1-papers", rows="²", **{"row0-kind": "\x00"}).status_code == 422


# --- another claim ---


def test_another_claim_can_be_added_without_losing_or_judging_what_was_typed(registering):
    typed = {"rows": "2", "row1-state": "RU", "row0-basis": "jus_soli"}
    response = registering.sends("child-1-nationality", **typed, more_rows="1")
    assert response.status_code == 200
    text = response.content.decode()
    assert len(response.context["form"].rows) == 3
    assert "error-text" not in text
    assert '<option value="RU" selected' in text
    assert '<option value="jus_soli" selected' in text
    assert not Person.objects.exists()


def test_a_third_claim_is_saved(registering, place):
    claims = {
        f"row{row}-{name}": value
        for row, state in enumerate(("TJ", "RU", "UZ"))
        for name, value in (("state", state), ("basis", "jus_soli"))
    }
    registering.answers(minimum(place) | {"child-1-nationality": claims | {"rows": "3"}})
    registering.records()
    assert Nationality.objects.count() == 3


def test_rows_of_claims_have_an_end(registering):
    form = registering.sends("child-1-nationality", rows="8", more_rows="1").context["form"]
    assert (len(form.rows), form.may_have_more) == (8, False)
