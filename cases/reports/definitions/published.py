"""Published figures: what others said, with the source, beside what is recorded here."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cases.exports import Kind
from cases.reports.columns import Column, Entry, Row, Table, exact
from cases.reports.comparison import Recorded
from cases.reports.scope import Reach

CODE = "published-figures"
TITLE = gettext_lazy("Published figures")
COLUMNS = (
    Column("when", gettext_lazy("When"), sortable=True),
    Column("state", gettext_lazy("Went to")),
    Column("departure", gettext_lazy("Left from"), folds=True),
    Column("kind", gettext_lazy("Counts")),
    Column("children", gettext_lazy("Children, as published"), Kind.NUMBER),
    Column("recorded", gettext_lazy("Children, as recorded"), Kind.NUMBER),
    Column("difference", gettext_lazy("Difference")),
    Column("words", gettext_lazy("In the words of the source")),
    Column("source", gettext_lazy("Source")),
)
NEVER_MIXED = gettext_lazy(
    "Published figures are facts about what was said. They are never added to what is recorded here. "
    "Some count women and men too; some name no exact day."
)


def table(scope, figures):
    """The table of these ``PublishedFigure`` rows, in their order; three queries with the rows themselves."""
    recorded = Recorded(scope)
    notes = [NEVER_MIXED]
    if scope.reach is Reach.OFFICE:
        notes.append(_("“As recorded” counts the children of your office only."))
    return Table(
        title=TITLE, columns=COLUMNS, rows=[_row(figure, recorded) for figure in figures], notes=notes
    )


def _row(figure, recorded):
    compared = recorded.beside(figure)
    return Row(
        {
            "when": Entry(when(figure)),
            "state": Entry(str(countries.name(figure.destination_id or "")) or _("All States")),
            "departure": Entry(left_from(figure)),
            "kind": Entry(figure.get_kind_display()),
            "children": Entry(None) if figure.children is None else exact(figure.children),
            "recorded": Entry(None) if compared.recorded is None else exact(compared.recorded),
            "difference": Entry(compared.words),
            "words": Entry(_("“%(words)s”") % {"words": figure.as_published}, under=figure.note),
            "source": Entry(
                figure.publisher,
                figure.url,
                under=_("%(reference)s, attested: %(confidence)s")
                % {"reference": figure.reference, "confidence": figure.get_confidence_display()},
            ),
        }
    )


def when(figure):
    """The day of a figure; its month or year where the source tells no more; or from when to when."""
    first, last = figure.date_earliest, figure.date_latest
    if first == last:
        return date_format(first, "j M Y")
    is_whole_months = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    if not is_whole_months:
        return _span(first, last, "j M Y")
    if (first.year, first.month) == (last.year, last.month):
        return date_format(first, "M Y")
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    return _span(first, last, "M Y")


def _span(first, last, style):
    return _("%(first)s to %(last)s") % {"first": date_format(first, style), "last": date_format(last, style)}


def left_from(figure):
    """The countries that people left from, in words."""
    names = [str(countries.name(code)) for code in figure.departures]
    return ", ".join(names) if names else _("Any country")
