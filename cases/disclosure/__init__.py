"""Small numbers: how a count may be shown, the same on pages, in charts and in files.

A total that would point at one child is never printed to somebody who only reads figures. Counts of 1 to 4
are shown as "<5", every other count is rounded to the nearest 5, each by itself, and zero is shown as zero.
A table that is released to the public keeps exact figures where it can and hides as many as it must.
"""

from cases.disclosure.cells import BASE, GROUP_MINIMUM, NOTE, Audience, Cell, Mark, protect
from cases.disclosure.network import Position
from cases.disclosure.publication import CannotRelease, PublishedTable, suppress_for_publication

__all__ = [
    "BASE",
    "GROUP_MINIMUM",
    "NOTE",
    "Audience",
    "CannotRelease",
    "Cell",
    "Mark",
    "Position",
    "PublishedTable",
    "protect",
    "suppress_for_publication",
]
