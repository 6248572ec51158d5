"""Which name is shown first when two records become one, and when they are two again."""

import pytest

from cases.components.stamps import stamp_of
from cases.enums import NameKind, SourceKind
from cases.matching.undoing import read_undo
from cases.models import PersonName
from cases.people.naming import add_name, change_name
from tests.matching.merging import merge, offered, undo


@pytest.mark.parametrize("side", ["kept", "other"])
def test_the_name_that_was_chosen_is_shown_first_and_both_are_kept(supervisor, kept, other, side):
    made = merge(supervisor, kept, other, **{"name-Latn": side})
    latin = kept.person.names.filter(script="Latn")
    first = {"kept": "Muhammad Abdurahmanov", "other": "Mohamed Abdelrahman"}
    assert latin.preferred().get().full == first.pop(side)
    spelling = latin.get(is_preferred=False)
    assert (spelling.full, spelling.kind) == (*first.values(), NameKind.SPELLING_VARIANT)
    undo(supervisor, made)
    assert kept.person.names.preferred().get(script="Latn").full == "Muhammad Abdurahmanov"
    assert other.person.names.preferred().get(script="Latn").full == "Mohamed Abdelrahman"


def test_a_name_that_was_chosen_and_is_a_spelling_already_is_written_once(supervisor, kept, other):
    variant = NameKind.SPELLING_VARIANT
    spelt = PersonName.written("Mohamed Abdelrahman", person=kept.person, is_preferred=False, kind=variant)
    spelt.save()
    merge(supervisor, kept, other, **{"name-Latn": "other"})
    spelt.refresh_from_db()
    assert (spelt.is_preferred, spelt.kind) == (True, NameKind.CURRENT)
    assert kept.person.names.filter(full="Mohamed Abdelrahman").count() == 1
    assert kept.person.names.preferred().filter(script="Latn").count() == 1


def test_a_name_that_was_put_first_since_stays_first_when_the_merge_is_undone(supervisor, kept, other):
    """Ordinary work does not make the merge one that cannot be undone."""
    made = merge(supervisor, kept, other, **{"name-Latn": "other"})
    add_name(
        by=supervisor,
        person=kept.person,
        full="Mohammed Abdurahman",
        kind=NameKind.CURRENT,
        source=SourceKind.CHILD,
        is_preferred=True,
    )
    assert not read_undo(made).problems
    undo(supervisor, made)
    latin = kept.person.names.filter(script="Latn")
    assert latin.preferred().get().full == "Mohammed Abdurahman"
    assert latin.get(is_preferred=False).full == "Muhammad Abdurahmanov"
    # And whoever has a name on file is shown with it.
    assert other.person.names.preferred().exists()


def test_a_name_that_went_along_and_was_put_first_since_goes_back(supervisor, kept, other):
    """To choose the name shown first after a merge is ordinary work."""
    made = merge(supervisor, kept, other)
    moved = kept.person.names.get(full="Mohamed Abdelrahman")
    facts = {"full": moved.full, "kind": NameKind.CURRENT, "source": moved.source, "is_own": False}
    change_name(by=supervisor, name=moved, version=stamp_of(moved), is_preferred=True, **facts)
    undo(supervisor, made)
    moved.refresh_from_db()
    assert (moved.person, moved.is_preferred) == (other.person, True)
    assert kept.person.names.preferred().get(script="Latn").full == "Muhammad Abdurahmanov"
    # What is said of the name itself is no such thing: it is not written over.
    again = merge(supervisor, kept, other)
    PersonName.objects.filter(pk=moved.pk).update(kind=NameKind.NICKNAME)
    assert read_undo(again).problems


def test_nobody_is_asked_for_a_script_that_one_record_has(kept, other):
    page, chosen = offered(kept, other)
    assert [name for name in chosen if name.startswith("name-")] == ["name-Latn"]
    assert page.choice_rows[0].label == "Name shown first: Latin letters"
