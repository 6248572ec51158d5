"""One number typed in two ways is one number; what is no number of a paper is not looked for."""

import pytest

from cases.names.paper_numbers import may_be_a_paper_number, normal_number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("75 1234567", "75-1234567"),
        ("75 1234567", "751234567"),
        ("٧٥ ١٢٣٤٥٦٧", "75 1234567"),
        ("۷۵ ۱۲۳۴۵۶۷", "75 1234567"),
        ("７５１２３４５６７", "75 1234567"),
        ("АВ 123456", "AB 123456"),
        ("ав123456", "AB/123456"),
        ("II-ДН № 123456", "ii дн 123456"),
        ("C O123456", "С О123456"),
    ],
    ids=range(9),
)
def test_two_ways_of_typing_one_number(one, other):
    assert normal_number(one) == normal_number(other)


@pytest.mark.parametrize(
    ("one", "other"), [("751234567", "751234568"), ("AB123456", "BA123456"), ("O12345", "012345")]
)
def test_two_numbers_stay_two(one, other):
    assert normal_number(one) != normal_number(other)


@pytest.mark.parametrize("text", ["75 1234567", "АВ 123456", "II-ДН 123456", "٧٥ ١٢٣٤٥٦٧", "12345"])
def test_what_may_be_a_number(text):
    assert may_be_a_paper_number(text)


@pytest.mark.parametrize(
    "text", ["", "Zarina", "7K4M-29QD-X", "1234", "Camp 12", "--- ---", "1" * 41, "زرينة 12"]
)
def test_what_is_none(text):
    assert not may_be_a_paper_number(text)
