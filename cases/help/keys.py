"""The keys that ``static/cases/js/page.js`` answers to, a line each: the page of keys is made of this list."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Key:
    """One or several keys that do one thing. ``caps`` are what is printed on them."""

    caps: tuple[Promise | str, ...]
    does: Promise


@dataclass(frozen=True)
class Where:
    """Keys that work in one kind of place."""

    title: Promise
    keys: tuple[Key, ...]


KEYS: tuple[Where, ...] = (
    Where(
        _("Everywhere"),
        (
            Key((_("Tab"),), _("Go to the next link, field or button; with Shift, to the one before")),
            Key(
                (_("Enter"),), _("Follow a link, press a button; at the top of the page, skip to the content")
            ),
            Key(("/",), _("Go to the search")),
            Key((_("Esc"),), _("Close an open menu")),
            Key(("?",), _("Open this page")),
        ),
    ),
    Where(
        _("On a list"),
        (
            Key(("j", "k"), _("Go to the next row, and to the one before")),
            Key(("↓", "↑"), _("The same, once you stand on a row")),
            Key((_("Enter"),), _("Open the row")),
            Key(("x",), _("Tick the row, or take the tick away, where rows can be ticked")),
        ),
    ),
    Where(
        _("In a form"),
        (
            Key((_("Space"),), _("Tick a box, choose one of several answers")),
            Key(("↑", "↓"), _("Go through the answers of one question")),
        ),
    ),
)
