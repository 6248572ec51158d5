"""Drafts: kept as typed, gone on with on any device, seen by nobody else, discarded after a set time with notice."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.components.typed import as_data
from cases.intake import drafts
from cases.intake.presenters import DraftPresenter, unfinished
from cases.models import Child, Person, RegistrationDraft
from tests.factories import RegistrationDraftFactory
from tests.intake.walking import LATEST, OTHER_PAGE, PAGE, Registering, minimum
from tests.people import client_of
from tests.support.signing_in import signs_in, with_passphrase

pytestmark = pytest.mark.django_db


def keep(registering, step, *, version=LATEST, page=PAGE, **typed):
    return registering.client.post(
        f"{registering.url}{step}/keep/", {"version": version, "page": page, **typed}
    )


# --- kept ---


def test_what_stands_on_a_page_is_kept_while_somebody_types(registering):
    response = keep(registering, "child-1-birth", birth_kind="month", birth_month_year="20")
    assert response.status_code == 204
    assert response.headers["Kept-At"]
    form = registering.opens("child-1-birth").context["form"]
    assert form["birth"].value()["month_year"] == "20"
    assert form["birth"].value()["kind"] == "month"
    assert registering.draft.step == "child-1-birth"


def test_invalid_answers_are_kept_as_typed_and_not_judged_when_one_comes_back(registering):
    registering.sends("child-1-name", name_latin="Зарина")
    response = registering.opens("child-1-name")
    assert response.status_code == 200
    text = response.content.decode()
    assert 'value="Зарина"' in text
    assert "error-text" not in text


def test_only_the_inputs_of_a_step_are_kept_and_nothing_endless(registering):
    """Promise 18: NUL bytes, foreign inputs and huge texts are no fault of the server."""
    response = keep(registering, "family", told_by="x" * 50_000, children="2\x00", stranger="1")
    assert response.status_code == 204
    typed = registering.draft.answers["family"]["typed"]
    assert "stranger" not in typed
    assert "csrfmiddlewaretoken" not in typed
    assert typed["children"] == ["2"]
    assert len(typed["told_by"][0]) == drafts.LONGEST_TEXT


def test_a_page_without_its_hidden_parts_keeps_nothing(registering):
    assert registering.client.post(f"{registering.url}family/keep/", {"children": "3"}).status_code == 422
    assert "family" not in registering.draft.answers


def test_keep_and_finish_later_leads_to_the_list_whatever_is_typed(registering):
    response = registering.sends("child-1-name", name_latin="", later="1")
    assert response.url == "/register/"
    assert "New child, question" in registering.client.get("/register/").content.decode()


def test_how_many_questions_there_are_follows_from_the_family(registering):
    assert registering.opens("family").context["total"] == 12
    registering.sends("family", children="3", here=["mother"])
    page = registering.opens("child-2-name")
    assert (page.context["which"], page.context["total"]) == (12, 26)
    assert "question 12 of 26" in page.content.decode()


# --- on another device ---


def test_a_registration_goes_on_in_another_browser(registering, caseworker, place):
    registering.answers(minimum(place))
    other = client_of(caseworker)
    listed = other.get("/register/").context["unfinished"].drafts
    assert [draft.url for draft in listed] == [f"{registering.url}child-1-where/"]
    form = other.get(f"{registering.url}child-1-name/").context["form"]
    assert form["name_latin"].value() == "Zarina Saidova"


def test_two_devices_at_one_step_see_both_versions(registering):
    """Promise 13: a stale step gets 409, nothing of either is lost, and either may stay."""
    version = registering.draft.version
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    stale = {"version": version, "page": OTHER_PAGE, "name_latin": "Zarrina Saidowa"}
    response = registering.client.post(f"{registering.url}child-1-name/", stale)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Zarina Saidova" in text
    assert "Zarrina Saidowa" in text
    assert registering.draft.answers["child-1-name"]["typed"]["name_latin"] == ["Zarina Saidova"]
    again = stale | {"version": response.context["version"]}
    assert registering.client.post(f"{registering.url}child-1-name/", again).status_code == 302
    assert registering.draft.answers["child-1-name"]["typed"]["name_latin"] == ["Zarrina Saidowa"]


def test_typing_on_at_a_stale_step_is_not_kept_over_the_other(registering):
    version = registering.draft.version
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    stale = keep(registering, "child-1-name", version=version, page=OTHER_PAGE, name_latin="Z")
    assert stale.status_code == 409
    assert registering.draft.answers["child-1-name"]["typed"]["name_latin"] == ["Zarina Saidova"]


def test_the_same_page_may_keep_again_and_again(registering):
    version = registering.draft.version
    for name in ("Z", "Zar", "Zarina"):
        assert keep(registering, "child-1-name", version=version, name_latin=name).status_code == 204
    sent = {"version": version, "page": PAGE, "name_latin": "Zarina Saidova"}
    assert registering.client.post(f"{registering.url}child-1-name/", sent).status_code == 302


def test_devices_at_different_steps_do_not_disturb_each_other(registering):
    version = registering.draft.version
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    sent = {"version": version, "page": OTHER_PAGE, "sex": "f"}
    assert registering.client.post(f"{registering.url}child-1-about/", sent).status_code == 302


# --- whose ---


def test_a_draft_is_its_writers_alone(registering, supervisor, other_caseworker):
    """Promise 1: a colleague's draft and none at all are the same 404."""
    for user in (supervisor, other_caseworker):
        client = client_of(user)
        for path in ("family/", "check/", "discard/"):
            assert client.get(f"{registering.url}{path}").status_code == 404
            assert client.post(f"{registering.url}{path}", {}).status_code == 404
        assert not client.get("/register/").context["unfinished"]


