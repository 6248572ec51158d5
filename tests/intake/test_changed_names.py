"""A name that is changed from the page of all answers: what was checked of the old one is not recorded with it."""

import pytest

from cases.enums import NamePart, Script
from cases.models import Child, Guardian
from tests.intake.walking import minimum

pytestmark = pytest.mark.django_db


def parts_of(person, script=Script.LATIN):
    name = person.names.get(script=script)
    return {part: text for part in NamePart if (text := getattr(name, part, ""))}


def test_a_changed_name_of_a_child_is_recorded_with_parts_of_its_own(registering, place):
    about = {"Latn_of": "Zarina Saidova", "Latn_given": "Zarina", "Latn_nisba": "Saidova"}
    registering.answers(minimum(place, about=about))
    registering.sends("child-1-name", "?from=check", name_latin="Amina Sonova", name_cyrillic="Амина Сонова")
    registering.records()
    person = Child.objects.get().person
    assert parts_of(person) == {"given": "Amina", "family": "Sonova"}
    assert parts_of(person, Script.CYRILLIC)["given"]


def test_parts_of_a_name_that_stands_are_recorded_as_they_were_checked(registering, place):
    about = {"Latn_of": "Zarina Saidova", "Latn_given": "Zarina", "Latn_nisba": "Saidova"}
    registering.answers(minimum(place, about=about))
    registering.sends("child-1-name", name_latin="Zarina Saidova", name_cyrillic="Зарина Саидова")
    registering.records()
    person = Child.objects.get().person
    assert parts_of(person) == {"given": "Zarina", "nisba": "Saidova"}
    assert parts_of(person, Script.CYRILLIC)["given"]


def test_a_changed_name_of_a_parent_is_recorded_with_parts_of_its_own(registering, place):
    registering.answers(minimum(place) | {"family": {"children": "1", "here": ["mother"]}})
    registering.sends("mother", how="new", name_latin="Gulnora Saidova")
    registering.sends(
        "mother-parts", Latn_of="Gulnora Saidova", Latn_given="Gulnora", Latn_father_given="Saidova"
    )
    registering.sends("mother", "?from=check", how="new", name_latin="Aziza Sonova")
    assert "Given name: Aziza" in registering.opens("check").content.decode()
    registering.records()
    assert parts_of(Guardian.objects.get().person) == {"given": "Aziza", "family": "Sonova"}
