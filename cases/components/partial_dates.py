"""A date that is known as well as somebody knows it: a day, a month, a year, between two dates, an age, or not.

The answer is always a range of days with the word for how exactly it is known; nobody has to invent a day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from cases.enums import BirthPrecision
from cases.models import years_before

EARLIEST_POSSIBLE = date(1900, 1, 1)
OLDEST_POSSIBLE = 110


@dataclass(frozen=True)
class PartialDate:
    """A range of days and how exactly it is known; all three empty when nothing is known."""

    earliest: date | None = None
    latest: date | None = None
    precision: str = ""

    def __bool__(self):
        return self.earliest is not None

    def __str__(self):
        return str(span_words(self.earliest, self.latest, self.precision))


def span_words(earliest, latest, precision=BirthPrecision.RANGE):
    """A range of days in words that claim no more than is known: a day, a month, a year, or between two.

    Gives ``""`` for no dates. A range that covers whole months or years is told in months or years, so that
    1 January never stands for a day that nobody knows.
    """
    if earliest is None:
        return ""
    if precision == BirthPrecision.DAY or earliest == latest:
        return _day(earliest)
    if precision == BirthPrecision.MONTH:
        return _month(earliest)
    if precision == BirthPrecision.YEAR:
        return _year(earliest)
    return _between(earliest, latest)


def span_phrase(earliest, latest, precision=BirthPrecision.RANGE):
    """The same inside a sentence: "on 3 Mar 2010", "in March 2010", "in 2010", "between …"."""
    if earliest is None:
        return ""
    if precision == BirthPrecision.DAY or earliest == latest:
        return _("on %(day)s") % {"day": _day(earliest)}
    if precision == BirthPrecision.MONTH or _is_month(earliest, latest):
        return _("in %(month)s") % {"month": _month(earliest)}
    if precision == BirthPrecision.YEAR or _is_year(earliest, latest):
        return _("in %(year)s") % {"year": _year(earliest)}
    return _between(earliest, latest)


def _between(earliest, latest):
    if _is_year(earliest, latest):
        return _year(earliest)
    if _is_month(earliest, latest):
        return _month(earliest)
    if _starts_year(earliest) and _ends_year(latest):
        first, last = _year(earliest), _year(latest)
    elif earliest.day == 1 and _ends_month(latest):
        first, last = _month(earliest), _month(latest)
    else:
        first = _month(earliest) if _starts_year(earliest) else _day(earliest)
        last = _day(latest)
    return _("between %(first)s and %(last)s") % {"first": first, "last": last}


def _is_year(earliest, latest):
    return earliest.year == latest.year and _starts_year(earliest) and _ends_year(latest)


def _is_month(earliest, latest):
    same = (earliest.year, earliest.month) == (latest.year, latest.month)
    return same and earliest.day == 1 and _ends_month(latest)


def _starts_year(day):
    return (day.month, day.day) == (1, 1)


def _ends_year(day):
    return (day.month, day.day) == (12, 31)


def _ends_month(day):
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _day(day):
    return formats.date_format(day, "j M Y")


def _month(day):
    return formats.date_format(day, "F Y")


def _year(day):
    return formats.date_format(day, "Y")


def born_at_age(youngest, oldest, today):
    """Between which days somebody was born who is ``youngest`` to ``oldest`` full years old today."""
    return PartialDate(
        earliest=max(years_before(today, oldest + 1) + timedelta(days=1), EARLIEST_POSSIBLE),
        latest=years_before(today, youngest),
        precision=BirthPrecision.RANGE,
    )


AGES = re.compile(r"^\D{0,12}?(\d{1,3})(?:\s*(?:\D{1,12}?)\s*(\d{1,3}))?\D{0,12}$")


# Words and signs by which somebody says that one age is a guess.
ABOUT = (
    "~",
    "≈",
    "about",
    "around",
    "approx",
    "circa",
    "ca",
    "roughly",
    "около",
    "примерно",
    "حوالي",
    "نحو",
    "environ",
)


def ages_from(text):
    """``(6, 7)`` from "6 to 7", "6-7" or "about 6 or 7", ``(6, 6)`` from "6", ``(5, 7)`` from "about 6", in any digits.

    Raises ``ValidationError`` for anything else.
    """
    found = AGES.match(text.strip())
    if not found or any(ord(character) < 32 for character in text):
        raise ValidationError(_("Write an age in years, such as 6, or 6 to 7."))
    youngest = int(found[1])
    oldest = int(found[2] or found[1])
    if not found[2] and text.strip().casefold().startswith(ABOUT):
        youngest, oldest = max(youngest - 1, 0), oldest + 1
    if youngest > oldest:
        raise ValidationError(_("The younger age comes first."))
    if oldest > OLDEST_POSSIBLE:
        raise ValidationError(_("An age over %(oldest)s is not possible here.") % {"oldest": OLDEST_POSSIBLE})
    return youngest, oldest


class AgeField(forms.CharField):
    """ "6" or "6 to 7" years as a ``PartialDate``; empty when not required and left out."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return PartialDate()
        return born_at_age(*ages_from(text), timezone.localdate())


