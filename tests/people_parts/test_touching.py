"""Whatever is recorded in a case file counts as a change of the case: it is updated, and its version stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.audit.restoring import last_change
from cases.casefile.tracked import find_record
from cases.casefile.undo import undo_last_change
from cases.components.stamps import stamp_of
from cases.documents.actions import add_paper, update_paper
from cases.flags.actions import lower_flag, move_flag, raise_flag, version_of
from cases.guardians.actions import add_guardian, change_tie, end_care, tie_guardian
from cases.models import Child
from cases.nationalities.actions import add_claim, record_decision, set_contact, update_claim
from cases.needs.actions import record_need
from cases.notes.actions import update_note, write_note
from cases.people.actions import rename
from cases.people.answers import say_missing, take_back
from tests import factories

pytestmark = pytest.mark.django_db

DAY, LATER = date(2024, 5, 1), date(2024, 6, 1)
TIE = {"side": "", "confidence": "reported", "source": "unknown"}


def claim_of(child):
    return factories.NationalityFactory(child=child)


def flag_of(child, user):
    return factories.CaseFlagFactory(child=child, raised_by=user)


def tie_of(child):
    guardian = factories.GuardianFactory(person__office=child.office)
    return factories.GuardianshipFactory(child=child, guardian=guardian, is_carer=True, carer_to_date=None)


def with_claim_changed(child, user):
    claim = claim_of(child)
    changed(claim, user)
    return find_record(user, "claim", claim.public_id)


def with_tie_changed(child, user):
    tie = tie_of(child)
    correct_tie(tie, user)
    return find_record(user, "tie", tie.public_id)


def with_renaming(child, user):
    rename(by=user, person=child.person, names={"Latn": "Zarrinamoh Saidi-Zoda"})
    return find_record(user, "child", child.public_id)


def undo(record, user):
    undo_last_change(by=user, record=record, version=last_change(record.parts).stamp, reason="A slip")


def changed(claim, user):
    values = {"version": claim.version, "state": claim.state, "basis": claim.basis, "claimed_date": LATER}
    update_claim(by=user, claim=claim, **values)


def correct_tie(tie, user):
    care = {"is_carer": False, "carer_from": None, "carer_to": None}
    change_tie(by=user, tie=tie, version=stamp_of(tie), relationship="aunt_m", **TIE, **care)


def correct_paper(paper, user):
    names = (
        "kind", "issuer_kind", "issuer_country", "recognition", "custody", "issued_date", "valid_until_date",
    )  # fmt: skip
    facts = {name: getattr(paper, name) for name in names}
    update_paper(by=user, paper=paper, version=stamp_of(paper), name_as_printed="Zarina", **facts)


def state():
    return claim_of(factories.ChildFactory()).state


# What is there before, made of the child and the user; and the action on it.
ACTIONS = {
    "claim": (
        lambda child, user: state(),
        lambda row, user, child: add_claim(
            by=user, child=child, state=row, basis="descent_mother", claimed_date=DAY
        ),
    ),
    "claim corrected": (lambda child, user: claim_of(child), lambda row, user, child: changed(row, user)),
    "decision": (
        lambda child, user: claim_of(child),
        lambda row, user, child: record_decision(
            by=user, claim=row, status="submitted", decided_date=timezone.localdate()
        ),
    ),
    "contact": (
        lambda child, user: state(),
        lambda row, user, child: set_contact(
            by=user, child=child, state=row, level="not_assessed", reason="", from_date=DAY
        ),
    ),
    "paper": (
        lambda child, user: None,
        lambda row, user, child: add_paper(by=user, person=child.person, kind="passport"),
    ),
    "paper corrected": (
        lambda child, user: factories.DocumentFactory(person=child.person),
        lambda row, user, child: correct_paper(row, user),
    ),
    "note": (
        lambda child, user: None,
        lambda row, user, child: write_note(by=user, child=child, kind="other", about_date=DAY, text="Seen"),
    ),
    "note changed": (
        lambda child, user: write_note(by=user, child=child, kind="other", about_date=DAY, text="Seen"),
        lambda row, user, child: update_note(
            by=user, note=row, version=1, kind="other", about_date=DAY, text="Met"
        ),
    ),
    "flag": (
        lambda child, user: None,
        lambda row, user, child: raise_flag(by=user, child=child, kind="date", due_date=DAY, reason="Court"),
    ),
    "flag lowered": (
        lambda child, user: flag_of(child, user),
        lambda row, user, child: lower_flag(by=user, flag=row, lowered_date=timezone.localdate()),
    ),
    "flag moved": (
        lambda child, user: flag_of(child, user),
        lambda row, user, child: move_flag(
            by=user, flag=row, version=version_of(row), due_date=LATER, reason="Put off"
        ),
    ),
    "parent": (
        lambda child, user: None,
        lambda row, user, child: add_guardian(
            by=user, child=child, relationship="mother", names={"Latn": "Dilnoza Saidova"}
        ),
    ),
    "tie": (
        lambda child, user: factories.GuardianFactory(person__office=child.office),
        lambda row, user, child: tie_guardian(by=user, child=child, guardian=row, relationship="aunt_m"),
    ),
    "tie corrected": (lambda child, user: tie_of(child), lambda row, user, child: correct_tie(row, user)),
    "end of care": (
        lambda child, user: tie_of(child),
        lambda row, user, child: end_care(by=user, tie=row, on=timezone.localdate()),
    ),
    "reason for a gap": (
        lambda child, user: None,
        lambda row, user, child: say_missing(
            by=user, person=child.person, question="birth", reason="unknown", version="none"
        ),
    ),
    "gap again": (
        lambda child, user: factories.MissingAnswerFactory(person=child.person),
        lambda row, user, child: take_back(by=user, answer=row),
    ),
    "need": (
        lambda child, user: None,
        lambda row, user, child: record_need(
            by=user, child=child, domain="health", finding="no_health_concern", from_date=DAY
        ),
    ),
    "claim undone": (with_claim_changed, lambda row, user, child: undo(row, user)),
    "tie undone": (with_tie_changed, lambda row, user, child: undo(row, user)),
    "names undone": (with_renaming, lambda row, user, child: undo(row, user)),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_what_is_recorded_updates_the_case_and_keeps_its_version(caseworker, name):
    child = factories.ChildFactory(office=caseworker.office)
    made_before, act = ACTIONS[name]
    row = made_before(child, caseworker)
    long_ago = timezone.now() - timedelta(days=60)
    Child.objects.filter(pk=child.pk).update(updated_at=long_ago)
    act(row, caseworker, child)
    child.refresh_from_db()
    assert child.updated_at > long_ago + timedelta(days=59)
    assert child.version == 1
