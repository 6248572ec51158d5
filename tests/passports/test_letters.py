"""The letter that lists the names of one person: numbered, written down before its first byte, only what was ticked.

Promise 3; DOMAIN 3.1, 3.5, 3.7.
"""

import datetime
import logging
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.audit import numbered
from cases.enums import AuditKind, ExportKind, LetterPart, NameKind, Recognition, Sex, SourceKind
from cases.models import AuditEvent, NumberedExport, PersonName
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of
from tests.support.printed import BREAK, from_the_left, pages_of, title_of

pytestmark = pytest.mark.django_db
ARABIC = "محمد سعيد"
TERMS = {
    "recipient": "Civil registry, second desk",
    "purpose": "civil_doc",
    "legal_basis": "vital_interest",
    "reason": "The registry asked which spellings are his",
}


@pytest.fixture
def child(office_north):
    child = factories.ChildFactory(office=office_north, name="Muhammad Saidov", person__sex=Sex.M)
    write(child.person, "Мухаммад Саидов", source=SourceKind.MOTHER, is_own=True)
    write(child.person, ARABIC, kind=NameKind.DOCUMENT, source=SourceKind.DOCUMENT)
    write(child.person, "მუჰამედ საიდოვი")
    return child


def write(person, full, **facts):
    PersonName.written(full, person=person, **facts).save()


def ask_url(child):
    return reverse("passports:letter", args=[child.public_id])


def file_of(export):
    return reverse("passports:printed", args=[export.child.public_id, export.public_id])


def page_of(export):
    return reverse("passports:numbered", args=[export.child.public_id, export.public_id])


def ask(client, child, *parts, **terms):
    """Send the form with these parts ticked; returns the response."""
    url = ask_url(child)
    return client.post(url, {**form_of(client, url, **TERMS), "parts": list(parts), **terms})


def printed(user, child, *parts, **terms):
    """The text of the letter with these parts ticked."""
    client = client_of(user)
    assert ask(client, child, *parts, **terms).status_code == 302
    response = client.get(file_of(NumberedExport.objects.latest("pk")))
    assert response.status_code == 200
    return " ".join(pages_of(response.content))


def letter_of(child, user, **facts):
    return factories.NumberedExportFactory(
        child=child, made_by=user, kind=ExportKind.NAMES, **{"language": "en", **facts}
    )


def test_a_letter_is_numbered_and_in_the_trail_before_its_file(caseworker, child):
    """Promises 3 and 7."""
    response = ask(client_of(caseworker), child, LetterPart.SEX)
    export = NumberedExport.objects.get()
    assert response["Location"] == page_of(export)
    assert (export.kind, export.child, export.made_by) == (ExportKind.NAMES, child, caseworker)
    assert (export.parts, export.language) == (["sex"], "en")
    assert export.expires_date == timezone.localdate() + datetime.timedelta(days=30)
    entry = AuditEvent.objects.get(kind=AuditKind.EXPORT)
    assert (entry.actor, entry.subject) == (caseworker, "passports:letter")
    assert entry.subject_ids == [str(child.public_id), str(export.public_id)]
    assert entry.detail["number"] == export.number
    assert "Saidov" not in str(entry.detail)


def test_each_opening_of_the_file_is_in_the_trail_before_it(caseworker, supervisor, child, monkeypatch):
    """Promise 7: no record, no page."""
    export = letter_of(child, caseworker)
    for reader in (caseworker, supervisor):
        assert client_of(reader).get(file_of(export)).status_code == 200
    rows = AuditEvent.objects.filter(kind=AuditKind.PRINT).order_by("pk")
    assert [(row.actor, row.subject) for row in rows] == [
        (caseworker, "passports:letter"),
        (supervisor, "passports:letter"),
    ]

    def fails(**entry):
        raise OSError("the trail is full")

    monkeypatch.setattr(numbered, "opened", fails)
    with pytest.raises(OSError, match="trail"):
        client_of(caseworker).get(file_of(export))


def test_it_lists_the_names_by_script_with_their_source_as_those_of_one_person(caseworker, child):
    text = printed(caseworker, child)
    for words in (
        "These are the names of one person",
        "names of one and the same person",
        "no second person",
        "Latin letters",
        "Muhammad Saidov",
        "Cyrillic letters",
        "Мухаммад Саидов",
        "The mother’s statement. Used by the person",
        "Arabic letters",
        from_the_left(ARABIC),
        "Name as on a document. A paper that was seen",
        "Georgian letters",
        "მუჰამედ საიდოვი",
        child.office.name,
        child.case_number,
        TERMS["recipient"],
        TERMS["reason"],
        "Civil registration or papers",
        "Vital interest of the child",
        "Signature",
        "Stamp of the office",
        "no proof of identity, age or nationality",
    ):
        assert words in text
    assert text.index("Latin letters") < text.index("Cyrillic letters") < text.index("Arabic letters")


