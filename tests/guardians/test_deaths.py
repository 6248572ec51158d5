"""Known to be dead means confirmed: promise and rule 6 of the field."""

from types import SimpleNamespace

import pytest

from cases.enums import Confidence, ParentalDeath, PersonState, Relationship
from cases.guardians.deaths import both_reported_dead, parental_death
from cases.guardians.presenters import status_tags, status_words

CONFIRMED = (PersonState.CONFIRMED_DEAD, Confidence.CONFIRMED)
TOLD = (PersonState.CONFIRMED_DEAD, Confidence.REPORTED)
BELIEVED = (PersonState.BELIEVED_DEAD, Confidence.REPORTED)
ALIVE = (PersonState.DETAINED_LIFE, Confidence.CONFIRMED)


def status(state, confidence, to_date=None):
    return SimpleNamespace(status=state, confidence=confidence, to_date=to_date)


def tie(relationship, *facts):
    person = SimpleNamespace(current_statuses=[status(*fact) for fact in facts])
    return SimpleNamespace(relationship=relationship, guardian=SimpleNamespace(person=person))


def mother(*facts):
    return tie(Relationship.MOTHER, *facts)


def father(*facts):
    return tie(Relationship.FATHER, *facts)


@pytest.mark.parametrize(
    ("ties", "known"),
    [
        ([mother(CONFIRMED), father(CONFIRMED)], ParentalDeath.BOTH_CONFIRMED),
        ([mother(CONFIRMED), father(BELIEVED)], ParentalDeath.MOTHER_CONFIRMED),
        ([mother(ALIVE), father(CONFIRMED)], ParentalDeath.FATHER_CONFIRMED),
        ([mother(CONFIRMED)], ParentalDeath.MOTHER_CONFIRMED),
        ([mother(BELIEVED), father(BELIEVED)], ParentalDeath.REPORTED_ONLY),
        ([mother(TOLD), father(TOLD)], ParentalDeath.REPORTED_ONLY),
        ([mother(ALIVE), father()], ParentalDeath.NONE_KNOWN),
        ([], ParentalDeath.NONE_KNOWN),
        # Two women are named as the mother; one of them lives.
        ([mother(CONFIRMED), mother(ALIVE), father(CONFIRMED)], ParentalDeath.FATHER_CONFIRMED),
        ([tie(Relationship.GRANDMOTHER_M, CONFIRMED), father(CONFIRMED)], ParentalDeath.FATHER_CONFIRMED),
    ],
)
def test_what_is_known_of_the_parents(ties, known):
    assert parental_death(ties) == known


def test_both_reported_needs_a_report_on_both():
    assert both_reported_dead([mother(BELIEVED), father(TOLD)])
    assert not both_reported_dead([mother(BELIEVED), father(ALIVE)])
    assert not both_reported_dead([father(BELIEVED)])


@pytest.mark.parametrize("fact", [TOLD, BELIEVED, (PersonState.BELIEVED_DEAD, Confidence.DOUBTFUL)])
def test_a_death_that_is_not_confirmed_never_reads_as_one_that_is(fact):
    assert status_words(status(*fact)) == "Death reported, not confirmed"


def test_every_state_has_words_and_an_unknown_one_raises():
    for state in PersonState:
        assert status_words(status(state, Confidence.CONFIRMED))
    with pytest.raises(ValueError, match="asleep"):
        status_words(status("asleep", Confidence.CONFIRMED))


def test_contradicting_reports_are_all_told():
    rows = [
        status(PersonState.MISSING, Confidence.REPORTED),
        status(PersonState.DETAINED_PRETRIAL, Confidence.CONFIRMED),
    ]
    assert status_tags(rows) == ["Missing", "Reported, not confirmed", "Detained, awaiting trial"]
