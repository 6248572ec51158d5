"""A date is kept as exactly as it is known, told in words that claim no more, and asked without an invented day."""

from datetime import date, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from cases.components.partial_dates import (
    EARLIEST_POSSIBLE,
    AgeField,
    PartialDate,
    PartialDateField,
    ages_from,
    as_form_data,
    as_typed,
    born_at_age,
    span_phrase,
)
from cases.enums import BirthPrecision
from cases.people.ages import age_range_on

PAST = st.dates(min_value=EARLIEST_POSSIBLE, max_value=date(2020, 12, 31))


class BornForm(forms.Form):
    born = PartialDateField()


def bound(**parts):
    return BornForm({f"born_{name}": value for name, value in parts.items()})


def answer(**parts):
    form = bound(**parts)
    assert form.is_valid(), form.errors
    return form.cleaned_data["born"]


def known(precision):
    def build(day):
        if precision == BirthPrecision.DAY:
            return PartialDate(day, day, precision)
        if precision == BirthPrecision.YEAR:
            return PartialDate(date(day.year, 1, 1), date(day.year, 12, 31), precision)
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return PartialDate(day.replace(day=1), following - timedelta(days=1), precision)

    return PAST.map(build)


RANGES = st.tuples(PAST, PAST).map(sorted).map(lambda days: PartialDate(*days, BirthPrecision.RANGE))
ANSWERS = st.one_of(
    known(BirthPrecision.DAY),
    known(BirthPrecision.MONTH),
    known(BirthPrecision.YEAR),
    RANGES,
    st.just(PartialDate()),
)


@given(value=ANSWERS)
def test_what_is_on_file_comes_back_unchanged_from_its_own_form(value):
    data = {name: values[0] for name, values in as_form_data("born", value).items()}
    form = BornForm(data, initial={"born": value})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == value
    assert not form.has_changed()


@given(
    kind=st.sampled_from(["day", "month", "year", "range", "age", "unknown", "", "never"]),
    parts=st.dictionaries(
        st.sampled_from(
            [
                "day_day",
                "day_month",
                "day_year",
                "month_month",
                "month_year",
                "year_year",
                "age",
                "from_year",
                "from_day",
                "to_month",
                "to_year",
            ]
        ),
        st.text(max_size=6) | st.integers(-5, 99999).map(str),
    ),
)
def test_whatever_is_typed_gives_a_possible_range_or_a_message_beside_the_field(kind, parts):
    form = bound(kind=kind, **parts)
    if not form.is_valid():
        assert set(form.errors) == {"born"}
        return
    found = form.cleaned_data["born"]
    if found:
        assert EARLIEST_POSSIBLE <= found.earliest <= found.latest
        assert found.earliest <= timezone.localdate()


@given(youngest=st.integers(0, 60), more=st.integers(0, 10), today=PAST.filter(lambda day: day.year > 1980))
def test_born_at_an_age_gives_back_exactly_these_ages(youngest, more, today):
    found = born_at_age(youngest, youngest + more, today)
    assert age_range_on(today, found.earliest, found.latest) == (youngest, youngest + more)
    assert age_range_on(today, found.earliest - timedelta(days=1), found.latest)[1] == youngest + more + 1
    if youngest:
        assert age_range_on(today, found.earliest, found.latest + timedelta(days=1))[0] == youngest - 1


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("6", (6, 6)),
        ("6 to 7", (6, 7)),
        ("6-7", (6, 7)),
        ("6–7 years", (6, 7)),
        ("about 6 or 7", (6, 7)),
        ("about 6", (5, 7)),
        ("~6", (5, 7)),
        ("около 6", (5, 7)),
        ("حوالي ٦", (5, 7)),
        ("about 0", (0, 1)),
        ("٦ إلى ٧", (6, 7)),
    ],
)
def test_an_age_is_read_as_people_write_it(text, ages):
    assert ages_from(text) == ages


@pytest.mark.parametrize("text", ["", "old", "7 to 6", "150", "6 to 7 to 8", "6\x00", "123456789"])
def test_what_is_no_age_gets_a_message(text):
    with pytest.raises(ValidationError):
        ages_from(text)


