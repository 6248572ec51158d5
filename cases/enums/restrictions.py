"""Codes about case files that only named people of an office may see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RestrictionKind(TextChoices):
    """Why a file is shown to named people alone."""

    THREAT = "threat", _("Somebody threatens the child or the family")
    RELATIVE = "relative", _("A colleague is a relative, or knows the family")
    STAFF_CHILD = "staff_child", _("The child of somebody who works here")
    TRAFFICKING = "trafficking", _("The child was trafficked")
