"""What waits for a caseworker or supervisor: each task is there while the data says so."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.children.actions import assign
from cases.enums import (
    BirthPrecision,
    CaseStatus,
    ClaimStatus,
    PassengerResult,
    TransferStatus,
    WhereaboutsKind,
)
from cases.home.presenters import COUNTED, SHOWN, Waiting
from cases.home.tasks import days_open, days_over
from cases.models import Child, FollowedCase, years_before
from cases.people.ages import turning_between
from tests.factories import (
    CaseAssignmentFactory,
    CaseFlagFactory,
    ChildFactory,
    ClaimDecisionFactory,
    NationalityFactory,
    PassengerFactory,
    TransferFactory,
    WhereaboutsFactory,
)
from tests.people import client_of


def today():
    return timezone.localdate()


def day(distance):
    return today() + datetime.timedelta(days=distance)


def settled_child(user, **values):
    """A child in the care of ``user`` of whom nothing is waiting: far from a legal age, claimed, at a place."""
    values.setdefault(
        "person__birth_earliest", today().replace(day=1) - datetime.timedelta(days=365 * 5 + 200)
    )
    values.setdefault("person__birth_latest", values["person__birth_earliest"])
    child = ChildFactory(office=user.office, **values)
    CaseAssignmentFactory(child=child, user=user)
    NationalityFactory(child=child)
    WhereaboutsFactory(person=child.person)
    return child


def tasks_of(user):
    """Everything on the start page, as (group, clock text, title, number)."""
    return [
        (group.code, task.clock_text, task.title, task.number)
        for group in Waiting(user, today()).groups
        for kind in group.kinds
        for task in kind.tasks
    ]


def test_of_a_child_with_claim_place_and_caseworker_nothing_waits(caseworker, supervisor):
    settled_child(caseworker)
    assert tasks_of(caseworker) == []
    assert tasks_of(supervisor) == []


def test_a_transfer_after_its_planned_day_waits_for_its_marks(caseworker):
    transfer = TransferFactory(office=caseworker.office, planned_date=day(-3), status=TransferStatus.BOARDING)
    PassengerFactory(transfer=transfer, person=settled_child(caseworker).person)
    empty = TransferFactory(office=caseworker.office, planned_date=day(-1))
    assert tasks_of(caseworker) == [
        ("over", "3 days over", "Mark who travelled, or set another day", transfer.number),
        ("over", "1 day over", "Nobody is on the list: set another day, or cancel", empty.number),
    ]


def test_how_long_is_said_as_a_person_says_it():
    assert [days_open(days) for days in (0, 1, 59, 60, 719, 800)] == [
        "since today",
        "for 1 day",
        "for 59 days",
        "for 2 months",
        "for 23 months",
        "for 2 years",
    ]
    assert [days_over(days) for days in (1, 2, 60, 2437)] == [
        "1 day over",
        "2 days over",
        "2 months over",
        "6 years over",
    ]


def test_a_transfer_that_departed_or_was_cancelled_waits_for_nothing(caseworker):
    passenger = PassengerFactory(
        transfer=TransferFactory(office=caseworker.office, planned_date=day(-3)),
        person=settled_child(caseworker).person,
        result=PassengerResult.NOT_TRAVELLED,
        not_travelled_reason="unfit",
    )
    transfer = passenger.transfer
    transfer.status, transfer.departed_at = TransferStatus.DEPARTED, timezone.now()
    transfer.save()
    TransferFactory(office=caseworker.office, planned_date=day(-3), status=TransferStatus.CANCELLED)
    assert tasks_of(caseworker) == []


def test_transfers_of_the_next_days_stand_under_soon(caseworker, other_caseworker):
    near = TransferFactory(office=caseworker.office, planned_date=day(5))
    now = TransferFactory(office=caseworker.office, planned_date=today())
    TransferFactory(office=caseworker.office, planned_date=day(31))
    TransferFactory(office=other_caseworker.office, planned_date=day(5))
    assert tasks_of(caseworker) == [
        ("soon", "today", "Prepare the transfer", now.number),
        ("soon", "in 5 days", "Prepare the transfer", near.number),
    ]


@pytest.mark.parametrize(("sent", "waits"), [(-91, True), (-90, False), (-200, True)])
def test_a_claim_sent_long_ago_without_a_reply_is_over_its_date(caseworker, sent, waits):
    child = settled_child(caseworker)
    claim = child.nationalities.get()
    claim.claimed_date = day(-300)
    claim.save()
    ClaimDecisionFactory(nationality=claim, status=ClaimStatus.SUBMITTED, decided_date=day(sent))
    expected = {-91: "1 day over", -200: "3 months over"}.get(sent)
    found = [("over", expected, "No reply from Tajikistan to the claim", child.case_number)]
    assert tasks_of(caseworker) == (found if waits else [])
    ClaimDecisionFactory(nationality=claim, status=ClaimStatus.CONFIRMED, decided_date=today())
    assert tasks_of(caseworker) == []


@pytest.mark.parametrize("years", [3, 9, 12, 18])
def test_a_legal_age_is_told_as_a_range(caseworker, years):
    born = day(20).replace(year=day(20).year - years)
    child = settled_child(
        caseworker,
        person__birth_earliest=born,
        person__birth_latest=born + datetime.timedelta(days=100),
        person__birth_precision="range",
    )
    ((group, clock, title, number),) = tasks_of(caseworker)
    _first, last = turning_between(years, born, born + datetime.timedelta(days=100))
    within = f"within {(last - today()).days} days"
    assert (group, clock, number) == ("soon", within, child.case_number)
    assert title.startswith(f"Turns {years} between ")


def test_a_coming_transfer_says_how_many_are_listed(caseworker):
    transfer = TransferFactory(office=caseworker.office, planned_date=day(5))
    for _number in range(2):
        PassengerFactory(transfer=transfer, person=settled_child(caseworker).person)
    (group,) = Waiting(caseworker, today()).groups
    assert group.kinds[0].tasks[0].note == "2 people listed"


def test_a_birthday_far_off_or_past_is_no_task(caseworker):
    for distance in (-1, 91):
        born = day(distance).replace(year=day(distance).year - 9)
        settled_child(caseworker, person__birth_earliest=born, person__birth_latest=born)
    assert tasks_of(caseworker) == []


@pytest.mark.parametrize("is_known", [True, False])
def test_an_age_that_is_reached_today_is_told_of_a_known_birthday_alone(caseworker, is_known):
    """Nobody who is "3 to 5" today turns 3: that is over for certain."""
    last = years_before(today(), 3)
    first = last if is_known else years_before(today(), 6) + datetime.timedelta(days=1)
    settled_child(
        caseworker,
        person__birth_earliest=first,
        person__birth_latest=last,
        person__birth_precision=BirthPrecision.DAY if is_known else BirthPrecision.RANGE,
    )
    assert len(tasks_of(caseworker)) == is_known


def test_a_child_without_claim_place_or_caseworker_stands_under_open(caseworker, supervisor):
    child = settled_child(caseworker, registered_date=day(-10))
    child.nationalities.all().delete()
    child.person.whereabouts.all().delete()
    WhereaboutsFactory(person=child.person, kind=WhereaboutsKind.UNKNOWN, place=None, from_date=day(-2))
    open_tasks = [
        ("open", "for 2 days", "Find out where the child is", child.case_number),
        ("open", "for 10 days", "Record a nationality claim", child.case_number),
    ]
    assert tasks_of(caseworker) == open_tasks
    child.assignments.all().delete()
    nobody = ("open", "for 10 days", "Say who is responsible", child.case_number)
    assert tasks_of(caseworker) == [nobody]
    assert tasks_of(supervisor) == [open_tasks[0], nobody, open_tasks[1]]


def test_children_of_colleagues_and_of_other_offices_are_not_mine(caseworker, supervisor, other_caseworker):
    """Promise 1."""
    of_colleague = settled_child(supervisor)
    of_colleague.nationalities.all().delete()
    settled_child(other_caseworker).nationalities.all().delete()
    assert tasks_of(caseworker) == []
    assert [number for *_words, number in tasks_of(supervisor)] == [of_colleague.case_number]


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.POST_RETURN])
def test_closed_cases_and_returned_children_wait_for_no_claim(caseworker, status):
    child = settled_child(caseworker)
    child.nationalities.all().delete()
    reason = "goals_met" if status == CaseStatus.CLOSED else ""
    Child.objects.filter(pk=child.pk).update(status=status, closure_reason=reason)
    assert tasks_of(caseworker) == []


def test_many_of_one_kind_are_shortened_with_the_way_to_all(caseworker):
    for _number in range(SHOWN + 2):
        settled_child(caseworker).nationalities.all().delete()
    (group,) = Waiting(caseworker, today()).groups
    (kind,) = group.kinds
    assert (len(kind.tasks), kind.count, kind.has_more) == (SHOWN, SHOWN + 2, True)
    client = client_of(caseworker)
    page = client.get("/").content.decode()
    assert f"Children without any nationality claim: see all {SHOWN + 2}" in page
    assert f"{SHOWN + 2} tasks." in page
    assert len(client.get(kind.url).context["tasks"]) == SHOWN + 2


def test_counting_stops_at_a_limit(caseworker, monkeypatch):
    monkeypatch.setattr("cases.home.presenters.COUNTED", 2)
    for _number in range(4):
        settled_child(caseworker).nationalities.all().delete()
    waiting = Waiting(caseworker, today())
    assert not waiting.is_counted
    assert waiting.groups[0].count_text == "more than 2 tasks"
    assert COUNTED > SHOWN


def test_all_of_one_kind_page_by_page(caseworker, monkeypatch):
    monkeypatch.setattr("cases.components.keyset.page_of.__kwdefaults__", {"size": 2})
    for distance in range(5):
        child = settled_child(caseworker, registered_date=day(-distance))
        child.nationalities.all().delete()
    client, url, seen = client_of(caseworker), "/waiting/no-claim/", []
    following = "?"
    while following:
        response = client.get(url + following)
        seen += [task.number for task in response.context["tasks"]]
        following = response.context["next"]
    registered = Child.objects.order_by("registered_date").values_list("case_number", flat=True)
    assert seen == list(registered)


@pytest.mark.parametrize(
    "kind",
    ["transfers-over", "transfers-soon", "claims-unanswered", "legal-clocks", "whereabouts", "no-claim"],
)
def test_each_kind_has_its_page(caseworker, kind):
    assert client_of(caseworker).get(f"/waiting/{kind}/").status_code == 200
    assert client_of(caseworker).get(f"/waiting/{kind}/?after=1").status_code == 200


def test_unknown_kinds_are_not_found(caseworker, supervisor):
    assert client_of(supervisor).get("/waiting/no-caseworker/").status_code == 200
    assert client_of(caseworker).get("/waiting/no-caseworker/").status_code == 200
    assert client_of(caseworker).get("/waiting/everything/").status_code == 404
    assert client_of(caseworker).post("/waiting/no-claim/").status_code == 405


@pytest.mark.parametrize("who", ["official", "coordinator", "officer", "administrator"])
def test_who_opens_no_case_files_has_no_tasks(request, who):
    """Promise 4."""
    assert client_of(request.getfixturevalue(who)).get("/waiting/no-claim/").status_code == 403


def test_each_group_says_that_it_counts_tasks(caseworker):
    settled_child(caseworker).nationalities.all().delete()
    assert [group.count_text for group in Waiting(caseworker, today()).groups] == ["1 task"]
    assert "Without a fixed day" in client_of(caseworker).get("/").content.decode()


def test_a_flag_waits_by_its_day(caseworker, supervisor, other_caseworker):
    child = settled_child(caseworker)
    for distance in (-2, 0, 4, 8):
        CaseFlagFactory(child=child, due_date=day(distance), raised_by=supervisor)
    CaseFlagFactory(
        child=child, due_date=day(-1), raised_by=supervisor, lowered_date=today(), lowered_by=supervisor
    )
    CaseFlagFactory(child=settled_child(supervisor), due_date=day(-1), raised_by=supervisor)
    CaseFlagFactory(child=settled_child(other_caseworker), due_date=day(-1), raised_by=other_caseworker)
    title, number = "A date to keep", child.case_number
    assert tasks_of(caseworker) == [
        ("over", "2 days over", title, number),
        ("today", "today", title, number),
        ("soon", "in 4 days", title, number),
    ]
    assert len(tasks_of(supervisor)) == 4


def test_the_flags_of_a_followed_case_wait_on_the_start_page_too(caseworker, supervisor, other_caseworker):
    followed, lost = settled_child(supervisor), settled_child(other_caseworker)
    for child in (followed, lost, settled_child(supervisor)):
        CaseFlagFactory(child=child, due_date=today(), raised_by=supervisor)
    for child in (followed, lost):  # the second is kept by another office now
        FollowedCase.objects.create(user=caseworker, child=child)
    assert tasks_of(caseworker) == [("today", "today", "A date to keep", followed.case_number)]


def test_a_case_in_which_nothing_changed_for_sixty_days_waits_for_a_look(caseworker):
    for distance in (-59, -61):
        child = settled_child(caseworker)
        Child.objects.filter(pk=child.pk).update(
            updated_at=timezone.now() + datetime.timedelta(days=distance)
        )
    expected = ("open", "for 2 months", "Nothing changed: look whether all is still so", child.case_number)
    assert tasks_of(caseworker) == [expected]


def test_a_case_handed_over_by_a_colleague_is_told_for_a_week(caseworker, supervisor):
    given, own = settled_child(supervisor), settled_child(supervisor)
    assign(by=supervisor, child=given, user=caseworker, reason="Speaks Tajik")
    assign(by=caseworker, child=own, user=caseworker)
    (task,) = tasks_of(caseworker)
    assert task == ("open", "since today", "Omar Rashid handed you this case", given.case_number)
    assert "Speaks Tajik" in client_of(caseworker).get("/").content.decode()
    given.assignments.update(created_at=timezone.now() - datetime.timedelta(days=8))
    assert tasks_of(caseworker) == []


def test_an_age_of_law_within_ninety_days_shows_the_range_of_its_days(caseworker):
    """Never a day that nobody knows: a child of whom a month is known turns 12 in a range."""
    first = years_before(today() + datetime.timedelta(days=20), 12)
    last = first + datetime.timedelta(days=30)
    settled_child(
        caseworker,
        person__birth_earliest=first,
        person__birth_latest=last,
        person__birth_precision=BirthPrecision.RANGE,
    )
    ((group, clock, title, _number),) = tasks_of(caseworker)
    assert (group, clock) == ("soon", "within 50 days")
    assert title.startswith("Turns 12 between ")


def test_without_children_the_start_page_teaches_the_first_steps(caseworker, supervisor):
    page = client_of(supervisor).get("/").content.decode()
    assert "First steps" in page
    assert reverse("places:add") in page
    assert reverse("places:add") not in client_of(caseworker).get("/").content.decode()
    settled_child(caseworker)
    assert "First steps" not in client_of(caseworker).get("/").content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_the_start_page_costs_the_same_at_any_length(caseworker, rows, django_assert_num_queries):
    client = client_of(caseworker)
    for _number in range(rows):
        settled_child(caseworker).nationalities.all().delete()
        TransferFactory(office=caseworker.office, planned_date=day(3))
        claimed = settled_child(caseworker)
        claimed.nationalities.update(claimed_date=day(-300))
        ClaimDecisionFactory(
            nationality=claimed.nationalities.get(), status=ClaimStatus.SUBMITTED, decided_date=day(-100)
        )
    with django_assert_num_queries(39):
        client.get("/")
