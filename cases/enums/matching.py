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


class MatchSign(TextChoices):
    """What speaks for or against two records being of one person, or of one family."""

    NAME = "name", _("Names")
    NAME_SHORT = "name_short", _("One name only")
    GIVEN_OTHER = "given_other", _("Another given name")
    FAMILY_NAME = "family_name", _("Family name")
    PATRONYMIC = "patronymic", _("Father’s name within the name")
    BIRTH_EXACT = "birth_exact", _("Birth within the same days")
    BIRTH_OVERLAP = "birth_overlap", _("Births that may be one")
    BIRTH_NEAR = "birth_near", _("Births less than a year apart")
    BIRTH_APART = "birth_apart", _("Births more than a year apart")
    SEX_SAME = "sex_same", _("The same sex")
    SEX_OTHER = "sex_other", _("Another sex")
    MOTHER_SAME = "mother_same", _("Mother’s name")
    MOTHER_OTHER = "mother_other", _("Another mother’s name")
    FATHER_SAME = "father_same", _("Father’s name")
    FATHER_OTHER = "father_other", _("Another father’s name")
    PLACE_SAME = "place_same", _("The same place")
    SIBLING_SAME = "sibling_same", _("A brother or sister")
    CHILD_SAME = "child_same", _("A child")
    PARTNER_SAME = "partner_same", _("The other parent")
    PAPER_SAME = "paper_same", _("A paper with the same number")


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
