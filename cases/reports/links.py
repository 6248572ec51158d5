"""Addresses of the rows behind a figure, for those who may open them."""

from urllib.parse import urlencode

from django.urls import reverse

from cases.reports.scope import Reach


def travelled(selection, **more):
    """The children behind a figure; empty for readers of figures only."""
    if selection.scope.reach is not Reach.OFFICE:
        return ""
    return _address("reports:travelled", selection, **more)


def departures(selection, **more):
    """The departures behind a number of transfers, for those who may open transfers."""
    if selection.scope.reach is not Reach.OFFICE:
        return ""
    return _address("reports:departures", selection, **more)


def same_question(route, selection):
    """Another page of figures, asked the same."""
    return _address(route, selection)


def state_totals(selection, state):
    """The page of one State, as of the same day."""
    return f"{reverse('reports:state_totals', args=[state])}?{_words(selection)}"


def _address(route, selection, **more):
    return f"{reverse(route)}?{_words(selection, **more)}"


def _words(selection, **more):
    words = {"as_of": selection.as_of.isoformat()}
    if selection.departures:
        words["departure"] = selection.departures[0]
    words |= {name: value for name, value in more.items() if value}
    return urlencode(words)
