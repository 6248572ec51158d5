"""Two who merge at once, and one who writes meanwhile: one truth is left, and nobody's words are lost unseen."""

import pytest

from cases.errors import Refused
from cases.matching import merging
from cases.models import Note, Person, PersonMerge
from cases.notes import actions as notes
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


def test_a_note_written_meanwhile_is_never_left_on_a_record_that_was_given_up(supervisor):
    """Either the merge sees it, and is stale, or whoever writes is told."""
    kept, other = factories.ChildFactory.create_batch(2, office=supervisor.office)
    factories.write_note("Before", child=other, author=supervisor)
    factories.write_note("Before", child=kept, author=supervisor)
    merge = _merge(supervisor, kept, other)

    def write():
        day = other.registered_date
        return notes.write_note(by=supervisor, child=other, kind="visit", about_date=day, text="Meanwhile")

    outcomes = at_once(2, lambda number: (merge, write)[number]())
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    left = Note.objects.filter(child=other)
    assert not left.filter(child__merged_into__isnull=False).exists()
