"""The eight states of a track as they look: an icon, a word and a colour, always all three."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class StateLook:
    """``code`` names the colour class ``is-<code>`` and the strip class ``strip-<code>``."""

    code: str
    icon: str
    label: Promise


STATES: dict[str, StateLook] = {
    look.code: look
    for look in (
        StateLook("clear", "state-clear", pgettext_lazy("track", "Clear")),
        StateLook("progress", "state-progress", pgettext_lazy("track", "In progress")),
        StateLook("none", "state-none", pgettext_lazy("track", "Not started")),
        StateLook("soon", "state-soon", pgettext_lazy("track", "Ends soon")),
        StateLook("ended", "state-ended", pgettext_lazy("track", "Ended")),
        StateLook("blocked", "state-blocked", pgettext_lazy("track", "Blocked")),
        StateLook("overridden", "state-overridden", pgettext_lazy("track", "Overridden")),
        StateLook("not-needed", "state-not-needed", pgettext_lazy("track", "Not needed")),
    )
}

# Not states of a track but told in the same way: how near a date is.
CLOCKS: dict[str, StateLook] = {
    "over": StateLook("blocked", "clock", _("Over its date")),
    "today": StateLook("soon", "clock", _("Today")),
    "later": StateLook("plain", "clock", _("Later")),
}


def state_named(code: str) -> StateLook:
    """The look of a state or clock; ``KeyError`` for one that nobody has drawn."""
    if code in STATES:
        return STATES[code]
    return CLOCKS[code]
