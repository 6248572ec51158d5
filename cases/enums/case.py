"""Codes about the case file: status, closure, needs, assessments, consent, follow-up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseStatus(TextChoices):
    """Where the case file stands (after CPIMS+). "Ready to travel" and "in transfer" are computed, never stored."""

    REGISTERED = "registered", _("Registered")
    ACTIVE = "active", _("Active")
    ON_HOLD = "on_hold", _("On hold")
    POST_RETURN = "post_return", _("Post-return follow-up")
    TRANSFERRED_OUT = "transferred_out", _("Transferred to another agency")
    CLOSED = "closed", _("Closed")
    DUPLICATE = "duplicate", _("Merged as duplicate")
    REOPENED = "reopened", _("Reopened")


class ClosureReason(TextChoices):
    """Why a case was closed."""

    GOALS_MET = "goals_met", _("Returned, plan goals met, safe")
    OTHER_SOLUTION = (
        "other_solution",
        _("Other lasting solution (stays, third country, family reunited elsewhere)"),
    )
    DECLINED = "declined", _("Family/child no longer want support and no ground to override")
    AGED_OUT_PLANNED = "aged_out_planned", _("Turned 18 with transition plan")
    TRANSFERRED = "transferred", _("Transferred to another agency (accepted)")
    LOST_CONTACT = "lost_contact", _("Lost contact after the agreed attempts")
    DEATH = "death", _("Child died")
    DUPLICATE = "duplicate", _("Duplicate record")
    REGISTERED_IN_ERROR = "registered_in_error", _("Registered in error / not a child at registration")
    LEFT_WITHOUT_AGENCY = "left_without_agency", _("Left the site outside an organised return")


class Sensitivity(TextChoices):
    """Four levels of sensitivity (IASC/OCHA)."""

    LOW = "low", _("Low / public")
    MODERATE = "moderate", _("Moderate / restricted")
    HIGH = "high", _("High / confidential")
    SEVERE = "severe", _("Severe / strictly confidential")


class RiskLevel(TextChoices):
    """Risk to the child, with its response time (Inter-Agency Guidelines 2014)."""

    HIGH = "high", _("High - act within 24-48 h, review weekly")
    MEDIUM = "medium", _("Medium - act within 72 h, review fortnightly")
    LOW = "low", _("Low - act within 2 weeks, review monthly")
    NONE = "none", _("No protection risk found")


class Vulnerability(TextChoices):
    """Needs that call for attention. Never the parents' charges."""

    UNACCOMPANIED = "unaccompanied", _("Unaccompanied")
    SEPARATED = "separated", _("Separated")
    UNDER5 = "under5", _("Under five")
    IN_DETENTION = "in_detention", _("Deprived of liberty")
    CHILD_IN_JUSTICE_SYSTEM = "child_in_justice_system", _("Child before a court or serving a sentence")
    SERIOUS_MEDICAL = "serious_medical", _("Serious medical condition")
    DISABILITY = "disability", _("Disability (Washington Group)")
    MALNUTRITION = "malnutrition", _("Acute malnutrition")
    MENTAL_HEALTH = "mental_health", _("Severe distress")
    PREGNANT_OR_MOTHER = "pregnant_or_mother", _("Pregnant girl / girl mother")
    CHILD_MARRIAGE = "child_marriage", _("Married or at risk of child marriage")
    NO_DOCUMENTS = "no_documents", _("No document of any kind")
    NATIONALITY_UNRESOLVED = "nationality_unresolved", _("Nationality not confirmed by any State")
    CUSTODY_DISPUTE = "custody_dispute", _("Custody dispute")
    SIBLINGS_SEPARATED = "siblings_separated", _("Siblings held apart")
    PARENT_DEATH_SENTENCE = "parent_death_sentence", _("Parent under death sentence")
    OUT_OF_SCHOOL = "out_of_school", _("Out of school")
    CHILD_LABOUR = "child_labour", _("Child labour")
    STIGMA_RISK = "stigma_risk", _("Risk of stigma or reprisal on return")
    TRAFFICKING_RISK = "trafficking_risk", _("Risk of trafficking or exploitation")
    LANGUAGE_BARRIER = "language_barrier", _("Does not speak the language of destination")
    MISSING = "missing", _("Child missing")


class NeedDomain(TextChoices):
    """Domain of a need (CPMS pillars)."""

    HEALTH = "health", _("Health")
    NUTRITION = "nutrition", _("Nutrition")
    VACCINATION = "vaccination", _("Vaccination")
    MHPSS = "mhpss", _("Mental health and psychosocial")
    EDUCATION = "education", _("Education")
    CIVIL_DOC = "civil_doc", _("Civil documentation")
    CARE = "care", _("Family or alternative care")
    LEGAL = "legal", _("Legal aid")
    SHELTER = "shelter", _("Shelter")
    PROTECTION = "protection", _("Protection")
    LIVELIHOOD = "livelihood", _("Household livelihood")
    FAMILY_CONTACT = "family_contact", _("Contact with detained or missing relatives")