@dataclass(frozen=True)
class Answer:
    """One way to answer: its code, its words, and the inputs that belong to it."""

    code: str
    label: object
    inputs: tuple[str, ...]
    hint: object = ""


ANSWERS = (
    Answer("day", _("Day, month and year"), ("day_day", "day_month", "day_year")),
    Answer("month", _("Month and year only"), ("month_month", "month_year")),
    Answer("year", _("Year only"), ("year_year",)),
    Answer(
        "range",
        _("Between two dates"),
        ("from_day", "from_month", "from_year", "to_day", "to_month", "to_year"),
        _("Leave out the day, or day and month, where they are not known."),
    ),
    Answer("age", _("Only an age"), ("age",), _("A number of years, or “about 6 to 7”")),
    Answer("unknown", _("Not known"), (), _("The case stays open for it")),
)
INPUTS = tuple(name for answer in ANSWERS for name in answer.inputs)
PART_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "age": _("Age in years")}
GROUP_LABELS = {"from": _("Not before"), "to": _("Not after")}


class PartialDateWidget(forms.Widget):
    """Six ways to answer, each with its inputs; the inputs of the chosen one are shown."""

    template_name = "django/forms/widgets/partial_date.html"
    use_fieldset = True

    def id_for_label(self, id_):
        return f"{id_}_kind_0" if id_ else id_

    def value_from_datadict(self, data, files, name):
        typed = {part: (data.get(f"{name}_{part}") or "").strip() for part in INPUTS}
        typed["kind"] = data.get(f"{name}_kind") or _kind_by_inputs(typed)
        return typed

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part in (*INPUTS, "kind"))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, dict) else as_typed(value)
        base = context["widget"]["attrs"].get("id") or f"id_{name}"
        context["widget"]["answers"] = [
            {
                "code": answer.code,
                "label": answer.label,
                "hint": answer.hint,
                "id": f"{base}_kind_{place}",
                "checked": typed.get("kind") == answer.code,
                "groups": _groups(answer, typed, name, base),
            }
            for place, answer in enumerate(ANSWERS)
        ]
        return context


def _groups(answer, typed, name, base):
    groups = {}
    for part in answer.inputs:
        group, _line, kind = part.rpartition("_")
        groups.setdefault(group, []).append(
            {
                "name": f"{name}_{part}",
                "id": f"{base}_{part}",
                "kind": kind,
                "label": PART_LABELS[kind],
                "value": typed.get(part, ""),
                "months": [(str(number), label) for number, label in MONTHS.items()]
                if kind == "month"
                else (),
            }
        )
    return [{"label": GROUP_LABELS.get(group, ""), "parts": parts} for group, parts in groups.items()]


def _kind_by_inputs(typed):
    """Which answer was meant by whoever filled in the inputs of just one and chose none."""
    filled = [answer.code for answer in ANSWERS if any(typed[part] for part in answer.inputs)]
    return filled[0] if len(filled) == 1 else ""


