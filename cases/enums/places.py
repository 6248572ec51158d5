"""Codes about places where children are found, held or received."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlaceKind(TextChoices):
    """Kind of place."""

    CAMP = "camp", _("Camp")
    CAMP_SECTION = "camp_section", _("Camp section (annex, phase)")
    WOMEN_PRISON = "women_prison", _("Women’s prison")
    JUVENILE_FACILITY = "juvenile_facility", _("Juvenile detention")
    PRISON_OTHER = "prison_other", _("Other place of detention")
    POLICE = "police", _("Police custody")
    CHILDRENS_HOME = "childrens_home", _("Children’s home")
    INTERIM_CARE = "interim_care", _("Interim care centre")
    REHAB_CENTRE = "rehab_centre", _("Rehabilitation centre")
    TRANSIT = "transit", _("Transit centre")
    HOSPITAL = "hospital", _("Hospital")
    PRIVATE = "private", _("Private address")
    RECEPTION = "reception", _("Reception centre (destination)")
    UNKNOWN_AFTER_CLOSURE = "unknown_after_closure", _("Whereabouts unknown after site closure")


class WhereaboutsKind(TextChoices):
    """What is known of where a person is."""

    AT_PLACE = "at_place", _("At a known place")
    IN_COUNTRY = "in_country", _("In a country, place not recorded")
    UNKNOWN = "unknown", _("Whereabouts unknown")
    UNKNOWN_AFTER_CLOSURE = "unknown_after_closure", _("Unknown since the site closed")


class AfterClosing(TextChoices):
    """What becomes of the whereabouts of somebody who was at a site on the day it closed."""

    MOVED = "moved", _("Moved to the successor")
    LOST = "lost", _("Unknown since the site closed")
    LEFT_BEFORE = "left_before", _("Had left before")
