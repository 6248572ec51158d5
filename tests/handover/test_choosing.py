"""Choosing among many: page by page, by name, by quick filter; brothers and sisters are not parted unseen."""

import pytest

from cases.handover.choosing import CASES_A_PAGE
from cases.models import CaseAssignment
from tests.factories import FamilyGroupFactory, FamilyMembershipFactory, NationalityFactory
from tests.handover.giving import URL, dict_of, held, typed, with_whom


def shown(response):
    return [row.child for group in response.context["choice"].groups for row in group.rows]


def test_one_pages_through_all_cases_and_no_tick_is_lost(client, caseworker, colleague):
    held(caseworker, CASES_A_PAGE + 3)
    first = client.get(URL)
    ticked = shown(first)[:2]
    form = typed(client, colleague, ticked, page=1)
    second = client.post(URL, {**form, "look": first.context["choice"].next})
    assert second.status_code == 200
    assert len(shown(second)) == 3
    assert not {child.pk for child in shown(first)} & {child.pk for child in shown(second)}
    page = second.content.decode()
    assert "Cases 41 to 43 of 43" in page
    assert "2 cases are ticked, 2 of them not shown here" in page
    assert "Away until Monday" in page
    assert f'value="{colleague.public_id}" selected' in page
    kept = second.context["choice"].elsewhere
    assert kept == sorted(str(child.public_id) for child in ticked)
    also = str(shown(second)[0].public_id)
    review = client.post(URL, {**form, "children": [*kept, also], "page": 2})
    assert review.context["count"] == 3


def test_a_name_is_looked_for_and_stands_in_no_address(client, caseworker, colleague):
    """Promise 7."""
    (wanted,) = held(caseworker, name="Zarina Saidova")
    held(caseworker, 2, name="Amina Rahimova")
    response = client.post(URL, {**typed(client, colleague, []), "q": "zarina", "look": "search"})
    assert shown(response) == [wanted]
    assert response.status_code == 200
    review = client.post(URL, typed(client, colleague, [], which="all", q="zarina"))
    assert review.context["count"] == 1, "all means all that are found"
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    assert with_whom(wanted) == colleague
    assert CaseAssignment.objects.current().filter(user=caseworker).count() == 2


def test_a_quick_filter_shows_those_alone(client, caseworker, colleague):
    bare, claimed = held(caseworker, 2)
    NationalityFactory(child=claimed)
    response = client.post(URL, {**typed(client, colleague, [claimed]), "look": "show-no-claim"})
    assert shown(response) == [bare]
    assert response.context["choice"].elsewhere == [str(claimed.public_id)]
    on = [button["value"] for button in response.context["choice"].filters if button["is_on"]]
    assert on == ["show-no-claim"]


@pytest.mark.parametrize(
    "look", ["", "search", "page-0", "page-99999", "page--1", "page-x", "show-x", "\x00"]
)
def test_looking_for_nonsense_shows_the_first_page(client, caseworker, colleague, look):
    """Promise 18."""
    children = held(caseworker, 2)
    sent = {**typed(client, colleague, []), "children": ["x", "\x00"], "q": "\x00", "look": look}
    response = client.post(URL, sent)
    assert response.status_code == 200
    assert set(shown(response)) == set(children)


def test_ticks_of_cases_of_others_are_not_carried_along(client, caseworker, colleague, other_caseworker):
    """Promise 1."""
    held(caseworker)
    (foreign,) = held(other_caseworker)
    response = client.post(URL, {**typed(client, colleague, [foreign]), "look": "search"})
    assert response.context["choice"].elsewhere == []
    assert str(foreign.public_id) not in response.content.decode()


# --- brothers and sisters ---


def family_of(*children, name="Saidov"):
    group = FamilyGroupFactory(office=children[0].office, name=name)
    for child in children:
        FamilyMembershipFactory(group=group, person=child.person)


def test_parting_brothers_and_sisters_is_told_and_may_be_mended(client, caseworker, colleague):
    eldest, second, third, other = held(caseworker, 4)
    family_of(eldest, second, third)
    review = client.post(URL, typed(client, colleague, [eldest, other]))
    page = review.content.decode()
    assert "Brothers and sisters would be with two caseworkers" in page
    assert "Saidov" in page
    assert "Add 2 brothers and sisters" in page
    wider = client.post(URL, {**dict_of(review), "add_siblings": "yes"})
    assert wider.context["count"] == 4
    assert "with two caseworkers" not in wider.content.decode()
    client.post(URL, {**dict_of(wider), "confirmed": "yes"})
    assert {with_whom(child) for child in (eldest, second, third, other)} == {colleague}


def test_parting_them_all_the_same_is_not_forbidden(client, caseworker, colleague):
    eldest, second = held(caseworker, 2)
    family_of(eldest, second)
    review = client.post(URL, typed(client, colleague, [eldest]))
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    assert (with_whom(eldest), with_whom(second)) == (colleague, caseworker)


def test_of_siblings_whom_somebody_else_has_nothing_is_said(client, caseworker, colleague):
    (child,) = held(caseworker)
    (sibling,) = held(colleague)
    family_of(child, sibling)
    assert not client.post(URL, typed(client, colleague, [child])).context["parted"]
