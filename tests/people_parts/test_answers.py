"""An answer that comes takes the place of why there was none, in the same transaction."""

import datetime

import pytest

from cases.children.actions import record_found, version_of
from cases.components.partial_dates import PartialDate
from cases.components.stamps import stamp_of
from cases.documents.actions import add_paper
from cases.enums import Confidence, Question, Relationship, Separation, Sex
from cases.errors import Refused
from cases.guardians.actions import add_guardian, change_tie
from cases.models import Country, MissingAnswer
from cases.nationalities.actions import add_claim
from cases.people import actions
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 4, 2)
BORN = PartialDate(datetime.date(2012, 1, 1), datetime.date(2012, 12, 31), "year")


@pytest.fixture
def child(office_north):
    """A child of whom nothing is known, each question with its reason."""
    made = factories.ChildFactory(office=office_north)
    for question in Question:
        factories.MissingAnswerFactory(person=made.person, question=question)
    return made


def _record(by, child):
    birth = actions.Birth(when=BORN, place="Hasaka", region_of_origin="RU-DA")
    actions.change_person(by=by, person=child.person, names={"Latn": "Zarina"}, sex=Sex.F, birth=birth)


def _mother(by, child):
    add_guardian(by=by, child=child, relationship="mother", names={"Latn": "Gulnora"}, is_carer=True)


def _father_after_all(by, child):
    tie = factories.GuardianshipFactory(child=child, relationship=Relationship.UNCLE_P)
    change_tie(
        by=by,
        tie=tie,
        version=stamp_of(tie),
        relationship=Relationship.FATHER,
        side=None,
        confidence="reported",
        source="mother",
        is_carer=False,
        carer_from=None,
        carer_to=None,
    )


ANSWERS = {
    "record": (_record, {"name", "sex", "birth", "birth_place", "origin"}),
    "where": (
        lambda by, child: actions.record_whereabouts(
            by=by, person=child.person, place=factories.PlaceFactory(), from_date=DAY
        ),
        {"where_now"},
    ),
    "lived before": (
        lambda by, child: actions.record_whereabouts(
            by=by, person=child.person, place=factories.PlaceFactory(), until=DAY
        ),
        {"lived_before"},
    ),
    "nobody knows where": (
        lambda by, child: actions.record_whereabouts(by=by, person=child.person, kind="unknown"),
        set(),
    ),
    "company": (
        lambda by, child: actions.set_separation(by=by, child=child, status=Separation.WITH_MOTHER),
        {"company"},
    ),
    "company not established": (
        lambda by, child: actions.set_separation(by=by, child=child, status=Separation.UNKNOWN),
        set(),
    ),
    "status": (
        lambda by, child: actions.record_status(by=by, person=child.person, status="present"),
        {"status"},
    ),
    "claim": (
        lambda by, child: add_claim(
            by=by,
            child=child,
            state=Country.objects.get(pk="TJ"),
            basis="descent_grandparent",
            claimed_date=DAY,
        ),
        {"nationality"},
    ),
    "paper": (lambda by, child: add_paper(by=by, person=child.person, kind="passport"), {"papers"}),
    "mother who cares": (_mother, {"mother", "carer"}),
    "father after all": (_father_after_all, {"father"}),
    "found": (
        lambda by, child: record_found(
            by=by,
            child=child,
            version=version_of(child),
            found_date=DAY,
            found_place=None,
            found_country=Country.objects.get(pk="SY"),
        ),
        {"found"},
    ),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_answered_is_no_longer_missing_and_nothing_else(caseworker, child, answer):
    give, answered = ANSWERS[answer]
    give(caseworker, child)
    left = set(MissingAnswer.objects.filter(person=child.person).values_list("question", flat=True))
    assert left == {question.value for question in Question} - answered


def test_an_answer_that_is_refused_leaves_it(caseworker, child):
    factories.WhereaboutsFactory(person=child.person, from_date=DAY)
    with pytest.raises(Refused):
        actions.record_whereabouts(
            by=caseworker,
            person=child.person,
            place=factories.PlaceFactory(),
            from_date=DAY,
            until=DAY + datetime.timedelta(days=3),
            confidence=Confidence.CONFIRMED,
        )
    assert MissingAnswer.objects.filter(question=Question.LIVED_BEFORE).exists()
