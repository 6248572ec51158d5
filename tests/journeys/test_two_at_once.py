"""Journey: two people change one child at the same time; the second sees both versions, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import Role
from cases.models import PersonName
from tests.journeys.families import one_child
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

NAME = "Amina Sonova"
OF_THE_FIRST, OF_THE_SECOND = "Amina Sonieva", "Aminat Sonova"
IN_CYRILLIC = "Амина Сонова"
WHY = "The paper says February."


@two_walks
def test_two_people_change_one_child(come, live_app):
    """Promise 13."""
    child = one_child(NAME)
    first, second = given_two_people_on_the_form_of_one_child(come, child)

    when_the_first_corrects_the_name(first)
    when_the_second_sends_another_name_and_more(second)
    then_both_versions_stand_side_by_side(second)

    when_the_name_on_file_is_kept_and_the_rest_saved(second)
    then_what_was_chosen_is_on_file(second, child)
    second.never_put_in_an_address("amina", "sonova", "sonieva")


def given_two_people_on_the_form_of_one_child(come, child):
    people = come(), come()
    for person, role in zip(people, (Role.CASEWORKER, Role.SUPERVISOR), strict=True):
        person.enters_as(role)
        person.opens(f"/children/{child.public_id}/edit/")
    people[0].looks_around()
    return people


def when_the_first_corrects_the_name(first):
    first.writes("Latin letters", OF_THE_FIRST)
    first.writes("Why this changes", WHY)
    first.presses("Save")
    first.has_heading(OF_THE_FIRST)


def when_the_second_sends_another_name_and_more(second):
    second.writes("Latin letters", OF_THE_SECOND)
    second.writes("Cyrillic letters", IN_CYRILLIC)
    second.ticks("Month and year only")
    second.chooses("Month", "February", part="When born")
    second.writes("Year", "2014", part="When born")
    second.writes("Why this changes", WHY)
    with second.page.expect_response(re.compile("/edit/$")) as answer:
        second.presses("Save")
    assert answer.value.status == 409


def then_both_versions_stand_side_by_side(second):
    second.reads("Layla Haddad")
    for label, mine, filed in (
        ("Latin letters", OF_THE_SECOND, OF_THE_FIRST),
        ("Cyrillic letters", IN_CYRILLIC, "(empty)"),
        ("When born", second.words("February"), "2014"),
    ):
        row = second.main.get_by_role("radiogroup", name=second.words(label), exact=True)
        expect(row.get_by_role("radio")).to_have_count(2)
        expect(row).to_contain_text(second.words(mine))
        expect(row).to_contain_text(second.words(filed))
    second.looks_around()


def when_the_name_on_file_is_kept_and_the_rest_saved(second):
    row = second.main.get_by_role("radiogroup", name=second.words("Latin letters"), exact=True)
    row.get_by_role("radio").nth(1).check()
    second.presses("Save what I chose")


def then_what_was_chosen_is_on_file(second, child):
    second.has_heading(OF_THE_FIRST)
    second.reads(IN_CYRILLIC)
    child.person.refresh_from_db()
    assert (child.person.birth_earliest.month, child.person.birth_latest.day) == (2, 28)
    assert not PersonName.objects.filter(person=child.person, full=OF_THE_SECOND).exists()
