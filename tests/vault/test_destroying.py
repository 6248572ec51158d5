"""Promise 21: destroying a child's key erases what was sealed for the child, the history included."""

import pytest

from cases.crypto import Unreadable
from cases.documents.actions import add_paper
from cases.documents.numbers import number_of, papers_numbered
from cases.enums import AuditKind, Relationship
from cases.errors import Refused
from cases.models import AuditEvent, ChildKey, Document, Note, Whereabouts
from cases.notes.actions import on_file
from cases.people.actions import record_whereabouts
from cases.people.sealing import opened
from cases.vault import NO_KEY, destroy_key, is_destroyed, key_for_reading, key_for_writing
from tests import factories

NUMBER, DETAIL, WORDS = "75 1234567", "Block C, cell 4", "She asked for her mother"


@pytest.fixture
def child(caseworker):
    """A child of whom a note, a number and a place are sealed."""
    child = factories.ChildFactory(office=caseworker.office)
    add_paper(by=caseworker, person=child.person, kind="passport", number=NUMBER)
    record_whereabouts(by=caseworker, person=child.person, place=factories.PlaceFactory(), detail=DETAIL)
    factories.write_note(WORDS, child=child, author=caseworker)
    return child


@pytest.fixture
def mother(caseworker, child):
    """Her mother, with a paper of her own and another child."""
    tie = factories.GuardianshipFactory(
        child=child, guardian__office=caseworker.office, relationship=Relationship.MOTHER
    )
    add_paper(by=caseworker, person=tie.guardian.person, kind="passport", number="40 7654321")
    return tie.guardian


def paper_of(person):
    return Document.objects.select_related("person").get(person=person)


def test_nothing_of_the_child_can_be_read_any_more(child, caseworker):
    destroyed = destroy_key(child, by=caseworker)
    assert destroyed.keys == 2
    paper, stay = paper_of(child.person), Whereabouts.objects.select_related("person").get()
    assert (number_of(paper), opened(stay, "sealed_detail"), on_file(Note.objects.get()).text) == (None,) * 3
    for row in (*Document.pgh_event_model.objects.all(), *Whereabouts.pgh_event_model.objects.all()):
        assert opened(row, "sealed_number" if hasattr(row, "sealed_number") else "sealed_detail") is None
    assert papers_numbered(NUMBER) == []
    assert paper.number_index is None
    assert not ChildKey.objects.exclude(wrapped=b"").exists()


def test_no_key_is_made_in_its_place(child, caseworker):
    destroy_key(child, by=caseworker)
    assert is_destroyed(child)
    assert key_for_reading(child) is NO_KEY
    with pytest.raises(Unreadable):
        key_for_writing(child)
    with pytest.raises(Refused, match="cannot be sealed"):
        add_paper(by=caseworker, person=child.person, kind="passport", number="1 234 567")


def test_nor_for_one_who_never_had_a_key(caseworker):
    child = factories.ChildFactory(office=caseworker.office)
    assert destroy_key(child, by=caseworker).keys == 0
    with pytest.raises(Unreadable):
        key_for_writing(child.person)


def test_by_whom_is_in_the_trail_without_a_name(child, caseworker):
    """Promise 7."""
    destroy_key(child, by=caseworker, reason="retention")
    event = AuditEvent.objects.get(subject="vault:destroyed_key")
    assert (event.kind, event.actor, event.detail) == (
        AuditKind.OVERRIDE,
        caseworker,
        {"reason": "retention"},
    )
    assert event.subject_ids == [str(child.person.public_id)]


def test_doing_it_twice_changes_nothing(child, caseworker):
    destroy_key(child, by=caseworker)
    before = list(ChildKey.objects.order_by("pk").values())
    assert destroy_key(child, by=caseworker).keys == 0
    assert list(ChildKey.objects.order_by("pk").values()) == before


def test_a_parents_key_lives_as_long_as_one_child_is_not_erased(child, mother, caseworker):
    other = factories.ChildFactory(office=caseworker.office)
    factories.GuardianshipFactory(child=other, guardian=mother, relationship=Relationship.MOTHER)
    assert destroy_key(child, by=caseworker).parents == []
    assert number_of(paper_of(mother.person)) == "40 7654321"
    assert destroy_key(other, by=caseworker).parents == [mother.person]
    assert number_of(paper_of(mother.person)) is None


def test_a_mother_who_is_a_child_herself_keeps_hers(child, mother, caseworker):
    factories.ChildFactory(person=mother.person, office=caseworker.office)
    assert destroy_key(child, by=caseworker).parents == []
    assert number_of(paper_of(mother.person)) == "40 7654321"


def test_records_that_were_merged_into_it_go_along(child, caseworker):
    given_up = factories.ChildFactory(office=caseworker.office)
    key_for_writing(given_up)
    for row, kept in ((given_up.person, child.person), (given_up, child)):
        row.merged_into = kept
        row.save()
    destroy_key(child, by=caseworker)
    assert is_destroyed(given_up)
    assert is_destroyed(given_up.person)
