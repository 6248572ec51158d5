"""Sentences that several modules of merging say."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import PersonState
from cases.models import Whereabouts
from cases.people.masks import is_masked
from cases.people.presenters import PersonPresenter, whereabouts_words

CANNOT_BE_SEALED = gettext_lazy(
    "What is encrypted in one of the two files cannot be sealed for the other at present; tell whoever runs this register."
)


def period_words(row):
    """ "Camp 1, 12 Mar 2019 to 3 May 2019": what a dated row says, and over which days."""
    what = whereabouts_words(row) if isinstance(row, Whereabouts) else str(PersonState(row.status).label)
    since, until = (day_words(day) for day in (row.from_date, row.to_date))
    if since and until:
        return _("%(what)s, %(since)s to %(until)s") % {"what": what, "since": since, "until": until}
    if since:
        return _("%(what)s, since %(since)s") % {"what": what, "since": since}
    return _("%(what)s, until %(until)s") % {"what": what, "until": until} if until else what


def day_words(day):
    """A day in the reader's language; empty for none."""
    return formats.date_format(day, "j M Y") if day else ""


def name_within(person, tie):
    """The name of somebody at one end of a family tie; no name where it is masked."""
    if tie.guardian.person.office_id != tie.child.person.office_id:
        return _("held by another office")
    if is_masked(person, person.office_id):
        return _("restricted file")
    return PersonPresenter(person).name
