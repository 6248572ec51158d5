"""The days of earlier places: none to come, none at a site after it closed, none after the child came to where it is."""

import datetime

import pytest

from cases.enums import Separation
from cases.models import Child, Person, SeparationPeriod, Whereabouts
from tests.factories import PlaceFactory
from tests.intake.walking import minimum

pytestmark = pytest.mark.django_db

CLOSED = datetime.date(2018, 5, 1)


@pytest.fixture
def closed(db):
    return PlaceFactory(name="Camp 0", closed_date=CLOSED)


def errors_of_row(response):
    return response.context["form"].rows[0].errors


@pytest.mark.parametrize("until", ["", "2021-01-01", "2017-06-01"])
def test_a_stay_at_a_closed_site_ends_when_that_closed_at_the_latest(registering, place, closed, until):
    before = {"row0-place": str(closed.public_id), "row0-from_date": "2017-01-01", "row0-to_date": until}
    registering.answers(minimum(place, before=before | {"row0-company": "with_father"}))
    assert registering.records().status_code == 302
    ended = datetime.date(2017, 6, 1) if until.startswith("2017") else CLOSED
    assert Whereabouts.objects.get(place=closed).to_date == ended
    company = SeparationPeriod.objects.get(status=Separation.WITH_FATHER)
    assert company.to_date == ended


def test_a_stay_that_begins_after_the_site_closed_has_its_message_beside_the_day(registering, closed):
    response = registering.sends(
        "child-1-before", **{"row0-place": str(closed.public_id), "row0-from_date": "2018-05-01"}
    )
    assert response.status_code == 422
    assert "closed on 1 May 2018" in str(errors_of_row(response)["from_date"])


def test_a_stay_that_begins_after_the_child_came_has_its_message_beside_the_day(registering, place):
    """Also where the day of coming is changed afterwards: the page of all answers leads back to the row."""
    where = {"from_date": "2019-02-01", "confidence": "confirmed"}
    before = {"row0-country": "TR", "row0-from_date": "2019-02-02"}
    registering.answers(minimum(place, where=where))
    response = registering.sends("child-1-before", **before)
    assert response.status_code == 422
    assert "after the child came" in str(errors_of_row(response)["from_date"])
    response = registering.records()
    assert response.status_code == 422
    assert [problem["label"] for problem in response.context["page"].problems] == [
        "Child 1: Where was the child before?"
    ]
    assert not Person.objects.exists()
    registering.answers({"child-1-before": before | {"row0-from_date": "2019-02-01"}})
    registering.records()
    assert Child.objects.exists()


def test_a_day_of_coming_that_is_no_day_is_no_fault_of_the_earlier_places(registering):
    registering.sends("child-1-where", from_date="\x00")
    registering.answers({"child-1-before": {"row0-country": "TR", "row0-from_date": "2019-02-02"}})
