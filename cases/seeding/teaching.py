"""The cases of the demonstration that teach something, one function a lesson."""

from datetime import date, timedelta

from cases.enums import (
    BirthBasis,
    BirthPrecision,
    CaseStatus,
    ClaimStatus,
    Confidence,
    ContactLevel,
    NotTravelledReason,
    ParentSide,
    PersonState,
    Relationship,
    Sex,
    SourceKind,
    UnityDecision,
    WhereaboutsKind,
)
from cases.models import Guardian, Guardianship, Whereabouts, years_before
from cases.seeding.claims import add_claim
from cases.seeding.corpus import make_family as make_names
from cases.seeding.families import YEAR, Trip, add_family, add_tie
from cases.seeding.learnt import own_dice
from cases.seeding.papers import add_unrecognised_certificate
from cases.seeding.people import add_person, add_status, rename
from cases.seeding.tables import Tables

STAYED_BEHIND = (
    NotTravelledReason.CHILD_ABDUCTED,
    NotTravelledReason.CARER_REFUSED,
    NotTravelledReason.CARER_REFUSED,
    NotTravelledReason.DOC_MISSING,
    NotTravelledReason.DOC_MISSING,
    NotTravelledReason.DOC_MISSING,
    NotTravelledReason.UNFIT,
    NotTravelledReason.CHILD_REFUSED,
    NotTravelledReason.SIBLING_UNITY,
    NotTravelledReason.SIBLING_UNITY,
    NotTravelledReason.CHILD_NOT_FOUND,
)


def toddler_with_nationality_open(setting, day, state):
    """One toddler travels with entry accepted and nationality still open."""
    return add_family(setting, state=state, size=1, trip=Trip(day, state, entry_only=True), ages=[2.1])


def who_stayed(setting, state, day):
    """Children on a list who did not travel, each for a reason; the first was hidden on the day."""
    stayed = []
    for reason in STAYED_BEHIND:
        family = add_family(
            setting, state=state, size=1, found=day - timedelta(days=300), ages=[_age_now(setting, day)]
        )
        stayed.append((family.children[0], state, reason))
    return stayed


def _age_now(setting, day):
    waited = (setting.today - day).days / 365.25
    return setting.rng.uniform(1.2, 9.5) + waited


def who_came_of_age(setting, state, day):
    """Two who came of age in detention and travelled with the children: adults, not counted as children."""
    people = []
    for age in (18.3, 18.9):
        family = add_family(
            setting, state=state, size=1, trip=Trip(day, state), ages=[age], found=day - 3 * YEAR
        )
        people.append((family.children[0].person, state))
    return people


def turns_18_before_travel(setting):
    """A child on the next list who comes of age before the planned day; the mother knows the day of birth."""
    age = 18 - 8 / 365.25
    family = add_family(setting, state="TJ", size=1, ages=[age], found=setting.today - 2 * YEAR)
    person = family.children[0].person
    person.birth_earliest = person.birth_latest = years_before(setting.today + timedelta(days=8), 18)
    person.birth_precision, person.birth_basis = BirthPrecision.DAY, BirthBasis.PARENT_STATEMENT
    return family


def add_lessons(setting, transfers):
    """Add every other lesson; those who travelled do so on transfers added before."""
    came_of_age_while_waiting(setting)
    siblings_apart_by_decision(setting)
    claim_refused_then_reviewed(setting)
    no_contact(setting)
    three_families_claim_one_girl(setting)
    certificate_not_recognised(setting)
    mother_who_is_a_child(setting)
    lost_when_the_camp_closed(setting)


def came_of_age_while_waiting(setting):
    """Registered as a child, 18 today, still waiting."""
    _add_lesson(setting, state="AZ", size=1, ages=[18.6], found=setting.today - 4 * YEAR)


def siblings_apart_by_decision(setting):
    """A sister may travel; her brother stays with their mother, by decision."""
    family = _add_lesson(setting, state="RU", size=2, ages=[5.0, 12.5], sexes=[Sex.M, Sex.F])
    family.group.unity = UnityDecision.APART
    family.group.unity_decided_date = setting.today - timedelta(days=20)
    family.group.unity_reason = "The brother stays with his mother."


def claim_refused_then_reviewed(setting):
    """A State refuses, new evidence is gathered, the claim is sent again and confirmed."""
    family = _family_without_claim(setting, "DE", [7.3])
    add_claim(
        setting,
        family.children[0],
        state="DE",
        on=family.children[0].registered_date,
        path=(
            ClaimStatus.SUBMITTED,
            ClaimStatus.REFUSED,
            ClaimStatus.EVIDENCE_GATHERING,
            ClaimStatus.SUBMITTED,
            ClaimStatus.CONFIRMED,
        ),
        until=setting.today,
    )


def no_contact(setting):
    """A claim on a State that must not learn of the child."""
    family = _family_without_claim(setting, "TJ", [9.4])
    child = family.children[0]
    add_claim(
        setting,
        child,
        state="TJ",
        on=child.registered_date,
        path=(ClaimStatus.INDICATED,),
        until=setting.today,
        contact=ContactLevel.PROHIBITED,
    )


