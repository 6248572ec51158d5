"""How two papers compare: same, another spelling, one part differs, another name."""

import pytest

from cases.names.comparing import Comparison, compared

PAIRS = [
    ("Zarina Saidova", "ZARINA  SAIDOVA", Comparison.SAME),
    ("Мухаммад Саидов", "Muhammad Saidov", Comparison.SPELLING),
    ("محمد عبد الرحمن", "Mohamed Abdelrahman", Comparison.SPELLING),
    ("Zarina Saidova", "Zarina Petrenko", Comparison.ONE_PART),
    ("Zarina Saidova", "Zarina Rustamovna Saidova", Comparison.ONE_PART),
    ("محمد سعيد", "محمود سعيد", Comparison.ONE_PART),
    ("Zarina", "Zarina Rustamovna Saidova", Comparison.SHORTER),
    ("Абдуллаев Фаррух Ботир ўғли", "Farroukh Abdoullaev", Comparison.SHORTER),
    ("Zarina Saidova", "Zarina Rustamovna Petrenko", Comparison.OTHER),
    ("Zarina Saidova", "Oksana Petrenko", Comparison.OTHER),
    ("Zarina", "", Comparison.OTHER),
    ("", "", Comparison.OTHER),
]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_two_names_compare_in_words_whichever_comes_first(left, right, expected):
    assert compared(left, right) is expected
    assert compared(right, left) is expected