def test_every_page_says_number_recipient_who_when_and_until(caseworker, child):
    """Promise 3."""
    for number in range(58):
        write(child.person, f"Muhammad {'a' * number} Saidov", is_preferred=False)
    client = client_of(caseworker)
    ask(client, child)
    export = NumberedExport.objects.get()
    pages = pages_of(client.get(file_of(export)).content)
    assert len(pages) > 2
    for page in pages:
        for words in (export.number, TERMS["recipient"], caseworker.full_name, "Destroy by", "Confidential"):
            assert words in page
        assert f"{timezone.localtime(export.made_at):%H:%M}" in page


def test_birth_is_a_range_and_says_how_sure_it_is(caseworker, child):
    """DOMAIN 3.5."""
    person = child.person
    person.birth_earliest, person.birth_latest = datetime.date(2010, 3, 3), datetime.date(2011, 2, 28)
    person.birth_precision, person.birth_confidence = "range", "reported"
    person.save()
    text = printed(caseworker, child)
    assert "Birth Between 3 Mar 2010 and 28 Feb 2011. Reported, not confirmed" in text
    person.birth_earliest, person.birth_latest = datetime.date(2010, 1, 1), datetime.date(2010, 12, 31)
    person.save()
    text = printed(caseworker, child)
    assert "Birth In 2010" in text
    assert "1 Jan" not in text


def test_sex_predicted_spellings_and_papers_stand_there_only_when_ticked(caseworker, child):
    factories.DocumentFactory(
        person=child.person,
        kind="passport",
        name_as_printed="MUKHAMMAD SAIDOV",
        recognition=Recognition.RECOGNISED,
    )
    words = {
        LetterPart.SEX: "Male",
        LetterPart.PAPERS: "MUKHAMMAD SAIDOV",
        LetterPart.PREDICTED: "Moukhammad Saidov",
    }
    plain = printed(caseworker, child)
    assert not [said for said in words.values() if said in plain]
    for part, said in words.items():
        text = printed(caseworker, child, part)
        assert said in text
        assert not [other for other in words.values() if other != said and other in text]


@pytest.mark.parametrize("recognition", [one for one in Recognition if one != Recognition.RECOGNISED])
def test_a_paper_of_any_other_standing_is_not_even_mentioned(caseworker, child, recognition):
    """DOMAIN 3.7: a paper of a non-recognised authority is dangerous to whoever carries it."""
    factories.DocumentFactory(
        person=child.person, kind="passport", name_as_printed="Oksana Petrenko", recognition=recognition
    )
    text = printed(caseworker, child, *LetterPart)
    for words in ("Petrenko", "Passport", "recognised", "restricted"):
        assert words not in text


def test_parents_places_and_remarks_are_no_part_of_it(caseworker, supervisor, child):
    """DOMAIN: a letter of names says names."""
    person = child.person
    person.birth_place, person.birth_country_id, person.region_of_origin = "Mosul", "IQ", "RU-DA"
    person.save()
    factories.GuardianshipFactory(child=child, guardian__name="Gulnora Rahimova")
    place = factories.PlaceFactory(name="Camp of the north")
    factories.WhereaboutsFactory(person=person, place=place)
    factories.NationalityFactory(child=child, state_id="AZ")
    factories.CaseFlagFactory(child=child, raised_by=supervisor, reason="MARKED flag")
    factories.write_note("MARKED note", child=child, author=supervisor)
    text = printed(caseworker, child, *LetterPart)
    for words in (
        "Mosul",
        "Iraq",
        "Dagestan",
        "Gulnora",
        "Camp of the north",
        "Azerbaijan",
        "MARKED",
        supervisor.full_name,
    ):
        assert words not in text


def test_the_escapes_of_the_machine_zone_are_never_shown_as_a_name(caseworker, child):
    assert "XH" not in printed(caseworker, child, *LetterPart)


def test_no_name_in_title_address_file_name_or_log(caseworker, child, caplog):
    """Promise 7."""
    caplog.set_level(logging.DEBUG)
    client = client_of(caseworker)
    made = ask(client, child, *LetterPart)
    export = NumberedExport.objects.get()
    response = client.get(file_of(export))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'attachment; filename="names-of-one-person-{export.number.lower()}.pdf"'
    )
    assert "no-store" in response["Cache-Control"]
    pages = [client.get(address).content.decode() for address in (ask_url(child), page_of(export))]
    titles = " ".join(re.search(r"<title>.*?</title>", html)[0] for html in pages)
    for told in (
        made["Location"],
        file_of(export),
        titles,
        title_of(response.content),
        pages[1],
        caplog.text,
    ):
        for name in ("Saidov", "Саидов", ARABIC):
            assert name not in told


def test_a_letter_to_a_state_needs_leave_to_contact_it(caseworker, child):
    """DOMAIN 3.1."""
    terms = {"purpose": "state_request", "state": "TJ", "recipient": "Consulate"}
    refused = ask(client_of(caseworker), child, **terms)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["state"])
    assert not NumberedExport.objects.exists()
    factories.ContactPermissionFactory(child=child, state_id="TJ")
    assert "To Tajikistan: Consulate" in printed(caseworker, child, **terms)


