"""A file that came from another office: its history begins on the day it came. Promise 1, ADR 14."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.audit.record import changing
from cases.casefile.kinds import Kind
from cases.casefile.loading import case_rows, load_case
from cases.casefile.timeline import timeline_of
from cases.enums import CaseStatus, ExportPart, NoteKind
from cases.flags import actions as flags
from cases.models import Child, Person
from cases.notes import actions as notes
from tests import factories
from tests.people import client_of

# Moments of the history are those of transactions: before and after are two only where each is committed.
pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.date(2019, 3, 12)


@pytest.fixture
def child(office_west):
    return factories.ChildFactory(office=office_west)


def becomes(child, status, *, by, reason):
    with changing(by=by, reason=reason):
        child = Child.objects.get(pk=child.pk)
        child.status = status
        child.save()


def comes_to(child, office):
    Person.objects.filter(pk=child.person_id).update(office=office)
    return Child.objects.get(pk=child.pk)


def test_what_changed_there_is_neither_on_the_timeline_nor_in_an_export(caseworker, other_caseworker, child):
    becomes(child, CaseStatus.ON_HOLD, by=other_caseworker, reason="MARKED elsewhere")
    with changing(by=other_caseworker, reason="MARKED elsewhere"):
        Person.objects.filter(pk=child.person_id).update(sex="m")
    child = comes_to(child, caseworker.office)
    becomes(child, CaseStatus.ACTIVE, by=caseworker, reason="Taken up here")
    case = load_case(case_rows().get(pk=child.pk), reader=caseworker)
    told = timeline_of(case, kind=Kind.CHANGES)
    assert [change.text for change in case.changes] == ["Case: Active."]
    assert "Taken up here" in [entry.detail for entry in told]
    assert not any("MARKED" in entry.detail for entry in told)
    assert other_caseworker.full_name not in [change.who for change in told if change.reason]
    export = factories.NumberedExportFactory(child=child, made_by=caseworker, parts=[*ExportPart])
    html = client_of(caseworker).get(reverse("casefile:print", args=[child.public_id, export.public_id]))
    assert "MARKED" not in html.content.decode()


def test_the_days_a_flag_had_there_are_not_read(caseworker, other_caseworker, child):
    flag = factories.CaseFlagFactory(child=child, raised_by=other_caseworker)
    today = timezone.localdate()

    def moved(by, days, reason):
        flags.move_flag(
            by=by,
            flag=flag,
            version=flags.version_of(flag),
            due_date=today + datetime.timedelta(days=days),
            reason=reason,
        )
        flag.refresh_from_db()

    moved(other_caseworker, 1, "MARKED elsewhere")
    comes_to(child, caseworker.office)
    moved(caseworker, 2, "The court")
    response = client_of(caseworker).get(reverse("flags:move", args=[flag.public_id]))
    before = [(day.due, day.why) for day in response.context["before"]]
    assert before == [(today + datetime.timedelta(days=1), "The court")]


def test_what_a_note_said_there_is_not_read(caseworker, other_caseworker, child):
    note = factories.write_note("First", child=child, author=other_caseworker)
    for text in ("As it came", "As it is"):
        notes.update_note(
            by=other_caseworker,
            note=note,
            version=note.version,
            kind=NoteKind.CALL,
            about_date=DAY,
            text=text,
        )
        note.refresh_from_db()
        # Whoever wrote it came along with the file.
        comes_to(child, caseworker.office)
    response = client_of(caseworker).get(reverse("notes:detail", args=[note.public_id]))
    assert [version.text for version in response.context["earlier"]] == ["As it came"]
