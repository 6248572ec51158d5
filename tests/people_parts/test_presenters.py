"""Words about a person: names for the reader, sex by age, ranges, clocks, and how sure a fact is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from cases.enums import (
    BirthPrecision,
    Confidence,
    CountedAs,
    PassengerRole,
    PersonState,
    Sex,
    WhereaboutsKind,
)
from cases.models import PersonName
from cases.people.presenters import PersonPresenter, age_words, age_words_long, sex_word
from tests.factories import PersonFactory, PersonStatusFactory, WhereaboutsFactory

pytestmark = pytest.mark.django_db

TODAY = date(2019, 7, 15)


def person_named(*names):
    person = PersonFactory(name=names[0])
    for name in names[1:]:
        PersonName.written(name, person=person).save()
    return person


@pytest.mark.parametrize(
    ("language", "first", "direction"),
    [
        ("en", "Zarina Saidova", "ltr"),
        ("fr", "Zarina Saidova", "ltr"),
        ("ru", "Зарина Саидова", "ltr"),
        ("ar", "زرينة سعيدوفا", "rtl"),
    ],
)
def test_the_name_stands_in_the_letters_the_reader_reads(language, first, direction):
    person = person_named("Зарина Саидова", "Zarina Saidova", "زرينة سعيدوفا")
    with translation.override(language):
        shown = PersonPresenter(person, today=TODAY)
        assert (shown.name.text, shown.name.dir) == (first, direction)
        assert {name.text for name in shown.other_names} == {
            "Зарина Саидова",
            "Zarina Saidova",
            "زرينة سعيدوفا",
        } - {first}


def test_a_name_there_is_stands_in_for_one_there_is_not():
    with translation.override("ar"):
        shown = PersonPresenter(person_named("Зарина Саидова"), today=TODAY)
        assert (shown.name.text, shown.name.lang) == ("Зарина Саидова", "und-Cyrl")


def test_a_person_without_a_name_says_so():
    person = PersonFactory()
    person.names.all().delete()
    assert PersonPresenter(person, today=TODAY).name.text == "Name not known"


def test_spellings_set_aside_are_not_the_name():
    person = person_named("Zarina Saidova")
    PersonName.written("Zarrina Saidowa", person=person, is_preferred=False).save()
    shown = PersonPresenter(person, today=TODAY)
    assert shown.name.text == "Zarina Saidova"
    assert [name.text for name in shown.spellings] == ["Zarrina Saidowa"]


@pytest.mark.parametrize(
    ("ages", "short", "long"),
    [
        ((8, 9), "8 to 9", "8 to 9 years"),
        ((6, 6), "6", "6 years"),
        ((1, 1), "1", "1 year"),
        ((0, 0), "under 1", "under 1 year"),
        ((0, 1), "0 to 1", "0 to 1 years"),
        (None, "not known", "age not known"),
    ],
)
def test_ages_in_words(ages, short, long):
    assert (age_words(ages), age_words_long(ages)) == (short, long)


@pytest.mark.parametrize(
    ("sex", "counted_as", "word"),
    [
        (Sex.F, CountedAs.CHILD, "girl"),
        (Sex.M, CountedAs.CHILD, "boy"),
        (Sex.U, CountedAs.CHILD, "child"),
        (Sex.F, CountedAs.ADULT, "woman"),
        (Sex.M, CountedAs.ADULT, "man"),
        (Sex.X, CountedAs.ADULT, "adult"),
    ],
)
def test_the_word_for_sex_follows_age(sex, counted_as, word):
    assert sex_word(sex, counted_as) == word


def test_an_unknown_sex_code_is_an_error():
    with pytest.raises(ValueError, match="z"):
        sex_word("z", CountedAs.CHILD)


def test_somebody_of_unknown_age_is_a_girl_as_a_child_and_a_woman_as_a_parent():
    person = PersonFactory(birth_earliest=None, birth_latest=None, birth_precision="")
    assert PersonPresenter(person, today=TODAY).sex == "girl"
    assert PersonPresenter(person, today=TODAY, role=PassengerRole.PARENT).sex == "woman"


def test_birth_age_and_clocks_are_told_as_ranges():
    person = PersonFactory(
        birth_earliest=date(2010, 3, 3), birth_latest=date(2011, 2, 28), birth_precision=BirthPrecision.RANGE
    )
    shown = PersonPresenter(person, today=TODAY)
    assert shown.birth == "Born between 3 Mar 2010 and 28 Feb 2011"
    assert shown.birth_basis == "Parent statement"
    assert shown.sex_and_age == "girl, 8 to 9 years"
    assert shown.next_clock.text == "Turns 9 between 3 Mar 2019 and 28 Feb 2020"
    assert shown.next_clock.has_begun
    assert [clock.years for clock in shown.legal_clocks] == [9, 12, 18]


@pytest.mark.parametrize(("earliest", "is_told"), [(date(2013, 7, 11), False), (date(2016, 7, 10), True)])
def test_a_clock_that_runs_out_today_is_told_of_a_known_birthday_alone(earliest, is_told):
    """Whoever is "3 to 5" today has turned 3 before, and does not "turn 3 by today"."""
    today = date(2019, 7, 10)
    person = PersonFactory(
        birth_earliest=earliest, birth_latest=date(2016, 7, 10), birth_precision=BirthPrecision.RANGE
    )
    shown = PersonPresenter(person, today=today)
    assert shown.ages[0] == 3
    assert (shown.next_clock.years == 3) is is_told


def test_without_a_birth_there_are_no_clocks():
    person = PersonFactory(birth_earliest=None, birth_latest=None, birth_precision="", birth_basis="")
    shown = PersonPresenter(person, today=TODAY)
    assert (shown.birth, shown.birth_basis, shown.next_clock) == ("Date of birth not known", "", None)
    assert shown.sex_and_age == shown.sex_and_age_short == "girl, age not known"


def test_a_year_never_prints_the_first_of_january():
    person = PersonFactory(
        birth_earliest=date(2010, 1, 1), birth_latest=date(2010, 12, 31), birth_precision=BirthPrecision.YEAR
    )
    shown = PersonPresenter(person, today=TODAY)
    assert shown.birth == "Born in 2010"
    assert [clock.text for clock in shown.legal_clocks] == [
        "Turns 9 in 2019",
        "Turns 12 in 2022",
        "Turns 18 in 2028",
    ]


def test_where_somebody_is_now_is_the_latest_that_has_not_ended():
    person = PersonFactory()
    WhereaboutsFactory(person=person, place__name="Camp 1", to_date=date(2019, 5, 1))
    WhereaboutsFactory(person=person, place__name="Camp 2", from_date=date(2019, 5, 1))
    shown = PersonPresenter(person, today=TODAY)
    assert (shown.where, shown.where_since, shown.where_doubt) == ("Camp 2", date(2019, 5, 1), "")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": WhereaboutsKind.UNKNOWN}, "Whereabouts unknown"),
        ({"kind": WhereaboutsKind.UNKNOWN_AFTER_CLOSURE}, "Unknown since the site closed"),
        ({"kind": WhereaboutsKind.IN_COUNTRY, "country_id": "IQ"}, "Iraq, place not recorded"),
    ],
)
def test_what_is_not_a_place_has_its_words(fields, words):
    row = WhereaboutsFactory(place=None, confidence=Confidence.REPORTED, **fields)
    shown = PersonPresenter(row.person, today=TODAY)
    assert (shown.where, shown.where_doubt) == (words, "Reported, not confirmed")


def test_nothing_recorded_is_said():
    shown = PersonPresenter(PersonFactory(), today=TODAY)
    assert (shown.where, shown.status, shown.where_since, shown.status_since) == (
        "Not recorded",
        "Not recorded",
        None,
        None,
    )


def test_a_believed_death_says_itself_that_it_is_not_confirmed():
    row = PersonStatusFactory(status=PersonState.BELIEVED_DEAD, confidence=Confidence.REPORTED)
    shown = PersonPresenter(row.person, today=TODAY)
    assert (shown.status, shown.status_doubt) == ("Believed dead (reported, not confirmed)", "")


def test_a_child_of_today_is_under_one():
    today = timezone.localdate()
    person = PersonFactory(birth_earliest=today - timedelta(days=3), birth_latest=today)
    assert PersonPresenter(person).age_long == "under 1 year"
