"""What others published beside what is recorded here: the two numbers, and in words how they differ."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import FigureKind
from cases.reports import counting
from cases.reports.scope import Reach

# Figures of children who travelled; those present on a date are of another kind altogether.
TRAVELLED_KINDS = (FigureKind.BATCH, FigureKind.YEARLY, FigureKind.CUMULATIVE)


@dataclass(frozen=True)
class Comparison:
    """``recorded`` is ``None`` where the two cannot be compared; ``words`` says why, or how they differ."""

    recorded: int | None
    words: str


class Recorded:
    """All journeys of one scope, read once, to answer for any number of published figures."""

    def __init__(self, scope):
        self.scope = scope
        everything = counting.Selection(scope=scope, as_of=datetime.date.max)
        self.journeys = counting.journeys(everything)

    def beside(self, figure):
        """The ``Comparison`` for one ``PublishedFigure``."""
        reason = self._why_not(figure)
        if reason:
            return Comparison(None, reason)
        recorded = self._by_the_end(figure) if figure.kind == FigureKind.CUMULATIVE else self._between(figure)
        return Comparison(recorded, difference(figure, recorded, self.scope))

    def _why_not(self, figure):
        if figure.kind not in TRAVELLED_KINDS:
            return _("Not comparable: it does not count children who travelled.")
        if figure.children is None:
            return _("Not comparable: the source does not say how many were children.")
        if self.scope.reach is Reach.STATE and figure.destination_id != self.scope.state:
            return _("Not comparable: you see what is recorded for your own State.")
        return ""

    def _between(self, figure):
        return _distinct(
            one
            for one in self._from_same_countries(figure)
            if figure.date_earliest <= one.on <= figure.date_latest and _same_state(figure, one)
        )

    def _by_the_end(self, figure):
        until = [one for one in self._from_same_countries(figure) if one.on <= figure.date_latest]
        last_leg = {one.traveller: one for one in until if one.traveller}
        return _distinct(
            one
            for one in until
            if _same_state(figure, one) and (one.traveller is None or last_leg[one.traveller] is one)
        )

    def _from_same_countries(self, figure):
        return (one for one in self.journeys if not figure.departures or one.departure in figure.departures)


def _same_state(figure, journey):
    return figure.destination_id in (None, journey.destination)


def _distinct(found):
    alone, travellers = 0, set()
    for one in found:
        if one.traveller is None:
            alone += one.children
        else:
            travellers.add(one.traveller)
    return alone + len(travellers)


def difference(figure, recorded, scope):
    """One or two sentences on a published number of children and the recorded one."""
    sentences = [_gap(figure.children, recorded)]
    if scope.reach is Reach.OFFICE and recorded < figure.children:
        sentences.append(_("Only the children of your office are compared."))
    elif recorded not in (0, figure.children) and figure.date_earliest != figure.date_latest:
        sentences.append(_("The source gives no exact day, so its whole time is compared."))
    return " ".join(sentences)


def _gap(published, recorded):
    if recorded == published:
        return _("The same number is recorded.")
    if recorded == 0:
        return _("Nothing of it is recorded here.")
    gap = abs(recorded - published)
    if recorded < published:
        return ngettext(
            "%(gap)s fewer is recorded than was published.",
            "%(gap)s fewer are recorded than were published.",
            gap,
        ) % {"gap": gap}
    return ngettext(
        "%(gap)s more is recorded than was published.", "%(gap)s more are recorded than were published.", gap
    ) % {"gap": gap}
