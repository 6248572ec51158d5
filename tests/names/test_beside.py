"""Two names beside each other: which parts are the same, spelled otherwise, different, or alone."""

import pytest
from hypothesis import given

from cases.names.beside import Standing, beside
from tests.names.strategies import ANY_TEXT, FULL

SAME, SPELLING, DIFFERENT, ALONE = Standing.SAME, Standing.SPELLING, Standing.DIFFERENT, Standing.ALONE
PAIRS = [
    ("MÜLLER SAIDOV", "Müller  Saidov", [("MÜLLER", SAME, "Müller"), ("SAIDOV", SAME, "Saidov")]),
    ("Зарина Саидова", "Saidova Zarina", [("Зарина", SPELLING, "Zarina"), ("Саидова", SPELLING, "Saidova")]),
    (
        "Zarina Rustamovna Saidova",
        "Zarina Saidova",
        [("Zarina", SAME, "Zarina"), ("Rustamovna", ALONE, ""), ("Saidova", SAME, "Saidova")],
    ),
    ("Zarina Petrenko", "Zarina Saidova", [("Zarina", SAME, "Zarina"), ("Petrenko", DIFFERENT, "Saidova")]),
    ("محمود سعيد", "محمد سعيد", [("محمود", DIFFERENT, "محمد"), ("سعيد", SAME, "سعيد")]),
    (
        "محمد عبد الرحمن بن سعيد",
        "Mohamed Abdelrahman Said",
        [
            ("محمد", SPELLING, "Mohamed"),
            ("عبد الرحمن", SPELLING, "Abdelrahman"),
            ("بن سعيد", SPELLING, "Said"),
        ],
    ),
    ("ZarinaSaidova", "Zarina Saidova", [("ZarinaSaidova", SPELLING, "Zarina Saidova")]),
    ("ZarinaSaidova", "Zarina", [("ZarinaSaidova", DIFFERENT, "Zarina")]),
    ("Saidova, Zarina", "Zarina", [("Saidova", ALONE, ""), ("Zarina", SAME, "Zarina")]),
    ("Zarina", "", [("Zarina", ALONE, "")]),
    ("", "Zarina", []),
]


def standing(pieces):
    return [(piece.word, piece.standing, piece.other) for piece in pieces]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_each_part_says_what_stands_for_it(left, right, expected):
    assert standing(beside(left, right)[0]) == expected
    assert standing(beside(right, left)[1]) == expected


@given(ANY_TEXT, ANY_TEXT)
def test_the_pieces_put_together_are_the_names_as_written(left, right):
    here, there = beside(left, right)
    assert ("".join(piece.text for piece in here), "".join(piece.text for piece in there)) == (left, right)


@given(FULL)
def test_beside_itself_every_part_is_the_same(name):
    for pieces in beside(name, name):
        assert {piece.standing for piece in pieces} <= {SAME}
