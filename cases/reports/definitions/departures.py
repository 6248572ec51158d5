"""Departures: how many children left, by day, country and State."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cases.exports import Kind
from cases.reports import counting, links
from cases.reports.columns import Column, Entry, Report, Row, Table, exact

TITLE = gettext_lazy("Transfers made")
# As many as a page bears; older ones are found by an earlier day.
MOST_ROWS = 150
COLUMNS = (
    Column("on", gettext_lazy("Day of departure"), Kind.DATE, sortable=True),
    Column("state", gettext_lazy("State"), sortable=True),
    Column("departure", gettext_lazy("Left from"), sortable=True),
    Column("children", gettext_lazy("Children"), Kind.NUMBER, sortable=True),
    Column("transfers", gettext_lazy("Transfers"), Kind.NUMBER, folds=True),
)
COUNTED_EACH_TIME = gettext_lazy(
    "Every child who left on the day. A child who travelled twice stands here with each departure, so the "
    "sum may be more than the total of children."
)


def table(selection):
    """The newest departures first; whole days, about ``MOST_ROWS`` rows."""
    found = counting.departures(counting.movements(selection), selection.only_state)
    return table_of(selection, found)


def table_of(selection, found):
    """The table of departures that were counted already, oldest first."""
    newest, left_out = _newest(found)
    notes = [COUNTED_EACH_TIME]
    if left_out:
        day = date_format(newest[-1].on, "j M Y")
        notes.append(
            _("Older transfers are left out: choose a day before %(day)s to see them.") % {"day": day}
        )
    return Table(
        title=_("Transfers made until %(day)s") % {"day": date_format(selection.as_of, "j M Y")},
        columns=[column for column in COLUMNS if column.key != "state" or not selection.only_state],
        rows=[_row(selection, departure) for departure in newest],
        notes=notes,
    )


def _newest(found):
    newest = sorted(found, key=lambda one: (one.on, one.children), reverse=True)
    if len(newest) <= MOST_ROWS:
        return newest, False
    oldest_day = newest[MOST_ROWS - 1].on
    kept = [one for one in newest if one.on >= oldest_day]
    return kept, len(kept) < len(newest)


def _row(selection, departure):
    url = links.travelled(selection, state=departure.destination, on=departure.on.isoformat())
    return Row(
        {
            "on": Entry(departure.on),
            "state": Entry(str(countries.name(departure.destination))),
            "departure": Entry(str(countries.name(departure.departure))),
            "children": exact(departure.children, url),
            "transfers": exact(departure.transfers),
        }
    )


REPORT = Report(code="departures", title=TITLE, table=table)
