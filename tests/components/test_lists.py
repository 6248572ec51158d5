"""What every list page does, shown on the list of places: order, pages, chips, counts; and choosing a State."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from cases.components.lists import listing
from cases.components.state_field import StateField, state_choices
from cases.models import Country, Place
from cases.places.filters import ORDERS, PlaceFilter
from tests.factories import PlaceFactory


def places(query="", size=2):
    request = RequestFactory().get(f"/places/?{query}")
    filterset = PlaceFilter(request.GET, queryset=Place.objects.select_related("country"))
    return listing(request, filterset, orders=ORDERS, default="name", size=size)


@pytest.fixture
def five(db):
    for letter in "CAEBD":
        PlaceFactory(name=f"Camp {letter}", kind="transit" if letter == "E" else "camp")


def names(found):
    return [place.name[-1] for place in found.page]


def test_pages_follow_one_another_in_both_directions(five):
    first = places()
    second = places(first.next[1:])
    third = places(second.next[1:])
    assert [names(page) for page in (first, second, third)] == [["A", "B"], ["C", "D"], ["E"]]
    assert (first.previous, third.next) == ("", "")
    assert names(places(third.previous[1:])) == ["C", "D"]
    assert names(places(second.previous[1:])) == ["A", "B"]


def test_neighbours_keep_filters_and_order(five):
    found = places("kind=camp&sort=-name")
    assert names(found) == ["D", "C"]
    query = QueryDict(found.next[1:])
    assert (query["kind"], query["sort"]) == ("camp", "-name")
    assert found.carried == [("sort", "-name")]


@pytest.mark.parametrize("query", ["after=1", "after=%00", "after=", "before=x", "sort=password"])
def test_an_edge_or_order_that_is_none_leads_to_the_first_page(five, query):
    found = places(query)
    assert (names(found), found.sort, found.status, found.carried) == (["A", "B"], "name", 200, [])


def test_chips_say_what_is_filtered_and_take_it_away(five):
    found = places("kind=camp&state=IQ&name=camp&after=1")
    assert [(str(chip.label), chip.url) for chip in found.chips] == [
        ("Name or area: camp", "?kind=camp&state=IQ"),
        ("Kind: Camp", "?state=IQ&name=camp"),
        ("State: Iraq", "?kind=camp&name=camp"),
    ]
    assert found.count.value == 4


def test_a_filter_that_is_not_understood_shows_no_rows(five):
    """Promise 18: rather nothing than rows that were not asked for."""
    found = places("kind=castle")
    assert (found.status, names(found), found.count.value) == (400, [], 0)
    assert "kind" in found.form.errors


def test_states_asked_stand_first_each_group_in_its_alphabet(db, django_assert_num_queries):
    Country.objects.filter(code__in=["TJ", "AZ"]).update(is_destination=True)
    with django_assert_num_queries(1):
        empty, (_label, asked), (_other_label, others) = list(iter(StateField().choices))
    assert empty[0] == ""
    assert [str(name) for _code, name in asked] == ["Azerbaijan", "Tajikistan"]
    assert [str(name) for _code, name in others][:2] == ["Afghanistan", "Åland Islands"]


def test_a_state_outside_the_usual_ones_can_be_chosen(db):
    Country.objects.filter(code="TJ").update(is_destination=True)
    assert state_choices() == [("TJ", "Tajikistan")]
    assert state_choices(chosen="GL") == [("GL", "Greenland"), ("TJ", "Tajikistan")]
