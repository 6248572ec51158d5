"""Totals per country: children who travelled, by the State that received them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cases.disclosure import NOTE
from cases.enums import CHILD_AGE_BANDS, AgeBand
from cases.exports import Kind
from cases.reports import counting, links
from cases.reports.columns import Column, Entry, Report, Row, Table, exact, figure
from cases.reports.forms import BOYS, GIRLS, UNKNOWN
from cases.reports.scope import Reach

TITLE = gettext_lazy("Totals per State")
BREAKDOWN = (
    Column("girls", gettext_lazy("Girls"), Kind.NUMBER),
    Column("boys", gettext_lazy("Boys"), Kind.NUMBER),
    Column("unknown", gettext_lazy("Unknown"), Kind.NUMBER, folds=True),
    *(Column(band.value, AgeBand(band).label, Kind.NUMBER, folds=True) for band in CHILD_AGE_BANDS),
)
COUNTED_ONCE = gettext_lazy(
    "Children, each counted once: a child who travelled twice counts for the last departure. Whoever was 18 "
    "or over on the day is not counted. Ages are those on the day of travel."
)


def table(selection):
    """The table of one ``counting.Selection``; protected readers get breakdowns of the quarter's end only."""
    found = counting.totals(selection)
    broken_down = _breakdown_totals(selection, found)
    names = sorted(
        ((code, str(countries.name(code))) for code in found.states), key=lambda one: one[1].casefold()
    )
    rows = [_row(selection, code, name, found.states[code], broken_down) for code, name in names]
    rows.sort(key=lambda row: row.entries["children"].value.value, reverse=True)
    if selection.scope.reach is not Reach.STATE:
        rows.append(_row(selection, None, _("All States"), found.world, broken_down))
    return Table(
        title=_("Children who travelled, as of %(day)s") % {"day": date_format(selection.as_of, "j M Y")},
        columns=_columns(broken_down),
        rows=rows,
        notes=_notes(selection, broken_down),
        protection=NOTE if broken_down and not selection.scope.is_exact else "",
    )


def _breakdown_totals(selection, found):
    """The totals that sex and age are read from; ``None`` where these are not told at all."""
    if selection.scope.is_exact:
        return found
    if selection.departures:
        # No free combination of filters: for protected readers sex and age stand for all departures together.
        return None
    return counting.totals(
        counting.Selection(
            selection.scope, selection.scope.figures_on(selection.as_of), state=selection.state
        )
    )


def _columns(broken_down):
    return [
        Column("state", gettext_lazy("State"), sortable=True),
        Column("children", gettext_lazy("Children"), Kind.NUMBER, sortable=True),
        *(BREAKDOWN if broken_down else ()),
        Column("transfers", gettext_lazy("Transfers"), Kind.NUMBER, sortable=True),
        Column("first", gettext_lazy("First departure"), Kind.DATE, sortable=True, folds=True),
        Column("last", gettext_lazy("Last departure"), Kind.DATE, sortable=True),
    ]


def _row(selection, code, name, line, broken_down):
    entries = {
        "state": Entry(name, links.state_totals(selection, code) if code else ""),
        "children": exact(line.children, links.travelled(selection, state=code)),
        "transfers": exact(line.transfers, links.departures(selection, state=code)),
        "first": Entry(line.first),
        "last": Entry(line.last),
    }
    if broken_down:
        entries |= _breakdown(selection, code, broken_down.of(code) if code else broken_down.world)
    return Row(entries, is_total=code is None)


def _breakdown(selection, code, line):
    audience = selection.scope.audience

    def entry(count, **which):
        url = links.travelled(selection, state=code, **which)
        return figure(count, audience, url, group=line.children)

    return {
        "girls": entry(line.girls, sex=GIRLS),
        "boys": entry(line.boys, sex=BOYS),
        "unknown": entry(line.unknown, sex=UNKNOWN),
        **{band.value: entry(line.bands[band], band=band.value) for band in CHILD_AGE_BANDS},
    }


def _notes(selection, broken_down):
    notes = [COUNTED_ONCE]
    if selection.departures:
        left = countries.name(selection.departures[0])
        notes.append(_("Only children who left from %(country)s.") % {"country": left})
    if selection.scope.is_exact:
        return notes
    if not broken_down:
        notes.append(_("Girls, boys and ages are shown for all departure countries together only."))
        return notes
    day = date_format(selection.scope.figures_on(selection.as_of), "j M Y")
    notes.append(_("Girls, boys and ages stand as of %(day)s, the end of a quarter.") % {"day": day})
    return notes


REPORT = Report(code="totals-per-state", title=TITLE, table=table)
