"""Writing parents and carers."""

import datetime
import uuid

import pytest

from cases.components.stamps import stamp_of
from cases.enums import (
    Confidence,
    ParentSide,
    PersonState,
    Relationship,
    Script,
    Sex,
    SourceKind,
)
from cases.errors import Refused, Stale
from cases.guardians import actions
from cases.guardians.sides import side_of
from cases.models import Guardian, Guardianship, Person, SentForm
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 4, 2)
NAMES = {Script.LATIN: "Gulnora Saidova", Script.CYRILLIC: "Гулнора Саидова"}


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


@pytest.fixture
def guardian(office_north):
    return factories.GuardianFactory(office=office_north)


def add(caseworker, child, **changes):
    facts = {"relationship": Relationship.MOTHER, "names": NAMES, "sex": Sex.F}
    return actions.add_guardian(by=caseworker, child=child, **{**facts, **changes})


def correct(caseworker, tie, **changes):
    facts = {
        "relationship": tie.relationship,
        "side": "",
        "confidence": Confidence.REPORTED,
        "source": SourceKind.CHILD,
        "is_carer": False,
        "carer_from": None,
        "carer_to": None,
    }
    return actions.change_tie(by=caseworker, tie=tie, version=stamp_of(tie), **{**facts, **changes})


def test_a_mother_is_recorded_with_names_side_and_status(caseworker, child):
    tie = add(caseworker, child, status=PersonState.DETAINED_PRETRIAL, source=SourceKind.CHILD)
    person = tie.guardian.person
    assert (tie.side, tie.confidence, tie.source) == ("mother", "reported", "child")
    assert {name.full for name in person.names.all()} == set(NAMES.values())
    assert person.office_id == child.office_id
    status = person.statuses.get()
    assert (status.status, status.confidence, status.source) == ("detained_pretrial", "reported", "child")


@pytest.mark.parametrize(
    ("relationship", "side"),
    [
        (Relationship.MOTHER, ParentSide.MOTHER),
        (Relationship.UNCLE_M, ParentSide.MOTHER),
        (Relationship.GRANDMOTHER_P, ParentSide.FATHER),
        (Relationship.CO_WIFE, ParentSide.FATHER),
        (Relationship.COUSIN, ParentSide.NONE),
        (Relationship.KAFIL, ParentSide.NONE),
    ],
)
def test_the_side_follows_from_the_relationship(relationship, side):
    assert side_of(relationship) == side


def test_a_side_that_is_given_stays(caseworker, child):
    tie = add(caseworker, child, relationship=Relationship.COUSIN, side=ParentSide.FATHER)
    assert tie.side == ParentSide.FATHER


def test_the_office_is_the_childs_and_not_the_writers(caseworker, other_caseworker):
    foreign = factories.ChildFactory(office=other_caseworker.office)
    assert add(caseworker, foreign).guardian.person.office == other_caseworker.office


def test_believed_dead_is_never_confirmed_dead(caseworker, child):
    with pytest.raises(Refused) as refused:
        add(
            caseworker,
            child,
            status=PersonState.BELIEVED_DEAD,
            status_confidence=Confidence.CONFIRMED,
        )
    assert refused.value.field == "status_confidence"
    assert Guardian.objects.count() == 0


def test_a_second_confirmed_mother_is_refused_and_leaves_nothing_behind(caseworker, child):
    add(caseworker, child, confidence=Confidence.CONFIRMED)
    with pytest.raises(Refused, match="already confirmed"):
        add(caseworker, child, confidence=Confidence.CONFIRMED)
    assert Guardianship.objects.count() == 1
    assert Person.objects.filter(guardian__isnull=True).count() == 1  # the child alone


def test_two_reported_mothers_may_stand_side_by_side(caseworker, child):
    add(caseworker, child)
    add(caseworker, child)
    assert child.guardianships.count() == 2


def test_the_form_is_kept_in_the_same_transaction(caseworker, child):
    form_id = uuid.uuid4()
    tie = add(caseworker, child, form_id=form_id)
    assert SentForm.objects.get(form_id=form_id).target == str(tie.public_id)


