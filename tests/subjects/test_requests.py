"""Requests of persons about their own data: the register, its dates, and the copy. Promises 1, 3, 7, 13, 15, 18, 22."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import AuditKind, ExportKind
from cases.models import AuditEvent, NumberedExport, SubjectRequest
from cases.models.erasing import hanging
from cases.subjects.actions import a_month_after
from cases.subjects.copying import LEFT_OUT, PARTS
from cases.subjects.forms import WITHHELD
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

REQUEST = {"kind": "access", "requested_by": "person", "identity_check": "paper"}
COPY = {"language": "en", "reason": "She asked in the office"}


@pytest.fixture
def child(office_north):
    made = factories.ChildFactory(office=office_north, name="Zarina Nazarova")
    factories.GuardianshipFactory(child=made, guardian__name="Amina Nazarova", guardian__office=office_north)
    return made


@pytest.fixture
def head(supervisor):
    return client_of(supervisor)


def record_url(child):
    return reverse("subjects:record", args=[child.public_id])


@pytest.fixture
def asked(child, caseworker):
    client = client_of(caseworker)
    client.post(record_url(child), form_of(client, record_url(child), **REQUEST))
    return SubjectRequest.objects.get()


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [("2024-01-31", "2024-02-29"), ("2023-12-15", "2024-01-15"), ("2024-05-31", "2024-06-30")],
)
def test_a_month_is_a_month(asked_on, due):
    assert a_month_after(datetime.date.fromisoformat(asked_on)).isoformat() == due


def test_a_request_is_in_the_register_once_with_its_last_day(child, caseworker, officer):
    client = client_of(caseworker)
    form = form_of(client, record_url(child), **REQUEST)
    for _time in range(2):
        assert client.post(record_url(child), form).headers["Location"] == "/own-data/"
    request = SubjectRequest.objects.get()
    assert request.due_date == a_month_after(timezone.localdate())
    page = client_of(officer).get("/own-data/").content.decode()
    assert child.case_number in page
    assert "Zarina" not in page


def test_a_day_to_come_is_refused(child, caseworker):
    client = client_of(caseworker)
    answer = client.post(
        record_url(child), form_of(client, record_url(child), **REQUEST, asked_date="2090-01-01")
    )
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"asked_date"})


def test_a_request_is_answered_and_two_on_one_form_see_both(head, asked, supervisor):
    address = reverse("subjects:answer", args=[asked.public_id])
    form = form_of(head, address, outcome="granted", answer="The copy was given")
    assert head.post(address, form).status_code == 302
    asked.refresh_from_db()
    assert (asked.answered_by, asked.outcome) == (supervisor, "granted")
    stale = head.post(address, form | {"answer": "In another tab"})
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "The copy was given" in page
    assert "In another tab" in page


def test_another_office_finds_neither_request_nor_copy(asked, child, other_caseworker):
    client = client_of(other_caseworker)
    assert child.case_number not in client.get("/own-data/").content.decode()
    assert client.get(record_url(child)).status_code == 404


class TestCopy:
    @pytest.fixture
    def made(self, head, asked, child, caseworker):
        factories.write_note("She asked for her mother.", child=child, author=caseworker)
        factories.NumberedExportFactory(child=child, made_by=caseworker)
        factories.PersonStatusFactory(
            person=child.guardianships.get().guardian.person, status="detained_pretrial"
        )
        self.ask(head, asked)
        return NumberedExport.objects.get(kind=ExportKind.SUBJECT)

    def ask(self, head, asked, **typed):
        address = reverse("subjects:make", args=[asked.public_id])
        form = form_of(head, address, **COPY | typed)
        return [head.post(address, form) for _time in range(2)]

    def file_url(self, made):
        return reverse("subjects:download", args=[made.child.public_id, made.public_id])

    def test_it_is_a_numbered_export_in_the_trail_before_its_first_byte(self, head, made, asked):
        """Promise 3."""
        asked.refresh_from_db()
        assert asked.export == made
        assert AuditEvent.objects.filter(kind=AuditKind.EXPORT, subject="subjects:copy").count() == 1
        assert not AuditEvent.objects.filter(kind=AuditKind.PRINT).exists()
        answer = head.get(self.file_url(made))
        assert AuditEvent.objects.filter(kind=AuditKind.PRINT, subject="subjects:copy").count() == 1
        assert "Zarina" not in answer.headers["Content-Disposition"]
        assert made.number.lower() in answer.headers["Content-Disposition"]

    def test_it_holds_what_is_kept_and_who_got_and_looked(self, head, made, child):
        head.get(self.file_url(made))
        copy = json.loads(head.get(self.file_url(made)).content)
        text = json.dumps(copy, ensure_ascii=False)
        assert copy["Export"] == made.number
        for words in ("Zarina Nazarova", "Amina Nazarova", "She asked for her mother.", "The family court"):
            assert words in text
        assert copy["Who looked at it"][0]["Who"] == "Supervisor, Office North"
        assert "Omar Rashid" not in text, "who works here stands by role and office"

    def test_what_is_of_others_is_left_out_and_named(self, head, made):
        copy = json.loads(head.get(self.file_url(made)).content)
        assert "trial" not in json.dumps(copy["What is kept"])
        left = {line["What"] for line in copy["What is left out, and why"]}
        assert {"Parents and carers", "Possible matches"} <= left

    def test_notes_can_be_withheld_and_the_copy_says_so(self, head, asked, child, caseworker):
        factories.write_note("Her uncle said so.", child=child, author=caseworker)
        self.ask(head, asked, withheld=["notes"])
        made = NumberedExport.objects.get(kind=ExportKind.SUBJECT)
        copy = json.loads(head.get(self.file_url(made)).content)
        assert "uncle" not in json.dumps(copy)
        assert "Notes" in {line["What"] for line in copy["What is left out, and why"]}

    def test_after_its_day_the_address_is_gone(self, head, made, monkeypatch):
        monkeypatch.setattr("cases.audit.numbered.timezone.localdate", lambda: datetime.date(2090, 1, 1))
        assert head.get(self.file_url(made)).status_code == 410

    def test_it_speaks_the_language_that_was_chosen(self, head, asked):
        self.ask(head, asked, language="ar")
        made = NumberedExport.objects.get(kind=ExportKind.SUBJECT)
        assert made.language == "ar"
        assert json.loads(head.get(self.file_url(made)).content)

    def test_a_request_for_something_else_has_no_copy(self, head, asked):
        SubjectRequest.objects.update(kind="rectify")
        assert head.get(reverse("subjects:make", args=[asked.public_id])).status_code == 404


def test_no_table_is_in_neither():
    """What an erasure goes by is what a copy is made of; what stays out is named with its reason."""
    names = {row.model.__name__ for row in hanging()}
    assert set(LEFT_OUT) | set(PARTS.values()) <= names
    assert set(PARTS) == {code for code, _label in WITHHELD}
    assert all(str(why).strip() for why in LEFT_OUT.values())
