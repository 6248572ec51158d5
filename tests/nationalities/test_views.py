"""Pages about claims: the office's own, with their decisions and the leave to contact a State."""

import uuid

import pytest
from django.urls import reverse

from cases.enums import ClaimBasis, ClaimStatus, ContactLevel
from cases.models import ClaimDecision, ContactPermission, Nationality
from tests.factories import (
    ChildFactory,
    ClaimDecisionFactory,
    ContactPermissionFactory,
    NationalityFactory,
)
from tests.people import client_of
from tests.support.forms import form_of


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office, name="Zarina Saidova")


@pytest.fixture
def claim(child):
    return NationalityFactory(child=child)


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


def url_of(name, row, *more):
    return reverse(f"nationalities:{name}", args=[row.public_id, *more])


# --- the list ---


def test_the_list_shows_the_claims_of_the_office(client, claim, other_caseworker):
    """Promise 1."""
    NationalityFactory(child=ChildFactory(office=other_caseworker.office, name="Adam Mert"))
    page = client.get("/claims/").content.decode()
    assert "Zarina Saidova" in page
    assert "1 claim" in page
    assert "Adam Mert" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"TJ", "RU"}),
        ("?state=TJ", {"TJ"}),
        ("?state=GE", set()),
        ("?status=confirmed", {"RU"}),
        ("?basis=jus_soli", {"RU"}),
        ("?contact=permitted_minimum", {"TJ"}),
        ("?contact=not_assessed", {"RU"}),
        ("?contact=revoked", set()),
    ],
)
def test_filters(client, child, claim, query, found):
    confirmed = NationalityFactory(child=child, state_id="RU", basis=ClaimBasis.JUS_SOLI)
    ClaimDecisionFactory(nationality=confirmed)
    ContactPermissionFactory(child=child, state_id="TJ")
    response = client.get(f"/claims/{query}")
    assert response.status_code == 200
    assert {row.claim.state_id for row in response.context["claims"]} == found


def test_the_list_of_one_state_is_headed_by_it(client, claim):
    page = client.get("/claims/?state=TJ").content.decode()
    assert "Claims on Tajikistan" in page
    assert "State: Tajikistan" in page


@pytest.mark.parametrize("sort", ["claimed", "-claimed", "state", "-state", "answer", "-answer"])
def test_orders(client, child, claim, sort):
    NationalityFactory(child=child, state_id="RU", claimed_date="2019-05-01")
    ClaimDecisionFactory(nationality=claim)
    rows = [row.claim.state_id for row in client.get(f"/claims/?sort={sort}").context["claims"]]
    first = {"claimed": "TJ", "state": "RU", "answer": "TJ"}[sort.removeprefix("-")]
    assert (rows[0] == first) is (not sort.startswith("-"))


@pytest.mark.parametrize("query", ["state=%1B", "state=ZZZ", "status=x", "basis=%1B", "contact=yes"])
def test_a_filter_that_is_not_understood_is_said_so(client, claim, query):
    """Promise 18."""
    response = client.get(f"/claims/?{query}")
    assert response.status_code == 400
    assert response.context["claims"] == []
    assert b"error-text" in response.content


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_the_same_at_any_length(caseworker, client, rows, django_assert_num_queries):
    for _number in range(rows):
        NationalityFactory(child=ChildFactory(office=caseworker.office))
    with django_assert_num_queries(14):
        client.get("/claims/")


# --- one claim ---


def test_the_page_of_a_claim(client, child, claim):
    ClaimDecisionFactory(nationality=claim, response="accepted", reference="MFA 114")
    ContactPermissionFactory(child=child, reason="Agreed with the mother.")
    page = client.get(url_of("detail", claim)).content.decode()
    for words in ("Claim on Tajikistan", "Through the mother", "Confirmed by the State", "MFA 114"):
        assert words in page
    assert "Agreed with the mother." in page
    assert "A claim is not leave to contact that State." in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Zarina" not in title


