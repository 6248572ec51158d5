"""An office shows another one parts of a file until a day: giving, extending, ending. It is read, never written."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.errors import Refused
from cases.models import Child, Referral
from cases.models.traffic import LONGEST_REFERRAL
from cases.people.covering import refuse_restricted


def refer(*, by, child, office, parts, until, reason, form_id=None):
    """Show ``parts`` (``ReferralPart``) of the file of ``child`` to another ``office`` until and including a day.

    Who the child is belongs to it always, notes never. Returns the ``Referral``. Raises ``Refused`` for the own office
    or a closed one, for a day that has passed or is too far away, for a file that another office keeps by now, and
    where that office may read the file already.
    """
    if office.pk == by.office_id or office.closed_date is not None:
        raise Refused(_("Choose another office."), field="office")
    _check(until)
    with changing(by=by):
        _kept_by(by.office_id, child)
        Referral.objects.past(timezone.localdate()).filter(child=child, to_office=office).update(
            ended_at=timezone.now()
        )
        made = _give(by, child, office, parts, until, reason)
        if form_id:
            remember_saved(by, form_id, made)
    return made


def extend(*, by, referral, version, until, reason, form_id=None):
    """Show the same parts until a later day, by a decision of its own: the earlier referral ends and a new one begins.

    Returns the new ``Referral``. Raises ``Stale`` (``current`` is an ``OnFile``) when it was changed since the stamp
    ``version`` was read, ``Refused`` as ``refer`` does and for one that has ended.
    """
    _check(until)
    with changing(by=by):
        current = _running(referral)
        refuse_stale(current, version)
        _kept_by(by.office_id, current.child)
        _end(current, by)
        made = _give(by, current.child, current.to_office, current.parts, until, reason)
        if form_id:
            remember_saved(by, form_id, made)
    return made


def end(*, by, referral):
    """End a referral at once; returns it. Raises ``Refused`` where it has ended already."""
    with changing(by=by):
        current = _running(referral)
        _end(current, by)
    return current


def end_past(*, today=None):
    """Mark the referrals whose last day is over as ended; returns how many. They were not read since that day."""
    now = timezone.now()
    with changing(by=None):
        return Referral.objects.past(today or timezone.localdate()).update(ended_at=now, updated_at=now)


def _check(until):
    today = timezone.localdate()
    if not today <= until <= today + LONGEST_REFERRAL:
        raise Refused(
            _("Give a day from today on, within %(days)s days.") % {"days": LONGEST_REFERRAL.days},
            field="until",
        )


def _kept_by(office_id, child):
    mine = Child.objects.standing().select_for_update(of=("self",)).filter(pk=child.pk, office_id=office_id)
    if not mine.exists():
        raise Refused(_("Your office does not keep this file any more."))
    refuse_restricted([child.person_id], _("This file is restricted: no other office reads parts of it."))


def _running(referral):
    current = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if current.ended_at is not None:
        raise Refused(_("This referral has ended already."))
    return current


def _give(by, child, office, parts, until, reason):
    return Referral.objects.create(
        child=child,
        giving_office_id=by.office_id,
        to_office=office,
        given_by=by,
        parts=[str(part) for part in parts],
        reason=reason.strip(),
        from_date=timezone.localdate(),
        until_date=until,
    )


def _end(referral, by):
    referral.ended_at, referral.ended_by = timezone.now(), by
    referral.save()
