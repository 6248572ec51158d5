"""Promise 1 by its words: lookup, choices, autocomplete, search, filters, counts, exports, jobs, and after saving.

For each word the places are named in which a row could turn up. A row of the own office does, in each of them; a
foreign row, one of a file that was referred or opened in an emergency, and one of a restricted file do in none.
"""

import pytest
from django.urls import reverse

from cases.children.actions import assign
from cases.documents.actions import add_paper
from cases.errors import Refused
from cases.families.actions import join
from cases.home.numbers import Caseload
from cases.matching.duplicates import find_all
from cases.models import Child, Document, FamilyMembership, Person, PossibleMatch
from cases.models.wall import scope_of, seeing
from cases.notes.actions import write_note
from cases.people.actions import record_status
from cases.restrictions.actions import impose
from cases.traffic.referring import refer
from tests.guards.beside import OPENED, RESTRICTED
from tests.people import client_of
from tests.traffic.making import days

HIDDEN = ("West", OPENED, RESTRICTED)


def _page(client, name, *args, **words):
    return client.get(reverse(name, args=args), words, follow=True).content.decode()


def _sent(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed, follow=True).content.decode()


def _name_of(row):
    return str(row["child"].person.names.first())


# By word: what the place is, and what it says to a reader of North when asked about a child of some relation.
PLACES = {
    "lookup": {
        "page of a case": lambda client, row: _page(client, "casefile:detail", row["child"].public_id),
        "names of a person": lambda client, row: _page(client, "people:names", row["person"].public_id),
    },
    "choices": {
        "children for a transfer": lambda client, row: _sent(
            client, "batches:search_people", row["open_list"], q=_name_of(row)
        ),
        "the same child": lambda client, row: _sent(
            client, "matching:find_same", row["asked_from"], q=_name_of(row)
        ),
    },
    "autocomplete": {
        "type-ahead": lambda client, row: _sent(client, "search:suggest", q=_name_of(row)),
    },
    "search": {
        "by name": lambda client, row: _sent(client, "search:keep", q=_name_of(row)),
        "by number": lambda client, row: _sent(client, "search:keep", q=row["child"].case_number),
        "in the list": lambda client, row: _sent(client, "children:search", q=_name_of(row)),
    },
    "filters": {
        "list of children": lambda client, row: _page(client, "children:list"),
        "list by place": lambda client, row: _page(client, "children:list", place=row["stays_at"]),
        "claims": lambda client, row: _page(client, "nationalities:list", state="TJ"),
    },
    "exports": {
        "form of an export": lambda client, row: _page(client, "casefile:export", row["child"].public_id),
        "letter of names": lambda client, row: _page(client, "passports:letter", row["child"].public_id),
    },
}
CELLS = [(word, place) for word, places in PLACES.items() for place in places]


@pytest.fixture
def reader(world):
    return client_of(world.users["caseworker"])


@pytest.fixture
def rows(world):
    """The rows of each relation, with where they are looked for from: an open list and a child of North."""
    transfer = world.rows["North"]["transfer"].public_id
    asked_from = world.rows["North"]["other"].person.public_id
    return {
        relation: world.rows[relation]
        | {
            "open_list": transfer,
            "asked_from": asked_from,
            "stays_at": str(world.rows[relation]["whereabouts"].place.public_id),
        }
        for relation in ("North", *HIDDEN)
    }


@pytest.mark.parametrize(("word", "place"), CELLS, ids=lambda part: part.replace(" ", "-"))
def test_a_row_turns_up_for_its_readers_alone(word, place, reader, rows):
    """Promise 1: the own child is there, or nothing would be proved; each hidden one is not."""
    says = PLACES[word][place]
    own = rows["North"]
    # Whoever is on an open list is not offered for another: there the place says so of its own child.
    found = says(reader, own)
    assert place == "children for a transfer" or _tells(found, own, word, place), "it finds nobody at all"
    for relation in HIDDEN:
        assert not _tells(says(reader, rows[relation]), rows[relation], word, place), relation


def _tells(text, row, word, place):
    """Whether a page tells of the child, in other words than those by which it was asked for."""
    if word in ("lookup", "exports") or place == "by number":
        return _name_of(row) in text
    child = row["child"]
    return child.case_number in text or str(child.public_id) in text


def test_counts_are_of_what_somebody_sees(world, reader):
    """Numbers of the start page and of lists: those who are named count one file more for each that they see."""
    caseworker, supervisor = world.users["caseworker"], world.users["supervisor"]
    seen = {user: Child.objects.visible_to(user).count() for user in (caseworker, supervisor)}
    assert seen[supervisor] > seen[caseworker] > 0
    assert Caseload(supervisor).count == seen[supervisor]
    assert Caseload(caseworker).count == Child.objects.visible_to(caseworker).assigned_to(caseworker).count()


def test_the_nightly_search_tells_each_office_of_its_own(world, reader):
    """Jobs compare everybody; what they find of a restricted file shows to nobody who is not named."""
    find_all()
    hidden = world.rows[RESTRICTED]["child"].person
    pair = PossibleMatch.objects.filter(first=hidden) | PossibleMatch.objects.filter(second=hidden)
    assert pair.exists()
    assert not PossibleMatch.objects.visible_to(world.users["caseworker"]).filter(pk__in=pair).exists()
    assert PossibleMatch.objects.visible_to(world.users["supervisor"]).filter(pk__in=pair).exists()
    page = _page(reader, "matching:review")
    for relation in HIDDEN:
        assert _name_of(world.rows[relation]) not in page


@pytest.mark.parametrize("act", ["refer", "restrict", "assign", "note", "status", "paper", "family"])
def test_a_row_that_moved_meanwhile_is_written_by_nobody_of_the_former_office(act, world):
    """After saving: the form was opened in time, the file went to another office, and the action is refused."""
    by = world.users["supervisor"]
    child = Child.objects.select_related("person").get(pk=world.rows["North"]["other"].pk)
    before = {model: model.objects.count() for model in (Document, FamilyMembership)}
    Person.objects.filter(pk=child.person_id).update(office=world.rows["West"]["office"])
    acts = {
        "refer": lambda: refer(
            by=by, child=child, office=world.rows["North"]["third"], parts=[], until=days(3), reason="Why"
        ),
        "restrict": lambda: impose(
            by=by, child=child, kind="threat", reason="Why", named=[by], review_date=days(3)
        ),
        "assign": lambda: assign(by=by, child=child, user=by),
        "note": lambda: write_note(by=by, child=child, text="Why", kind="call", about_date=days(0)),
        "status": lambda: record_status(by=by, person=child.person, status="present"),
        "paper": lambda: add_paper(by=by, person=child.person, kind="passport", custody="lost"),
        "family": lambda: join(by=by, child=child, name="Nazarov"),
    }
    with seeing(scope_of(by)), pytest.raises(Refused):
        acts[act]()
    assert {model: model.objects.count() for model in before} == before
