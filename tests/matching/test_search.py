"""Finding people by name: any script, any spelling, unfinished, and never outside of what the reader may see."""

import pytest

from cases.enums import FoundBy
from cases.matching.search import find
from cases.models import Child
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(caseworker):
    return lambda name, **fields: factories.ChildFactory(office=caseworker.office, name=name, **fields)


@pytest.fixture
def found(caseworker):
    """What a search among the children of the caseworker's office finds."""
    return lambda query, limit=10: find(query, within=Child.objects.visible_to(caseworker), limit=limit)


@pytest.mark.parametrize("written", ["Мухаммад Абдурахманов", "Mohamed Abdelrahman", "محمد عبد الرحمن"])
@pytest.mark.parametrize(
    "typed",
    [
        "محمد عبد الرحمن",
        "Мухаммад Абдурахманов",
        "Mohamed Abdelrahman",
        "abdurrahman muhammed",
        "Muhamad Abdurr",
    ],
)
def test_one_child_is_found_from_any_script(child, found, written, typed):
    one = child(written)
    child("Zarina Saidova")
    child("Тимур Назаров")
    assert list(found(typed)) == [one]
    assert found(typed)[0].match.text == written
    assert found(typed)[0].match.by == FoundBy.NAME


@pytest.mark.parametrize(
    "typed", ["Zarina", "зарина", "زرينة", "Zar", "Saidova Zarina", "saidova", "Zarina Sai", "Сарина Саидова"]
)
def test_parts_of_a_name_are_enough(child, found, typed):
    one = child("Zarina Saidova")
    child("Timur Nazarov")
    child("Parviz Ismoilov")
    assert list(found(typed)) == [one]


@pytest.mark.parametrize("typed", ["Firuz", "xq", "Marina Popova"])
def test_who_is_not_there_is_not_found(child, found, typed):
    child("Zarina Saidova")
    child("Husayn Rahmonov")
    assert found(typed) == []
