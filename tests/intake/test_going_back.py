""" "Back" is a press like any other: what stands on the page is kept, valid or not, and the question before opens."""

import pytest

from cases.intake.steps import Answers, steps_of
from tests.intake.walking import OTHER_PAGE, family

pytestmark = pytest.mark.django_db


def test_back_leads_to_the_question_before_with_what_was_typed(registering):
    registering.sends("family", children="2", here=["mother"])
    assert registering.presses("back", "place").url == f"{registering.url}family/"
    form = registering.opens("family").context["form"]
    assert (form["children"].value(), form["here"].value()) == ("2", ["mother"])


def test_going_back_keeps_what_was_typed_even_where_it_is_not_valid(registering):
    """Promise 13: without JavaScript, too."""
    registering.sends("family", children="1", here=["mother"])
    response = registering.presses("back", "child-1-name", name_latin="Зарина")
    assert response.url == f"{registering.url}father/"
    assert registering.opens("child-1-name").context["form"]["name_latin"].value() == "Зарина"


def test_the_first_question_leads_back_to_the_list(registering):
    assert registering.presses("back", "family", children="2").url == "/register/"
    assert registering.draft.answers["family"]["typed"]["children"] == ["2"]


def test_a_question_that_was_only_looked_at_is_not_answered_by_going_back(registering, place):
    """Every step as it is opened, with what earlier answers fill in."""
    registering.answers({step: typed for step, typed in family(place).items() if "child" not in step})
    kept = set(registering.draft.answers)
    for step in steps_of(Answers(registering.draft)):
        assert registering.presses("back", step.slug).status_code == 302, step.slug
    assert set(registering.draft.answers) == kept


def test_back_leads_to_all_answers_where_somebody_came_from_there(registering, place):
    registering.answers(family(place))
    response = registering.presses("back", "child-2-name", "?from=check", name_latin="Timur Saidow")
    assert response.url == f"{registering.url}check/#child-2-name"
    assert registering.draft.answers["child-2-name"]["typed"]["name_latin"] == ["Timur Saidow"]


def test_enter_in_a_field_goes_on_and_not_back(registering):
    """The first button that belongs to the form is the one that Enter presses."""
    page = registering.opens("place").content.decode()
    first = page.index('form="step-form"')
    assert "Continue" in page[first : page.index("</button>", first)]
    assert first < page.index('name="back"')


def test_going_back_from_a_step_that_changed_elsewhere_shows_both_versions(registering):
    """Promise 13."""
    version = registering.draft.version
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    stale = {"version": version, "page": OTHER_PAGE, "name_latin": "Zarrina Saidowa", "back": "1"}
    response = registering.client.post(f"{registering.url}child-1-name/", stale)
    assert response.status_code == 409
    assert "Zarrina Saidowa" in response.content.decode()
