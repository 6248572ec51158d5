"""Quick filters over the list of children: each a question, in the address, together with every other filter."""

import datetime

import pytest
from django.utils import timezone

from cases.children.quick import QUICK
from cases.models import Child, FollowedCase
from tests.factories import (
    CaseAssignmentFactory,
    CaseFlagFactory,
    ChildFactory,
    ClaimDecisionFactory,
    NationalityFactory,
    PassengerFactory,
    TransferFactory,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(caseworker):
    return lambda name, **fields: ChildFactory(office=caseworker.office, name=name, **fields)


@pytest.fixture
def shown(caseworker):
    client = client_of(caseworker)
    return lambda query: client.get(f"/children/?{query}")


def names(response):
    return sorted(row.person.name.text for row in response.context["rows"])


def touched(child, days):
    Child.objects.filter(pk=child.pk).update(updated_at=timezone.now() - datetime.timedelta(days=days))


def test_mine_and_nobodys(shown, child, caseworker, supervisor):
    CaseAssignmentFactory(child=child("Mine"), user=caseworker)
    CaseAssignmentFactory(child=child("Of another"), user=supervisor)
    child("Left over")
    assert names(shown("quick=mine")) == ["Mine"]
    assert names(shown("quick=nobody")) == ["Left over"]


def test_followed(shown, child, caseworker, supervisor):
    FollowedCase.objects.create(user=caseworker, child=child("Followed"))
    FollowedCase.objects.create(user=supervisor, child=child("By another"))
    assert names(shown("quick=followed")) == ["Followed"]


def test_changed_this_week_and_not_for_sixty_days(shown, child):
    for name, days in (("Lately", 6), ("Before", 8), ("Long ago", 61)):
        touched(child(name), days)
    touched(child("Closed", status="closed", closure_reason="goals_met"), 61)
    assert names(shown("quick=week")) == ["Lately"]
    assert names(shown("quick=stale")) == ["Long ago"]


def test_missing_a_claim_and_accepted_by_a_state(shown, child):
    ClaimDecisionFactory(nationality=NationalityFactory(child=child("Accepted")), status="confirmed")
    NationalityFactory(child=child("Claimed"))
    child("Without")
    assert names(shown("quick=no-claim")) == ["Without"]
    assert names(shown("quick=accepted")) == ["Accepted"]


def test_a_raised_flag(shown, child, caseworker):
    one = child("Flagged")
    for _twice in range(2):
        CaseFlagFactory(child=one, raised_by=caseworker)
    done = child("Lowered")
    CaseFlagFactory(child=done, raised_by=caseworker, lowered_by=caseworker, lowered_date="2019-07-30")
    assert names(shown("quick=flagged")) == ["Flagged"]


def test_on_an_open_transfer_and_open(shown, child, caseworker):
    listed = child("Listed")
    PassengerFactory(transfer=TransferFactory(office=caseworker.office), person=listed.person)
    child("Closed", status="closed", closure_reason="goals_met")
    assert names(shown("quick=listed")) == ["Listed"]
    assert names(shown("quick=open")) == ["Listed"]


def test_several_hold_together_and_with_the_other_filters(shown, child, caseworker):
    for name, status in (("Both", "on_hold"), ("Active", "active")):
        CaseAssignmentFactory(child=child(name, status=status), user=caseworker)
    claimed = child("Claimed", status="on_hold")
    CaseAssignmentFactory(child=claimed, user=caseworker)
    NationalityFactory(child=claimed)
    response = shown("quick=mine&quick=no-claim&status=on_hold")
    assert names(response) == ["Both"]
    assert response.context["count_text"] == "1 of 3 children"


def test_the_search_carries_them_along(caseworker, child):
    client = client_of(caseworker)
    sent = {"q": "Saidova", "quick": ["mine", "flagged"], "status": "active"}
    assert client.post("/children/search/", sent).url.startswith(
        "/children/?status=active&quick=mine&quick=flagged&q="
    )


def test_a_press_puts_one_on_and_the_next_takes_it_off(shown, child):
    child("One")
    links = {link.label: link for link in shown("status=active&after=x").context["quick"]}
    assert (links["Mine"].url, links["Mine"].is_on) == ("?status=active&quick=mine", False)
    links = {link.label: link for link in shown("quick=mine&quick=stale").context["quick"]}
    assert (links["Mine"].url, links["Mine"].is_on) == ("?quick=stale", True)
    # Reached from a task only, and shown while it is on.
    assert links["Nothing changed for 60 days"].is_on


@pytest.mark.parametrize("query", ["quick=everything", "quick=%1B", "quick=mine&quick=x"])
def test_one_that_is_not_there_has_its_message(shown, child, query):
    """Promise 18."""
    child("One")
    response = shown(query)
    assert response.status_code == 400
    assert response.context["rows"] == []
    assert "error-text" in response.content.decode()


@pytest.mark.parametrize("code", QUICK)
def test_children_of_another_office_are_in_none(other_caseworker, code, child, caseworker):
    """Promise 1."""
    one = child("Foreign")
    CaseAssignmentFactory(child=one, user=caseworker)
    FollowedCase.objects.create(user=other_caseworker, child=one)
    assert names(client_of(other_caseworker).get(f"/children/?quick={code}")) == []


# --- the way back ---


def test_the_way_back_from_a_case_leads_to_the_list_as_it_was_left(caseworker, child):
    """Promise 7: what was typed is never in the address."""
    one = child("Zarina Saidova")
    client = client_of(caseworker)
    client.post("/children/search/", {"q": "Saidova", "status": "active"}, follow=True)
    page = client.get(f"/children/{one.public_id}/").content.decode()
    back = page.partition('class="back" href="')[2].partition('"')[0]
    assert back.startswith("/children/?status=active&amp;q=")
    assert back.endswith(f"#row-{one.public_id}")
    assert "aidova" not in back
    assert f'id="row-{one.public_id}"' in client.get(back.replace("&amp;", "&")).content.decode()


def test_without_a_list_before_the_way_back_is_the_whole_list(caseworker, child):
    one = child("Zarina")
    page = client_of(caseworker).get(f"/children/{one.public_id}/").content.decode()
    assert f'class="back" href="/children/#row-{one.public_id}"' in page
