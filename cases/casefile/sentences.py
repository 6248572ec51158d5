"""The sentences of the timeline on where and with whom a child was: from a day, until a day, or undated."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import Confidence, Separation, WhereaboutsKind


def place_sentence(row):
    """The sentence of one ``Whereabouts``."""
    kind = WhereaboutsKind(row.kind)
    if _has_only_its_end(row):
        return _place_until(row, kind)
    if kind == WhereaboutsKind.AT_PLACE and row.confidence == Confidence.CONFIRMED:
        dated, undated = _("At %(place)s from this day."), _("At %(place)s.")
        return (dated if row.from_date else undated) % {"place": row.place.name}
    if kind == WhereaboutsKind.AT_PLACE:
        return _("Said to be at %(place)s.") % {"place": row.place.name}
    if kind == WhereaboutsKind.IN_COUNTRY:
        return _("In %(state)s, place not recorded.") % {"state": row.country.name}
    if kind == WhereaboutsKind.UNKNOWN_AFTER_CLOSURE:
        return _("Whereabouts unknown since the site closed.")
    return _("Whereabouts unknown from this day.") if row.from_date else _("Whereabouts unknown.")


def separation_sentence(row):
    """The sentence of one ``SeparationPeriod``."""
    status = Separation(row.status)
    if _has_only_its_end(row):
        return _SEPARATIONS_UNTIL[status] % {"day": _day(row.to_date)}
    return str((_SEPARATIONS_FROM if row.from_date else _SEPARATIONS)[status])


def _has_only_its_end(row):
    return row.from_date is None and row.to_date is not None


def _day(day):
    return formats.date_format(day, "j M Y")


def _place_until(row, kind):
    day = _day(row.to_date)
    if kind == WhereaboutsKind.AT_PLACE and row.confidence == Confidence.CONFIRMED:
        return _("At %(place)s until %(day)s.") % {"place": row.place.name, "day": day}
    if kind == WhereaboutsKind.AT_PLACE:
        return _("Said to have been at %(place)s until %(day)s.") % {"place": row.place.name, "day": day}
    if kind == WhereaboutsKind.IN_COUNTRY:
        words = {"state": row.country.name, "day": day}
        return _("In %(state)s until %(day)s, place not recorded.") % words
    if kind == WhereaboutsKind.UNKNOWN_AFTER_CLOSURE:
        return _("Whereabouts unknown after the site closed, until %(day)s.") % {"day": day}
    return _("Whereabouts unknown until %(day)s.") % {"day": day}


_SEPARATIONS = {
    Separation.WITH_BOTH_PARENTS: gettext_lazy("With both parents."),
    Separation.WITH_MOTHER: gettext_lazy("With the mother."),
    Separation.WITH_FATHER: gettext_lazy("With the father."),
    Separation.SEPARATED: gettext_lazy("A separated child."),
    Separation.UNACCOMPANIED: gettext_lazy("An unaccompanied child."),
    Separation.UNKNOWN: gettext_lazy("With whom the child is was not established."),
}
_SEPARATIONS_FROM = {
    Separation.WITH_BOTH_PARENTS: gettext_lazy("With both parents from this day."),
    Separation.WITH_MOTHER: gettext_lazy("With the mother from this day."),
    Separation.WITH_FATHER: gettext_lazy("With the father from this day."),
    Separation.SEPARATED: gettext_lazy("From this day a separated child."),
    Separation.UNACCOMPANIED: gettext_lazy("From this day an unaccompanied child."),
    Separation.UNKNOWN: gettext_lazy("With whom the child is was not established."),
}
_SEPARATIONS_UNTIL = {
    Separation.WITH_BOTH_PARENTS: gettext_lazy("With both parents until %(day)s."),
    Separation.WITH_MOTHER: gettext_lazy("With the mother until %(day)s."),
    Separation.WITH_FATHER: gettext_lazy("With the father until %(day)s."),
    Separation.SEPARATED: gettext_lazy("A separated child until %(day)s."),
    Separation.UNACCOMPANIED: gettext_lazy("An unaccompanied child until %(day)s."),
    Separation.UNKNOWN: gettext_lazy("With whom the child was until %(day)s was not established."),
}
