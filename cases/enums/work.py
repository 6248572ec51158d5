"""Codes about a caseworker's day: answers that are missing, notes, flags, what leaves the house."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MissingReason(TextChoices):
    """Why there is no answer. These are four answers, not one."""

    UNKNOWN = "unknown", _("Asked; nobody knows")
    NOT_ASKED = "not_asked", _("Not asked")
    REFUSED = "refused", _("Asked; the person did not want to answer")
    WITHHELD = "withheld", _("Known, but kept back for the child’s safety")


class Question(TextChoices):
    """What was asked about a person, as far as it may stay without an answer."""

    NAME = "name", _("Name")
    SEX = "sex", _("Sex")
    BIRTH = "birth", _("Date of birth")
    BIRTH_PLACE = "birth_place", _("Place of birth")
    ORIGIN = "origin", _("Region of origin")
    WHERE_NOW = "where_now", _("Where the person is now")
    FOUND = "found", _("Where the child was found")
    LIVED_BEFORE = "lived_before", _("Where the child lived before")
    COMPANY = "company", _("With whom the child is")
    CARER = "carer", _("Who cares for the child")
    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    STATUS = "status", _("What became of the person")
    NATIONALITY = "nationality", _("Nationality")
    PAPERS = "papers", _("Papers")


class NoteKind(TextChoices):
    """What a note is about."""

    TALK = "talk", _("Talk with the child")
    FAMILY_TALK = "family_talk", _("Talk with the family or carer")
    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")
    MEETING = "meeting", _("Meeting")
    OBSERVATION = "observation", _("Own observation")
    OTHER = "other", _("Other")


class FlagKind(TextChoices):
    """Why somebody raised a flag on a case. Risk is always risk to the child."""

    URGENT = "urgent", _("Urgent: risk to the child")
    DATE = "date", _("A date to keep")
    MISSING_PAPER = "missing_paper", _("A paper is missing")
    WAITING = "waiting", _("Waiting for somebody")
    CHECK = "check", _("Something to check")
    OTHER = "other", _("Other")


class ExportPurpose(TextChoices):
    """What an export of a file is for (IASC Operational Guidance on Data Responsibility)."""

    CASE_CONFERENCE = "case_conference", _("Case conference")
    TRANSFER_OF_CASE = "transfer_of_case", _("Handing the case to another organisation")
    COURT = "court", _("Court or guardianship authority")
    STATE_REQUEST = "state_request", _("Request to a State that may be contacted")
    MEDICAL = "medical", _("Medical care")
    CIVIL_DOC = "civil_doc", _("Civil registration or papers")
    FAMILY = "family", _("Request of the child or the family")
    OWN_FILE = "own_file", _("Paper file of the own office")
    OWN_DATA = "own_data", _("Request of a person for the own data")


class LegalBasis(TextChoices):
    """On what ground data leaves (ICRC Handbook on Data Protection in Humanitarian Action)."""

    CONSENT = "consent", _("Consent")
    VITAL_INTEREST = "vital_interest", _("Vital interest of the child")
    PUBLIC_INTEREST = "public_interest", _("Important ground of public interest")
    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest of the organisation")
    CONTRACT = "contract", _("Performance of a contract")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation")


class ExportPart(TextChoices):
    """Parts of a file that an export may hold. Restricted papers and notes are no part: they never leave this way."""

    SUMMARY = "summary", _("Who the child is")
    FAMILY = "family", _("Family")
    CLAIMS = "claims", _("Nationality claims")
    PAPERS = "papers", _("Papers")
    NEEDS = "needs", _("Needs")
    WHERE = "where", _("Where and with whom")
    TRANSFERS = "transfers", _("Transfers")
    TIMELINE = "timeline", _("Timeline")


class ExportKind(TextChoices):
    """What left: pages of the file, a letter of names, a list of persons, or all that is kept of somebody."""

    FILE = "file", _("File of a child")
    NAMES = "names", _("Letter of names")
    LIST = "list", _("List of persons")
    SUBJECT = "subject", _("Copy of everything that is kept")


class LetterPart(TextChoices):
    """What a letter of names may say beside the names as written and the birth. Never parents, places, remarks."""

    SEX = "sex", _("Sex")
    PAPERS = "papers", _("Names on recognised papers")
    PREDICTED = "predicted", _("Predicted spellings")


class CaseList(TextChoices):
    """Lists whose columns and filters people keep for themselves."""

    CHILDREN = "children", _("Children")
    GUARDIANS = "guardians", _("Parents and carers")
    CLAIMS = "claims", _("Nationality claims")


class BulkChange(TextChoices):
    """What can be changed in many cases at once. Closing a case is not among them: each has its own reason."""

    CASEWORKER = "caseworker", _("Who is responsible")
    STATUS = "status", _("Case status")
    FLAG = "flag", _("Raise a flag")
    FOLLOW = "follow", _("Follow the cases")
    UNFOLLOW = "unfollow", _("No longer follow the cases")


class UnsentKind(TextChoices):
    """What somebody was writing about a child when the page was left."""

    NOTE = "note", _("A note")
    FLAG = "flag", _("The reason of a flag")
