"""A letter is offered in the languages in which all its words are there, and is written in the one that was chosen."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cases.enums import (
    Confidence,
    DocumentKind,
    ExportKind,
    ExportPurpose,
    IssuerKind,
    LegalBasis,
    LetterPart,
    NameKind,
    Recognition,
    Script,
    Sex,
    SourceKind,
)
from cases.models import Country, NumberedExport, PersonName
from cases.passports.forms import letter_languages
from cases.passports.letter import Letter, is_written_in
from cases.people.sources import source_phrase
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of
from tests.support.printed import pages_of

pytestmark = pytest.mark.django_db
OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
PRINTED = (Confidence, DocumentKind, ExportPurpose, IssuerKind, LegalBasis, NameKind, Script, Sex)
# Alike in both languages.
SAME_WORDS = {("fr", "Signature"), ("fr", "Note verbale"), ("fr", "Photograph"), ("fr", "Organisation")}


@pytest.fixture
def child(office_north):
    child = factories.ChildFactory(office=office_north, name="Жанна Чехова", person__sex=Sex.F)
    PersonName.written("زرينة", person=child.person, is_own=True).save()
    return child


def all_texts(data):
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data
    return [text for value in values for text in all_texts(value)]


def test_every_language_of_the_deployment_has_the_words_of_a_letter():
    assert [code for code, _name in letter_languages()] == ["en", *OTHERS]
    assert OTHERS == ["ar", "ru", "fr"]


def test_a_language_without_them_is_not_offered():
    assert is_written_in("en")
    assert not is_written_in("de")


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_of_a_letter_stays_english(language, child, caseworker):
    factories.DocumentFactory(
        person=child.person,
        kind="passport",
        issuer_kind=IssuerKind.EMBASSY,
        issuer_country_id="TJ",
        name_as_printed="ЖАННА",
        recognition=Recognition.RECOGNISED,
    )
    export = factories.NumberedExportFactory(
        child=child, made_by=caseworker, kind=ExportKind.NAMES, parts=[*LetterPart]
    )
    person = child.person
    person.birth_confidence = Confidence.REPORTED
    with translation.override("en"):
        english = all_texts(Letter(export, person).data | {"day": ""})
    with translation.override(language):
        other = all_texts(Letter(export, person).data | {"day": ""})
    alike = {text for text, there in zip(english, other, strict=True) if text == there}
    theirs = {child.office.name, child.case_number, export.recipient, export.reason, "ltr", "rtl", ""}
    names = {text for text in alike if text in {"Жанна Чехова", "زرينة", "ЖАННА"}}
    predicted = {
        row["name"]["text"] for group in Letter(export, person).data["groups"] for row in group["rows"]
    }
    left = alike - theirs - names - predicted
    assert {text for text in left if (language, text) not in SAME_WORDS} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_that_a_letter_prints_has_its_word(language):
    with translation.override("en"):
        english = [str(label) for codes in PRINTED for label in codes.labels] + [
            source_phrase(source) for source in SourceKind
        ]
    with translation.override(language):
        other = [str(label) for codes in PRINTED for label in codes.labels] + [
            source_phrase(source) for source in SourceKind
        ]
    alike = {one for one, there in zip(english, other, strict=True) if one == there}
    # Of an issuer that is not known a letter says nothing.
    left = alike - {str(IssuerKind.UNKNOWN.label)}
    assert {text for text in left if (language, text) not in SAME_WORDS} == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "هذه أسماء شخص واحد"),
        ("ru", "Это имена одного человека"),
        ("fr", "Ces noms sont ceux d’une seule personne"),
    ],
)
def test_the_letter_is_in_its_language_and_the_page_in_the_readers(language, words, child, caseworker):
    """The name of a State that a request goes to is in the language of the letter as well."""
    factories.ContactPermissionFactory(child=child, state_id="TJ")
    client, url = client_of(caseworker), reverse("passports:letter", args=[child.public_id])
    terms = {
        "recipient": "7",
        "purpose": "state_request",
        "state": "TJ",
        "legal_basis": "consent",
        "reason": "It asked",
        "language": language,
    }
    assert client.post(url, form_of(client, url, **terms)).status_code == 302
    export = NumberedExport.objects.get()
    with translation.override(language):
        assert export.recipient.startswith(Country(code="TJ").name)
    assert "Tajikistan" not in export.recipient
    address = reverse("passports:printed", args=[child.public_id, export.public_id])
    first = pages_of(client.get(address).content)[0]
    # Read back out of Arabic lines, words keep their letters and not always their order.
    assert set(words.split()) <= set(first.split())
    assert language == "ar" or export.number in first
    assert "These are the names" not in first
    page = client.get(reverse("passports:numbered", args=[child.public_id, export.public_id]))
    assert "Open the letter" in page.content.decode()
