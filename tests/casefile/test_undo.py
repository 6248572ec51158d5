"""Undoing the last change by writing what stood before as a new one, and the history of a record. Promises 6 and 13."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.audit.record import changing
from cases.audit.restoring import last_change
from cases.casefile.tracked import find_record
from cases.enums import ClaimStatus, Evidence
from cases.models import Child, Guardian, Person, PersonName
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
WHY, SLIP = "The paper says so", "A slip of the pen"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


def url_of(word, kind, row):
    return reverse(f"casefile:{word}_{kind}", args=[row.public_id])


def page(user, word, kind, row):
    response = client_of(user).get(url_of(word, kind, row))
    assert response.status_code == 200
    return response.content.decode()


def edit(user, route, row, **values):
    """Send the form at ``route`` with ``values``; a birth in a form is several inputs and stays out of it."""
    client, url = client_of(user), reverse(route, args=[row.public_id])
    data = form_of(client, url, **values)
    data.pop("birth", None)
    assert client.post(url, data).status_code == 302


def rename(user, child, name):
    edit(user, "children:edit", child, name_latin=name, birth_kind="year", birth_year_year="2012", reason=WHY)


def undo(user, kind, row, reason=SLIP):
    client, url = client_of(user), url_of("undo", kind, row)
    return client.post(url, form_of(client, url, reason=reason))


def shown(child):
    return child.person.names.preferred().get(script="Latn").full


def test_a_renaming_is_undone_with_all_that_changed_with_it(caseworker, supervisor, child):
    person = child.person
    rename(caseworker, child, "Zarrina Saidi")
    html = page(supervisor, "undo", "child", child)
    for words in ("Zarina Saidova", "Zarrina Saidi", "March 2012", caseworker.full_name, WHY):
        assert words in html

    assert undo(supervisor, "child", child).status_code == 302
    person.refresh_from_db()
    assert shown(child) == "Zarina Saidova"
    assert (person.birth_precision, person.birth_latest.month) == ("month", 3)
    assert not PersonName.objects.filter(person=person, full="Zarrina Saidi").exists()
    last = person.events.order_by("pgh_id").last()
    assert last.pgh_context.metadata == last.pgh_context.metadata | {"user": supervisor.pk, "reason": SLIP}


def test_the_button_pressed_again_undoes_once(caseworker, child):
    """Promise 15: the undo is a change of its own, which a third press must not take back."""
    rename(caseworker, child, "Zarrina Saidi")
    client, url = client_of(caseworker), url_of("undo", "child", child)
    data = form_of(client, url, reason=SLIP)
    for _press in range(3):
        assert client.post(url, data).status_code == 302
        assert shown(child) == "Zarina Saidova"


def test_undoing_the_undo_brings_the_change_back(caseworker, child):
    rename(caseworker, child, "Zarrina Saidi")
    for name in ("Zarina Saidova", "Zarrina Saidi", "Zarina Saidova"):
        assert undo(caseworker, "child", child).status_code == 302
        assert shown(child) == name


def test_a_form_opened_before_the_undo_is_stale(caseworker, supervisor, child):
    """Promise 13."""
    rename(caseworker, child, "Zarrina Saidi")
    client, url = client_of(caseworker), reverse("children:edit", args=[child.public_id])
    data = form_of(client, url, birth_place="Hasaka")
    data |= {"birth_kind": "year", "birth_year_year": "2012", "birth": ""}
    assert undo(supervisor, "child", child).status_code == 302
    assert client.post(url, data).status_code == 409


def test_what_changed_while_somebody_looked_is_shown_and_the_reason_is_kept(caseworker, supervisor, child):
    """Promise 13."""
    rename(caseworker, child, "Zarrina Saidi")
    client, url = client_of(supervisor), url_of("undo", "child", child)
    data = form_of(client, url, reason=SLIP)
    rename(caseworker, child, "Zarina Saidowa")
    response = client.post(url, data)
    html = response.content.decode()
    assert response.status_code == 409
    assert shown(child) == "Zarina Saidowa"
    assert SLIP in html
    assert "Zarina Saidowa" in html

    anew = response.context["form"]
    data = {name: anew[name].value() for name in ("version", "form_id")}
    assert client.post(url, data | {"reason": SLIP}).status_code == 302
    assert shown(child) == "Zarrina Saidi"


def test_where_nothing_was_changed_it_says_so(caseworker, child):
    with changing(by=caseworker):
        made = factories.ChildFactory(office=child.office)
    assert "there is nothing to undo" in page(caseworker, "undo", "child", made)
    response = client_of(caseworker).post(
        url_of("undo", "child", made), {"version": "anything", "form_id": uuid.uuid4(), "reason": SLIP}
    )
    assert response.status_code == 422
    assert "there is nothing to undo" in response.content.decode()


def test_a_reason_is_asked_for(caseworker, child):
    """Promise 18."""
    rename(caseworker, child, "Zarrina Saidi")
    for reason in ("", " ", "A\x00slip", "z" * 301):
        assert undo(caseworker, "child", child, reason=reason).status_code == 422
    assert shown(child) == "Zarrina Saidi"


def test_status_of_the_case_comes_back_as_well(caseworker, child):
    with changing(by=caseworker):
        Child.objects.filter(pk=child.pk).update(status="closed", closure_reason="returned")
    assert undo(caseworker, "child", child).status_code == 302
    child.refresh_from_db()
    assert (child.status, child.closure_reason, child.version) == ("active", "", 2)


def test_what_only_touched_the_file_is_no_change_of_the_record(caseworker, child):
    rename(caseworker, child, "Zarrina Saidi")
    with changing(by=caseworker):
        child.save(update_fields=["updated_at"])
    assert undo(caseworker, "child", child).status_code == 302
    assert shown(child) == "Zarina Saidova"


def test_a_name_that_was_removed_is_put_back_as_it_was(caseworker, child):
    name = child.person.names.get()
    with changing(by=caseworker):
        name.delete()
    assert undo(caseworker, "child", child).status_code == 302
    again = child.person.names.get()
    assert (again.public_id, again.full, again.search_key) == (name.public_id, name.full, name.search_key)


def test_a_mother_who_is_a_child_is_one_record_on_both_pages(caseworker, child):
    guardian = Guardian.objects.create(person=child.person)
    rename(caseworker, child, "Zarrina Saidi")
    assert undo(caseworker, "guardian", guardian).status_code == 302
    assert shown(child) == "Zarina Saidova"


def test_a_claim_keeps_the_answer_of_the_state(caseworker, child):
    claim = factories.NationalityFactory(child=child, evidence=[])
    factories.ClaimDecisionFactory(nationality=claim, status=ClaimStatus.CONFIRMED)
    edit(caseworker, "nationalities:edit", claim, evidence=Evidence.values[:1], reason=WHY)
    assert WHY in page(caseworker, "history", "claim", claim)
    assert undo(caseworker, "claim", claim).status_code == 302
    claim.refresh_from_db()
    assert (claim.evidence, claim.status, claim.version) == ([], ClaimStatus.CONFIRMED, 3)


def test_what_a_rule_forbids_now_is_refused_with_its_sentence(caseworker, child):
    """Promise 14: a decision of a later claim is not made earlier than the claim by going back."""
    claim = factories.NationalityFactory(child=child, claimed_date="2019-03-12")
    with changing(by=caseworker):
        claim.claimed_date = "2019-01-01"
        claim.save()
    factories.ClaimDecisionFactory(nationality=claim, decided_date="2019-02-01")
    response = undo(caseworker, "claim", claim)
    assert response.status_code == 422
    assert "earlier than its claim" in response.content.decode()


def test_a_paper_and_a_tie_are_undone(caseworker, child):
    paper = factories.DocumentFactory(person=child.person)
    edit(caseworker, "documents:edit", paper, custody="lost")
    assert undo(caseworker, "paper", paper).status_code == 302
    tie = factories.GuardianshipFactory(child=child)
    edit(caseworker, "guardians:change_tie", tie, relationship="aunt_m", side="")
    assert undo(caseworker, "tie", tie).status_code == 302
    for row, field, value in ((paper, "custody", "with_child"), (tie, "relationship", "mother")):
        row.refresh_from_db()
        assert getattr(row, field) == value


KINDS = ("child", "guardian", "claim", "paper", "tie")


def rows_of(child):
    tie = factories.GuardianshipFactory(child=child)
    return {
        "child": child,
        "guardian": tie.guardian,
        "claim": factories.NationalityFactory(child=child),
        "paper": factories.DocumentFactory(person=child.person),
        "tie": tie,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child, kind):
    """Promise 1."""
    row = rows_of(child)[kind]
    for word in ("history", "undo"):
        url = url_of(word, kind, row)
        assert client_of(caseworker).get(url).status_code == 200
        assert client_of(other_caseworker).get(url).status_code == 404
        assert client_of(caseworker).delete(url).status_code == 405
        assert client_of(request.getfixturevalue("coordinator")).get(url).status_code == 403
    assert client_of(other_caseworker).post(url_of("undo", kind, row), {"reason": SLIP}).status_code == 404


def test_a_tie_to_somebody_of_another_office_is_not_found(caseworker, office_west, child):
    tie = factories.GuardianshipFactory(child=child)
    Person.objects.filter(pk=tie.guardian.person_id).update(office=office_west)
    assert client_of(caseworker).get(url_of("history", "tie", tie)).status_code == 404


def test_the_history_says_field_by_field_who_and_why(caseworker, child):
    rename(caseworker, child, "Zarrina Saidi")
    text = re.sub(r"<[^>]+>", " ", page(caseworker, "history", "child", child))
    for words in ("Name in Latin letters", "Date of birth", "March 2012", caseworker.full_name, WHY):
        assert words in text


@pytest.mark.django_db(transaction=True)
def test_what_another_office_did_is_not_shown_and_not_undone(
    caseworker, other_caseworker, office_west, child
):
    """Promise 1: a file that came from another office begins on the day it came."""
    foreign = factories.ChildFactory(office=office_west, name="Parviz Karimov")
    rename(other_caseworker, foreign, "Parwis Karimow")
    Person.objects.filter(pk=foreign.person_id).update(office=child.office)
    html = page(caseworker, "history", "child", foreign)
    assert WHY not in html
    assert "Parviz" not in html
    assert last_change(find_record(caseworker, "child", foreign.public_id).parts) is None


@pytest.mark.parametrize("until", ["nonsense", "2019-99-99T00:00:00Z", "2019-01-01"])
def test_a_moment_that_is_none_shows_the_latest(caseworker, child, until):
    """Promise 18."""
    rename(caseworker, child, "Zarrina Saidi")
    response = client_of(caseworker).get(url_of("history", "child", child), {"until": until})
    assert response.status_code == 200
    assert WHY in response.content.decode()


def test_before_the_first_change_there_is_nothing(caseworker, child):
    rename(caseworker, child, "Zarrina Saidi")
    url = url_of("history", "child", child)
    response = client_of(caseworker).get(url, {"until": "2019-01-01T00:00:00+00:00"})
    assert "Your office has not changed this record." in response.content.decode()


def test_the_history_costs_the_same_for_3_changes_and_for_30(caseworker, supervisor, child):
    costs = []
    for count in (3, 27):
        for number in range(count):
            with changing(by=(caseworker, supervisor)[number % 2], reason=WHY):
                Person.objects.filter(pk=child.person_id).update(birth_place=f"Town {count} {number}")
        client = client_of(caseworker)
        client.get(url_of("history", "child", child))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of("history", "child", child)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
