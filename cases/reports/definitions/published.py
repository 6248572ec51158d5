"""Published figures: what others said, with the source, beside what is recorded here."""

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
    Column("when", gettext_lazy("When")),
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
    """The day of a figure, or the first and last day that it may stand for."""
    first, last = date_format(figure.date_earliest, "j M Y"), date_format(figure.date_latest, "j M Y")
    if first == last:
        return first
    return _("between %(first)s and %(last)s") % {"first": first, "last": last}


def left_from(figure):
    """The countries that people left from, in words."""
    names = [str(countries.name(code)) for code in figure.departures]
    return ", ".join(names) if names else _("Any country")
