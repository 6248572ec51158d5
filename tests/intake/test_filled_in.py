"""What is shared stands filled in for the next child, and beside it stands whose answer it is."""

import pytest

from tests.intake.walking import child_steps, family

pytestmark = pytest.mark.django_db

CLAIM = {"rows": "2", "row0-state": "TJ", "row0-basis": "jus_sanguinis_mother"}
FROM_ZARINA = "Copied from <bdi>Zarina Saidova</bdi>’s answers; change what differs."
FROM_FAMILY = "Filled in from the answers about the family; change what differs."


def page_of(registering, step):
    return registering.opens(step).content.decode()


@pytest.fixture
def first_child(registering, place):
    """The family, and the first of its children with a claim and where it was found."""
    steps = {step: typed for step, typed in family(place).items() if "child" not in step}
    registering.answers(steps | child_steps(place, 1, where={"carer": "mother"}))
    registering.answers({"child-1-before": {"found_date": "2019-03-01"}, "child-1-nationality": CLAIM})
    return registering


def test_each_part_that_is_copied_from_the_child_before_says_so(first_child):
    assert page_of(first_child, "child-2-nationality").count(FROM_ZARINA) == 1
    assert page_of(first_child, "child-2-before").count(FROM_ZARINA) == 1
    assert page_of(first_child, "child-2-where").count(FROM_ZARINA) == 3


def test_the_first_child_takes_from_the_family_and_the_page_says_so(first_child, registering, place):
    from tests.intake.walking import Registering

    other = Registering(registering.user)
    other.answers({step: typed for step, typed in family(place).items() if "child" not in step})
    assert page_of(other, "child-1-where").count(FROM_FAMILY) == 3
    assert page_of(other, "child-1-before").count(FROM_FAMILY) == 1
    assert "change what differs" not in page_of(other, "child-1-nationality")


def test_a_child_before_without_a_name_is_told_by_its_number(first_child):
    first_child.answers({"child-1-name": {"no_name": "unknown"}})
    text = page_of(first_child, "child-2-nationality")
    assert "Copied from the answers of child 1; change what differs." in text


def test_what_was_looked_at_and_kept_is_the_childs_own(first_child):
    first_child.answers({"child-2-nationality": CLAIM})
    assert "change what differs" not in page_of(first_child, "child-2-nationality")


def test_a_mistake_elsewhere_on_the_page_leaves_it_standing(first_child):
    typed = CLAIM | {"row1-state": "RU"}
    response = first_child.sends("child-2-nationality", **typed)
    assert response.status_code == 422
    assert FROM_ZARINA in response.content.decode()


def test_the_paper_of_the_birth_and_a_parent_who_is_here_say_where_they_come_from(registering):
    registering.sends("family", children="1", here=["mother"])
    assert FROM_FAMILY in page_of(registering, "mother")
    assert FROM_FAMILY not in page_of(registering, "father")
    registering.sends("child-1-birth", birth_paper="passport", birth_basis="document", birth_kind="unknown")
    assert "Filled in from the answer about the birth" in page_of(registering, "child-1-papers")
