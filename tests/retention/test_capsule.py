"""Promise 22: what an adult may later claim is sealed to a key that is not here; nothing here opens it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from cases.components.stamps import stamp_of
from cases.crypto import MasterKey, Unopened, Unreadable, new_archive_key, open_with, seal_for
from cases.models import AuditEvent, Child, Erasure
from cases.retention import erasing
from cases.retention.capsule import opened_identity
from tests import factories

PUBLIC, PRIVATE = new_archive_key()


@pytest.fixture
def erased(office_north, supervisor, second):
    child = factories.ChildFactory(office=office_north, name="Zarina Nazarova")
    factories.GuardianshipFactory(child=child, guardian__name="Amina Nazarova", guardian__office=office_north)
    brother = factories.ChildFactory(office=office_north, name="Parviz Nazarov")
    group = factories.FamilyGroupFactory(office=office_north)
    for one in (child, brother):
        factories.FamilyMembershipFactory(group=group, person=one.person)
    factories.ClaimDecisionFactory(nationality__child=child)
    factories.write_note("She dreams of the camp", child=child, author=supervisor)
    factories.travelled(child.person, on=child.registered_date, to="TJ")
    child = Child.objects.get(pk=child.pk)
    erasure = erasing.ask(
        by=supervisor,
        child=child,
        seen_at=child.updated_at,
        reason="request",
        words="She asks",
        recipient=PUBLIC,
    )
    return erasing.confirm(by=second, erasure=erasure, version=stamp_of(erasure))


def test_the_private_key_opens_who_the_person_was(erased):
    identity = opened_identity(erased, PRIVATE)
    assert identity["person"]["names"][0]["as written"] == "Zarina Nazarova"
    assert identity["person"]["born not before"] == "2012-03-01"
    assert identity["parents and carers"][0]["names"][0]["as written"] == "Amina Nazarova"
    assert identity["siblings"][0]["names"][0]["as written"] == "Parviz Nazarov"
    assert identity["nationality"][0]["decisions"] == [{"on": "2019-05-21", "answer": "confirmed"}]
    assert identity["transfers"][0]["to"] == "TJ"
    assert "dreams" not in json.dumps(identity)


def test_nothing_that_is_here_opens_it(erased, settings):
    """Neither the database with the master key, nor another key, nor a changed letter."""
    with pytest.raises(Unreadable):
        MasterKey(settings.FIELD_KEY).unwrap(bytes(erased.sealed), b"")
    with pytest.raises(Unopened):
        open_with(new_archive_key()[1], bytes(erased.sealed))
    with pytest.raises(Unopened):
        open_with(settings.FIELD_KEY, bytes(erased.sealed))
    changed = bytes(erased.sealed)
    with pytest.raises(Unopened):
        open_with(PRIVATE, changed[:-1] + bytes([changed[-1] ^ 1]))
    assert b"Zarina" not in changed


def test_only_a_public_key_is_sealed_to():
    for text in ("", "age1nothing", PRIVATE, "ключ"):
        with pytest.raises(ValueError, match="no public key"):
            seal_for(text, b"words")


def test_the_command_prints_it_and_it_is_recorded_before(erased, monkeypatch):
    number = erased.child.case_number
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PRIVATE}\n"))
    out = io.StringIO()
    call_command("open_capsule", number.lower(), stdout=out)
    assert json.loads(out.getvalue())["case number"] == number
    entry = AuditEvent.objects.get(subject="retention:capsule")
    assert entry.subject_ids == [str(erased.child.public_id), str(erased.public_id)]


@pytest.mark.parametrize(
    ("typed", "number"), [("AGE-SECRET-KEY-1", None), (PRIVATE, "7K4M-29QD-X")], ids=["key", "number"]
)
def test_the_command_says_what_does_not_fit(typed, number, erased, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with pytest.raises(CommandError):
        call_command("open_capsule", number or erased.child.case_number)
    assert not AuditEvent.objects.filter(subject="retention:capsule").exists()


def test_what_was_sealed_goes_with_an_erasure_that_is_taken_back(office_north, supervisor):
    child = factories.ChildFactory(office=office_north)
    erasure = erasing.ask(
        by=supervisor,
        child=child,
        seen_at=Child.objects.get(pk=child.pk).updated_at,
        reason="request",
        words="She asks",
        recipient=PUBLIC,
    )
    erasing.withdraw(by=supervisor, erasure=erasure)
    assert Erasure.objects.get().sealed is None
    columns = {field.name for field in Erasure.pgh_event_model._meta.get_fields()}
    assert "sealed" not in columns