def three_families_claim_one_girl(setting):
    """Claims of three families stand side by side until they are checked."""
    family = _add_lesson(setting, state="RU", size=1, ages=[6.2], sexes=[Sex.F])
    girl = family.children[0]
    _say_she_is_elsewhere(setting, girl)
    for number in range(3):
        names = make_names(setting.rng, "RU")
        person = add_person(
            setting.tables,
            setting.rng,
            names.mother,
            office=family.office,
            sex=Sex.F,
            born=date(1975 + 4 * number, 5, 2),
            known_by=setting.today,
        )
        claimant = setting.tables.add(Guardian(person_id=person.pk))
        add_status(
            setting.tables, person, PersonState.IN_ORIGIN_COUNTRY, since=girl.registered_date,
            confidence=Confidence.REPORTED, source=SourceKind.RELATIVE,
        )  # fmt: skip
        setting.tables.add(
            Guardianship(
                child_id=girl.pk,
                guardian_id=claimant.pk,
                relationship=Relationship.CLAIMED,
                side=ParentSide.MOTHER if number < 2 else ParentSide.FATHER,
                confidence=Confidence.REPORTED,
                source=SourceKind.RELATIVE,
            )
        )


def _say_she_is_elsewhere(setting, girl):
    """A relative tells of another place: two reports on one time."""
    told = Whereabouts(
        person_id=girl.person_id,
        kind=WhereaboutsKind.IN_COUNTRY,
        country_id="SY",
        from_date=girl.registered_date - timedelta(days=200),
        confidence=Confidence.DOUBTFUL,
        source=SourceKind.RELATIVE,
    )
    setting.tables.add(told, dice=own_dice(girl.person))


def certificate_not_recognised(setting):
    """A certificate that proves nothing and is dangerous to carry: kept by the organisation."""
    family = _add_lesson(setting, state="TJ", size=1, ages=[4.4])
    add_unrecognised_certificate(setting, family.children[0].person, setting.today)


def mother_who_is_a_child(setting):
    """A girl of sixteen with a baby: one person, a case file of her own, and her child's mother."""
    family = _add_lesson(setting, state="UZ", size=2, ages=[0.8, 16.4], sexes=[None, Sex.F])
    baby, girl = family.children
    young_mother = setting.tables.add(Guardian(person_id=girl.person_id))
    # The grown woman of this family is the baby's grandmother.
    for tie in list(setting.tables.of(Guardianship)):
        if tie.child_id == baby.pk and tie.relationship == Relationship.MOTHER:
            tie.relationship = Relationship.GRANDMOTHER_M
            tie.is_carer, tie.carer_from_date = False, None
    add_tie(
        setting,
        baby,
        young_mother,
        Relationship.MOTHER,
        ParentSide.MOTHER,
        baby.registered_date,
        confidence=Confidence.CONFIRMED,
        cares=True,
    )


def lost_when_the_camp_closed(setting):
    """Two siblings of whom nobody has heard since their camp closed."""
    closed = setting.camp_that_closed
    family = _add_lesson(
        setting,
        state="RU",
        size=2,
        ages=[9.1, 12.2],
        found=closed.closed_date - timedelta(days=250),
        place=closed,
    )
    for child in family.children:
        child.status = CaseStatus.ON_HOLD


def half_siblings(setting, families):
    """The eldest of a family has another father, of whom nothing is known since the first meeting.

    Dice and tables are its own, so that the caseload stays the one it was.
    """
    office = next(iter(setting.caseworkers))
    family = next(each for each in families if each.office is office and len(each.children) > 2)
    eldest = family.children[-1]
    dice = own_dice(eldest)
    names, tables = make_names(dice, family.state), Tables(dice)
    father = add_person(
        tables, dice, names.father, office=office, sex=Sex.M, born=date(1982, 3, 9), known_by=setting.today
    )
    guardian = tables.add(Guardian(person_id=father.pk))
    add_status(
        tables, father, PersonState.MISSING, since=eldest.registered_date,
        confidence=Confidence.REPORTED, source=SourceKind.MOTHER,
    )  # fmt: skip
    tables.write()
    rename(setting.tables, eldest.person, names.child(eldest.person.sex), dice=dice)
    for tie in setting.tables.of(Guardianship):
        if tie.child_id == eldest.pk and tie.relationship == Relationship.FATHER:
            tie.guardian_id, tie.confidence = guardian.pk, Confidence.REPORTED


def decide_on_siblings(setting, families):
    """Half of the sibling groups have a decision to keep together."""
    for family in families:
        if len(family.children) > 1 and setting.rng.random() < 0.5:
            family.group.unity = UnityDecision.TOGETHER
            family.group.unity_decided_date = setting.today - timedelta(days=setting.rng.randint(5, 60))
            family.group.unity_reason = "They have been together all the time and ask to stay so."


def _family_without_claim(setting, state, ages):
    return _add_lesson(setting, state=state, size=len(ages), ages=ages, claimed=False)


def _add_lesson(setting, **family):
    """A family of the first office, whose caseworker and supervisor have a way in to the demonstration."""
    return add_family(setting, office=next(iter(setting.caseworkers)), **family)
