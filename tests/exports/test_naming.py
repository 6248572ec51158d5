"""Names of files say what report they hold, and nothing about whom."""

from datetime import date

import pytest

from cases.exports import file_name


def test_name_is_made_of_report_date_and_number():
    name = file_name("totals-per-country", "xlsx", as_of=date(2019, 7, 15), number="EX-0042")

    assert name == "totals-per-country-2019-07-15-ex-0042.xlsx"


def test_report_alone_is_enough():
    assert file_name("claims", "csv") == "claims.csv"


@pytest.mark.parametrize(
    ("report", "extension", "number"),
    [
        ("Amina Magomedova", "csv", ""),
        ("أمينة", "csv", ""),
        ("../etc/passwd", "csv", ""),
        ('a"\r\nX: b', "csv", ""),
        ("", "csv", "1"),
        ("claims", "csv; x", ""),
        ("claims", "csv", "Амина"),
        ("claims\n", "csv", ""),
    ],
)
def test_anything_else_is_a_mistake(report, extension, number):
    with pytest.raises(ValueError, match="file name"):
        file_name(report, extension, number=number)
