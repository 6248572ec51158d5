"""The running total as a chart and as its table by month."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_countries import countries

from cases.reports import counting
from cases.reports.charts import NamedPoint, Point, draw_steps
from cases.reports.columns import exact

# More steps than this are drawn by month: a line of 700 px bears no more.
MOST_STEPS = 200
NAMED = 3
# How far the line goes on after the last departure; years without one would press the rest together.
REST = datetime.timedelta(days=21)


def drawing(moved, as_of, state=None):
    """The wide and the narrow drawing; ``None`` where nobody had travelled."""
    series = counting.running_total(moved, state)
    if not series:
        return None
    points = _points(series, as_of)
    return draw_steps(points, marks=_marks(moved, dict(series), state))


def _points(series, as_of):
    steps = series if len(series) <= MOST_STEPS else _month_ends(series)
    start = series[0][0].replace(day=1)
    points = [Point(start, 0)] if start < series[0][0] else []
    points += [Point(day, total) for day, total in steps]
    end = min(as_of, series[-1][0] + REST)
    return [*points, Point(end, series[-1][1])] if end > points[-1].on else points


def _month_ends(series):
    last_of_month = {}
    for day, total in series:
        last_of_month[day.year, day.month] = (day, total)
    return list(last_of_month.values())


def _marks(moved, totals, state):
    """The latest departure and the largest ones, one a day."""
    found = counting.departures(moved, state)
    latest = found[-1:]
    by_size = sorted(found[:-1], key=lambda one: one.children, reverse=True)
    chosen, days = [], set()
    for one in [*latest, *by_size]:
        if one.on not in days and len(chosen) < NAMED:
            days.add(one.on)
            chosen.append(one)
    return [_mark(one, totals[one.on], with_state=state is None) for one in chosen]


def _mark(departure, total, *, with_state):
    day = date_format(departure.on, "j M")
    name = str(countries.name(departure.destination))
    value = exact(departure.children).text
    if not with_state:
        label = _("on %(day)s") % {"day": day}
        return NamedPoint(departure.on, total, value=value, label=label, short=label)
    label = _("to %(state)s, %(day)s") % {"state": name, "day": day}
    return NamedPoint(departure.on, total, value=value, label=label, short=name)


def by_month(moved, state=None):
    """Heads and rows of the table under the chart: each month with a change, and the total at its end."""
    rows, before = [], 0
    for day, total in _month_ends(counting.running_total(moved, state)):
        rows.append([date_format(day, "F Y"), _signed(total - before), exact(total).text])
        before = total
    return {"heads": [_("Month"), _("Children in the month"), _("Total at its end")], "rows": rows}


def _signed(change):
    return exact(change).text if change >= 0 else f"−{exact(-change).text}"