# --- signing out ---


def test_after_signing_in_again_one_is_at_the_same_step_with_what_was_kept(registering, caseworker):
    keep(registering, "child-1-name", name_latin="Zarina Saidova")
    with_passphrase(caseworker)
    registering.client.logout()
    sent = registering.sends("child-1-name", name_latin="Zarina Saidova")
    assert sent.status_code == 302
    assert sent.url.endswith(f"?next={registering.url}child-1-name/")
    client = Client()
    signed_in = signs_in(client, caseworker, next_page=f"{registering.url}child-1-name/")
    assert signed_in.url == f"{registering.url}child-1-name/"
    form = client.get(signed_in.url).context["form"]
    assert form["name_latin"].value() == "Zarina Saidova"


# --- the start page, and the end of a draft ---


def test_the_start_page_lists_what_is_not_finished(registering, place):
    registering.answers(minimum(place))
    RegistrationDraft.objects.update(updated_at=timezone.now() - timedelta(minutes=12))
    text = registering.client.get("/").content.decode()
    assert "Not finished" in text
    assert "New child, question 7 of 11" in text
    assert "Kept 12\xa0minutes ago" in text
    assert f"{registering.url}child-1-where/" in text
    assert f"{registering.url}discard/" in text


def test_discarding_asks_once_and_removes_everything(registering):
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    page = registering.client.get(f"{registering.url}discard/")
    assert page.status_code == 200
    assert RegistrationDraft.objects.exists()
    assert registering.client.post(f"{registering.url}discard/").url == "/register/"
    assert not RegistrationDraft.objects.exists()
    assert registering.opens("family").status_code == 404


def test_a_draft_is_kept_for_the_days_that_are_set_after_its_last_change(registering, settings):
    settings.DRAFT_DAYS = 3
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    left = registering.draft.expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


def test_the_list_says_a_day_or_two_before_that_a_draft_will_go(registering):
    draft = registering.draft
    assert DraftPresenter(draft).ending == ""
    draft.expires_at = timezone.now() + timedelta(hours=30)
    assert "Will be discarded on" in DraftPresenter(draft).ending


@pytest.fixture
def expired(registering):
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    RegistrationDraft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    return registering


def test_the_command_empties_drafts_whose_time_is_over_and_no_others(expired, caseworker):
    kept = RegistrationDraftFactory(user=caseworker, office=caseworker.office, answers={"family": {}})
    call_command("discard_drafts")
    draft = expired.draft
    assert (draft.answers, draft.step) == ({}, "")
    assert draft.discarded_at is not None
    kept.refresh_from_db()
    assert kept.discarded_at is None


def test_the_command_empties_the_drafts_of_whoever_left_the_office_too(expired, caseworker):
    caseworker.memberships.update(to_date=timezone.localdate())
    call_command("discard_drafts")
    assert RegistrationDraft.objects.get().answers == {}


def test_the_deployment_runs_the_command_daily():
    services = (settings.BASE_DIR / "compose.yaml").read_text()
    daily = next(line for line in services.splitlines() if "sleep 86400; done" in line)
    assert "while true; do python manage.py discard_drafts;" in daily
    assert "python manage.py give_cases_back;" in daily
    assert "python manage.py find_matches;" in daily


