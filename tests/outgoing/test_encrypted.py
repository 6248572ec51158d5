"""What leaves encrypted opens for its recipient alone, and nothing of the password is kept. Promise 3."""

import io
import re

import pyrage
import pytest
import pyzipper
from django.urls import reverse

from cases.exports import fingerprint
from cases.models import AuditEvent, NumberedExport
from cases.outgoing import passwords
from tests import factories
from tests.outgoing.making import ask, asked, opened, table_of, url_of
from tests.people import client_of, make_user
from tests.support.forms import form_of
from tests.support.printed import pages_of

pytestmark = pytest.mark.django_db

TERMS_OF_A_CHILD = {
    "recipient": "Family court",
    "purpose": "court",
    "legal_basis": "legal_obligation",
    "reason": "The court asked",
}


@pytest.fixture
def keys():
    """The secret key of a recipient, and the public one as text."""
    secret = pyrage.x25519.Identity.generate()
    return secret, str(secret.to_public())


def password_page(user, export):
    """The password that the page shows, and what its form sends."""
    page = client_of(user).get(url_of("password", export)).content.decode()
    shown = re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){4}", page)[0]
    return shown, re.search(r'name="password" value="([^"]+)"', page)[1]


def taken(user, export, signed):
    response = client_of(user).post(url_of("sealed", export), {"password": signed})
    return response, b"".join(response.streaming_content) if response.streaming else response.content


def unzipped(content, password):
    with pyzipper.AESZipFile(io.BytesIO(content)) as bundle:
        (entry,) = bundle.infolist()
        assert entry.flag_bits & 1, "it is not encrypted"
        bundle.setpassword(password.encode())
        return entry.filename, bundle.read(entry)


def test_a_list_with_a_password_opens_with_what_the_page_showed(caseworker, children):
    made = asked(caseworker, parts=["number", "name"], encryption="password")
    assert opened(caseworker, made)[0]["Location"] == url_of("password", made)
    shown, signed = password_page(caseworker, made)
    response, content = taken(caseworker, made, signed)
    assert response["Content-Type"] == "application/zip"
    assert b"Saidova" not in content
    name, plain = unzipped(content, shown)
    assert name == f"export-{made.number.lower()}.csv"
    assert {row["Name"] for row in table_of(plain)[0]} >= {"Zarina Saidova", "Timur Saidov"}
    with pytest.raises(RuntimeError, match="password"):
        unzipped(content, shown[::-1])


def test_the_password_is_kept_nowhere(caseworker, children, django_db_setup):
    """Neither in the trail nor in any column of the export; the trail says that it was encrypted."""
    made = asked(caseworker, parts=["number"], encryption="password")
    shown, signed = password_page(caseworker, made)
    taken(caseworker, made, signed)
    for event in AuditEvent.objects.filter(detail__number=made.number):
        assert event.detail["encryption"] == "password"
        assert shown not in str(event.detail)
    assert shown not in str(NumberedExport.objects.values())
    assert password_page(caseworker, made)[0] != shown


@pytest.mark.parametrize("sent", ["", "K4TM-9QXD-HH2P-7RWB-VC3N", "a:b:c"])
def test_nobody_chooses_a_password(caseworker, children, sent):
    """Promise 18: only what was shown comes back; anything else is answered with a new one, and no file."""
    made = asked(caseworker, parts=["number"], encryption="password")
    response, content = taken(caseworker, made, sent)
    assert response.status_code == 422
    assert "too old" in content.decode()


def test_a_password_is_of_one_export_one_person_and_a_quarter_of_an_hour(caseworker, children, monkeypatch):
    made, other = (asked(caseworker, parts=["number"], encryption="password") for _time in range(2))
    _shown, signed = password_page(caseworker, made)
    colleague = make_user("Karim Daoud", "caseworker", office=caseworker.office)
    assert taken(caseworker, other, signed)[0].status_code == 422
    assert taken(colleague, made, signed)[0].status_code == 422
    monkeypatch.setattr(passwords, "SECONDS", -1)
    assert taken(caseworker, made, signed)[0].status_code == 422


