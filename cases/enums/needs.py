"""Codes about what a child needs: school, health, vaccination and the like. Codes, never charts or diagnoses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .case import NeedDomain


class NeedFinding(TextChoices):
    """What was found in one domain of need (CPMS pillars; school and vaccination as UNICEF asks for them)."""

    IN_SCHOOL = "in_school", _("Goes to school")
    NON_FORMAL_SCHOOL = "non_formal_school", _("Learns outside a recognised school")
    OUT_OF_SCHOOL = "out_of_school", _("Does not go to school now")
    NEVER_IN_SCHOOL = "never_in_school", _("Never went to school")
    TOO_YOUNG_FOR_SCHOOL = "too_young_for_school", _("Too young for school")
    NO_HEALTH_CONCERN = "no_health_concern", _("No health concern known")
    UNDER_TREATMENT = "under_treatment", _("Under treatment")
    NEEDS_DOCTOR = "needs_doctor", _("Has to see a doctor")
    URGENT_CARE = "urgent_care", _("Needs urgent medical care")
    DISABILITY = "disability", _("Lives with a disability (Washington Group)")
    WELL_NOURISHED = "well_nourished", _("No sign of malnutrition")
    MODERATE_MALNUTRITION = "moderate_malnutrition", _("Moderate acute malnutrition")
    SEVERE_MALNUTRITION = "severe_malnutrition", _("Severe acute malnutrition")
    VACCINATED_CARD_SEEN = "vaccinated_card_seen", _("Vaccinated for the age; card seen")
    VACCINATED_SAID = "vaccinated_said", _("Said to be vaccinated; no card seen")
    PARTLY_VACCINATED = "partly_vaccinated", _("Partly vaccinated")
    NOT_VACCINATED = "not_vaccinated", _("Not vaccinated")
    SUPPORT_NOT_NEEDED = "support_not_needed", _("No support needed now")
    SUPPORT_NEEDED = "support_needed", _("Support needed")
    URGENT_SUPPORT_NEEDED = "urgent_support_needed", _("Urgent support needed")


class NeedResponse(TextChoices):
    """What is done about a need."""

    NOTHING_DUE = "nothing_due", _("Nothing has to be done")
    TO_ARRANGE = "to_arrange", _("Still to be arranged")
    REFERRED = "referred", _("Referred")
    RECEIVING = "receiving", _("Being helped")
    REFUSED = "refused", _("Help was refused")
    NOT_AVAILABLE = "not_available", _("Help is not to be had here")


_SUPPORT = (
    NeedFinding.SUPPORT_NOT_NEEDED,
    NeedFinding.SUPPORT_NEEDED,
    NeedFinding.URGENT_SUPPORT_NEEDED,
)
# Which findings belong to which domain; the database keeps to it as well.
FINDINGS_OF: dict[str, tuple[str, ...]] = dict.fromkeys(NeedDomain.values, _SUPPORT) | {
    NeedDomain.EDUCATION: (
        NeedFinding.IN_SCHOOL,
        NeedFinding.NON_FORMAL_SCHOOL,
        NeedFinding.OUT_OF_SCHOOL,
        NeedFinding.NEVER_IN_SCHOOL,
        NeedFinding.TOO_YOUNG_FOR_SCHOOL,
    ),
    NeedDomain.HEALTH: (
        NeedFinding.NO_HEALTH_CONCERN,
        NeedFinding.UNDER_TREATMENT,
        NeedFinding.NEEDS_DOCTOR,
        NeedFinding.URGENT_CARE,
        NeedFinding.DISABILITY,
    ),
    NeedDomain.NUTRITION: (
        NeedFinding.WELL_NOURISHED,
        NeedFinding.MODERATE_MALNUTRITION,
        NeedFinding.SEVERE_MALNUTRITION,
    ),
    NeedDomain.VACCINATION: (
        NeedFinding.VACCINATED_CARD_SEEN,
        NeedFinding.VACCINATED_SAID,
        NeedFinding.PARTLY_VACCINATED,
        NeedFinding.NOT_VACCINATED,
    ),
}