def as_typed(value):
    """What one would have typed for a ``PartialDate``: raw text by part, for the widget and for form data."""
    if value is None:
        return {}
    if not value:
        return {"kind": "unknown"}
    first, last = value.earliest, value.latest
    if value.precision == BirthPrecision.DAY:
        return {"kind": "day", **_typed_day("day", first)}
    if value.precision == BirthPrecision.MONTH:
        return {"kind": "month", "month_month": str(first.month), "month_year": str(first.year)}
    if value.precision == BirthPrecision.YEAR:
        return {"kind": "year", "year_year": str(first.year)}
    return {"kind": "range", **_typed_day("from", first), **_typed_day("to", last)}


def _typed_day(group, day):
    return {f"{group}_day": str(day.day), f"{group}_month": str(day.month), f"{group}_year": str(day.year)}


class PartialDateField(forms.Field):
    """Gives a ``PartialDate``; "not known" is an answer, no answer is not when the field is required."""

    widget = PartialDateWidget
    default_error_messages = {
        "required": _("Say how exactly this is known; “not known” is an answer."),
        "choice": _("Choose one of the answers."),
        "year": _("Write a year with four digits, such as 2014."),
        "month": _("Choose a month."),
        "day": _("Write a day that this month has."),
        "order": _("The earliest date is after the latest."),
        "future": _("This is in the future."),
        "past": _("A date before 1900 is not possible here."),
    }

    def clean(self, value):
        typed = value or {}
        kind = typed.get("kind", "")
        if not kind:
            if self.required or any(typed.values()):
                raise self._error("required")
            return PartialDate()
        if kind == "unknown":
            return PartialDate()
        if kind not in {answer.code for answer in ANSWERS}:
            raise self._error("choice")
        return self._checked(self._found(kind, typed))

    def _found(self, kind, typed):
        if kind == "age":
            return born_at_age(*ages_from(typed["age"]), timezone.localdate())
        if kind == "range":
            return PartialDate(
                earliest=self._span(typed, "from")[0],
                latest=self._span(typed, "to")[1],
                precision=BirthPrecision.RANGE,
            )
        needed = {"day": ("day", "month"), "month": ("month",), "year": ()}[kind]
        for part in needed:
            if not typed[f"{kind}_{part}"]:
                raise self._error(part)
        return PartialDate(*self._span(typed, kind), precision=BirthPrecision(kind))

    def _span(self, typed, group):
        """First and last day of what was typed in one group of inputs; day and month may be left out."""
        year = self._number(typed[f"{group}_year"], "year", 1000, 9999)
        month_text, day_text = typed.get(f"{group}_month", ""), typed.get(f"{group}_day", "")
        if not month_text and not day_text:
            return date(year, 1, 1), date(year, 12, 31)
        month = self._number(month_text, "month", 1, 12)
        last = calendar.monthrange(year, month)[1]
        if not day_text:
            return date(year, month, 1), date(year, month, last)
        day = date(year, month, self._number(day_text, "day", 1, last))
        return day, day

    def _number(self, text, part, lowest, highest):
        if not text.isdecimal() or len(text) > 4 or not lowest <= int(text) <= highest:
            raise self._error(part)
        return int(text)

    def _checked(self, found):
        today = timezone.localdate()
        if found.earliest > found.latest:
            raise self._error("order")
        if found.earliest < EARLIEST_POSSIBLE:
            raise self._error("past")
        if found.earliest > today:
            raise self._error("future")
        if found.precision == BirthPrecision.RANGE:
            # A month or a year that is not over stays one; of two dates the later cannot be to come.
            return PartialDate(found.earliest, min(found.latest, today), found.precision)
        return found

    def _error(self, code):
        return ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        try:
            return (initial or PartialDate()) != self.clean(data)
        except ValidationError:
            return True


def as_form_data(name, value):
    """The data of a form whose field ``name`` is answered by ``value``: input name to list of strings."""
    typed = dict.fromkeys(INPUTS, "") | as_typed(value)
    return {f"{name}_{part}": [text] for part, text in typed.items()}
