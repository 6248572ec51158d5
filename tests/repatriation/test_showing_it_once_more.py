"""Promise 10: whoever changes what opens the register shows once more that it is them, and finds what was typed again."""

import pytest
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.contrib.sessions.models import Session

from cases.access.second_factor import INVENTED
from cases.enums import Role
from cases.models import Invitation
from repatriation.idle import HELD
from tests.people import SEED, client_of, shows_it_once_more
from tests.support.codes import code_of
from tests.support.signing_in import PASSPHRASE, with_passphrase

pytestmark = pytest.mark.django_db

ADD, AGAIN, BY_CODE = "/invitations/add/", "/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"
STEPS = [
    ADD, "/accounts/2fa/webauthn/add/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/totp/deactivate/",
]  # fmt: skip
MINUTE = 60


@pytest.fixture
def person(administrator):
    return with_passphrase(administrator)


@pytest.fixture
def visitor(person):
    return client_of(person)


def came(visitor, person, *, ago):
    session = visitor.session
    shows_it_once_more(session, person, ago=ago)
    session.save()


@pytest.mark.parametrize("path", STEPS)
def test_a_step_asks_after_a_quarter_of_an_hour_and_not_before(visitor, person, path):
    came(visitor, person, ago=14 * MINUTE)
    assert visitor.get(path).status_code == 200
    came(visitor, person, ago=15 * MINUTE)
    assert visitor.get(path).headers["Location"] == f"{AGAIN}?next={path}"
    assert visitor.get("/children/").status_code == 403  # an administrator's answer there: nothing else asks
    assert visitor.get("/profile/").status_code == 200


@pytest.mark.parametrize("way", [(AGAIN, "password"), (BY_CODE, "code")])
def test_by_passphrase_or_code_the_way_leads_back_to_the_step(visitor, person, way):
    came(visitor, person, ago=60 * MINUTE)
    address, name = way
    page = visitor.get(f"{address}?next={ADD}")
    assert f'value="{ADD}"' in page.content.decode()
    given = PASSPHRASE if name == "password" else code_of(SEED)
    assert visitor.post(address, {name: given, "next": ADD}).headers["Location"] == ADD
    assert visitor.get(ADD).status_code == 200


def typed(page):
    form = page.context["form"]
    return {
        "form_id": str(form["form_id"].value()),
        "full_name": "Samira Qasim",
        "email": "samira.qasim@relief.example",
        "role": Role.COORDINATOR,
    }


def test_what_was_typed_stands_in_its_form_again_and_is_not_saved_before_it_is_sent_anew(visitor, person):
    sent = typed(visitor.get(ADD))
    came(visitor, person, ago=16 * MINUTE)
    answer = visitor.post(ADD, sent)
    assert answer.headers["Location"] == f"{AGAIN}?next={ADD}"
    assert not Invitation.objects.exists()
    visitor.get(answer.headers["Location"])
    answer = visitor.post(AGAIN, {"password": PASSPHRASE, "next": ADD})
    page = visitor.get(answer.headers["Location"])
    assert page.status_code == 422
    assert "you had to show first that it is you" in page.content.decode()
    assert page.context["form"]["full_name"].value() == "Samira Qasim"
    assert not Invitation.objects.exists()
    assert visitor.post(ADD, sent).status_code == 302
    assert Invitation.objects.count() == 1
    assert HELD not in visitor.session


def test_nothing_that_was_sent_can_be_read_in_the_database(visitor, person):
    """Promise 21. allauth would keep the request as it came, passphrases and cookies included."""
    sent = typed(visitor.get(ADD))
    came(visitor, person, ago=16 * MINUTE)
    visitor.post(ADD, sent)
    visitor.post("/accounts/2fa/recovery-codes/generate/", {"words": "samira"})
    assert STATE_SESSION_KEY not in visitor.session
    kept = str([row.get_decoded() for row in Session.objects.all()])
    assert "amira" not in kept


def test_a_button_is_not_pressed_by_showing_it(visitor, person):
    visitor.post(ADD, typed(visitor.get(ADD)))
    invitation = Invitation.objects.get()
    came(visitor, person, ago=16 * MINUTE)
    page = f"/invitations/{invitation.public_id}/"
    answer = visitor.post(f"{page}withdraw/", headers={"referer": f"http://testserver{page}"})
    assert answer.headers["Location"] == f"{AGAIN}?next={page}"
    visitor.post(AGAIN, {"password": PASSPHRASE, "next": page})
    assert visitor.get(page).status_code == 200
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_whoever_may_not_is_refused_before_anything_is_asked(caseworker):
    visitor = client_of(caseworker)
    came(visitor, caseworker, ago=16 * MINUTE)
    assert visitor.get(ADD).status_code == 403


def test_it_leads_nowhere_else(visitor, person):
    came(visitor, person, ago=16 * MINUTE)
    answer = visitor.post(AGAIN, {"password": PASSPHRASE, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"].startswith("/")


def test_a_button_of_the_demonstration_counts_there_and_nowhere_else(visitor, person, settings):
    came(visitor, person, ago=16 * MINUTE)
    session = visitor.session
    session[INVENTED] = person.pk
    session.save()
    assert visitor.get(ADD).status_code == 302
    settings.DEMO = True
    assert visitor.get(ADD).status_code == 200


def test_what_somebody_else_showed_in_this_browser_does_not_count(visitor, person, caseworker):
    came(visitor, caseworker, ago=0)
    assert visitor.get(ADD).status_code == 302
