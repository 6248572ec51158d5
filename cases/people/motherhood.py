"""Births of a mother and a child that can hardly both be right: a warning, for either may be."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.people.ages import YOUNGEST_MOTHER, oldest_at_birth


def young_mother_words(mother_earliest, child_latest, *, mother, child):
    """That a mother would have been younger than 12 at a birth, in a sentence; empty where she need not have been.

    ``mother`` and ``child`` are what the two are called; the days are the earliest and the latest of their births.
    """
    years = oldest_at_birth(mother_earliest, child_latest)
    if years is None or years >= YOUNGEST_MOTHER:
        return ""
    values = {"mother": mother, "child": child, "years": max(years, 0)}
    if years < 0:
        return (
            _("By these dates %(mother)s was born after %(child)s. One of the two births may be wrong.")
            % values
        )
    words = ngettext(
        "By these dates %(mother)s was at most %(years)s year old when %(child)s was born. One of the two births may be "
        "wrong.",
        "By these dates %(mother)s was at most %(years)s years old when %(child)s was born. One of the two births may be "
        "wrong.",
        values["years"],
    )
    return words % values
