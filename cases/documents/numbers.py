"""The numbers of papers: sealed for the person they belong to, and found again without being opened."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from cases.audit.kept import is_ours, kept_since
from cases.crypto import Unreadable
from cases.errors import Refused
from cases.models import Document
from cases.names.paper_numbers import normal_number
from cases.people.sealing import CANNOT_BE_SEALED, keep_sealed, opened, opened_rows, sealed_for_now
from cases.vault import index_value, index_values, key_for_reading, keys_for_reading, read_text

COLUMN = "sealed_number"


def put_number(paper, number):
    """Seal ``number`` ("" for none) in ``paper`` with what finds it, without saving. Raises ``Refused`` where it cannot."""
    keep_sealed(paper.person, paper, COLUMN, number.strip())
    _index(paper)


def number_of(paper):
    """The number of a paper: "" where none is on file, ``None`` where it can no longer be read."""
    return opened(paper, COLUMN)


def numbers_of(person, papers):
    """``{key: number}`` of those of the ``papers`` of ``person`` that have one; ``None`` for one that cannot be read."""
    return opened_rows(person, papers, COLUMN)


def settle_number(paper):
    """Make an earlier version of ``paper`` that was written back belong to the person who has it now, without saving."""
    sealed_for_now(paper, COLUMN)
    _index(paper)


def papers_numbered(number, *, within=None):
    """Papers with exactly this number, whatever way it is typed, out of ``within`` (all papers unless given).

    The index names a few that may have it; each is opened and compared, so none comes back for another number.
    """
    papers = Document.objects.all() if within is None else within
    likely = list(papers.filter(number_index__in=index_values(number)).order_by("pk"))
    return [paper for paper, opened_number in _normal(likely) if opened_number == normal_number(number)]


def shared_numbers(persons):
    """``{person key: set of numbers}``: numbers of papers, in normal form, that two or more of ``persons`` (keys) have.

    Only papers whose index says that somebody else may have the number are opened.
    """
    indexed = Document.objects.filter(person__in=persons, number_index__isnull=False)
    by_index = defaultdict(list)
    for paper in indexed.only("public_id", "person_id", "sealed_number", "number_index"):
        by_index[paper.number_index].append(paper)
    likely = [papers for papers in by_index.values() if len({paper.person_id for paper in papers}) > 1]
    holders = defaultdict(set)
    for paper, number in _normal([paper for papers in likely for paper in papers]):
        holders[number].add(paper.person_id)
    found = defaultdict(set)
    for number, people in holders.items():
        for person in people if len(people) > 1 else ():
            found[person].add(number)
    return found


def persons_with_one_index(persons):
    """``{person key: set of person keys}``: whose papers may have the number of a paper of ``persons``. Opens nothing."""
    mine = Document.objects.filter(person__in=persons, number_index__isnull=False)
    values = list(mine.values_list("person", "number_index"))
    others = defaultdict(set)
    rows = Document.objects.filter(number_index__in={value for _person, value in values})
    for person, value in rows.values_list("person", "number_index"):
        others[value].add(person)
    found = defaultdict(set)
    for person, value in values:
        found[person] |= others[value] - {person}
    return found


def _normal(papers):
    """Pairs of a paper and its number in normal form, of those that can be read; one query for the keys."""
    keys = keys_for_reading({paper.person_id for paper in papers}) if papers else {}
    for paper in papers:
        number = read_text(keys.get(paper.person_id), paper, COLUMN)
        if number:
            yield paper, normal_number(number)


@dataclass(frozen=True)
class EarlierNumber:
    """A number that a paper had until a moment; ``None`` where it can no longer be read."""

    until: datetime
    number: str | None


def earlier_numbers(paper):
    """The earlier numbers of a paper, the latest first, opened from the history.

    What was replaced while another office kept the file is not read.
    """
    since = kept_since(paper.person)
    events = Document.pgh_event_model.objects.filter(pgh_obj_id=paper.pk).select_related("person")
    versions = [next(same) for _sealed, same in groupby(events.order_by("pgh_id"), _sealed_in)]
    keys = {event.person: None for event in versions if len(versions) > 1 and event.sealed_number is not None}
    keys = {person: key_for_reading(person) for person in keys}
    told = [(event.pgh_created_at, _in_event(event, keys)) for event in versions]
    found = [
        EarlierNumber(until, number)
        for (_at, number), (until, later) in pairwise(told)
        if number != later and number != "" and is_ours(until, since)
    ]
    return found[::-1]


def _sealed_in(event):
    return event.sealed_number and bytes(event.sealed_number)


def _in_event(event, keys):
    """Before two records became one, a number was sealed for the person whom the row of the history names."""
    return "" if event.sealed_number is None else read_text(keys.get(event.person), event, COLUMN)


def _index(paper):
    number = number_of(paper)
    if number is None:
        paper.number_index = None
        return
    try:
        paper.number_index = index_value(number) if number else None
    except Unreadable as error:
        raise Refused(CANNOT_BE_SEALED, field="number") from error
