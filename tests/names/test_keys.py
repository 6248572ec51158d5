"""The keys by which a name is found again in another spelling."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from cases.names.keys import LONGEST_TEXT, MOST_PAIRS, MOST_TOKENS, keys_of, unfinished_key
from tests.names.strategies import ANY_TEXT, FULL

ONE_CHILD = [
    "محمد عبد الرحمن",
    "Мухаммад Абдурахманов",
    "Mohamed Abdelrahman",
    "Muhammad Abd al-Rahman",
    "Abdul Rahman Mohammed",
    "Абдул-Рахман Мухаммед",
]


@pytest.mark.parametrize(("one", "other"), combinations(ONE_CHILD, 2))
def test_the_spellings_of_one_name_share_tokens_and_pairs(one, other):
    first, second = keys_of(one), keys_of(other)

    assert first.tokens == second.tokens
    assert set(first.pairs) & set(second.pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رمضان", "Ramadan"),
        ("رمضان", "Рамазан"),
        ("جمال", "Gamal"),
        ("جمال", "Джамал"),
        ("ذاكر", "Zakir"),
        ("ذاكر", "Dhakir"),
        ("عمر", "Omar"),
        ("Ӏумар", "Umar"),
        ("يوسف", "Yusuf"),
        ("داود", "Davud"),
        ("داود", "Daoud"),
        ("فاطمة", "Fatimah"),
        ("نور الدين", "Nouredine"),
        ("الخطيب", "Alkhatib"),
        ("الخطيب", "al-Khatib"),
        ("Магомедова", "Magomedov"),
        ("Русланович", "Ruslan"),
        ("Каримзода", "Karim"),
        ("Цагаев", "Tsagaev"),
        ("Цагаев", "Zagaev"),
        ("Дзасохов", "Dzasokhov"),
        ("Махмудов", "Maxmudov"),
        ("Шохрух", "Shoxrux"),
        ("Бекхан", "Bekkhan"),
        ("Джейхун", "Ceyhun"),
        ("Халид", "Chalid"),
        ("Шариф", "Charif"),
        ("Чеченов", "Chechenov"),
        ("أم الخير", "Oumelkhir"),
        ("أم السعد", "Oumessaad"),
    ],
)
def test_one_part_has_a_key_in_common(one, other):
    assert set(keys_of(one).tokens) & set(keys_of(other).tokens)


@pytest.mark.parametrize(
    ("one", "other"), [("محمد", "مريم"), ("Ruslan", "Rustam"), ("Амина", "Амира"), ("Ali", "Omar")]
)
def test_different_names_have_none(one, other):
    assert not set(keys_of(one).tokens) & set(keys_of(other).tokens)


def test_parts_written_together_share_a_pair_with_parts_written_apart():
    assert set(keys_of("Ramtanlamamra").pairs) & set(keys_of("Ramtan Lamamra").pairs)
    assert set(keys_of("Fatimazahra Rawi").pairs) & set(keys_of("Fatima Zahra Rawi").pairs)


def test_a_name_of_one_part_is_its_own_pair():
    keys = keys_of("Ruslan")

    assert keys.pairs == keys.tokens


def test_texts_are_plain_words_with_one_space_between():
    keys = keys_of("Мухаммад  Абдурахманов")

    assert keys.consonants == "mhmd aptrhmn"
    assert keys.skeleton == "mkmt aptrkmn"


@pytest.mark.parametrize("empty", ["", "\x00", " - ", "\u200f", "،"])
def test_nothing_has_no_keys(empty):
    keys = keys_of(empty)

    assert keys.tokens == keys.pairs == ()
    assert keys.consonants == keys.skeleton == unfinished_key(empty) == ""


def test_a_name_of_sixty_words_has_few_keys():
    keys = keys_of(" ".join(f"ja{letter}da{other}" for letter in "bkmnrltf" for other in "bkmnrltf")[:300])

    assert len(keys.tokens) <= MOST_TOKENS
    assert 20 < len(keys.pairs) <= MOST_PAIRS


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_has_bounded_keys_each_once_and_sorted(text):
    keys = keys_of(text)

    for several, most in ((keys.tokens, MOST_TOKENS), (keys.pairs, MOST_PAIRS)):
        assert len(several) <= most
        assert list(several) == sorted(set(several))
        assert all(key and "\x00" not in key for key in several)
    for words in (keys.consonants, keys.skeleton):
        assert len(words) <= LONGEST_TEXT
        assert words == " ".join(words.split())
    assert "\x00" not in unfinished_key(text)


@settings(deadline=None)
@given(FULL, FULL)
def test_the_order_of_two_parts_makes_no_difference_to_their_pair(one, other):
    first, second = one.split()[0], other.split()[0]

    assert set(keys_of(f"{first} {second}").pairs) & set(keys_of(f"{second} {first}").pairs)


@pytest.mark.parametrize(
    ("beginning", "full"),
    [
        ("Магоме", "Магомедов"),
        ("Магомедо", "Магомедов"),
        ("Магомедова", "Магомедов"),
        ("Абдурахманови", "Абдурахманович"),
        ("Abdu", "عبد الرحمن"),
        ("Abdulr", "Абдурахман"),
        ("abd", "Abdullah"),
        ("Мух", "محمد"),
        ("مح", "Mohamed"),
        ("خد", "Khadija"),
        ("Ru", "Руслан"),
        ("a", "Ali"),
    ],
)
def test_a_word_being_typed_begins_a_key_of_the_whole(beginning, full):
    key = unfinished_key(beginning)

    assert key
    assert any(token.startswith(key) for token in keys_of(full).tokens)
