"""Who reaches what: permission first, then scope, then lookup; the same form is saved once."""

from .getters import get_for, restrict_choices
from .marks import in_background, nothing_typed
from .once import remember_saved, save_once, saved_before
from .permissions import requires
from .second_factor import Missing, came_as_invented, keep_codes, proved, what_is_missing

__all__ = [
    "Missing",
    "came_as_invented",
    "get_for",
    "in_background",
    "keep_codes",
    "nothing_typed",
    "proved",
    "remember_saved",
    "requires",
    "restrict_choices",
    "save_once",
    "saved_before",
    "what_is_missing",
]
