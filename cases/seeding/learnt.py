"""What was learnt at a first meeting and after it: where a child was found, what it needs, what stayed unknown.

Drawn from dice of each child's own, so that whatever is added here leaves the rest of a caseload as it is.
"""

import random
from datetime import timedelta

from cases.enums import (
    BirthBasis,
    Confidence,
    MissingReason,
    NeedDomain,
    NeedFinding,
    NeedResponse,
    Question,
    SourceKind,
)
from cases.models import MissingAnswer, Need
from cases.seeding import chances

YEAR_DAYS = 365.25


def own_dice(row):
    """Dice that always fall the same for the same row."""
    return random.Random(row.public_id)  # nosec B311


def sure_of_birth(dice, basis):
    """How sure a birth is that is known by ``basis``; empty where nobody said."""
    return Confidence.CONFIRMED if basis == BirthBasis.DOCUMENT else chances.draw(dice, chances.BIRTH_DOUBTS)


def add_learnt(setting, child, *, place, found, trip=None):
    """Say where the child was found; of those who wait also what they need, and what nobody could say."""
    dice = own_dice(child)
    is_found = _add_found(dice, child, place, found)
    if trip is None:
        _add_needs(setting, dice, child)
        _add_unanswered(setting, dice, child, is_found=is_found, was_moved=place.closed_date is not None)


def _add_found(dice, child, place, found):
    if dice.random() < chances.FOUND_NOT_RECORDED:
        return False
    if place.closed_date and found >= place.closed_date:
        place = place.successor
    child.found_place_id, child.found_country_id, child.found_date = place.pk, place.country_id, found
    return True


def _add_needs(setting, dice, child):
    years = (setting.today - child.person.birth_latest).days / YEAR_DAYS
    for domain, asked, findings in chances.NEEDS:
        if dice.random() >= asked:
            continue
        finding = chances.draw(dice, findings)
        if domain == NeedDomain.EDUCATION and years < 6:
            finding = NeedFinding.TOO_YOUNG_FOR_SCHOOL
        _add_findings(setting, dice, child, domain, finding)


def _add_findings(setting, dice, child, domain, finding):
    """The finding that holds now and, for some, one before it."""
    span = (setting.today - child.registered_date).days
    since = child.registered_date + timedelta(days=dice.randint(0, span))
    before = chances.BEFORE.get(finding)
    if before and since > child.registered_date and dice.random() < 0.3:
        _add_need(setting, dice, child, domain, before, child.registered_date, until=since)
    _add_need(setting, dice, child, domain, finding, since)


def _add_need(setting, dice, child, domain, finding, since, until=None):
    well = finding in chances.NOTHING_DUE
    setting.tables.add(
        Need(
            child_id=child.pk,
            domain=domain,
            finding=finding,
            response=NeedResponse.NOTHING_DUE if well else chances.draw(dice, chances.RESPONSES),
            from_date=since,
            to_date=until,
            source=dice.choice((SourceKind.STAFF, SourceKind.MOTHER, SourceKind.CARER)),
            confidence=dice.choice((Confidence.CONFIRMED, Confidence.REPORTED)),
        ),
        dice=dice,
    )


def _add_unanswered(setting, dice, child, *, is_found, was_moved):
    open_questions = {
        Question.FOUND: not is_found,
        Question.ORIGIN: not child.person.region_of_origin,
        Question.LIVED_BEFORE: not was_moved,
    }
    for question, is_open in open_questions.items():
        if is_open and dice.random() < chances.UNANSWERED:
            add_unanswered(setting, dice, child.person, question)


def add_unanswered(setting, dice, person, question):
    """Say why a question about a person has no answer; returns the row."""
    reason = chances.draw(dice, chances.MISSING_REASONS)
    row = MissingAnswer(person_id=person.pk, question=question, reason=MissingReason(reason))
    return setting.tables.add(row, dice=dice)