class AssessmentKind(TextChoices):
    """Kind of assessment (UNHCR BIP 2021)."""

    INTAKE = "intake", _("Intake screening")
    BIA = "bia", _("Best interests assessment (BIA)")
    BID = "bid", _("Best interests determination (BID)")
    BID_SIMPLIFIED = "bid_simplified", _("BID, simplified")
    HOME_STUDY = "home_study", _("Home / family assessment in the country of origin")
    RISK_RETURN = "risk_return", _("Non-refoulement and return-risk assessment")
    AGE = "age", _("Age assessment")
    REINTEGRATION = "reintegration", _("Reintegration assessment")


class BidTrigger(TextChoices):
    """What makes a best interests determination necessary (UNHCR BIP 2021)."""

    DURABLE_SOLUTION_UASC = (
        "durable_solution_uasc",
        _("Return/durable solution for an unaccompanied or separated child"),
    )
    SEPARATION_FROM_PARENT = (
        "separation_from_parent",
        _("Possible separation from a parent against their will"),
    )
    TEMPORARY_CARE_EXCEPTIONAL = "temporary_care_exceptional", _("Exceptional temporary care")
    CUSTODY_DISPUTE = "custody_dispute", _("Custody dispute or competing relatives")
    PARENT_ABROAD = "parent_abroad", _("Parent stays behind (detained)")
    CAREGIVER_RISK = "caregiver_risk", _("Risk from proposed caregiver")
    SIBLINGS_SPLIT = "siblings_split", _("Siblings may be split")
    CHILD_OBJECTS = "child_objects", _("Child objects")


class ConsentPurpose(TextChoices):
    """What consent was asked for."""

    REGISTRATION = "registration", _("Register and keep data")
    SHARE_NGO = "share_ngo", _("Share with a named organisation")
    SHARE_STATE = "share_state", _("Share with a named State")
    TRACING = "tracing", _("Family tracing")
    DNA = "dna", _("Take and test a DNA sample")
    MEDICAL = "medical", _("Medical examination/treatment")
    PHOTO = "photo", _("Photograph for identification")
    RETURN = "return", _("Return to the country")
    SEPARATION = "separation", _("Return without the parent")
    PLACEMENT = "placement", _("Placement with a named relative")
    FOLLOWUP = "followup", _("Follow-up visits")


class ConsentOutcome(TextChoices):
    """What came of asking for consent."""

    GIVEN = "given", _("Given")
    GIVEN_CONDITIONS = "given_conditions", _("Given with conditions")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOT_SOUGHT_UNSAFE = "not_sought_unsafe", _("Not sought, unsafe")
    NOT_REACHABLE = "not_reachable", _("Person could not be reached")
    OVERRIDDEN_AUTHORITY = "overridden_authority", _("Decision taken by authority without consent")
    LACKS_CAPACITY = "lacks_capacity", _("Not able to consent")


class Voluntariness(TextChoices):
    """How free the consent was."""

    FREE = "free", _("No concern")
    IN_CUSTODY = "in_custody", _("Given in custody, private interview held")
    IN_CUSTODY_OBSERVED = "in_custody_observed", _("Given in custody in presence of guards/officials")
    PRESSURE_SUSPECTED = "pressure_suspected", _("Pressure suspected")


class CareArrangement(TextChoices):
    """Who cares for the child (Guidelines for the Alternative Care of Children 2009)."""

    PARENT = "parent", _("Parent")
    KINSHIP = "kinship", _("Kinship care")
    FOSTER = "foster", _("Foster care")
    KAFALA = "kafala", _("Kafala")
    SMALL_GROUP = "small_group", _("Small-group home")
    INSTITUTION = "institution", _("Residential institution (review date required)")
    MEDICAL = "medical", _("Hospital")
    INDEPENDENT = "independent", _("Supported independent living (16+)")
    TRANSIT = "transit", _("Reception / quarantine")


class FollowUpKind(TextChoices):
    """How a child was followed up after return."""

    CALL = "call", _("Call")
    HOME_VISIT = "home_visit", _("Home visit")
    SCHOOL = "school", _("School contact")
    HEALTH = "health", _("Health contact")
    CASE_CONFERENCE = "case_conference", _("Case conference")
    PARTNER_REPORT = "partner_report", _("Report by partner")


class FollowUpResult(TextChoices):
    """What a follow-up found."""

    WELL = "well", _("Doing well")
    NEEDS = "needs", _("Needs remain")
    PLACEMENT_CHANGE = "placement_change", _("Placement changed")
    CONCERN = "concern", _("Protection concern")
    NOT_FOUND = "not_found", _("Not found")
    DECLINED = "declined", _("Family declined")


class UnityDecision(TextChoices):
    """Whether the siblings of a family group travel together."""

    UNDECIDED = "undecided", _("Not decided")
    TOGETHER = "together", _("Keep together")
    APART = "apart", _("Apart by decision")


OPEN_CASES = (
    CaseStatus.REGISTERED,
    CaseStatus.ACTIVE,
    CaseStatus.ON_HOLD,
    CaseStatus.POST_RETURN,
    CaseStatus.REOPENED,
)
