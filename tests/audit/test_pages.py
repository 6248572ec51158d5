"""Promise 7: what a page shows of people is one row of the trail before it is returned, and holds no name."""

import json
import uuid

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.audit import pages
from cases.audit.about import every_id_of
from cases.audit.terms import every_hash, hashed
from cases.crypto import new_mac_key
from cases.enums import AuditKind
from cases.models import AuditEvent
from tests import factories
from tests.people import SEED, client_of
from tests.support.codes import code_of
from tests.support.signing_in import PASSPHRASE, SECOND, gives_passphrase

pytestmark = pytest.mark.django_db

CHILDREN = reverse("children:list")


@pytest.fixture
def browser(caseworker):
    return client_of(caseworker)


@pytest.fixture
def child(caseworker):
    return factories.ChildFactory(office=caseworker.office, name="Zarina Saidova")


def only_entry():
    return AuditEvent.objects.get()


def test_the_page_of_a_file_is_a_read_of_it_with_office_and_who_was_named_beside(browser, child, caseworker):
    """Promise 7."""
    tie = factories.GuardianshipFactory(
        child=child, guardian__name="Gulnora Saidova", guardian__office=child.office
    )
    assert browser.get(reverse("casefile:detail", args=[child.public_id])).status_code == 200
    entry = only_entry()
    assert (entry.kind, entry.subject, entry.actor) == (AuditKind.READ, "casefile:detail", caseworker)
    assert entry.office == caseworker.office
    assert entry.subject_ids == [str(child.public_id)]
    assert entry.detail == {"beside": [str(tie.guardian.public_id)]}
    assert list(AuditEvent.objects.about(child.public_id)) == [entry]


def test_a_page_about_a_claim_names_the_child_and_the_claim(browser, child):
    claim = factories.NationalityFactory(child=child)
    browser.get(reverse("nationalities:detail", args=[claim.public_id]))
    assert only_entry().subject_ids[:2] == [str(child.public_id), str(claim.public_id)]


def test_a_list_records_who_was_on_that_page_of_it(browser, caseworker):
    """Promise 7: thirty children, twenty-five a page."""
    children = [factories.ChildFactory(office=caseworker.office) for _number in range(30)]
    first = browser.get(CHILDREN)
    second = browser.get(first.context["list"].next and CHILDREN + first.context["list"].next)
    rows = AuditEvent.objects.order_by("pk")
    assert [row.kind for row in rows] == [AuditKind.LIST] * 2
    shown = [set(row.subject_ids) for row in rows]
    assert [len(ids) for ids in shown] == [25, 5]
    assert shown[0] | shown[1] == {str(child.public_id) for child in children}
    assert {str(row.child.public_id) for row in second.context["rows"]} == shown[1]


@pytest.mark.parametrize("name", ["children:list", "casefile:detail", "search:page"])
def test_the_record_costs_one_statement(name, browser, child):
    """Promise 7: fewer than two queries a page."""
    address = reverse(name, args=[child.public_id] if name == "casefile:detail" else [])
    if name == "search:page":
        address = browser.post(reverse("search:keep"), {"q": "Zarina"})["Location"]
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    about_it = [query["sql"] for query in queries if "cases_auditevent" in query["sql"]]
    assert len(about_it) == 1
    assert 'INSERT INTO "cases_auditevent"' in about_it[0]  # behind who and why, which go with every write


@pytest.mark.parametrize("name", ["children:list", "search:page", "casefile:detail", "search:suggest"])
def test_no_list_and_no_search_without_a_record(name, browser, child, monkeypatch):
    """Promise 7: no record, no page."""
    found = browser.post(reverse("search:keep"), {"q": "Zarina"})["Location"]

    def broken(*args, **kwargs):
        raise DatabaseError("The trail is full.")

    monkeypatch.setattr("django.db.models.query.QuerySet.create", broken)
    with pytest.raises(DatabaseError, match="full"):
        if name == "search:suggest":
            browser.post(reverse(name), {"q": "Zarina"})
        else:
            browser.get({"search:page": found, "children:list": CHILDREN}.get(name) or _file(child))


def _file(child):
    return reverse("casefile:detail", args=[child.public_id])


