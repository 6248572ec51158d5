"""Looking for records of one person or of one family, and the list that it keeps."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.enums import MatchAnswer, MatchBand, MatchKind, Sex
from cases.matching import duplicates, neighbours
from cases.matching.comparing import read_facts
from cases.matching.duplicates import Found, find_all, find_for
from cases.matching.known import known_of
from cases.models import Guardian, MatchRequest, NameKeyCount, PersonName, PossibleMatch
from tests import factories

LATIN, CYRILLIC, ARABIC = "Mohamed Abdelrahman", "Мухаммад Абдурахманов", "محمد عبد الرحمن"
pytestmark = pytest.mark.django_db


def child(name, *, office=None, **more):
    return factories.ChildFactory(name=name, office=office or factories.OfficeFactory(), **more)


def guardian(name, *, office, **more):
    return factories.GuardianFactory(name=name, office=office, **more)


def pairs():
    return {(row.first_id, row.second_id, row.kind) for row in PossibleMatch.objects.all()}


def pair(one, other, kind=MatchKind.SAME_PERSON):
    return (*sorted((one.person_id, other.person_id)), kind)


def test_one_child_in_three_lists(office_north, office_west):
    one, two = child(LATIN, office=office_north), child(CYRILLIC, office=office_north)
    three = child(ARABIC, office=office_west)
    child("Leyla Haddad", office=office_north)
    assert find_all() == Found(new=3)
    assert pairs() == {pair(one, two), pair(one, three), pair(two, three)}
    assert set(PossibleMatch.objects.values_list("band", flat=True)) == {MatchBand.LIKELY}


def test_parents_with_parents_and_children_with_parents(office_north):
    one, two = guardian(LATIN, office=office_north), guardian(ARABIC, office=office_north)
    also = child(CYRILLIC, office=office_north)
    for person in (one.person, two.person):
        person.birth_earliest, person.birth_latest = datetime.date(2003, 1, 1), datetime.date(2003, 12, 31)
        person.save()
    also.person.birth_earliest, also.person.birth_latest = (
        datetime.date(2003, 1, 1),
        datetime.date(2003, 1, 1),
    )
    also.person.save()
    find_all()
    assert pairs() == {pair(one, two), pair(one, also), pair(two, also)}


def test_a_mother_and_her_daughter_of_one_name_are_two(office_north):
    daughter = child(LATIN, office=office_north)
    mother = guardian(CYRILLIC, office=office_north)
    factories.GuardianshipFactory(child=daughter, guardian=mother)
    for person in (daughter.person, mother.person):
        person.birth_earliest = person.birth_latest = None
        person.save()
    find_all()
    assert pairs() == set()


def test_one_mother_in_two_files_links_the_children(office_north, office_west):
    one, two = child("Aslan Saidov", office=office_north), child("Timur Saidov", office=office_west)
    for whose, name in ((one, "Amina Saidova"), (two, "Амина Саидова")):
        mother = guardian(name, office=whose.office)
        factories.GuardianshipFactory(child=whose, guardian=mother)
        father = guardian("Ruslan Saidov", office=whose.office, person__sex=Sex.M)
        factories.GuardianshipFactory(child=whose, guardian=father, relationship="father", side="father")
    find_all()
    assert pair(one, two, MatchKind.SAME_FAMILY) in pairs()
    assert pair(one, two) not in pairs()


def test_a_family_on_file_is_not_proposed(office_north):
    one, two = child("Aslan Saidov", office=office_north), child("Timur Saidov", office=office_north)
    mother = guardian("Amina Saidova", office=office_north)
    for whose in (one, two):
        factories.GuardianshipFactory(child=whose, guardian=mother)
    find_all()
    assert pairs() == set()


def test_a_second_search_changes_nothing(office_north):
    """Run again, it writes no row: not even the time of a change."""
    child(LATIN, office=office_north), child(ARABIC, office=office_north)
    find_all()
    before = list(PossibleMatch.objects.values())
    assert find_all() == Found()
    assert list(PossibleMatch.objects.values()) == before


def test_what_was_answered_is_never_touched_and_never_asked_again(office_north, caseworker):
    one, two = child(LATIN, office=office_north), child(ARABIC, office=office_north)
    first, second = sorted((one.person, two.person), key=lambda person: person.pk)
    row = factories.PossibleMatchFactory(
        first=first,
        second=second,
        score=0.1,
        answer=MatchAnswer.DIFFERENT,
        answered_by=caseworker,
        answered_at=timezone.now(),
    )
    assert find_all() == Found()
    two.person.names.all().delete()
    assert find_all() == Found()
    row.refresh_from_db()
    assert (row.score, PossibleMatch.objects.count()) == (0.1, 1)


def test_what_is_no_longer_alike_is_taken_off_and_what_reads_differently_is_changed(office_north):
    one, two = child(LATIN, office=office_north), child(ARABIC, office=office_north)
    find_all()
    row = PossibleMatch.objects.get()
    two.person.sex = Sex.M
    two.person.save()
    assert find_for({one.person_id}) == Found(changed=1)
    assert PossibleMatch.objects.get().score < row.score
    two.person.birth_earliest, two.person.birth_latest = datetime.date(2005, 1, 1), datetime.date(2005, 1, 1)
    two.person.save()
    assert find_for({two.person_id}) == Found(gone=1)


def test_a_pair_that_another_office_is_asked_about_stays(office_north, office_west, caseworker):
    one, two = child(LATIN, office=office_north), child(ARABIC, office=office_west)
    find_all()
    row = PossibleMatch.objects.get()
    factories.MatchRequestFactory(
        match=row, asking_office=office_north, holding_office=office_west, asked_by=caseworker
    )
    PersonName.objects.filter(person=two.person).delete()
    assert find_for({one.person_id}) == Found()
    assert MatchRequest.objects.get().match == row


def test_a_record_that_was_merged_is_not_compared(office_north):
    one, two = child(LATIN, office=office_north), child(ARABIC, office=office_north)
    find_all()
    two.person.merged_into = one.person
    two.person.save()
    assert find_all() == Found(gone=1)
    two.person.merged_into = None
    two.person.save()
    two.merged_into = one
    two.save()
    assert find_all() == Found()


def test_somebody_without_a_file_is_not_compared(office_north):
    """An escort, for one."""
    child(LATIN, office=office_north)
    factories.PersonFactory(office=office_north, name=ARABIC)
    assert find_all() == Found()


def test_common_keys_lead_nowhere_and_few_are_looked_at(office_north, monkeypatch):
    children = [child(LATIN, office=office_north) for _number in range(6)]
    monkeypatch.setattr(neighbours, "COMMON_PAIR", 5)
    monkeypatch.setattr(neighbours, "COMMON_TOKEN", 5)
    assert neighbours.named_alike([children[0].person_id]) == {}
    monkeypatch.setattr(neighbours, "COMMON_PAIR", 6)
    assert len(neighbours.named_alike([children[0].person_id], most=3)[children[0].person_id]) == 3
    keys = PersonName.objects.first().pair_keys
    NameKeyCount.objects.bulk_create(NameKeyCount(key=key, names=7) for key in keys)
    assert neighbours.named_alike([children[0].person_id]) == {}


def test_a_search_costs_the_same_for_three_and_for_thirty(office_north):
    counts = []
    for _round in range(2):
        children = [child(LATIN, office=office_north) for _number in range(3 if not counts else 27)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_for({one.person_id for one in children})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_search_that_broke_off_goes_on_where_it_was(office_north, monkeypatch):
    for _number in range(2):
        child(LATIN, office=office_north)
        child("Leyla Haddad", office=office_north)
    monkeypatch.setattr(duplicates, "BATCH", 2)
    told = []
    find_all(progress=lambda done, last: told.append((done, last)))
    assert [done for done, _last in told] == [2, 4]
    again = []
    find_all(after=told[0][1], progress=lambda done, last: again.append((done, last)))
    assert again == [(2, told[1][1])]


def test_the_command_tells_how_far_it_is(office_north, capsys):
    child(LATIN, office=office_north), child(ARABIC, office=office_north)
    call_command("find_matches")
    told = capsys.readouterr().out
    assert "2 of about 2 looked at" in told
    assert "1 new, 0 changed, 0 no longer alike." in told
    call_command("find_matches", after="00000000-0000-0000-0000-000000000000", verbosity=0)
    assert capsys.readouterr().out == ""
    with pytest.raises(CommandError, match="--after"):
        call_command("find_matches", after="17")


def test_the_history_says_who_asked(office_north, caseworker):
    """Promise 6."""
    one = child(LATIN, office=office_north)
    child(ARABIC, office=office_north)
    find_for({one.person_id}, by=caseworker)
    event = PossibleMatch.pgh_event_model.objects.get()
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_relatives_are_those_who_stand_and_whom_the_same_office_keeps(office_north, office_west, caseworker):
    """Parents who were given up or are on file elsewhere are told of nobody; a parent is never the child."""
    one, sibling = child("Aslan Saidov", office=office_north), child("Timur Saidov", office=office_north)
    stays, given_up, foreign = (
        guardian(name, office=office)
        for name, office in (
            ("Amina Saidova", office_north),
            ("Zarina Umarova", office_north),
            ("Layla Hasanova", office_west),
        )
    )
    for mother in (stays, given_up, foreign):
        factories.GuardianshipFactory(child=one, guardian=mother)
    for mother in (given_up, foreign):
        factories.GuardianshipFactory(child=sibling, guardian=mother)
    Guardian.objects.filter(pk=given_up.pk).update(merged_into=stays)
    known = known_of([one.person_id])[one.person_id]
    assert (known.mothers, known.siblings) == (("Amina Saidova",), ())
    assert known.never == {stays.person_id, foreign.person_id}
    read_facts(one.person, reader=caseworker)
    assert one.person.mothers == [stays.person]


def test_a_parent_who_was_given_up_leads_to_no_child(office_north):
    one, other = child("Aslan Saidov", office=office_north), child("Timur Umarov", office=office_north)
    mine, given_up = (guardian("Amina Saidova", office=office_north) for _time in range(2))
    factories.GuardianshipFactory(child=one, guardian=mine)
    factories.GuardianshipFactory(child=other, guardian=given_up)
    assert other.person_id in neighbours.candidates_of([one.person_id])[one.person_id]
    Guardian.objects.filter(pk=given_up.pk).update(merged_into=mine)
    assert other.person_id not in neighbours.candidates_of([one.person_id])[one.person_id]
    assert one.person_id not in neighbours.candidates_of([other.person_id])[other.person_id]