def test_a_list_for_a_key_opens_with_the_secret_one_alone(caseworker, children, keys):
    secret, public = keys
    made = asked(caseworker, parts=["number"], encryption="key", recipient_key=f" {public} ")
    assert made.recipient_key == public
    response, content = opened(caseworker, made)
    assert response["Content-Disposition"].endswith(f'filename="export-{made.number.lower()}.csv.age"')
    rows, _notes = table_of(pyrage.decrypt(content, [secret]))
    assert len(rows) == len(children)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(content, [pyrage.x25519.Identity.generate()])
    for event in AuditEvent.objects.filter(detail__number=made.number):
        assert event.detail["key"] == fingerprint(public)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("", "Type the public key"),
        ("age1qqqq", "no public key"),
        ("ssh-ed25519 AAAA", "no public key"),
        ("AGE-SECRET-KEY-1QQQQ", "secret key"),
    ],
)
def test_a_key_is_checked_beside_its_field(caseworker, children, key, words):
    """Promise 18."""
    response = ask(caseworker, parts=["number"], encryption="key", recipient_key=key)
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert list(errors) == ["recipient_key"]
    assert words in errors["recipient_key"][0]


def test_a_key_that_is_not_asked_for_is_not_kept(caseworker, children, keys):
    assert asked(caseworker, parts=["number"], recipient_key=keys[1]).recipient_key == ""


@pytest.mark.parametrize(
    ("route", "parts", "words"),
    [
        ("casefile:export", ["summary", "family", "where", "timeline"], "File of a child"),
        ("passports:letter", [], "names"),
    ],
)
def test_the_file_of_a_child_and_the_letter_leave_as_an_encrypted_pdf(
    caseworker, children, keys, route, parts, words
):
    """From the page of the export alone: the pages for paper are not opened beside it."""
    secret, public = keys
    client, url = client_of(caseworker), reverse(route, args=[children[0].public_id])
    data = form_of(client, url, **TERMS_OF_A_CHILD, encryption="key", recipient_key=public)
    client.post(url, {**data, "parts": parts})
    made = NumberedExport.objects.get()
    for page in ("casefile:print", "passports:printed"):
        answer = client.get(reverse(page, args=[children[0].public_id, made.public_id]))
        assert answer.status_code in (302, 404)
    response, content = opened(caseworker, made)
    assert response["Content-Disposition"].endswith('.pdf.age"')
    text = " ".join(pages_of(pyrage.decrypt(content, [secret])))
    for told in (made.number, "Zarina Saidova", caseworker.full_name, words):
        assert told in text
    assert AuditEvent.objects.get(kind="print").subject_ids[0] == str(children[0].public_id)


def test_every_part_of_a_file_is_in_the_pdf(caseworker, children, keys):
    secret, public = keys
    child = children[0]
    factories.NationalityFactory(child=child)
    factories.WhereaboutsFactory(person=child.person)
    factories.DocumentFactory(person=child.person)
    factories.NeedFactory(child=child)
    factories.PassengerFactory(transfer=factories.TransferFactory(office=child.office), person=child.person)
    factories.GuardianshipFactory(
        child=child, guardian__name="Gulnora Saidova", guardian__office=child.office
    )
    made = factories.NumberedExportFactory(
        child=child,
        made_by=caseworker,
        office=caseworker.office,
        parts=["summary", "family", "claims", "papers", "needs", "where", "transfers", "timeline"],
        encryption="key",
        recipient_key=public,
    )
    text = " ".join(pages_of(pyrage.decrypt(opened(caseworker, made)[1], [secret])))
    told = (
        "Gulnora Saidova",
        "To Tajikistan",
        "Birth certificate",
        "School",
        "Whereabouts",
        "Timeline",
        "Notes are never",
    )
    assert [words for words in told if words not in text] == []
