"""Answers to questions that no longer apply are named before anything is recorded without them."""

import pytest

from cases.models import Child
from tests.intake.walking import child_steps, family, minimum

pytestmark = pytest.mark.django_db


def left_out(registering):
    return registering.opens("check").context["page"].left_out


def test_a_child_who_is_no_longer_counted_is_named_on_the_page_of_all_answers(registering, place):
    registering.answers(minimum(place) | {"family": {"children": "2", "here": ["mother"]}})
    registering.answers(child_steps(place, 2, full="Timur Saidov"))
    assert left_out(registering) == []
    registering.sends("family", "?from=check", children="1", here=["mother"])
    assert "Child 2: What is the child’s name?" in left_out(registering)
    page = registering.opens("check").content.decode()
    assert "Answered and not recorded" in page
    assert f'href="{registering.url}family/?from=check"' in page
    registering.sends("family", "?from=check", children="2", here=["mother"])
    assert left_out(registering) == []
    registering.records()
    assert Child.objects.count() == 2


def test_a_parent_who_is_no_longer_asked_for_is_named_too(registering, place):
    registering.answers(family(place))
    registering.sends("family", "?from=check", children="3")
    assert left_out(registering) == ["Who is the mother?", "Who is the father?"]
