"""Journey: a supervisor closes a camp; everybody who was there moves in one step, and the files say so."""

import datetime
import re

import pytest

from cases.enums import AfterClosing, Confidence, PlaceKind, Role
from cases.models import Country, Place, User
from cases.people.actions import record_whereabouts
from cases.places.actions import add_place
from cases.places.closing import stays_at
from tests.journeys.families import CASEWORKER, two_siblings
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

SISTER, BROTHER, MOTHER = "Zumrad Testova", "Bahrom Testov", "Gulbahor Testova"
CAMP, SUCCESSOR = "Camp of the walk", "Camp that took its place"
# Long enough ago in every time zone.
DAY = datetime.date.today() - datetime.timedelta(days=2)
PLACE = re.compile(r"/places/[0-9a-f-]{36}/")


@two_walks
def test_a_camp_is_closed(visitor, live_app):
    camp, sister = given_two_siblings_in_a_camp(visitor)

    when_the_closing_is_begun(visitor, camp)
    then_the_review_shows_who_is_there(visitor)

    when_the_brother_is_said_to_be_lost_and_the_day_is_looked_at_again(visitor)
    when_it_is_pressed(visitor)
    then_the_page_says_where_people_went(visitor)
    then_nobody_is_left(camp)
    then_the_files_say_so(visitor, sister)
    visitor.never_put_in_an_address("zumrad", "testov", "bahrom")


def given_two_siblings_in_a_camp(visitor):
    by = User.objects.get(full_name=CASEWORKER)
    iraq = Country.objects.get(pk="IQ")
    camp, _successor = (
        add_place(by=by, name=name, kind=PlaceKind.CAMP, country=iraq, capacity=200)
        for name in (CAMP, SUCCESSOR)
    )
    sister = two_siblings(SISTER, BROTHER, mother=MOTHER)
    for person in _both(sister):
        record_whereabouts(
            by=by,
            person=person,
            place=camp,
            from_date=DAY - datetime.timedelta(days=30),
            confidence=Confidence.REPORTED,
        )
    visitor.enters_as(Role.SUPERVISOR)
    return camp, sister


def _both(sister):
    group = sister.person.family_memberships.get().group
    return [membership.person for membership in group.memberships.filter(person__child__isnull=False)]


def when_the_closing_is_begun(visitor, camp):
    visitor.opens(f"/places/{camp.public_id}/")
    visitor.reads(CAMP, "2 of 200 places")
    visitor.looks_around()
    visitor.follows("Close this site")
    visitor.looks_around()
    visitor.writes("Day of closing", DAY.isoformat())
    visitor.chooses("Where were people moved?", SUCCESSOR)
    visitor.presses("See who is there")


def then_the_review_shows_who_is_there(visitor):
    visitor.reads("2 children are here", SISTER, BROTHER, "Your office")
    visitor.looks_around()


def when_the_brother_is_said_to_be_lost_and_the_day_is_looked_at_again(visitor):
    visitor.chooses(BROTHER, AfterClosing.LOST.label)
    visitor.presses("Change this")
    visitor.presses("See who is there")
    visitor.reads(SISTER, BROTHER)


def when_it_is_pressed(visitor):
    visitor.presses("Close the site and move 2 people")
    visitor.is_at(PLACE)


def then_the_page_says_where_people_went(visitor):
    visitor.is_told("The site is closed")
    visitor.reads(
        "Closed",
        f"People were moved to {SUCCESSOR}",
        f"The site closed; replaced by {SUCCESSOR}",
        part=None,
    )
    visitor.looks_around()


def then_nobody_is_left(camp):
    camp = Place.objects.get(pk=camp.pk)
    assert camp.closed_date == DAY
    assert not stays_at(camp).exists()


def then_the_files_say_so(visitor, sister):
    (brother,) = (person for person in _both(sister) if person != sister.person)
    visitor.opens(f"/children/{sister.public_id}/")
    visitor.reads(SUCCESSOR)
    visitor.opens(f"/children/{brother.child.public_id}/")
    visitor.reads("Whereabouts unknown since the site closed.")
