"""Codes about how long things are kept, how they end, and what people ask about their own data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RetentionClass(TextChoices):
    """What is kept for a time of its own."""

    CASE_FILE = "case_file", _("File of a child")
    IN_ERROR = "in_error", _("File opened in error, or twice")
    DRAFT = "draft", _("Registration that was never completed")
    PARENT = "parent", _("Parents and carers")
    PARTS = "parts", _("Notes, papers, needs and everything else of a file")
    CAPSULE = "capsule", _("Sealed identity of a child whose file was erased")
    TOMBSTONE = "tombstone", _("That a file was erased")
    EXPORT = "export", _("Records of exports")
    REQUEST = "request", _("Requests of persons about their own data")
    TRAIL = "trail", _("Trail: who read, exported, was denied")
    SIGN_IN = "sign_in", _("Sign-ins and sessions")


# Whose end is found for each file, and reviewed by people.
REVIEWED_CLASSES = (RetentionClass.CASE_FILE, RetentionClass.IN_ERROR)


class ErasureReason(TextChoices):
    """Why a file is erased (GDPR article 17, 1)."""

    PERIOD_OVER = "period_over", _("The period of retention is over")
    REQUEST = "request", _("The person concerned asks for it")
    IN_ERROR = "in_error", _("The file was opened in error")


class ErasureState(TextChoices):
    """Where the erasure of a file stands."""

    ASKED = "asked", _("Waits for a second person")
    DONE = "done", _("Erased")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")
    STOPPED = "stopped", _("Stopped by a legal hold")


class SubjectRequestKind(TextChoices):
    """What somebody asks about their own data (GDPR articles 15 to 18)."""

    ACCESS = "access", _("A copy of everything that is kept")
    RECTIFY = "rectify", _("To correct something")
    RESTRICT = "restrict", _("To keep it, and not to use it")
    ERASE = "erase", _("To erase it")


class RequestedBy(TextChoices):
    """Who asks."""

    PERSON = "person", _("The person concerned")
    PARENT = "parent", _("A parent or guardian, for the child")
    REPRESENTATIVE = "representative", _("A lawyer or another representative")


class IdentityCheck(TextChoices):
    """How it was made sure that whoever asks may ask."""

    KNOWN = "known", _("Known to the office in person")
    PAPER = "paper", _("An identity paper with a photograph was seen")
    GUARDIANSHIP = "guardianship", _("An identity paper and proof of guardianship were seen")
    MANDATE = "mandate", _("An identity paper and a written mandate were seen")


class RequestOutcome(TextChoices):
    """How a request was answered."""

    GRANTED = "granted", _("Done as asked")
    PARTLY = "partly", _("Done in part")
    REFUSED = "refused", _("Refused")