def test_an_age_field_left_empty_is_not_known():
    assert AgeField(required=False).clean("") == PartialDate()
    with pytest.raises(ValidationError):
        AgeField().clean("")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, "“not known” is an answer"),
        ({"kind": "day", "day_day": "31", "day_month": "2", "day_year": "2010"}, "a day that this month has"),
        ({"kind": "day", "day_month": "2", "day_year": "2010"}, "a day that this month has"),
        ({"kind": "month", "month_year": "2010"}, "Choose a month"),
        ({"kind": "year", "year_year": "10"}, "four digits"),
        ({"kind": "year", "year_year": "1850"}, "before 1900"),
        ({"kind": "year", "year_year": "2900"}, "in the future"),
        ({"kind": "range", "from_year": "2012", "to_year": "2011"}, "after the latest"),
        ({"kind": "age", "age": "old"}, "an age in years"),
        ({"kind": "never"}, "one of the answers"),
        ({"year_year": "2010", "age": "9"}, "“not known” is an answer"),
    ],
)
def test_each_mistake_has_its_sentence(parts, message):
    assert message in bound(**parts).errors["born"][0]


def test_the_inputs_of_one_answer_are_understood_though_it_was_not_chosen():
    assert answer(year_year="2014").precision == BirthPrecision.YEAR


def test_parts_left_out_of_two_dates_widen_the_range():
    found = answer(kind="range", from_month="3", from_year="2010", to_year="2011")
    assert (found.earliest, found.latest) == (date(2010, 3, 1), date(2011, 12, 31))


def test_the_later_of_two_dates_is_not_to_come():
    found = answer(kind="range", from_year="2015", to_year="2900")
    assert found.latest == timezone.localdate()


def test_a_year_that_is_not_over_stays_a_year():
    year = timezone.localdate().year
    assert answer(kind="year", year_year=str(year)).latest == date(year, 12, 31)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (PartialDate(date(2010, 3, 3), date(2010, 3, 3), "day"), "on 3 Mar 2010"),
        (PartialDate(date(2010, 1, 1), date(2010, 1, 31), "month"), "in January 2010"),
        (PartialDate(date(2010, 1, 1), date(2010, 12, 31), "year"), "in 2010"),
        (PartialDate(date(2010, 3, 3), date(2011, 2, 28), "range"), "between 3 Mar 2010 and 28 Feb 2011"),
        (PartialDate(date(2010, 3, 1), date(2011, 2, 28), "range"), "between March 2010 and February 2011"),
        (PartialDate(date(2010, 1, 1), date(2011, 12, 31), "range"), "between 2010 and 2011"),
        (PartialDate(), ""),
    ],
)
def test_words_claim_no_more_than_is_known(value, words):
    assert span_phrase(value.earliest, value.latest, value.precision) == words


@given(value=ANSWERS.filter(lambda value: value.precision != BirthPrecision.DAY))
def test_the_first_of_january_never_stands_for_a_day_that_nobody_knows(value):
    if value.earliest == value.latest:
        return
    words = f"{value} {span_phrase(value.earliest, value.latest, value.precision)}"
    if (value.latest.month, value.latest.day) != (1, 1):
        assert not any(part.startswith("1 Jan") for part in words.replace("between ", "and ").split("and "))


def test_each_input_has_a_label_and_the_answer_on_file_is_chosen():
    value = PartialDate(date(2010, 3, 1), date(2010, 3, 31), BirthPrecision.MONTH)
    html = str(BornForm(initial={"born": value})["born"])
    assert html.count("<label") == html.count("<input") + html.count("<select")
    assert 'value="month" id="id_born_kind_1" checked' in html
    assert '<option value="3" selected>March</option>' in html


def test_months_are_named_in_the_readers_language():
    with translation.override("fr"):
        assert "mars" in str(BornForm()["born"])


def test_nothing_on_file_is_the_answer_not_known():
    assert as_typed(PartialDate()) == {"kind": "unknown"}
    assert as_typed(None) == {}
