"""By State that received the child: the table under the bars of the dashboard."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cases.exports import Kind
from cases.reports import counting, links
from cases.reports.columns import Column, Entry, Report, Row, Table, exact
from cases.reports.definitions.totals import COUNTED_ONCE
from cases.reports.scope import Reach

TITLE = gettext_lazy("By State that received the child")
COLUMNS = (
    Column("state", gettext_lazy("State")),
    Column("children", gettext_lazy("Children"), Kind.NUMBER),
)


def table(selection):
    """States with the number of children each received, most first, and the total."""
    return table_of(selection, counting.totals(selection))


def table_of(selection, found):
    """The same from ``counting.Totals`` that were counted already."""
    rows = [_row(selection, code, str(countries.name(code)), line) for code, line in found.states.items()]
    rows.sort(key=lambda row: (-row.entries["children"].value.value, row.entries["state"].order))
    if selection.scope.reach is not Reach.STATE:
        rows.append(_row(selection, None, _("All States"), found.world))
    return Table(
        title=_("Children who travelled, as of %(day)s") % {"day": date_format(selection.as_of, "j M Y")},
        columns=COLUMNS,
        rows=rows,
        notes=[COUNTED_ONCE],
    )


def _row(selection, code, name, line):
    entries = {
        "state": Entry(name, links.state_totals(selection, code) if code else ""),
        "children": exact(line.children, links.travelled(selection, state=code)),
    }
    return Row(entries, is_total=code is None)


REPORT = Report(code="children-by-state", title=TITLE, table=table)
