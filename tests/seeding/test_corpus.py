"""Names for made-up people: repeatable, in the right letters, and true to how each culture builds them."""

import random
from itertools import chain

import pytest

from cases.enums import NameKind
from cases.names import script_of
from cases.seeding.corpus import STATES, make_family, variant
from cases.seeding.corpus.cultures import CULTURES, STATE_CULTURES, Part, tables
from cases.seeding.corpus.endings import patronymic, womans_form

PARTS = ("given", "patronymic", "father_given", "grandfather_given", "family", "nisba")


def some_family(state, seed=1, children="fmfm"):
    family = make_family(random.Random(seed), state)
    return family, [family.child(sex) for sex in children]


def some_names(state, families=25):
    """Every written name of a number of families."""
    for seed in range(families):
        family, children = some_family(state, seed)
        yield from chain(family.father, family.mother, *children)


def in_script(names, script):
    return next((name for name in names if name.script == script), None)


@pytest.mark.parametrize("state", STATES)
def test_the_same_chance_gives_the_same_family(state):
    def everything(seed):
        family, children = some_family(state, seed)
        return family.father, family.mother, children

    assert everything(7) == everything(7)
    assert any(everything(7) != everything(seed) for seed in range(8, 12))


@pytest.mark.parametrize("state", STATES)
def test_every_name_is_in_its_script_whole_and_of_a_known_kind(state):
    for name in some_names(state):
        parts = [getattr(name, part) for part in PARTS if getattr(name, part)]

        assert script_of(name.full) == name.script
        assert all(script_of(part) == name.script for part in parts)
        assert all(part in name.full for part in parts)
        assert name.given
        assert name.family or name.nisba
        assert name.kind in NameKind.values
        assert name.full == " ".join(name.full.split())


@pytest.mark.parametrize("state", STATES)
def test_a_person_has_one_to_three_scripts_each_once(state):
    for seed in range(30):
        family, children = some_family(state, seed)
        for names in (family.father, family.mother, *children):
            scripts = [name.script for name in names]
            assert 1 <= len(scripts) <= 3
            assert len(set(scripts)) == len(scripts)


@pytest.mark.parametrize("state", STATES)
def test_siblings_bear_different_given_names(state):
    for seed in range(10):
        _family, children = some_family(state, seed, children="fmfmfm")
        first = [names[0].given for names in children]
        assert len(set(first)) == len(first)


def test_russian_children_bear_their_fathers_name_and_the_form_of_their_sex():
    for seed in range(60):
        family, (girl, boy, *_rest) = some_family("RU", seed)
        father = in_script(family.father, "Cyrl")
        stem = "Павл" if father.given == "Павел" else father.given.rstrip("йьа")
        assert girl[0].patronymic.startswith(stem)
        assert girl[0].patronymic.endswith("на")
        assert boy[0].patronymic.startswith(stem)
        assert boy[0].patronymic.endswith("ич")
        assert boy[0].family == father.family
        assert girl[0].family in {father.family + "а", father.family.removesuffix("ий") + "ая"}


def test_azeri_children_are_sons_and_daughters_of_their_father():
    family, (girl, boy) = next(
        made
        for made in (some_family("AZ", seed, "fm") for seed in range(50))
        if made[0].father[0].script == "Latn"
    )
    father = family.father[0].given

    assert (girl[0].patronymic, girl[0].father_given) == (f"{father} qızı", father)
    assert (boy[0].patronymic, boy[0].father_given) == (f"{father} oğlu", father)


def test_arabic_children_carry_father_grandfather_and_nisba():
    for state in ("IQ", "SY"):
        family, children = some_family(state)
        father = family.father[0]
        for names in children:
            name = names[0]
            assert name.script == "Arab"
            assert (name.father_given, name.grandfather_given) == (father.given, father.father_given)
            assert name.nisba == father.nisba
            assert name.full == f"{name.given} {father.given} {father.father_given} {father.nisba}"


def test_arabic_mothers_keep_their_own_fathers_name():
    own = [
        family.mother[0].father_given != family.father[0].given
        for family, _children in (some_family("IQ", seed) for seed in range(20))
    ]

    assert sum(own) > 10