def test_without_a_permission_the_answer_is_no(client, claim):
    page = client.get(url_of("detail", claim)).content.decode()
    assert "Not assessed: hidden from this State" in page


@pytest.mark.parametrize("name", ["detail", "edit", "decide"])
def test_a_claim_of_another_office_is_not_found(client, other_caseworker, name):
    """Promise 1: the same answer as for one that does not exist."""
    foreign = NationalityFactory(child=ChildFactory(office=other_caseworker.office))
    there = client.get(url_of(name, foreign))
    nowhere = client.get(reverse(f"nationalities:{name}", args=[uuid.uuid4()]))
    assert there.status_code == nowhere.status_code == 404
    assert client.post(url_of(name, foreign), {}).status_code in (404, 405)
    assert client_of(other_caseworker).get(url_of(name, foreign)).status_code == 200


def test_a_child_of_another_office_is_not_found(client, other_caseworker):
    foreign = ChildFactory(office=other_caseworker.office)
    for url in (url_of("add", foreign), url_of("contact", foreign, "TJ")):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code == 404
        assert client_of(other_caseworker).get(url).status_code == 200


# --- writing ---


def test_a_claim_is_added_once(client, child):
    """Promise 15."""
    url = url_of("add", child)
    form = form_of(
        client,
        url,
        state="TJ",
        basis="jus_sanguinis_father_married",
        claimed_date="2019-03-12",
        evidence=["birth_cert", "dna_father"],
    )
    first, second = client.post(url, form), client.post(url, form)
    claim = Nationality.objects.get()
    assert first["Location"] == second["Location"] == url_of("detail", claim)
    assert (claim.child, claim.state_id, claim.evidence) == (child, "TJ", ["birth_cert", "dna_father"])


def test_the_same_claim_again_is_refused_and_kept_on_the_page(client, child, claim):
    url = url_of("add", child)
    response = client.post(
        url, form_of(client, url, state="TJ", basis=claim.basis, claimed_date="2019-04-01")
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "This claim is already recorded on this ground." in page
    assert 'value="2019-04-01"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", ""),
        ("state", "ZZ"),
        ("state", "\x00"),
        ("basis", "x"),
        ("basis", "\x00"),
        ("claimed_date", ""),
        ("claimed_date", "2999-01-01"),
        ("claimed_date", "12 March"),
        ("evidence", ["rumour"]),
        ("evidence", ["\x00"]),
        ("form_id", "1"),
    ],
)
def test_bad_input_is_named_at_its_field(client, child, field, value):
    """Promise 18."""
    url = url_of("add", child)
    values = {"state": "TJ", "basis": "jus_soli", "claimed_date": "2019-03-12", field: value}
    response = client.post(url, form_of(client, url, **values))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Nationality.objects.exists()


def test_a_claim_is_corrected(client, claim):
    url = url_of("edit", claim)
    assert client.post(url, form_of(client, url, basis="jus_soli")).status_code == 302
    claim.refresh_from_db()
    assert (claim.basis, claim.version) == ("jus_soli", 2)


