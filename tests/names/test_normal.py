"""The parts of a written name: what is taken off them, and how they sound."""

import pytest
from hypothesis import given, settings

from cases.names.normal import ABD, ALLAH, DIN, normal_parts, written_words
from tests.names.strategies import ANY_TEXT


def sounds(full):
    return [part.sound for part in normal_parts(full)]


def bare(full):
    return [part.bare for part in normal_parts(full)]


@pytest.mark.parametrize(
    ("full", "words"),
    [
        ("Al-Hasan,  Ali.B", ["al", "hasan", "ali", "b"]),
        ("HasanAli", ["hasan", "ali"]),
        ("МагомедАли", ["магомед", "али"]),
        ("Isma'il Oʻtkir", ["ismail", "otkir"]),
        ("Ӏийса", ["ӏийса"]),
        ("أَحْمَـــد", ["أحمد"]),
        ("ﷲ", ["الله"]),
        ("Ş\u0327ahin İ", ["şahin", "i"]),
        ("\x00A\x00li", ["ali"]),
    ],
)
def test_words_are_divided_at_signs_and_rid_of_marks(full, words):
    assert written_words(full) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Əhməd", "Ahmad"),
        ("Şamil", "Shamil"),
        ("Шамиль", "Shamil"),
        ("Ҷамол", "Jamol"),
        ("Ҳамид", "Hamid"),
        ("Джамал", "Jamal"),
        ("შამილ", "Shamil"),
        ("Mohammed", "Mohamed"),
        ("Youssouf", "Yusuf"),
        ("Djamel", "Jamel"),
    ],
)
def test_letters_of_one_sound_come_out_the_same(one, other):
    assert sounds(one) == sounds(other)


@pytest.mark.parametrize(
    "spelling",
    [
        "Abd al-Rahman",
        "Abdul Rahman",
        "Abdur-Rahman",
        "Abdulrahman",
        "Abdelrahman",
        "Abderrahman",
        "Абдул-Рахман",
        "Абдуррахман",
        "عبد الرحمن",
        "عبدالرحمن",
    ],
)
def test_servant_of_is_a_mark_on_one_part(spelling):
    [part] = normal_parts(spelling)

    assert part.marks == {ABD}
    assert part.skeleton == "rkmn"


@pytest.mark.parametrize(
    "spelling", ["Abdullah", "Abdallah", "Abd Allah", "Абдулла", "Абдуллах", "عبد الله", "عبدالله"]
)
def test_servant_of_god_is_one_name(spelling):
    [part] = normal_parts(spelling)

    assert part.marks == {ABD}
    assert part.skeleton.startswith("l")


@pytest.mark.parametrize(
    "spelling",
    ["Nur al-Din", "Nur ad-Din", "Nureddin", "Noureddine", "Nuruddin", "Нуруддин", "نور الدين", "نورالدين"],
)
def test_of_the_religion_is_a_mark_on_one_part(spelling):
    [part] = normal_parts(spelling)

    assert part.marks == {DIN}
    assert part.skeleton == "nr"


@pytest.mark.parametrize("spelling", ["Habibullah", "Habib Allah", "Хабибуллах", "حبيب الله"])
def test_of_god_is_a_mark_on_one_part(spelling):
    [part] = normal_parts(spelling)

    assert part.marks == {ALLAH}


@pytest.mark.parametrize(
    ("full", "kind", "left"),
    [
        ("al-Khatib", "", "xatib"),
        ("Alkhatib", "article", "xatib"),
        ("الخطيب", "article", "xṭYb"),
        ("Аль-Хатиб", "", "Xatib"),
        ("Magomedov", "family", "magomed"),
        ("Магомедова", "family", "magomed"),
        ("إبراهيموف", "family", "VbrAhYm"),
        ("Русланович", "patronymic", "ruslan"),
        ("Ruslanovna", "patronymic", "ruslan"),
        ("Каримзода", "family", "karim"),
        ("Bensalem", "son", "salem"),
    ],
)
def test_article_son_of_and_endings_are_left_off(full, kind, left):
    [part] = normal_parts(full)

    assert (part.kind, part.bare) == (kind, left)


@pytest.mark.parametrize(
    ("full", "left"),
    [
        ("Ahmad bin Khalid", ["ahmad", "xalid"]),
        ("Ахмад ибн Халид", ["aXmad", "Xalid"]),
        ("أحمد بن خالد", ["VHmd", "xAld"]),
        ("Rəşad Kamal oğlu", ["raSad", "kamal"]),
        ("Гюнель Камал кызы", ["gyunel", "kamal"]),
        ("Wael Abu Faour", ["wael", "faur"]),
    ],
)
def test_particles_between_parts_are_no_parts(full, left):
    assert bare(full) == left


def test_one_letter_stands_for_a_name():
    assert [part.initial for part in normal_parts("Ahmad K. Rawi")] == [False, True, False]


def test_a_name_that_is_only_a_particle_is_a_name_all_the_same():
    assert sounds("Ali")
    assert sounds("Ben")
    assert sounds("Al")


def test_letters_of_other_scripts_stay_as_they_are():
    assert sounds("王小明") == ["王小明"]


@settings(deadline=None)
@given(ANY_TEXT)
def test_writing_the_words_again_changes_nothing(text):
    words = written_words(text)

    assert written_words(" ".join(words)) == words


@settings(deadline=None)
@given(ANY_TEXT)
def test_parts_are_few_and_none_is_empty(text):
    parts = normal_parts(text)

    assert len(parts) <= 12
    assert all(part.sound and part.bare for part in parts)


def test_a_very_long_name_is_no_trouble():
    assert len(normal_parts("Ali Hasan " * 10_000)) == 12
