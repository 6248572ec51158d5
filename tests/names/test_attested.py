"""What the table of attested spellings knows."""

import pytest

from cases.names.attested import known, relation, spellings_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد", "mohamed"), ("محمد", "магомед"), ("magomed", "mehmet"), ("حسين", "hocine"), ("усман", "عثمان")],
)
def test_spellings_of_one_name_are_related(one, other):
    found = relation(one, other)

    assert found is not None
    assert found.same
    assert relation(other, one) == found


@pytest.mark.parametrize(
    ("one", "other"), [("محمد", "محمود"), ("hassan", "hussein"), ("amina", "اميره"), ("махмуд", "محمد")]
)
def test_two_names_that_are_well_known_are_different(one, other):
    found = relation(one, other)

    assert found is not None
    assert not found.same
    assert found.often >= 3


@pytest.mark.parametrize("word", ["", "qqqqqq", "mohame", "mohamedd", "\x00", "a\tb", "ا\n"])
def test_what_is_not_in_the_table_is_not_known(word):
    assert known(word) is None
    assert relation(word, "mohamed") is None


def test_the_spellings_of_a_name_come_most_attested_first():
    spellings = spellings_of("خديجه", "Latn")

    assert spellings[0].word == "khadija"
    assert [spelling.often for spelling in spellings] == sorted((s.often for s in spellings), reverse=True)
    assert {spelling.word for spelling in spellings_of("خديجه", "Cyrl")} >= {"хадиджа", "хадижат"}
    assert spellings_of("qqqqqq", "Latn") == ()