def test_two_corrections_at_once_stand_side_by_side(client, supervisor, claim):
    """Promise 13: 409, both versions, what was typed is kept, one Save settles it."""
    url = url_of("edit", claim)
    mine = form_of(client, url, basis="jus_soli", claimed_date="2019-02-01")
    other = client_of(supervisor)
    other.post(url, form_of(other, url, basis="foundling"))
    response = client.post(url, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Omar Rashid" in page
    assert "Born on the territory" in page
    assert "Found on the territory, parents unknown" in page
    assert "1 Feb 2019" in page
    claim.refresh_from_db()
    assert claim.basis == "foundling"
    settled = {**mine, "version": 2, "keep-basis": "filed", "keep-claimed_date": "mine"}
    assert client.post(url, settled).status_code == 302
    claim.refresh_from_db()
    assert (claim.basis, str(claim.claimed_date), claim.version) == ("foundling", "2019-02-01", 3)


def test_a_forged_version_is_no_version(client, claim):
    url = url_of("edit", claim)
    for version in ("", "0", "x", "9" * 40):
        response = client.post(url, form_of(client, url, basis="jus_soli", version=version))
        assert response.status_code == 422
    claim.refresh_from_db()
    assert claim.version == 1


def test_a_decision_is_recorded_once(client, claim):
    """Promise 15."""
    url = url_of("decide", claim)
    form = form_of(client, url, status="confirmed", decided_date="2019-05-21", response="accepted")
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    assert ClaimDecision.objects.count() == 1
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.CONFIRMED


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"status": ""}, "status"),
        ({"status": "unassessed"}, "status"),
        ({"status": "\x00"}, "status"),
        ({"decided_date": "2019-01-01"}, "decided_date"),
        ({"decided_date": "2999-01-01"}, "decided_date"),
        ({"response": "maybe"}, "response"),
        ({"status": "evidence_gathering", "response": "accepted"}, "response"),
        ({"reference": "x" * 121}, "reference"),
        ({"reference": "a\x00b"}, "reference"),
        ({"form_id": "x"}, "form_id"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(client, claim, values, named):
    """Promises 14 and 18."""
    url = url_of("decide", claim)
    good = {"status": "confirmed", "decided_date": "2019-05-21"}
    response = client.post(url, form_of(client, url, **{**good, **values}))
    assert response.status_code == 422
    assert named in response.context["form"].errors
    assert not ClaimDecision.objects.exists()


def test_contact_is_decided_with_a_reason_and_its_history_stays(client, child):
    url = url_of("contact", child, "TJ")
    for level, day in (("permitted_minimum", "2019-03-12"), ("revoked", "2019-06-01")):
        form = form_of(client, url, level=level, from_date=day, reason=f"Because of {day}.")
        assert client.post(url, form)["Location"] == url
        assert client.post(url, form)["Location"] == url
    rows = ContactPermission.objects.order_by("from_date").values_list("level", "to_date")
    assert [(level, str(until)) for level, until in rows] == [
        (ContactLevel.PERMITTED_MINIMUM, "2019-06-01"),
        (ContactLevel.REVOKED, "None"),
    ]
    page = client.get(url).content.decode()
    assert "Because of 2019-03-12." in page
    assert "Because of 2019-06-01." in page
    assert "A claim is not leave to contact that State." in page


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"level": ""}, "level"),
        ({"level": "always"}, "level"),
        ({"level": "\x00"}, "level"),
        ({"reason": ""}, "reason"),
        ({"reason": "a\x00b"}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"from_date": ""}, "from_date"),
        ({"from_date": "2999-01-01"}, "from_date"),
    ],
)
def test_contact_that_cannot_be_is_refused(client, child, values, named):
    url = url_of("contact", child, "TJ")
    good = {"level": "permitted_full", "from_date": "2019-03-12", "reason": "Agreed."}
    response = client.post(url, form_of(client, url, **{**good, **values}))
    assert response.status_code == 422
    assert named in response.context["form"].errors
    assert not ContactPermission.objects.exists()


def test_contact_with_an_unknown_state_is_not_found(client, child):
    assert client.get(f"/claims/contact/{child.public_id}/QQ/").status_code == 404


# --- who may ---


@pytest.mark.parametrize("who", ["official", "coordinator", "officer", "administrator"])
def test_who_opens_no_case_files_opens_no_claims(request, who, child, claim):
    """Promises 2 and 4."""
    stranger = client_of(request.getfixturevalue(who))
    urls = ["/claims/", url_of("add", child), url_of("contact", child, "TJ")]
    urls += [url_of(name, claim) for name in ("detail", "edit", "decide")]
    for url in urls:
        assert stranger.get(url).status_code == 403


def test_pages_take_their_own_methods_only(client, child, claim):
    assert client.post("/claims/").status_code == 405
    assert client.post(url_of("detail", claim)).status_code == 405
    for url in (url_of("add", child), url_of("edit", claim), url_of("decide", claim)):
        assert client.put(url).status_code == 405
    assert client.delete(url_of("contact", child, "TJ")).status_code == 405
