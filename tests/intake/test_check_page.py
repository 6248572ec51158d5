"""All answers before the press: question by question, at the same cost for many children, and whoever is there by
mistake is taken out.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.intake.steps import Answers, steps_of
from cases.models import Child, Guardian
from tests.factories import PlaceFactory
from tests.intake.walking import OTHER_PAGE, Registering, child_steps, family, minimum

pytestmark = pytest.mark.django_db

MANY_ROWS = {
    "papers": {"rows": "2", "row0-kind": "passport", "row0-custody": "lost", "row0-issuer_country": "RU"},
    "nationality": {"rows": "2", "row0-state": "TJ", "row0-basis": "jus_sanguinis_mother"},
}


def of_children(registering, place, count):
    """A family of ``count`` children, each with a place, an earlier one and States of its own."""
    opening = {step: typed for step, typed in family(place).items() if "child" not in step}
    registering.answers(opening | {"family": {"children": str(count), "here": ["mother"]}})
    for number in range(1, count + 1):
        own, other = (PlaceFactory(name=f"{what} {number} of {count}") for what in ("Home", "Camp"))
        before = {"rows": "2", "row0-place": str(other.public_id), "row1-country": "RU"}
        registering.answers(child_steps(own, number, before=before, **MANY_ROWS))


def cost_of_checking(registering):
    with CaptureQueriesContext(connection) as queries:
        response = registering.opens("check")
    assert not response.context["page"].problems
    return len(queries)


def test_four_children_cost_no_more_queries_than_one(caseworker, place):
    small, large = Registering(caseworker), Registering(caseworker)
    of_children(small, place, 1)
    of_children(large, place, 4)
    cost = cost_of_checking(large)
    assert cost == cost_of_checking(small)
    assert cost < 12


def test_what_is_fetched_together_is_still_judged(registering, place):
    """A place that is no place, and one that nobody has, are no answer."""
    registering.answers(minimum(place))
    for forged in ("x", "11111111-1111-4111-8111-111111111111", "x" * 4000):
        registering.sends("child-1-where", kind="at_place", place=forged, company="alone_unaccompanied")
        response = registering.records()
        assert response.status_code == 422
        assert [problem["label"] for problem in response.context["page"].problems] == [
            "Child 1: Where is the child now, and with whom?"
        ]


def test_each_question_has_one_way_to_change_it_and_is_come_back_to(registering, place):
    registering.answers(family(place))
    text = registering.opens("check").content.decode()
    links = re.findall(r'href="[^"]+/([\w-]+)/\?from=check"', text)
    assert len(links) == len(set(links))
    for step in links:
        assert f'id="{step}"' in text
        assert registering.presses("", step, "?from=check").status_code in (302, 422)
    hidden = re.findall(r'Change<span class="visually-hidden"> ([^<]+)</span>', text)
    assert len(hidden) == len(set(hidden)) == len(links)
    assert "Child 2: When was the child born?" in hidden


# --- taken out ---


def test_a_child_who_was_added_by_mistake_is_taken_out_and_the_others_move_up(registering, place):
    registering.answers(family(place))
    address = f"{registering.url}take-out/child-2/"
    page = registering.client.get(address)
    assert "Timur Saidov" in page.content.decode()
    assert page.context["form"]["version"].value() == registering.draft.version
    response = registering.client.post(address, {"version": registering.draft.version})
    assert response.url == f"{registering.url}check/"
    assert registering.draft.answers["family"]["typed"]["children"] == ["2"]
    assert "Timur" not in str(registering.draft.answers)
    assert registering.opens("child-2-name").context["form"]["name_latin"].value() == "Saida Saidova"
    assert registering.opens("child-3-name").status_code == 404
    registering.records()
    names = {child.person.names.get().full for child in Child.objects.all()}
    assert names == {"Zarina Saidova", "Saida Saidova"}


def test_the_same_press_twice_takes_one_child_out(registering, place):
    """Promise 15: another child bears the number by then."""
    registering.answers(family(place))
    sent = {"version": registering.draft.version}
    first, second = (
        registering.client.post(f"{registering.url}take-out/child-2/", sent) for _press in range(2)
    )
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Look at them once more" in second.content.decode()
    assert registering.draft.answers["family"]["typed"]["children"] == ["2"]
    last = registering.client.post(f"{registering.url}take-out/child-3/", sent)
    assert last.status_code == 409


def test_whoever_has_a_later_child_open_elsewhere_sees_that_it_moved(registering, place):
    """Promise 13."""
    registering.answers(family(place))
    version = registering.draft.version
    registering.client.post(f"{registering.url}take-out/child-1/", {"version": version})
    stale = {"version": version, "page": OTHER_PAGE, "name_latin": "Timur Saidow"}
    response = registering.client.post(f"{registering.url}child-2-name/", stale)
    assert response.status_code == 409
    assert registering.draft.answers["child-2-name"]["typed"]["name_latin"] == ["Saida Saidova"]


def test_the_only_child_is_not_taken_out(registering, place):
    registering.answers(minimum(place))
    assert "Take child" not in registering.opens("check").content.decode()
    assert registering.client.get(f"{registering.url}take-out/child-1/").status_code == 404


def test_a_mother_who_was_added_by_mistake_is_taken_out(registering, place):
    registering.answers(family(place))
    registering.answers({"mother-birth": {"birth_kind": "age", "birth_age": "30"}})
    address = f"{registering.url}take-out/mother/"
    assert "Gulnora Saidova" in registering.client.get(address).content.decode()
    registering.client.post(address, {"version": registering.draft.version})
    assert not [step for step in registering.draft.answers if step.startswith("mother")]
    assert registering.draft.answers["family"]["typed"]["here"] == []
    # The father was answered and is still asked for; that she cares for the children is no longer true.
    assert registering.opens("father").status_code == 200
    labels = [problem["label"] for problem in registering.opens("check").context["page"].problems]
    assert labels == [f"Child {number}: Where is the child now, and with whom?" for number in (1, 2, 3)]
    for number in (1, 2, 3):
        registering.answers(child_steps(place, number, where={"company": "unknown"}))
    registering.records()
    assert (Child.objects.count(), Guardian.objects.count()) == (3, 0)


@pytest.mark.parametrize("who", ["father", "child-4", "child-0", "family", "child-1-name"])
def test_nobody_is_taken_out_who_is_not_there(registering, place, who):
    steps = family(place)
    del steps["father"]
    registering.answers(steps)
    address = f"{registering.url}take-out/{who}/"
    assert registering.client.get(address).status_code == 404
    assert registering.client.post(address, {"version": registering.draft.version}).status_code == 404


def test_a_strangers_draft_loses_nobody(registering, place, other_caseworker):
    """Promise 1."""
    registering.answers(family(place))
    stranger = Registering(other_caseworker).client
    address = f"{registering.url}take-out/child-2/"
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"version": registering.draft.version}).status_code == 404
    assert registering.client.put(address).status_code == 405
    assert registering.client.post(address, {"version": "x"}).status_code == 422
    assert registering.draft.answers["family"]["typed"]["children"] == ["3"]


# --- what the questions cost ---


def cost_of(registering, step):
    with CaptureQueriesContext(connection) as queries:
        assert registering.opens(step).status_code == 200
    return len(queries)


def test_a_question_costs_no_more_for_the_fourth_child_than_for_the_second(caseworker, place):
    """The first child may take its answers from the family, every other from the child before."""
    registering = Registering(caseworker)
    of_children(registering, place, 4)
    for step in steps_of(Answers(registering.draft)):
        cost = cost_of(registering, step.slug)
        assert cost <= 16, (step.slug, cost)
        if step.number == 4:
            assert cost == cost_of(registering, step.slug.replace("child-4", "child-2")), step.slug
