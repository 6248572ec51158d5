"""Regions by name: typed as people say and write them, in any script, and never guessed where two are called alike."""

import re

import pytest

from cases.regions import is_region, meant_by, near_to, region_name, regions_of
from cases.regions.spellings import SPELLINGS


@pytest.mark.parametrize(
    "typed",
    [
        "Dagestan", " dagestan ", "DAGESTAN", "Dagestan (RU-DA)", "RU-DA", "ru-da", "Дагестан", "Республика Дагестан",
        "داغستان", "Daguestan",
    ],
)  # fmt: skip
def test_a_region_is_found_by_each_of_its_names_and_by_its_code(typed):
    assert meant_by(typed) == ["RU-DA"]


@pytest.mark.parametrize("typed", ["", "Nowhereland", "RU-ZZZ", "Dagestan (RU-ZZZ)", "x" * 10_000])
def test_what_is_no_region_is_none(typed):
    assert meant_by(typed) == []


def test_several_regions_of_one_name_are_all_told():
    assert {"MZ-MPM", "MZ-L"} >= set(meant_by("Maputo")) != set()
    found = meant_by("Central")
    assert len(found) > 1
    assert {region_name(code) for code in found} == {"Central"}


def test_a_beginning_or_one_word_is_enough_to_be_reminded():
    assert near_to("Dages") == ["RU-DA"]
    assert "RU-SE" in near_to("osset")
    assert near_to("") == near_to("Nowhereland") == []
    assert len(near_to("a")) == 5


def test_the_name_is_told_for_the_code():
    assert (region_name("RU-DA"), region_name("RU-CE"), region_name("TJ-KT")) == (
        "Dagestan",
        "Chechnya",
        "Khatlon",
    )
    assert (region_name("XX-1"), region_name("")) == ("XX-1", "")


def test_a_code_that_was_withdrawn_is_read_and_not_offered():
    assert is_region("AL-TR")
    assert meant_by("AL-TR") == ["AL-TR"]
    assert "AL-TR" not in regions_of({"AL"})


def test_every_spelling_belongs_to_a_region_and_leads_to_it():
    for code, names in SPELLINGS.items():
        assert is_region(code), code
        for name in names:
            assert code in meant_by(name), name


def test_the_regions_of_states_are_in_order_and_codes_that_can_be_kept():
    codes = regions_of({"TJ", "GE"})
    assert [code[:2] for code in codes] == sorted(code[:2] for code in codes)
    assert {code[:2] for code in codes} == {"TJ", "GE"}
    assert all(re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", code) for code in regions_of({"RU", "FR", "TR"}))
