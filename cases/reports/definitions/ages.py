"""Ages of one State's children on the day of travel."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.disclosure import NOTE
from cases.enums import CHILD_AGE_BANDS, AgeBand
from cases.exports import Kind
from cases.reports import counting, links
from cases.reports.charts import BarValue, draw_bars
from cases.reports.columns import Column, Entry, Report, Row, Table, figure

TITLE = gettext_lazy("Age on the day of travel")
COLUMNS = (
    Column("age", gettext_lazy("Age")),
    Column("children", gettext_lazy("Children"), Kind.NUMBER),
)


def table(selection):
    """A row for each age band, and one for those who came of age before they left."""
    day = selection.scope.figures_on(selection.as_of)
    dated = counting.Selection(selection.scope, day, selection.departures, selection.state)
    line = counting.totals(dated).world
    audience = selection.scope.audience

    def row(label, count, url=""):
        return Row({"age": Entry(label), "children": figure(count, audience, url, group=line.children)})

    rows = [
        row(
            AgeBand(band).label,
            line.bands[band],
            links.travelled(dated, state=dated.only_state, band=band.value),
        )
        for band in CHILD_AGE_BANDS
    ]
    rows.append(row(AgeBand.ADULT.label, counting.came_of_age(dated)))
    told = {"day": date_format(day, "j M Y")}
    notes = [_("As of %(day)s. Whoever was 18 or over is not counted as a child.") % told]
    protection = "" if selection.scope.is_exact else NOTE
    return Table(title=TITLE, columns=COLUMNS, rows=rows, notes=notes, protection=protection)


def unless_combined(selection):
    """The table, or ``None`` where protected readers have chosen a departure country: no free combination."""
    return table(selection) if selection.scope.is_exact or not selection.departures else None


def bars(table):
    """The same as bars; a figure that is hidden is a stub of one length."""
    cells = [(row.entries["age"].text, row.entries["children"].value) for row in table.rows]
    return draw_bars([BarValue(label, cell.value, cell.text) for label, cell in cells])


REPORT = Report(code="ages-on-the-day", title=TITLE, table=table)