def test_words_that_were_searched_for_are_hashes(browser, child):
    """Promise 7: found again by whoever has the key and the word, however it was written; read by nobody."""
    browser.post(reverse("search:keep"), {"q": "  ZARINA Saidova "}, follow=True)
    entry = only_entry()
    assert (entry.kind, entry.subject) == (AuditKind.SEARCH, "search:page")
    assert entry.subject_ids == [str(child.public_id)]
    assert entry.detail == {"terms": hashed("saidova zarina")}
    kept = json.dumps([entry.subject, entry.subject_ids, entry.detail]).casefold()
    assert "zarina" not in kept
    assert "saidova" not in kept


def test_after_a_change_of_keys_a_word_is_still_found(settings):
    before = hashed("Zarina")
    settings.AUDIT_KEY = f"{new_mac_key()},{settings.AUDIT_KEY}"
    assert hashed("Zarina") != before
    assert set(every_hash("Zarina")) == {*before, *hashed("Zarina")}
    assert "00" * 8 not in every_hash("Zarina")


def test_a_search_of_a_list_that_finds_nobody_is_recorded_too(browser):
    browser.post(reverse("children:search"), {"q": "Nobody"}, follow=True)
    entry = only_entry()
    assert (entry.kind, entry.subject, entry.subject_ids) == (AuditKind.SEARCH, "children:list", [])


def test_typing_leaves_one_entry_as_long_as_it_finds_the_same_people(browser, child, caseworker):
    """Promise 7: not one for each letter, and none for nobody."""
    for typed in ("Zar", "Zari", "Zarin", "Zarina", "Qqqqqq"):
        browser.post(reverse("search:suggest"), {"q": typed})
    entry = only_entry()
    assert (entry.kind, entry.subject_ids) == (AuditKind.SEARCH, [str(child.public_id)])
    other = factories.ChildFactory(office=caseworker.office, name="Timur Rahimov")
    browser.post(reverse("search:suggest"), {"q": "Timur"})
    assert str(other.public_id) in AuditEvent.objects.latest("pk").subject_ids


def test_after_some_minutes_the_same_people_are_recorded_again(browser, child, monkeypatch):
    browser.post(reverse("search:suggest"), {"q": "Zarina"})
    monkeypatch.setattr("cases.components.searching.TYPING_SECONDS", -1)
    session = browser.session
    session["typing"] = session["typing"] | {"until": 0}
    session.save()
    browser.post(reverse("search:suggest"), {"q": "Zarina"})
    assert AuditEvent.objects.count() == 2


def test_a_foreign_file_and_an_unknown_one_leave_the_same_denial(browser, office_west):
    """Promises 1 and 7: what was asked for stands in it, and not whether it exists."""
    asked = [factories.ChildFactory(office=office_west).public_id, uuid.uuid4()]
    for public_id in asked:
        assert browser.get(reverse("children:edit", args=[public_id])).status_code == 404
    rows = AuditEvent.objects.order_by("pk")
    assert [(row.kind, row.subject, row.subject_ids, row.detail) for row in rows] == [
        (AuditKind.DENIAL, "lookup:child", [str(public_id)], {}) for public_id in asked
    ]


def test_keeping_words_while_somebody_types_is_no_read(browser, child):
    address = reverse("unsent:keep", kwargs={"public_id": child.public_id, "kind": "note"})
    assert browser.post(address, {"text": "She asked for her mother."}).status_code in (204, 422)
    assert not AuditEvent.objects.exists()


def test_who_came_in_and_by_which_means(client, caseworker):
    """Promise 7: by passphrase and code; a passphrase alone is no sign-in."""
    caseworker.set_password(PASSPHRASE)
    caseworker.save()
    gives_passphrase(client, caseworker.email)
    assert not AuditEvent.objects.exists()
    client.post(SECOND, {"code": code_of(SEED)})
    entry = only_entry()
    assert (entry.kind, entry.actor, entry.detail) == (
        AuditKind.SIGN_IN, caseworker, {"means": ["password", "totp"]},
    )  # fmt: skip


def test_outside_of_a_page_nothing_is_noted(child):
    pages.printed(child.person)
    pages.opened(child)
    pages.searched("Zarina")
    pages.told()
    assert pages.subject_now() == ""
    assert not AuditEvent.objects.exists()


def test_a_person_may_be_named_as_child_as_parent_and_as_person(child):
    guardian = factories.GuardianFactory(person=child.person)
    ids = {child.public_id, guardian.public_id, child.person.public_id}
    assert set(every_id_of(child.person)) == ids
