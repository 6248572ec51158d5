"""Codes about claims on a State, its answers and the leave to contact it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClaimBasis(TextChoices):
    """The legal ground on which a child may be a State's national (CRC article 7; 1961 Convention)."""

    JUS_SANGUINIS_MOTHER = "jus_sanguinis_mother", _("Through the mother")
    JUS_SANGUINIS_FATHER_MARRIED = (
        "jus_sanguinis_father_married",
        _("Through the father, recognised marriage"),
    )
    JUS_SANGUINIS_FATHER_PATERNITY = (
        "jus_sanguinis_father_paternity",
        _("Through the father, paternity established (DNA or court)"),
    )
    JUS_SOLI = "jus_soli", _("Born on the territory")
    FOUNDLING = "foundling", _("Found on the territory, parents unknown")
    OTHERWISE_STATELESS = "otherwise_stateless", _("Born on the territory, without any other nationality")
    DESCENT_GRANDPARENT = "descent_grandparent", _("Through a grandparent")
    REGISTRATION = "registration", _("By registration or declaration")
    RESTORATION = "restoration", _("Restoration of a lost nationality")
    DISCRETIONARY = "discretionary", _("Discretionary grant")
    OTHER = "other", _("Other")


class ClaimStatus(TextChoices):
    """Where a claim stands; the status of a claim is that of its latest decision."""

    UNASSESSED = "unassessed", _("Not assessed")
    INDICATED = "indicated", _("Indicated (statements only)")
    EVIDENCE_GATHERING = "evidence_gathering", _("Evidence being gathered")
    SUBMITTED = "submitted", _("Submitted to the State")
    QUERIED = "queried", _("State asked for more")
    CONFIRMED = "confirmed", _("Confirmed by the State")
    CONFIRMED_CONDITIONALLY = "confirmed_conditionally", _("Entry accepted, nationality still open")
    REFUSED = "refused", _("The State refused the request")
    NO_REPLY = "no_reply", _("No reply within the expected time")
    REVOKED = "revoked", _("Revoked or lost")
    WITHDRAWN = "withdrawn", _("Withdrawn by family/NGO")


class NationalitySummary(TextChoices):
    """Computed from claims and decisions; only an authority determines that somebody has no nationality."""

    CONFIRMED_ONE = "confirmed_one", _("One confirmed nationality")
    CONFIRMED_MULTIPLE = "confirmed_multiple", _("More than one confirmed nationality")
    UNDETERMINED = "undetermined", _("Nationality undetermined")
    NO_CONFIRMED_CLAIM = "no_confirmed_claim", _("Nationality not confirmed")
    NO_STATE_ACTS = "no_state_acts", _("No State has so far acted as this child’s State")
    DETERMINED_BY_AUTHORITY = "determined_by_authority", _("Stateless by decision of a competent authority")


class Evidence(TextChoices):
    """What supports a claim. Of a DNA test only the result is recorded."""

    BIRTH_CERT = "birth_cert", _("Birth certificate")
    HOSPITAL_NOTE = "hospital_note", _("Hospital birth note (bayan wilada)")
    UNRECOGNISED_CERT = "unrecognised_cert", _("Certificate from a non-recognised authority")
    PARENT_PASSPORT = "parent_passport", _("Parent’s passport or ID")
    PARENT_MARRIAGE = "parent_marriage", _("Parents’ marriage record")
    DNA_MOTHER = "dna_mother", _("DNA: mother-child")
    DNA_FATHER = "dna_father", _("DNA: father-child")
    DNA_RELATIVE = "dna_relative", _("DNA: relatives in the country of origin")
    CONSULAR_INTERVIEW = "consular_interview", _("Consular interview")
    RELATIVE_APPLICATION = "relative_application", _("Application by relatives")
    SCHOOL_MEDICAL = "school_medical", _("School or medical record")
    PHOTO_VIDEO_RECOGNITION = "photo_video_recognition", _("Recognition from photo/video")
    LANGUAGE_ASSESSMENT = "language_assessment", _("Language indication (weak)")
    COURT_DECISION = "court_decision", _("Court decision on facts (birth, parentage)")
    WITNESS = "witness", _("Witness statement")


class ContactLevel(TextChoices):
    """Leave to contact a State about a child. Not assessed, prohibited and revoked all mean no."""

    NOT_ASSESSED = "not_assessed", _("Not assessed: no contact")
    PROHIBITED = "prohibited", _("No contact with this State’s authorities")
    PERMITTED_ANONYMOUS = "permitted_anonymous", _("Contact allowed without identifying data")
    PERMITTED_MINIMUM = "permitted_minimum", _("Minimum dataset may be shared")
    PERMITTED_FULL = "permitted_full", _("Full dossier may be shared under the named agreement")
    REVOKED = "revoked", _("Permission revoked")


class StateRequest(TextChoices):
    """What was sent to a State, and through which channel."""

    NOTE_VERBALE = "note_verbale", _("Note verbale")
    CONSULAR_NOTIFICATION = "consular_notification", _("Consular notification")
    LIST_SUBMISSION = "list_submission", _("Name-list submission")
    DNA_REQUEST = "dna_request", _("DNA request")
    TRAVEL_DOC_REQUEST = "travel_doc_request", _("Travel-document request")
    LANDING_CLEARANCE = "landing_clearance", _("Flight/overflight clearance")
    EXTRADITION_TRANSFER = "extradition_transfer", _("Sentenced-person transfer (parent)")
    FAMILY_PETITION = "family_petition", _("Petition by relatives")
    COURT_PETITION = "court_petition", _("Court petition")
    OMBUDSPERSON = "ombudsperson", _("Ombudsperson / treaty-body complaint")


class StateResponse(TextChoices):
    """What a State answered to a request."""

    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_CHILD_ONLY = "accepted_child_only", _("Accepted, child without parent")
    ACCEPTED_WITH_CONDITIONS = "accepted_with_conditions", _("Accepted with conditions")
    MORE_INFO = "more_info", _("More information requested")
    REFUSED = "refused", _("Refused")
    REFUSED_REASON_SECURITY = "refused_reason_security", _("Refused, security ground stated")
    REFUSED_NOT_NATIONAL = "refused_not_national", _("Refused, nationality denied")
    DEFERRED = "deferred", _("Deferred")
    NO_REPLY = "no_reply", _("No reply")


class StatePolicy(TextChoices):
    """A State's stated position on returns."""

    ACTIVE = "active", _("Organises returns")
    CASE_BY_CASE = "case_by_case", _("Case by case")
    CHILDREN_ONLY = "children_only", _("Children only")
    WITHOUT_PARENTS_ONLY = "without_parents_only", _("Only children without parents")
    PASSIVE = "passive", _("Helps only those who reach a consulate")
    REFUSES = "refuses", _("Refuses")
    SUSPENDED = "suspended", _("Suspended")
    NOT_STATED = "not_stated", _("No stated position")


# Leave to contact a State has been given, in whatever measure; everything else means no.
CONTACT_ALLOWED = (
    ContactLevel.PERMITTED_ANONYMOUS,
    ContactLevel.PERMITTED_MINIMUM,
    ContactLevel.PERMITTED_FULL,
)
CLAIMS_ACCEPTED = (ClaimStatus.CONFIRMED, ClaimStatus.CONFIRMED_CONDITIONALLY)
# Decisions that only the State itself can take.
DECISIONS_OF_THE_STATE = (
    ClaimStatus.QUERIED,
    ClaimStatus.CONFIRMED,
    ClaimStatus.CONFIRMED_CONDITIONALLY,
    ClaimStatus.REFUSED,
    ClaimStatus.REVOKED,
)
