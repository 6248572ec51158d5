"""Who reaches what: permission first, then scope, then lookup; the same form is saved once."""

from .getters import get_for, restrict_choices
from .marks import in_background, nothing_typed
from .once import remember_saved, save_once, saved_before
from .permissions import requires

__all__ = [
    "get_for",
    "in_background",
    "nothing_typed",
    "remember_saved",
    "requires",
    "restrict_choices",
    "save_once",
    "saved_before",
]