@pytest.mark.parametrize(
    ("style", "father", "son", "daughter"),
    [
        ("ovich", Part("Ruslan", "Руслан", ""), ("Ruslanovich", "Русланович"), ("Ruslanovna", "Руслановна")),
        ("ovich", Part("Shamil", "Шамиль", ""), ("Shamilevich", "Шамилевич"), ("Shamilevna", "Шамилевна")),
        ("ovich", Part("Musa", "Муса", ""), ("Musayevich", "Мусаевич"), ("Musayevna", "Мусаевна")),
        ("ovich", Part("Ali", "Али", ""), ("Aliyevich", "Алиевич"), ("Aliyevna", "Алиевна")),
        ("ovich", Part("Andrey", "Андрей", ""), ("Andreyevich", "Андреевич"), ("Andreyevna", "Андреевна")),
        ("ovich", Part("Nikita", "Никита", ""), ("Nikitich", "Никитич"), ("Nikitichna", "Никитична")),
        (
            "ukrainian",
            Part("Andrii", "Андрій", ""),
            ("Andriiovych", "Андрійович"),
            ("Andriivna", "Андріївна"),
        ),
        ("ukrainian", Part("Taras", "Тарас", ""), ("Tarasovych", "Тарасович"), ("Tarasivna", "Тарасівна")),
        ("belarusian", Part("Ivan", "Іван", ""), ("Ivanavich", "Іванавіч"), ("Ivanauna", "Іванаўна")),
        (
            "belarusian",
            Part("Siarhei", "Сяргей", ""),
            ("Siarheevich", "Сяргеевіч"),
            ("Siarheeuna", "Сяргееўна"),
        ),
        ("oglu", Part("Kamal", "Камал", ""), ("Kamal oğlu", "Камал оглы"), ("Kamal qızı", "Камал кызы")),
        ("uly", Part("Yerlan", "Ерлан", ""), ("Yerlanuly", "Ерланұлы"), ("Yerlankyzy", "Ерланқызы")),
        ("zoda", Part("Umed", "Умед", ""), ("Umedzoda", "Умедзода"), ("Umedzoda", "Умедзода")),
        ("", Part("Leon", "Леон", ""), ("", ""), ("", "")),
    ],
)
def test_patronymics(style, father, son, daughter):
    assert patronymic(style, father, "m")[:2] == son
    assert patronymic(style, father, "f")[:2] == daughter


@pytest.mark.parametrize(
    ("mans", "womans"),
    [
        (Part("Isayev", "Исаев", "عيساييف"), Part("Isayeva", "Исаева", "عيساييفا")),
        (Part("Polyanskiy", "Полянский", "بوليانسكي"), Part("Polyanskaya", "Полянская", "بوليانسكايا")),
        (Part("Zaleskyi", "Залеський", "زاليسكي"), Part("Zaleska", "Залеська", "زاليسكايا")),
        (Part("Kavaliou", "Кавалёў", "كافاليو"), Part("Kavaliova", "Кавалёва", "كافاليوفا")),
        (Part("Kovalenko", "Коваленко", "كوفالينكو"), Part("Kovalenko", "Коваленко", "كوفالينكو")),
        (Part("Sultanlı", "Султанлы", "سلطانلي"), Part("Sultanlı", "Султанлы", "سلطانلي")),
    ],
)
def test_womens_form_of_family_names(mans, womans):
    assert womans_form(mans) == womans


@pytest.mark.parametrize("code", CULTURES)
def test_tables_are_complete_in_every_script_and_repeat_nothing(code):
    parts = tables(code)

    for group in (parts.girls, parts.boys, parts.families):
        assert len(group) >= 6
        assert len({part.latin for part in group}) == len(group)
        for part in group:
            assert [script_of(text) for text in part[:3]] == ["Latn", "Cyrl", "Arab"]
            assert (script_of(part.georgian) == "Geor") == (code == "georgian")


def test_there_is_enough_to_tell_people_apart_and_every_state_has_its_cultures():
    together = [tables(code) for code in CULTURES]

    assert len({part.latin for each in together for part in each.girls}) >= 120
    assert len({part.latin for each in together for part in each.boys}) >= 120
    assert len({part.latin for each in together for part in each.families}) >= 120
    assert {code for cultures in STATE_CULTURES.values() for code, _weight in cultures} == set(CULTURES)


@pytest.mark.parametrize("state", STATES)
def test_a_misspelling_differs_in_one_part_and_keeps_the_script(state):
    rng = random.Random(5)
    for name in some_names(state, families=15):
        wrong = variant(rng, name)
        changed = [part for part in PARTS if getattr(wrong, part) != getattr(name, part)]

        assert len(changed) == 1
        assert wrong.full != name.full
        assert getattr(wrong, changed[0]) in wrong.full
        assert wrong.full[0] == name.full[0]
        assert (wrong.script, wrong.kind) == (name.script, NameKind.SPELLING_VARIANT)
        assert script_of(wrong.full) == name.script


def test_sex_not_known_still_gets_a_name():
    _family, children = some_family("RU", children="uxux")

    assert all(names[0].given for names in children)


@pytest.mark.parametrize("state", ["", "XX", "ru", None])
def test_a_state_without_tables_is_a_mistake(state):
    with pytest.raises(ValueError, match="No tables of names"):
        make_family(random.Random(1), state)
