"""The numbers of the start page, each leading to as many rows; and what comes soon, in the order of its days."""

import datetime

import pytest

from cases.enums import LEGAL_CLOCK_YEARS, BirthPrecision, CaseStatus
from cases.home.numbers import Caseload
from cases.home.presenters import Waiting
from cases.home.waiting import KINDS
from cases.models import Child, years_before
from cases.people.ages import turning_between
from tests.factories import CaseFlagFactory, ClaimDecisionFactory, PassengerFactory, TransferFactory
from tests.home.test_tasks import day, settled_child, tasks_of, today
from tests.people import client_of


def test_the_numbers_of_the_own_children(caseworker, supervisor):
    child = settled_child(caseworker)
    ClaimDecisionFactory(nationality=child.nationalities.get())
    PassengerFactory(transfer=TransferFactory(office=caseworker.office), person=child.person)
    returned = settled_child(supervisor)
    Child.objects.filter(pk=returned.pk).update(status=CaseStatus.POST_RETURN)
    assert [number.value for number in Caseload(caseworker).numbers] == [1, 1, 1, 0, 1, 0]
    assert [number.value for number in Caseload(supervisor).numbers] == [2, 2, 1, 0, 1, 1]


def test_each_number_leads_to_a_list_of_exactly_as_many(caseworker, supervisor):
    child = settled_child(caseworker)
    ClaimDecisionFactory(nationality=child.nationalities.get())
    PassengerFactory(transfer=TransferFactory(office=caseworker.office), person=child.person)
    settled_child(caseworker).nationalities.all().delete()
    Child.objects.filter(pk=settled_child(caseworker).pk).update(status=CaseStatus.POST_RETURN)
    Child.objects.filter(pk=settled_child(caseworker).pk).update(
        status=CaseStatus.CLOSED, closure_reason="goals_met"
    )
    settled_child(supervisor)
    for user, whole, still_open in ((caseworker, 4, 3), (supervisor, 5, 4)):
        caseload = Caseload(user)
        numbers = caseload.numbers
        assert [number.value for number in numbers] == [whole, still_open, 1, 1, 1, 1]
        for number in numbers:
            page = client_of(user).get(number.url)
            assert page.context["list"].count.value == number.value, number.label
        page = client_of(user).get("/").content.decode()
        assert f'href="{caseload.url.replace("&", "&amp;")}">See all {whole}</a>' in page
    said = [number.label for number in Caseload(caseworker).numbers]
    assert said[:2] == ["cases in my care, closed ones too", "open cases"]


def test_what_may_be_handed_over_is_what_is_in_my_care(caseworker):
    """The two pages count the same cases."""
    for closed in (False, True):
        child = settled_child(caseworker)
        if closed:
            Child.objects.filter(pk=child.pk).update(status=CaseStatus.CLOSED, closure_reason="goals_met")
    assert Caseload(caseworker).count == 2
    assert "2 cases are in your care." in client_of(caseworker).get("/handover/").content.decode()


def test_what_comes_soon_stands_in_the_order_of_its_days(caseworker, supervisor):
    """Whatever kind it is of."""
    child = settled_child(caseworker)
    TransferFactory(office=caseworker.office, planned_date=day(15))
    for distance in (2, 6):
        CaseFlagFactory(child=child, due_date=day(distance), raised_by=supervisor)
    born = years_before(day(4), 9)
    settled_child(caseworker, person__birth_earliest=born, person__birth_latest=born)
    (group,) = Waiting(caseworker, today()).groups
    assert [task.clock_text for task in group.tasks] == ["in 2 days", "in 4 days", "in 6 days", "in 15 days"]
    page = client_of(caseworker).get("/").content.decode()
    assert page.index("in 2 days") < page.index("in 4 days") < page.index("in 15 days")


@pytest.mark.parametrize("years", LEGAL_CLOCK_YEARS)
def test_legal_ages_stand_in_the_order_of_the_day_they_print(caseworker, years):
    """By the last day on which it may be, however early the first one is."""
    for soonest, latest in ((3, 40), (-60, 20), (10, 10), (-2, 60)):
        settled_child(
            caseworker,
            person__birth_earliest=years_before(day(soonest), years),
            person__birth_latest=years_before(day(latest), years),
            person__birth_precision=BirthPrecision.RANGE,
        )
    clocks = [clock for _group, clock, _title, _number in tasks_of(caseworker)]
    assert clocks == ["in 10 days", "within 20 days", "within 40 days", "within 60 days"]


@pytest.mark.parametrize(
    ("born", "years", "turns"),
    [
        (datetime.date(2016, 2, 29), 3, datetime.date(2019, 3, 1)),
        (datetime.date(2016, 2, 29), 12, datetime.date(2028, 2, 29)),
        (datetime.date(2016, 2, 28), 3, datetime.date(2019, 2, 28)),
        (datetime.date(2016, 3, 1), 9, datetime.date(2025, 3, 1)),
        (datetime.date(2015, 12, 31), 18, datetime.date(2033, 12, 31)),
    ],
)
def test_the_order_counts_birthdays_as_the_page_does(caseworker, born, years, turns):
    child = settled_child(caseworker, person__birth_earliest=born, person__birth_latest=born)
    assert turning_between(years, born, born) == (turns, turns)
    rows = KINDS["legal-clocks"].rows(caseworker, turns - datetime.timedelta(days=5))
    assert rows.get(pk=child.pk).turns_by == turns
