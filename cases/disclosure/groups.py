"""Filters that leave too few children are refused."""

from django.utils.translation import gettext_lazy as _

from cases.disclosure.cells import Audience
from cases.errors import Refused

GROUP_MINIMUM = 10


class SmallGroup(Refused):
    """A combination of filters leaves fewer children than may be described.

    The sentence never says how many are left, and an empty group is refused with the same words, so that a
    refusal itself tells nothing.
    """

    def __init__(self, *, field: str | None = None) -> None:
        super().__init__(
            _(
                "These filters leave too few children to show figures about them. Remove a filter and try again."
            ),
            field=field,
        )


def require_group(size: int, audience: Audience) -> None:
    """Raise ``SmallGroup`` when a protected reader's filters leave fewer than ``GROUP_MINIMUM`` children."""
    if audience is Audience.EXACT or size >= GROUP_MINIMUM:
        return
    raise SmallGroup
