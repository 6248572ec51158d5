"""Who reaches what: permission first, then scope, then lookup; the same form is saved once."""

from .getters import get_for, restrict_choices
from .once import remember_saved, save_once, saved_before
from .permissions import requires

__all__ = ["get_for", "remember_saved", "requires", "restrict_choices", "save_once", "saved_before"]
