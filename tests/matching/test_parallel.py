"""Two who merge or count at once, and one who writes meanwhile: one truth is left, and nobody's words are lost unseen."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cases.errors import Refused
from cases.matching import merging, rekeying
from cases.models import NameKeyCount, Note, Person, PersonMerge, PersonName
from cases.names.keys import keys_of
from tests import factories
from tests.batches.test_parallel import at_once
from tests.matching.merging import WHY, offered

pytestmark = pytest.mark.django_db(transaction=True)


def _merge(by, kept, other):
    page, chosen = offered(kept, other)
    return lambda: merging.merge_records(
        by=by,
        kept=kept.person,
        other=other.person,
        version=page.pair.stamp,
        choices=chosen,
        reason=WHY,
    )


def test_of_two_who_merge_one_pair_either_way_round_one_does(supervisor):
    """Promise 15."""
    one, other = factories.ChildFactory.create_batch(2, office=supervisor.office)
    ways = [_merge(supervisor, one, other), _merge(supervisor, other, one)] * 2
    outcomes = at_once(4, lambda number: ways[number]())
    assert sum(isinstance(outcome, PersonMerge) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert Person.objects.filter(merged_into__isnull=False).count() == 1


def test_who_writes_while_two_are_merged_is_told_and_nothing_is_left_behind(supervisor):
    """Promise 13: the note waits for the merge, and does not end on a record that nobody opens any more."""
    kept, other = factories.ChildFactory.create_batch(2, office=supervisor.office)
    merge = _merge(supervisor, kept, other)
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            merge()
            writing = threads.submit(_write_note, supervisor, other)
            _wait_until_somebody_waits()
        outcome = writing.result()
    assert isinstance(outcome, Refused)
    assert "merged into another" in str(outcome)
    assert not Note.objects.exists()


def test_of_those_who_count_keys_at_once_all_count_the_same(office_north, monkeypatch):
    monkeypatch.setattr(rekeying, "COUNTED_FROM", 1)
    factories.ChildFactory.create_batch(5, office=office_north, name="Zarina Saidova")
    assert at_once(4, lambda number: rekeying.count_keys()) == [4] * 4
    assert set(NameKeyCount.objects.values_list("names", flat=True)) == {5}


def test_who_writes_a_name_while_keys_are_made_again_is_found_by_what_was_written(office_north):
    child = factories.ChildFactory(office=office_north, name="Zarina Saidova")
    PersonName.objects.update(keys_version=0, token_keys=["old"])
    name = child.person.names.get()
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            PersonName.objects.filter(pk=name.pk).update(full="Timur Nazarov")
            rekeying_meanwhile = threads.submit(_rekey)
            _wait_until_somebody_waits()
        assert rekeying_meanwhile.result() == 1
    name.refresh_from_db()
    assert name.full == "Timur Nazarov"
    assert name.token_keys == list(keys_of("Timur Nazarov").tokens)


def _rekey():
    try:
        return rekeying.rekey()
    finally:
        connection.close()


def _write_note(by, child):
    try:
        return factories.write_note("Meanwhile", child=child, author=by)
    except Refused as refused:
        return refused
    finally:
        connection.close()


def _wait_until_somebody_waits():
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
