"""Promise 21: one data key a child, made when it is needed; without it nothing of the child can be read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cases.crypto import Unreadable, new_master_key
from cases.models import ChildKey
from cases.vault import NO_KEY, key_for_reading, key_for_writing, read_text, sealed_text
from tests.factories import ChildFactory, NoteFactory


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


def test_a_child_gets_its_key_when_it_is_first_needed(child):
    assert key_for_reading(child) is NO_KEY
    key_for_writing(child)
    key_for_writing(child)
    assert ChildKey.objects.filter(child=child).count() == 1


def test_what_was_sealed_for_one_child_opens_for_no_other(child, caseworker):
    note = NoteFactory.build(child=child, author=caseworker)
    note.sealed = sealed_text(key_for_writing(child), note, "sealed", "A word")
    other = ChildFactory(office=child.office)
    assert read_text(key_for_reading(child), note, "sealed") == "A word"
    assert read_text(key_for_writing(other), note, "sealed") is None


def test_a_key_that_is_moved_to_another_child_does_not_open(child):
    other = ChildFactory(office=child.office)
    for each in (child, other):
        key_for_writing(each)
    stolen = ChildKey.objects.get(child=other).wrapped
    ChildKey.objects.filter(child=child).update(wrapped=stolen)
    assert key_for_reading(child) is NO_KEY


def test_a_wrong_master_key_reads_nothing_and_writes_nothing(child, settings):
    """A new data key in place of one that does not open would hide the mistake for ever."""
    key_for_writing(child)
    settings.FIELD_KEY = new_master_key()
    assert key_for_reading(child) is NO_KEY
    with pytest.raises(Unreadable):
        key_for_writing(child)
    assert ChildKey.objects.filter(child=child).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_need_a_first_key_at_once_get_the_same(child, caseworker):
    note = NoteFactory.build(child=child, author=caseworker)

    def seal_one(number):
        try:
            with transaction.atomic():
                return sealed_text(key_for_writing(child), note, "sealed", str(number))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        sealed = list(pool.map(seal_one, range(6)))
    assert ChildKey.objects.count() == 1
    read = []
    for note.sealed in sealed:
        read.append(read_text(key_for_reading(child), note, "sealed"))
    assert read == [str(number) for number in range(6)]
