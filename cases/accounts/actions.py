"""Writing offices, and the language somebody reads in."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.enums import OFFICE_ROLES
from cases.errors import Refused
from cases.models import Child, Office, User
from cases.models.wall import everything


def add_office(*, by, name, kind, country, closed_date=None, form_id=None):
    """Add an office. Returns it. Raises ``Refused`` for a name that is taken or a day to come."""
    _not_to_come(closed_date)
    with changing(by=by):
        office = Office.objects.create(name=name, kind=kind, country=country, closed_date=closed_date)
        if form_id:
            remember_saved(by, form_id, office)
    return office


def update_office(*, by, office, version, name, kind, country, closed_date=None):
    """Change an office, or close it; one that is closed stays so. Returns it.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read;
    ``Refused`` for a name that is taken, for closing an office where somebody still works or that still keeps open
    cases: nobody could open those any more; and for making an authority of a receiving State out of one with cases.
    """
    _not_to_come(closed_date)
    with changing(by=by):
        saved = Office.objects.select_for_update().get(pk=office.pk)
        refuse_stale(saved, version)
        if closed_date and saved.closed_date is None:
            _nothing_left(saved)
        was_keeping, saved.kind = saved.keeps_cases, kind
        if was_keeping and not saved.keeps_cases:
            _no_cases_in(saved)
        saved.name = name
        saved.country = country
        saved.closed_date = closed_date or saved.closed_date
        saved.save()
    return saved


def reopen_office(*, by, office, version, reason, form_id=None):
    """Open an office that was closed; returns it.

    Raises ``Stale`` as ``update_office`` does, and ``Refused`` for an office that is open.
    """
    with changing(by=by, reason=reason):
        saved = Office.objects.select_for_update().get(pk=office.pk)
        refuse_stale(saved, version)
        if saved.closed_date is None:
            raise Refused(_("This office is open."))
        saved.closed_date = None
        saved.save()
        if form_id:
            remember_saved(by, form_id, saved)
    return saved


def choose_language(*, user, language):
    """Keep in which language ``user`` reads; it holds after each sign-in, on any device."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language


@everything("An office closes once it keeps nothing; whoever closes it opens no case and reads a count.")
def left_at(office):
    """What keeps an office from closing: how many people work there, and how many open cases it keeps."""
    return {
        "people": office.memberships.current().count(),
        "cases": Child.objects.standing().open().filter(office=office).count(),
    }


@everything("An office closes once it keeps nothing; whoever closes it opens no case and reads a count.")
def _nothing_left(office):
    if office.memberships.current().exists():
        raise Refused(_("People still work at this office; end their roles first."), field="closed_date")
    if Child.objects.standing().open().filter(office=office).exists():
        raise Refused(_("This office still keeps open cases; hand them over first."), field="closed_date")


@everything("An office closes once it keeps nothing; whoever closes it opens no case and reads a count.")
def _no_cases_in(office):
    at_work = office.memberships.current().filter(role__in=OFFICE_ROLES)
    if at_work.exists() or Child.objects.filter(office=office).exists():
        raise Refused(
            _(
                "This office keeps cases, or people work on cases here; an authority of a receiving State does not."
            ),
            field="kind",
        )


def _not_to_come(day):
    if day and day > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="closed_date")