def test_the_same_form_sent_twice_makes_one_letter(caseworker, child):
    """Promise 15."""
    client, url = client_of(caseworker), ask_url(child)
    data = form_of(client, url, **TERMS)
    first, second = (client.post(url, data)["Location"] for _ in range(2))
    assert first == second
    assert NumberedExport.objects.count() == AuditEvent.objects.filter(kind=AuditKind.EXPORT).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", " "),
        ("recipient", "Regis\x00try"),
        ("recipient", "z" * 201),
        ("purpose", "holiday"),
        ("legal_basis", ""),
        ("reason", "\x00"),
        ("parts", ["parents"]),
        ("parts", ["se\x00x"]),
        ("language", "xx"),
        ("language", "e\x00n"),
        ("expires_date", "2001-01-01"),
        ("expires_date", "2099-01-01"),
    ],
)
def test_bad_input_is_answered_beside_the_field(caseworker, child, field, value):
    """Promise 18."""
    response = ask(client_of(caseworker), child, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not NumberedExport.objects.exists()


def test_very_long_names_stay_on_the_page(caseworker, child):
    """Promise 18."""
    write(child.person, "a" * 300, is_preferred=False)
    write(child.person, "محمد" * 75, is_preferred=False)
    write(child.person, "Saidov " * 42, is_preferred=False)
    text = printed(caseworker, child, recipient="Registry" * 25, reason="z" * 300)
    joined = text.replace(BREAK, "").replace(" ", "")
    for words in ("a" * 300, "Registry" * 25, "z" * 300):
        assert words in joined


def test_names_in_letters_that_are_not_shipped_are_left_out_and_that_is_said(caseworker, child):
    assert "other letters" not in printed(caseworker, child)
    write(child.person, "Զարինա")
    text = printed(caseworker, child)
    assert "Զարինա" not in text
    assert "Names in other letters are on file" in text
    child.person.names.filter(full="Զարինա").delete()
    recognised = Recognition.RECOGNISED
    factories.DocumentFactory(person=child.person, name_as_printed="扎里娜", recognition=recognised)
    assert "Names in other letters are on file" in printed(caseworker, child, LetterPart.PAPERS)


def test_without_a_name_there_is_no_letter(caseworker, child):
    child.person.names.all().delete()
    write(child.person, "Զարինա")
    response = ask(client_of(caseworker), child)
    assert response.status_code == 422
    assert "No name is on file that could stand in a letter." in response.content.decode()
    assert not NumberedExport.objects.exists()


def test_after_its_day_both_addresses_are_gone(caseworker, child):
    over = letter_of(child, caseworker, expires_date=timezone.localdate() - datetime.timedelta(days=1))
    for address in (page_of(over), file_of(over)):
        response = client_of(caseworker).get(address)
        assert response.status_code == 410
        assert "The time of this export is over" in response.content.decode()
    assert not AuditEvent.objects.filter(kind=AuditKind.PRINT).exists()
    today = letter_of(child, caseworker, expires_date=timezone.localdate())
    assert client_of(caseworker).get(file_of(today)).status_code == 200


def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child):
    """Promise 1."""
    export = letter_of(child, caseworker)
    for url in (ask_url(child), page_of(export), file_of(export)):
        assert client_of(other_caseworker).get(url).status_code == 404
        assert client_of(caseworker).delete(url).status_code == 405
        for role in ("official", "coordinator", "officer", "administrator"):
            assert client_of(request.getfixturevalue(role)).get(url).status_code == 403
    assert client_of(other_caseworker).post(ask_url(child), TERMS).status_code == 404


def test_a_letter_and_a_file_are_opened_at_their_own_addresses_only(caseworker, child):
    letter, file = (
        letter_of(child, caseworker),
        factories.NumberedExportFactory(child=child, made_by=caseworker),
    )
    other = factories.ChildFactory(office=child.office)
    client = client_of(caseworker)
    for address in (
        reverse("casefile:print", args=[child.public_id, letter.public_id]),
        file_of(file),
        page_of(file),
        reverse("passports:printed", args=[other.public_id, letter.public_id]),
    ):
        assert client.get(address).status_code == 404


def test_the_name_passport_leads_to_it_and_the_case_lists_it(caseworker, child, office_north):
    client = client_of(caseworker)
    passport = reverse("passports:passport", args=[child.person.public_id])
    assert ask_url(child) in client.get(passport).content.decode()
    export = letter_of(child, caseworker)
    html = client.get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert page_of(export) in html
    assert "Letter of names" in html
    parent = factories.GuardianFactory(office=office_north)
    passport = reverse("passports:passport", args=[parent.person.public_id])
    assert "/letters/" not in client.get(passport).content.decode()


def test_the_file_costs_the_same_for_3_names_and_papers_and_for_30(caseworker, child):
    client, costs = client_of(caseworker), []
    export = letter_of(child, caseworker, parts=[*LetterPart])
    for count in (2, 27):
        for number in range(count):
            write(child.person, f"Muhammad {'a' * number}{count} S", is_preferred=False)
            factories.DocumentFactory(
                person=child.person, name_as_printed="Muhammad S", issuer_country_id="IQ"
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(file_of(export)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 16
