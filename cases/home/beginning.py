"""What an office does first, as long as it has no child on file."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.home.first_steps import Step
from cases.models import Child, Place
from cases.policy.permissions import Permission


def first_steps_of_office(user):
    """The first steps of an office without children; nothing once it has one."""
    if Child.objects.visible_to(user).exists():
        return []
    manages = user.may(Permission.MANAGE_PLACES)
    return [
        Step(
            label=_("Add a place") if manages else _("Look at the places"),
            why=_("Camps, homes and prisons are chosen from one list. Your supervisor keeps it."),
            url=reverse("places:add" if manages else "places:list"),
            is_done=Place.objects.visible_to(user).exists(),
        ),
        Step(
            label=_("Register a child"),
            why=_("Five answers are enough to begin: name, sex, age, place, and with whom."),
            url=reverse("intake:register"),
            is_done=False,
        ),
        Step(
            label=_("Record a nationality claim"),
            why=_("On the page of the child. A claim is not leave to contact that State."),
            url=reverse("children:list"),
            is_done=False,
        ),
    ]
