"""Who reaches what: permission first, then scope, then lookup; the same form is saved once."""

from .entering import enter
from .fresh import freshly_signed_in, is_fresh
from .getters import find_for, get_for, leads_nowhere, restrict_choices
from .leaving import end_other_sessions, end_sessions, end_sessions_of, forget_ended, leave_everywhere
from .marks import in_background, nothing_typed
from .once import remember_saved, save_once, saved_before
from .permissions import requires
from .second_factor import Missing, came_as_invented, keep_codes, proved, what_is_missing

__all__ = [
    "Missing",
    "came_as_invented",
    "end_other_sessions",
    "end_sessions",
    "end_sessions_of",
    "enter",
    "find_for",
    "forget_ended",
    "freshly_signed_in",
    "get_for",
    "in_background",
    "is_fresh",
    "keep_codes",
    "leads_nowhere",
    "leave_everywhere",
    "nothing_typed",
    "proved",
    "remember_saved",
    "requires",
    "restrict_choices",
    "save_once",
    "saved_before",
    "what_is_missing",
]
