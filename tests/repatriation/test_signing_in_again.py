"""Promise 11: what was typed is kept when a session ends by itself, for whoever typed it and for nobody else."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.urls import reverse

from cases.components.forms import WAITED
from cases.enums import Role
from cases.models import CaseFlag, Note, UnsentText
from repatriation.idle import HELD
from repatriation.sessions import ENDS_AT, USED_AT
from tests.factories import ChildFactory, RegistrationDraftFactory
from tests.people import SEED, client_of, make_user, sign_in
from tests.repatriation.test_sessions import MINUTE, passes
from tests.support.codes import code_of
from tests.support.signing_in import PASSPHRASE, SECOND, SIGN_IN, with_passphrase

pytestmark = pytest.mark.django_db

WORDS = "The grandmother rang from the embassy"


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


@pytest.fixture
def visitor(caseworker):
    return client_of(caseworker)


@pytest.fixture
def address(child):
    return reverse("notes:write", args=[child.public_id])


def sends_too_late(client, address, **typed):
    """Open a form, let the session end, and send what was typed; returns the answer."""
    form_id = client.get(address).context["form"]["form_id"].value()
    passes(client, 15 * MINUTE)
    return client.post(address, {"form_id": str(form_id), "kind": "call", "about_date": "2019-07-01"} | typed)


def signs_in(client, user):
    sign_in(client, user)


def told(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_whoever_was_signed_out_comes_back_to_the_same_page(visitor, address, caseworker):
    passes(visitor, 15 * MINUTE)
    answer = visitor.get(f"{address}?from=case")
    assert answer.headers["Location"] == f"/accounts/login/?next={address}%3Ffrom%3Dcase"
    assert "15 minutes without activity" in told(answer)
    assert "15 minutes without activity" in visitor.get(answer.headers["Location"]).content.decode()


def test_the_end_of_the_day_is_told_apart(visitor, address):
    passes(visitor, 8 * 60 * MINUTE, ENDS_AT)
    assert "after a working day" in told(visitor.get(address))


def test_a_stranger_at_the_door_is_told_nothing(client, address):
    assert told(client.get(address)) == ""


def test_a_note_sent_too_late_stands_in_its_form_again_and_is_saved_by_sending_it(
    visitor, address, caseworker
):
    answer = sends_too_late(visitor, address, text=WORDS)
    assert "not saved yet" in told(answer)
    assert WORDS not in answer.headers["Location"]
    signs_in(visitor, caseworker)
    for _look in range(2):
        page = visitor.get(address)
        assert page.status_code == 422
        assert page.context["form"]["text"].value() == WORDS
        assert "send it again" in page.content.decode()
        assert f'name="{WAITED}"' not in page.content.decode()
    assert not Note.objects.exists()
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("form_id", "text", "kind", "about_date")}
    assert visitor.post(address, sent).status_code == 302
    assert Note.objects.count() == 1
    assert visitor.get(address).status_code == 200


def test_a_form_without_an_id_waits_as_well(visitor, child, caseworker):
    flag = CaseFlag.objects.create(
        child=child, kind="date", due_date="2019-07-30", reason="The hearing", raised_by=caseworker
    )
    address = reverse("flags:lower", args=[flag.public_id])
    passes(visitor, 15 * MINUTE)
    visitor.post(address, {"lowered_date": "2030-01-01", "outcome": "It was held"})
    signs_in(visitor, caseworker)
    assert visitor.get(address).context["form"]["outcome"].value() == "It was held"
    flag.refresh_from_db()
    assert flag.lowered_date is None


def test_what_waits_cannot_be_read_in_the_database(visitor, address):
    """Promise 21."""
    sends_too_late(visitor, address, text=WORDS)
    held = visitor.session[HELD]
    assert "grandmother" not in str(held)
    rows = Session.objects.all()
    assert rows
    for row in rows:
        assert "grandmother" not in str(row.get_decoded())


def test_somebody_else_who_signs_in_there_does_not_see_it(visitor, address, office_north):
    sends_too_late(visitor, address, text=WORDS)
    signs_in(visitor, make_user("Amal Saleh", Role.CASEWORKER, office=office_north))
    page = visitor.get(address)
    assert page.status_code == 200
    assert WORDS not in page.content.decode()


def test_it_waits_on_its_own_page_and_for_an_hour(visitor, address, caseworker):
    sends_too_late(visitor, address, text=WORDS)
    signs_in(visitor, caseworker)
    other = reverse("notes:write", args=[ChildFactory(office=caseworker.office).public_id])
    assert visitor.get(other).status_code == 200
    session = visitor.session
    session[HELD] |= {"at": session[HELD]["at"] - 61 * MINUTE}
    session.save()
    assert visitor.get(address).status_code == 200
    assert HELD not in visitor.session


def test_a_button_leads_back_to_the_page_on_which_it_was_pressed(visitor, child):
    passes(visitor, 15 * MINUTE)
    page = reverse("casefile:detail", args=[child.public_id])
    pressed = reverse("flags:follow", args=[child.public_id])
    answer = visitor.post(pressed, headers={"referer": f"http://testserver{page}?kind=notes"})
    assert answer.headers["Location"] == f"/accounts/login/?next={page}%3Fkind%3Dnotes"
    assert HELD not in visitor.session
    elsewhere = visitor.post(pressed, headers={"referer": "http://example.org/elsewhere/"})
    assert elsewhere.headers["Location"] == f"/accounts/login/?next={pressed}"


def test_a_page_that_asks_by_itself_does_not_take_the_place_of_a_form(visitor, address, caseworker):
    passes(visitor, 15 * MINUTE)
    answer = visitor.get("/session/left/")
    assert (answer.status_code, told(answer)) == (302, "")
    answer = visitor.post(address, {"text": WORDS})
    assert "not saved yet" in told(answer)
    signs_in(visitor, caseworker)
    assert visitor.get(address).context["form"]["text"].value() == WORDS


def test_what_nobody_types_does_not_wait(visitor, address):
    sends_too_late(visitor, address, text="x" * 100_001)
    assert HELD not in visitor.session


def test_a_step_left_for_later_is_kept_once_and_can_be_opened_again(visitor, caseworker):
    draft = RegistrationDraftFactory(user=caseworker, office=caseworker.office)
    step = reverse("intake:step", args=[draft.public_id, "family"])
    form = visitor.get(step).context["form"]
    hidden = {name: str(form[name].value()) for name in ("version", "page")}
    passes(visitor, 15 * MINUTE)
    assert "not saved yet" in told(visitor.post(step, {"later": "1"} | hidden))
    signs_in(visitor, caseworker)
    visitor.get(step)
    assert visitor.get(step).status_code == 200
    assert HELD not in visitor.session


def test_a_button_without_words_is_not_pressed_by_signing_in(visitor, address, child, caseworker):
    keep = reverse("unsent:keep", args=[child.public_id, "note"])
    visitor.post(keep, {"text": WORDS})
    passes(visitor, 15 * MINUTE)
    discard = reverse("unsent:discard", args=[child.public_id, "note"])
    assert "not saved yet" not in told(visitor.post(discard, {"home": "1"}))
    signs_in(visitor, caseworker)
    visitor.get(discard)
    assert UnsentText.objects.filter(child=child).exists()


def test_typing_into_the_search_does_not_take_the_place_of_a_form(visitor, address, caseworker):
    sends_too_late(visitor, address, text=WORDS)
    visitor.post(reverse("search:suggest"), {"q": "Za"})
    visitor.post(reverse("search:keep"), {"q": "Zarina"})
    signs_in(visitor, caseworker)
    assert visitor.get(address).context["form"]["text"].value() == WORDS


def test_whoever_signs_out_leaves_nothing_behind(visitor, address):
    visitor.post("/accounts/logout/")
    answer = visitor.post(address, {"text": WORDS})
    assert "You were signed out" not in told(answer)
    assert HELD not in visitor.session


def test_used_is_not_forgotten(visitor):
    """Sessions from before there was a time without anybody get one with their first page."""
    session = visitor.session
    del session[USED_AT]
    session.save()
    visitor.get("/profile/")
    assert USED_AT in visitor.session


def test_a_form_waits_through_both_pages_of_signing_in(visitor, address, caseworker):
    """The second factor stands between the passphrase and the form, and the way back goes through both."""
    with_passphrase(caseworker)
    visitor = client_of(caseworker)
    answer = sends_too_late(visitor, address, text=WORDS)
    door = answer.headers["Location"]
    assert f'value="{address}"' in visitor.get(door).content.decode()
    typed = {"login": caseworker.email, "password": PASSPHRASE, "next": address}
    assert visitor.post(SIGN_IN, typed).headers["Location"].startswith(SECOND)
    assert visitor.get(address).status_code == 302  # nothing is given back before the second factor
    wrong = visitor.post(SECOND, {"code": "no code"})
    assert wrong.status_code == 200
    assert visitor.post(SECOND, {"code": code_of(SEED)}).headers["Location"] == address
    page = visitor.get(address)
    assert page.context["form"]["text"].value() == WORDS
    assert not Note.objects.exists()
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("form_id", "text", "kind", "about_date")}
    assert visitor.post(address, sent).status_code == 302
    assert Note.objects.count() == 1
