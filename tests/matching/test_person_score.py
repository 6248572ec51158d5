"""The person score: what speaks for and against two records being of one person, or of one family."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import MatchBand, MatchKind, MatchSign
from cases.matching.person_score import Known, Spelling, compare
from cases.matching.weights import LIKELY, OF_FAMILY, OF_PERSON, POSSIBLE
from cases.names.scorer import score

DAY = date(2012, 5, 1)
LATIN, CYRILLIC, ARABIC = "Mohamed Abdelrahman", "Мухаммад Абдурахманов", "محمد عبد الرحمن"


def known(*names, **more):
    return Known(names=tuple(Spelling.of(name) for name in names), **more)


def born(earliest, days=0):
    return earliest, earliest + timedelta(days=days)


def codes(verdict):
    return {one.code for one in verdict.evidence}


@pytest.mark.parametrize(
    ("one", "other"), [(LATIN, CYRILLIC), (LATIN, ARABIC), (CYRILLIC, ARABIC), (LATIN, LATIN)]
)
def test_one_child_in_three_lists_is_likely_one_person(one, other):
    verdict = compare(known(one), known(other))
    assert (verdict.kind, verdict.band) == (MatchKind.SAME_PERSON, MatchBand.LIKELY)
    assert codes(verdict) == {MatchSign.NAME}


def test_any_of_several_spellings_is_enough():
    assert compare(known("Zarina Saidova", CYRILLIC), known(ARABIC)).band == MatchBand.LIKELY


def test_other_names_say_nothing():
    """However much else is the same."""
    more = {"born": born(DAY), "sex": "f", "mothers": ("Amina Saidova",), "places": frozenset({1})}
    assert compare(known("Zarina Saidova", **more), known("Leyla Haddad", **more)) is None


def test_births_that_cannot_be_one_are_never_likely():
    more = {"sex": "m", "mothers": ("Amina Saidova",), "fathers": ("Ali Saidov",), "places": frozenset({1})}
    near = compare(known(LATIN, born=born(DAY), **more), known(CYRILLIC, born=born(date(2013, 1, 1)), **more))
    assert near.band == MatchBand.POSSIBLE
    assert MatchSign.BIRTH_NEAR in codes(near)
    apart = compare(known(LATIN, born=born(DAY)), known(CYRILLIC, born=born(date(2015, 1, 1))))
    assert apart is None


def test_the_same_days_of_birth_say_more_than_wide_ranges():
    exact = compare(known(LATIN, born=born(DAY)), known(ARABIC, born=born(DAY)))
    wide = compare(known(LATIN, born=born(DAY, 900)), known(ARABIC, born=born(DAY, 900)))
    assert MatchSign.BIRTH_EXACT in codes(exact)
    assert MatchSign.BIRTH_OVERLAP in codes(wide)
    assert OF_PERSON[MatchSign.BIRTH_EXACT].points > OF_PERSON[MatchSign.BIRTH_OVERLAP].points


def test_names_that_are_only_somewhat_alike_need_something_else():
    one = known("Zarina Saidova")
    other = Known(names=(Spelling.of("Zarina Saidova Haddad Karimi Leyla", given="Zarina"),))
    assert POSSIBLE <= score("Zarina Saidova", "Zarina Saidova Haddad Karimi Leyla") < LIKELY
    assert compare(one, other) is None
    assert compare(replace(one, sex="f"), replace(other, sex="f")) is None
    with_birth = (replace(one, born=born(DAY)), replace(other, born=born(DAY)))
    assert compare(*with_birth).band == MatchBand.POSSIBLE


def test_one_given_name_alone_is_not_enough():
    assert compare(known("Zarina"), known("Зарина")) is None
    more = {"mothers": ("Amina Saidova",)}
    verdict = compare(known("Zarina", **more), known("Зарина", **more))
    assert verdict.band in MatchBand
    assert MatchSign.NAME_SHORT in codes(verdict)


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "code"),
    [
        ("sex", "f", "m", MatchSign.SEX_OTHER),
        ("mothers", ("Amina Saidova",), ("Leyla Haddad",), MatchSign.MOTHER_OTHER),
        ("fathers", ("Ruslan Saidov",), ("Yusuf Haddad",), MatchSign.FATHER_OTHER),
    ],
)
def test_what_differs_speaks_against(field, mine, theirs, code):
    verdict = compare(known(LATIN, **{field: mine}), known(ARABIC, **{field: theirs}))
    plain = compare(known(LATIN), known(ARABIC))
    assert verdict is None or (code in codes(verdict) and verdict.score < plain.score)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sex", "f", MatchSign.SEX_SAME),
        ("mothers", ("Amina Saidova",), MatchSign.MOTHER_SAME),
        ("fathers", ("Ruslan Saidov",), MatchSign.FATHER_SAME),
        ("places", frozenset({7}), MatchSign.PLACE_SAME),
        ("siblings", ("Leyla Saidova",), MatchSign.SIBLING_SAME),
        ("children", ("Leyla Saidova",), MatchSign.CHILD_SAME),
        ("partners", ("Ruslan Saidov",), MatchSign.PARTNER_SAME),
    ],
)
def test_what_agrees_speaks_for(field, value, code):
    verdict = compare(known(LATIN, **{field: value}), known(ARABIC, **{field: value}))
    assert next(one.weight for one in verdict.evidence if one.code == code) > 0


def test_what_is_not_stated_says_nothing():
    verdict = compare(
        known(LATIN, sex="u", mothers=("Amina Saidova",)), known(ARABIC, sex="x", fathers=("Ali Saidov",))
    )
    assert codes(verdict) == {MatchSign.NAME}


def test_nobody_is_somebody_who_is_certainly_another():
    """A girl and her mother of the same name."""
    assert compare(known(LATIN, key=1, never=frozenset({2})), known(ARABIC, key=2)) is None


BROTHERS = [
    ("Aslan Ruslanovich Saidov", "Timur Ruslanovich Saidov"),
    ("Саидов Аслан Русланович", "Timur Ruslanovich Saidov"),
    ("Zarina Ruslanovna Saidova", "Саидов Тимур Русланович"),
    ("أحمد خالد محمود الراوي", "ياسر خالد محمود الراوي"),
]


@pytest.mark.parametrize(("one", "other"), BROTHERS)
@pytest.mark.parametrize("mothers", [("Amina Saidova",), ()])
def test_brothers_and_sisters_are_of_one_family_and_never_one_person(one, other, mothers):
    more = {
        "mothers": mothers,
        "fathers": ("Ruslan Saidov",),
        "born": born(DAY),
        "sex": "m",
        "places": frozenset({1}),
    }
    verdict = compare(known(one, **more), known(other, **more))
    assert verdict.kind == MatchKind.SAME_FAMILY
    assert MatchSign.GIVEN_OTHER in codes(verdict)


def test_one_mother_in_two_files_is_a_link():
    more = {"mothers": ("Amina Saidova",), "fathers": ("Ruslan Saidov",)}
    verdict = compare(known("Aslan Saidov", **more), known("Timur Saidov", **more))
    assert (verdict.kind, verdict.band) == (MatchKind.SAME_FAMILY, MatchBand.LIKELY)


def test_a_family_name_alone_is_no_link():
    assert compare(known("Aslan Saidov"), known("Timur Saidov")) is None


def test_a_family_that_is_on_file_is_not_proposed_again():
    more = {"mothers": ("Amina Saidova",), "fathers": ("Ruslan Saidov",), "family": frozenset({"mother 1"})}
    assert compare(known("Aslan Saidov", **more), known("Timur Saidov", **more)) is None
    assert compare(known("Aslan Saidov", **more), known("Aslan Saidov", **more)).band == MatchBand.LIKELY


def test_only_children_are_brothers_and_sisters():
    """Two sisters who are mothers are neither one person nor a link that somebody could make."""
    one, other = "Zarina Ruslanovna Saidova", "Leyla Ruslanovna Saidova"
    assert compare(known(one, is_child=False), known(other, is_child=False)) is None


def test_every_weight_says_what_it_rests_on():
    for table in (OF_PERSON, OF_FAMILY):
        assert all(weight.rests_on and "{" not in weight.rests_on for weight in table.values())


NAMES = st.sampled_from(
    [LATIN, CYRILLIC, ARABIC, "Zarina Saidova", "Саидова Зарина", "Leyla Haddad", "Zarina", "", "\u200f"]
)
FULL_NAMES = st.lists(NAMES, max_size=2).map(tuple)
BIRTHS = st.none() | st.tuples(st.integers(0, 6000), st.integers(0, 900)).map(
    lambda pair: born(date(2001, 1, 1) + timedelta(days=pair[0]), pair[1])
)
PEOPLE = st.builds(
    Known,
    names=st.lists(NAMES.map(Spelling.of), max_size=3).map(tuple),
    sex=st.sampled_from("fmxu"),
    born=BIRTHS,
    mothers=FULL_NAMES,
    fathers=FULL_NAMES,
    siblings=FULL_NAMES,
    children=FULL_NAMES,
    partners=FULL_NAMES,
    places=st.frozensets(st.integers(1, 3)),
    family=st.frozensets(st.sampled_from(["a", "b"])),
    is_child=st.booleans(),
)


@given(PEOPLE, PEOPLE)
def test_who_comes_first_makes_no_difference(one, other):
    assert compare(one, other) == compare(other, one)


@given(PEOPLE, PEOPLE)
def test_disjoint_births_are_never_likely_and_a_verdict_is_within_its_bounds(one, other):
    verdict = compare(one, other)
    if verdict is None:
        return
    assert 0 <= verdict.score <= 1
    assert verdict.band in MatchBand
    assert (verdict.band == MatchBand.POSSIBLE) or verdict.score >= LIKELY
    if verdict.kind == MatchKind.SAME_PERSON and one.born and other.born:
        disjoint = one.born[1] < other.born[0] or other.born[1] < one.born[0]
        assert not (disjoint and verdict.band == MatchBand.LIKELY)
