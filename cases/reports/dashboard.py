"""What the dashboard shows: one total with its day, how it came about, to whom, and who published the same."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from cases.enums import FigureKind
from cases.models import PublishedFigure
from cases.reports import counting, links, running
from cases.reports.charts import BarValue, draw_bars
from cases.reports.columns import exact
from cases.reports.comparison import difference
from cases.reports.definitions import ages, by_state, departures
from cases.reports.definitions.published import when
from cases.reports.scope import Reach

MOST_BARS = 12
LATEST = 6


@dataclass(frozen=True)
class Fact:
    """One line beside the total."""

    label: str
    value: str
    detail: str = ""
    url: str = ""


class Dashboard:
    """All parts of the dashboard for one ``counting.Selection``; seven queries at most."""

    def __init__(self, selection, user):
        self.selection = selection
        self.user = user
        self.totals = counting.totals(selection)
        self.moved = counting.movements(selection)
        self.departures = counting.departures(self.moved, selection.only_state)

    @property
    def total(self):
        return exact(self.totals.world.children).text

    @property
    def day(self):
        return self.selection.as_of

    @property
    def rows_url(self):
        """The children behind the total, for those who may see them."""
        return links.travelled(self.selection) if self.totals.world.children else ""

    @property
    def totals_url(self):
        return links.same_question("reports:totals", self.selection)

    @property
    def departures_url(self):
        return links.same_question("reports:departures", self.selection)

    @cached_property
    def facts(self):
        """Transfers, States, the latest departure, and what was published of the same."""
        line = self.totals.world
        facts = [Fact(_("Transfers made"), exact(line.transfers).text, url=links.departures(self.selection))]
        if self.selection.scope.reach is not Reach.STATE:
            facts.append(Fact(_("States that received children"), exact(len(self.totals.states)).text))
        if self.departures:
            facts.append(self._latest_fact())
        return facts + self._published_facts()

    def _latest_fact(self):
        # A joint flight is one day and several States; each has a line of its own among the departures.
        day = self.departures[-1].on
        latest = [departure for departure in self.departures if departure.on == day]
        states = get_text_list(
            sorted({str(countries.name(departure.destination)) for departure in latest}), _("and")
        )
        return Fact(
            _("Latest transfer, %(day)s") % {"day": date_format(day, "j M Y")},
            children(sum(departure.children for departure in latest)),
            detail=_("to %(states)s") % {"states": states},
        )

    def _published_facts(self):
        figure = newest_published(self.user, self.selection)
        if figure is None:
            return []
        recorded = counting.totals(
            counting.Selection(
                self.selection.scope, figure.date_latest, tuple(figure.departures), figure.destination_id
            )
        ).world.children
        label = _("Same total published") if recorded == figure.children else _("Total published")
        source = _("%(publisher)s, %(when)s.") % {"publisher": figure.publisher, "when": when(figure)}
        words = _("%(source)s %(difference)s") % {
            "source": source,
            "difference": difference(figure, recorded, self.selection.scope),
        }
        return [Fact(label, exact(figure.children).text, detail=words, url=reverse("reports:published"))]

    @cached_property
    def chart(self):
        return running.drawing(self.moved, self.selection.as_of, self.selection.only_state)

    @property
    def chart_table(self):
        return running.by_month(self.moved, self.selection.only_state)

    @cached_property
    def states(self):
        """The table under the bars; also what the files of this page hold."""
        return by_state.table_of(self.selection, self.totals)

    @cached_property
    def bars(self):
        rows = [row for row in self.states.rows if not row.is_total][:MOST_BARS]
        cells = [(row.entries["state"].text, row.entries["children"].value) for row in rows]
        return draw_bars([BarValue(name, cell.value, cell.text) for name, cell in cells])

    @property
    def bars_foot(self):
        left_out = len(self.totals.states) - MOST_BARS
        if left_out <= 0:
            return ""
        return ngettext(
            "%(count)s more State is in the table.", "%(count)s more States are in the table.", left_out
        ) % {"count": left_out}

    @property
    def shows_states(self):
        return self.selection.scope.reach is not Reach.STATE

    @cached_property
    def ages(self):
        """Ages as a table: in place of the bars by State for readers of one State."""
        return None if self.shows_states else ages.unless_combined(self.selection)

    @property
    def ages_bars(self):
        return ages.bars(self.ages) if self.ages else None

    @cached_property
    def latest(self):
        """The newest departures as a table."""
        return departures.table_of(self.selection, self.departures[-LATEST:])


def newest_published(user, selection):
    """The newest published total that speaks of the same: worldwide, or of an official's own State."""
    scope = selection.scope
    figures = PublishedFigure.objects.visible_to(user)
    if scope.reach is Reach.STATE:
        figures = figures.filter(
            kind=FigureKind.CUMULATIVE, destination=scope.state, date_latest__lte=selection.as_of
        )
    else:
        figures = figures.totals_by(selection.as_of)
    if selection.departures:
        figures = figures.filter(departures=list(selection.departures))
    return figures.filter(children__isnull=False).newest_first().first()


def children(count):
    """ "1 child", "33 children"."""
    return ngettext("%(count)s child", "%(count)s children", count) % {"count": exact(count).text}
