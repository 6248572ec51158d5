"""What speaks for and against, in words: codes and weights become sentences; no name is among them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import MatchBand, MatchKind, MatchSign

_SENTENCES = {
    MatchSign.NAME_SHORT: gettext_lazy("Of one of them only a single name is known."),
    MatchSign.GIVEN_OTHER: gettext_lazy("The given names differ."),
    MatchSign.FAMILY_NAME: gettext_lazy("The family names are the same."),
    MatchSign.PATRONYMIC: gettext_lazy("Both names name the same father."),
    MatchSign.BIRTH_EXACT: gettext_lazy("Both were born on the same days, as far as they are known."),
    MatchSign.BIRTH_OVERLAP: gettext_lazy("What is known of the births fits one day."),
    MatchSign.BIRTH_NEAR: gettext_lazy("The births on file are less than a year apart."),
    MatchSign.BIRTH_APART: gettext_lazy("The births on file are more than a year apart."),
    MatchSign.SEX_SAME: gettext_lazy("The sex is the same."),
    MatchSign.SEX_OTHER: gettext_lazy("The sex on file differs."),
    MatchSign.MOTHER_SAME: gettext_lazy("The mothers have the same name."),
    MatchSign.MOTHER_OTHER: gettext_lazy("The mothers have different names."),
    MatchSign.FATHER_SAME: gettext_lazy("The fathers have the same name."),
    MatchSign.FATHER_OTHER: gettext_lazy("The fathers have different names."),
    MatchSign.PLACE_SAME: gettext_lazy("Both were found, or are now, at the same place."),
    MatchSign.SIBLING_SAME: gettext_lazy("A brother or sister has the same name."),
    MatchSign.CHILD_SAME: gettext_lazy("A child of both has the same name."),
    MatchSign.PAPER_SAME: gettext_lazy("A paper with the same number is on file of both."),
    MatchSign.PARTNER_SAME: gettext_lazy("The other parent of their children has the same name."),
}
# From these likenesses of two names on.
_NAMES = (
    (0.95, gettext_lazy("The names are one name, however each is written.")),
    (0.80, gettext_lazy("The names are very much alike.")),
    (0.0, gettext_lazy("The names are somewhat alike.")),
)


@dataclass(frozen=True)
class Explanation:
    """Sentences for, against, and those that only say something; the weightiest first."""

    speaks_for: list[str]
    speaks_against: list[str]
    said: list[str]


def explained(evidence):
    """The ``Explanation`` of what is kept with a pair; raises ``ValueError`` for a code that is none."""
    rows = sorted(evidence, key=lambda row: -abs(row["weight"]))
    return Explanation(
        speaks_for=[sentence(row) for row in rows if row["weight"] > 0],
        speaks_against=[sentence(row) for row in rows if row["weight"] < 0],
        said=[sentence(row) for row in rows if row["weight"] == 0],
    )


def sentence(row):
    """One piece of evidence in words."""
    sign = MatchSign(row["code"])
    if sign == MatchSign.NAME:
        return str(next(words for least, words in _NAMES if row["weight"] >= least))
    return str(_SENTENCES[sign])


def match_words(kind, band):
    """ "Likely the same person", "Possibly of one family"."""
    words = {
        (MatchKind.SAME_PERSON, MatchBand.LIKELY): _("Likely the same person"),
        (MatchKind.SAME_PERSON, MatchBand.POSSIBLE): _("Possibly the same person"),
        (MatchKind.SAME_FAMILY, MatchBand.LIKELY): _("Likely of one family"),
        (MatchKind.SAME_FAMILY, MatchBand.POSSIBLE): _("Possibly of one family"),
    }
    return words[MatchKind(kind), MatchBand(band)]


def answer_labels(kind):
    """The three answers as they are offered for a kind of pair."""
    if MatchKind(kind) == MatchKind.SAME_FAMILY:
        return {
            "same": _("They are of one family"),
            "different": _("They are not of one family"),
            "unsure": _("I cannot tell yet"),
        }
    return {
        "same": _("They are one person"),
        "different": _("They are two persons"),
        "unsure": _("I cannot tell yet"),
    }
