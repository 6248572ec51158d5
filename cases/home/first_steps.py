"""What an administrator does first in a database that holds nothing yet."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Step:
    """One thing to do, why, where, and whether it is done."""

    label: str
    why: str
    url: str
    is_done: bool


def first_steps(*, offices, colleagues, states, places):
    """The steps in their order, from how many there are of each; none once all are done."""
    steps = [
        Step(
            _("Add an office"),
            _("Every case file belongs to one."),
            reverse("accounts:office_add"),
            offices > 0,
        ),
        Step(
            _("See that colleagues have a role"),
            _("Somebody without a role can open nothing."),
            reverse("accounts:user_list"),
            colleagues > 0,
        ),
        Step(
            _("Say which States are asked"),
            _("They stand first wherever a State is chosen."),
            reverse("countries:list"),
            states > 0,
        ),
        Step(
            _("Add a place"),
            _("A place is needed before anybody can be recorded as being there."),
            reverse("places:add"),
            places > 0,
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps
