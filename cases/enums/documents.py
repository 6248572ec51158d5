"""Codes about papers: kind, recognition, custody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    """Kind of paper (ICAO 9303 and civil registries)."""

    BIRTH_CERT = "birth_cert", _("Birth certificate")
    BIRTH_NOTE = "birth_note", _("Birth notification")
    NATIONAL_ID = "national_id", _("National identity card")
    PASSPORT = "passport", _("Passport")
    ETD = "etd", _("Emergency travel document / laissez-passer")
    RETURN_CERT = "return_cert", _("Certificate of return")
    ICRC_ETD = "icrc_etd", _("ICRC emergency travel document")
    FAMILY_BOOK = "family_book", _("Family book")
    MARRIAGE_CERT = "marriage_cert", _("Marriage certificate")
    DEATH_CERT = "death_cert", _("Death certificate")
    COURT_ORDER = "court_order", _("Court order")
    GUARDIANSHIP_ORDER = "guardianship_order", _("Guardianship / care order")
    EXIT_PERMIT = "exit_permit", _("Exit permission")
    DNA_REPORT = "dna_report", _("DNA report")
    MEDICAL = "medical", _("Medical document")
    VACCINATION_CARD = "vaccination_card", _("Vaccination card")
    SCHOOL_RECORD = "school_record", _("School record")
    CONSENT_FORM = "consent_form", _("Signed consent form")
    HANDOVER_RECORD = "handover_record", _("Handover record (proces-verbal)")
    NOTE_VERBALE = "note_verbale", _("Note verbale")
    PHOTO = "photo", _("Photograph")


class Recognition(TextChoices):
    """Whether the issuer is recognised. A paper of a non-recognised authority is evidence, never proof."""

    RECOGNISED = "recognised", _("Issued by a recognised authority")
    NOT_RECOGNISED = "not_recognised", _("Issued by a non-recognised authority")
    RECOGNITION_PENDING = "recognition_pending", _("Recognition pending")
    DISPUTED = "disputed", _("Authenticity disputed")
    NOT_GENUINE = "not_genuine", _("Found not genuine")


class Custody(TextChoices):
    """Who holds the paper now."""

    WITH_CHILD = "with_child", _("With the child/carer")
    WITH_NGO = "with_ngo", _("Held by NGO (receipt issued)")
    WITH_AUTHORITY_HOST = "with_authority_host", _("Held by host authority")
    WITH_EMBASSY = "with_embassy", _("Held by embassy")
    LOST = "lost", _("Lost")
    DESTROYED = "destroyed", _("Destroyed")
    CONFISCATED = "confiscated", _("Confiscated")
    NEVER_ISSUED = "never_issued", _("Never issued")
    COPY_ONLY = "copy_only", _("Only a copy exists")


class IssuerKind(TextChoices):
    """What kind of body issued a paper."""

    CIVIL_REGISTRY = "civil_registry", _("Civil registry")
    COURT = "court", _("Court")
    EMBASSY = "embassy", _("Embassy or consulate")
    POLICE = "police", _("Police or migration service")
    HOSPITAL = "hospital", _("Hospital or doctor")
    SCHOOL = "school", _("School")
    INTERNATIONAL = "international", _("International organisation")
    NGO = "ngo", _("Organisation")
    NON_RECOGNISED = "non_recognised", _("Non-recognised authority")
    UNKNOWN = "unknown", _("Not known")


# Papers that are gone, or never were: no other paper can be asked for with them.
CUSTODY_WITHOUT_PAPER = (Custody.LOST, Custody.DESTROYED, Custody.CONFISCATED, Custody.NEVER_ISSUED)
# Dangerous to carry: shown on the file alone, marked as restricted, never on a list.
RESTRICTED_RECOGNITIONS = (Recognition.NOT_RECOGNISED,)

# What is needed for what: each link of the chain asks for one before it. Any paper of a link will do.
PAPER_CHAIN = (
    (DocumentKind.BIRTH_NOTE,),
    (DocumentKind.BIRTH_CERT,),
    (DocumentKind.NATIONAL_ID,),
    (DocumentKind.PASSPORT, DocumentKind.RETURN_CERT, DocumentKind.ETD, DocumentKind.ICRC_ETD),
    (DocumentKind.EXIT_PERMIT,),
)
# Needed for school and clinic, and for no other paper.
PAPERS_APART = (DocumentKind.VACCINATION_CARD, DocumentKind.SCHOOL_RECORD)