def test_the_history_knows_who_recorded_it(caseworker, child):
    """Promise 6."""
    tie = add(caseworker, child)
    assert tie.events.get().pgh_context.metadata["user"] == caseworker.pk


# --- ties ---


def test_somebody_on_file_is_tied_to_another_child(caseworker, child, guardian):
    tie = actions.tie_guardian(
        by=caseworker, child=child, guardian=guardian, relationship=Relationship.AUNT_P, is_carer=True
    )
    assert (tie.side, tie.is_carer) == ("father", True)


def test_a_tie_is_recorded_once(caseworker, child, guardian):
    facts = {"by": caseworker, "child": child, "guardian": guardian, "relationship": Relationship.AUNT_P}
    actions.tie_guardian(**facts)
    with pytest.raises(Refused, match="already recorded"):
        actions.tie_guardian(**facts)


def test_a_tie_across_offices_is_refused(caseworker, other_caseworker, guardian):
    foreign = factories.ChildFactory(office=other_caseworker.office)
    with pytest.raises(Refused, match="another office"):
        actions.tie_guardian(
            by=caseworker, child=foreign, guardian=guardian, relationship=Relationship.AUNT_P
        )


def test_a_girl_is_the_mother_of_her_child_on_one_person(caseworker, child, office_north):
    girl = factories.ChildFactory(office=office_north)
    guardian = actions.guardian_of_person(by=caseworker, person=girl.person)
    assert actions.guardian_of_person(by=caseworker, person=girl.person) == guardian
    tie = actions.tie_guardian(
        by=caseworker, child=child, guardian=guardian, relationship=Relationship.MOTHER
    )
    assert tie.guardian.person == girl.person
    with pytest.raises(Refused, match="themselves"):
        actions.tie_guardian(by=caseworker, child=girl, guardian=guardian, relationship=Relationship.MOTHER)


def test_a_tie_is_corrected_and_its_side_follows(caseworker, child, guardian):
    tie = actions.tie_guardian(
        by=caseworker, child=child, guardian=guardian, relationship=Relationship.AUNT_P, is_carer=True
    )
    tie = correct(caseworker, tie, relationship=Relationship.AUNT_M, carer_from=DAY)
    assert (tie.side, tie.is_carer, tie.carer_from_date) == ("mother", False, None)
    assert tie.events.filter(pgh_label="update").count() == 1


def test_care_ends_once(caseworker, child, guardian):
    tie = actions.tie_guardian(
        by=caseworker,
        child=child,
        guardian=guardian,
        relationship=Relationship.KAFIL,
        is_carer=True,
        carer_from=DAY,
    )
    with pytest.raises(Refused, match="before the beginning"):
        actions.end_care(by=caseworker, tie=tie, on=DAY - datetime.timedelta(days=1))
    assert actions.end_care(by=caseworker, tie=tie, on=DAY).carer_to_date == DAY
    with pytest.raises(Refused, match="already recorded"):
        actions.end_care(by=caseworker, tie=tie, on=DAY)


def test_care_of_somebody_who_does_not_care_cannot_end(caseworker, child, guardian):
    tie = actions.tie_guardian(
        by=caseworker, child=child, guardian=guardian, relationship=Relationship.UNCLE_M
    )
    with pytest.raises(Refused, match="not recorded as caring"):
        actions.end_care(by=caseworker, tie=tie, on=DAY)


# --- the record itself ---


def test_names_change_and_the_version_grows(caseworker, guardian):
    saved = actions.update_guardian(
        by=caseworker, guardian=guardian, version=2, names={Script.LATIN: "Gulnara Saidova"}, sex=Sex.F
    )
    assert saved.version == 2
    assert guardian.person.names.preferred().get().full == "Gulnara Saidova"


def test_a_stale_version_is_not_saved(caseworker, guardian):
    """Promise 13."""
    facts = {"by": caseworker, "guardian": guardian, "version": 2, "sex": Sex.F}
    actions.update_guardian(names={Script.LATIN: "Gulnara Saidova"}, **facts)
    with pytest.raises(Stale) as stale:
        actions.update_guardian(names={Script.LATIN: "Gulya"}, **facts)
    assert stale.value.current.version == 4
    assert guardian.person.names.preferred().get().full == "Gulnara Saidova"