def test_the_start_page_says_that_a_draft_was_discarded_until_the_notice_is_put_away(expired):
    text = expired.client.get("/").content.decode()
    assert "A draft begun on" in text
    assert expired.draft.answers == {}
    put_away = f"{expired.url}put-away/"
    assert put_away in text
    assert expired.client.post(put_away).url == "/"
    assert "A draft begun on" not in expired.client.get("/").content.decode()
    assert not RegistrationDraft.objects.exists()


def test_a_draft_whose_time_is_over_opens_no_more(expired):
    assert expired.opens("child-1-name").status_code == 404
    assert expired.records().status_code == 404
    assert not Person.objects.exists()


def test_the_notice_of_somebody_else_is_not_put_away(expired, other_caseworker):
    """Promise 1."""
    expired.client.get("/")
    assert client_of(other_caseworker).post(f"{expired.url}put-away/").status_code == 404
    assert RegistrationDraft.objects.exists()


def test_a_draft_that_is_kept_is_no_notice(registering):
    assert registering.client.post(f"{registering.url}put-away/").status_code == 404


def test_the_list_costs_the_same_at_three_drafts_and_thirty(caseworker, django_assert_num_queries):
    def draft(number):
        RegistrationDraftFactory(user=caseworker, office=caseworker.office, step="family")

    for number in range(3):
        draft(number)
    with django_assert_num_queries(1):
        assert len(unfinished(caseworker).drafts) == 3
    for number in range(27):
        draft(number)
    with django_assert_num_queries(1):
        assert len(unfinished(caseworker).drafts) == 30


# --- two presses at once ---


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_family(caseworker, place):
    """Promise 15."""
    registering = Registering(caseworker)
    registering.answers(minimum(place))
    version = registering.draft.version
    clients = [client_of(caseworker) for _press in range(4)]
    answers, start = [], threading.Barrier(len(clients))

    def press(client):
        try:
            start.wait()
            answers.append(client.post(f"{registering.url}check/", {"version": version}))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    child = Child.objects.get()
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url for answer in answers} == {f"/children/{child.public_id}/"}


def test_a_draft_that_is_gone_meanwhile_keeps_nothing(registering, caseworker):
    draft = registering.draft
    drafts.discard(by=caseworker, draft=draft)
    with pytest.raises(drafts.Gone, match="no longer there"):
        drafts.keep(by=caseworker, draft=draft, step="family", typed=as_data({}), version=1, page=PAGE)


def test_a_draft_discarded_while_a_page_is_sent_is_not_found(registering, monkeypatch):
    """Promise 18."""

    def gone(**facts):
        raise drafts.Gone("This draft is no longer there.")

    monkeypatch.setattr(drafts, "keep", gone)
    assert registering.sends("family", children="1").status_code == 404
    assert keep(registering, "family", children="1").status_code == 404


def just_before_recording(monkeypatch, happens):
    """Let something happen to the draft after the page has read it and before it is locked."""
    usual = drafts.finish

    def finish(**facts):
        happens(facts["draft"])
        return usual(**facts)

    monkeypatch.setattr(drafts, "finish", finish)


def test_a_draft_discarded_in_the_moment_it_is_recorded_is_not_found(
    registering, place, caseworker, monkeypatch
):
    """Promise 18."""
    registering.answers(minimum(place))
    just_before_recording(monkeypatch, lambda draft: drafts.discard(by=caseworker, draft=draft))
    assert registering.records().status_code == 404
    assert not Child.objects.exists()


def test_answers_changed_in_the_moment_they_are_recorded_are_shown_first(
    registering, place, caseworker, monkeypatch
):
    """Promise 13."""

    def change(draft):
        typed = as_data({"name_latin": ["Amina Sonova"]})
        drafts.keep(
            by=caseworker, draft=draft, step="child-1-name", typed=typed, version=999, page=OTHER_PAGE
        )

    registering.answers(minimum(place))
    just_before_recording(monkeypatch, change)
    response = registering.records()
    assert response.status_code == 409
    assert "Amina Sonova" in response.content.decode()
    assert response.context["form"].initial["version"] == registering.draft.version
    assert not Child.objects.exists()


def test_an_unknown_draft_is_not_found(caseworker):
    assert client_of(caseworker).get(f"/register/{uuid.uuid4()}/family/").status_code == 404
