"""Codes about records that may speak of one person or of one family."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FoundBy(TextChoices):
    """What of a record a search has met."""

    NAME = "name", _("Own name")
    SPELLING = "spelling", _("Another name or spelling on file")
    MOTHER = "mother", _("Mother’s name")
    FATHER = "father", _("Father’s name")
    CHILD = "child", _("Child’s name")
    NUMBER = "number", _("Case number")


class MatchKind(TextChoices):
    """What two records may have to do with one another."""

    SAME_PERSON = "same_person", _("May be one person")
    SAME_FAMILY = "same_family", _("May be of one family")


class MatchBand(TextChoices):
    """How much speaks for it. Nothing is ever merged without a person."""

    LIKELY = "likely", _("Likely")
    POSSIBLE = "possible", _("Possible")


class MatchAnswer(TextChoices):
    """What somebody found who compared the two."""

    SAME = "same", _("The same")
    DIFFERENT = "different", _("Not the same")
    UNSURE = "unsure", _("Cannot tell yet")


class MatchRequestState(TextChoices):
    """Where a request to another office stands: may the two records be compared?"""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# A request that nobody has answered yet.
MATCH_REQUESTS_OPEN = (MatchRequestState.ASKED,)
