"""Restricting a child's file to named people, naming others, lifting it. Each stands in the trail as an override."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit import record
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.errors import Refused
from cases.models import CaseAssignment, CaseRestriction, Child, OfferedChild, Referral, RestrictionMember
from cases.people.covering import cover, without_supervisor
from cases.people.touching import touch_case

IMPOSED, CHANGED, LIFTED = "restrictions:impose", "restrictions:change", "restrictions:lift"
LONGEST_UNSEEN = timedelta(days=180)


def impose(*, by, child, kind, reason, named, review_date, form_id=None):
    """Show the file of ``child`` to ``named`` colleagues alone, and to ``by``; returns the ``CaseRestriction``.

    Parents and carers who are on file for no other child are covered with it. Referrals of the file end. Raises
    ``Refused`` for a file that is restricted or offered to another office, for a caseworker who is not named, for
    people of other offices, without a supervisor, and for a day to look at it again that is past or too far.
    """
    _check_day(review_date)
    with changing(by=by, reason=reason.strip()):
        locked = Child.objects.standing().select_for_update(of=("self",)).get(pk=child.pk)
        _refuse_offered(locked)
        made = CaseRestriction.objects.create(
            child=locked,
            kind=kind,
            reason=reason.strip(),
            from_date=timezone.localdate(),
            review_date=review_date,
            imposed_by=by,
        )
        _name(by, made, {by, *named})
        _check_named(made)
        cover(made)
        _end_referrals(by, locked)
        touch_case(locked.pk)
        _note(by, made, IMPOSED, kind=str(kind))
        if form_id:
            remember_saved(by, form_id, made)
    return made


def change(*, by, restriction, version, named, review_date, reason):
    """Say anew who is named, and when it is looked at again; returns the ``CaseRestriction``.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody changed it since the stamp ``version`` was read,
    ``Refused`` as ``impose`` does and for one that was lifted.
    """
    _check_day(review_date)
    with changing(by=by, reason=reason.strip()):
        current = _standing(restriction, version)
        members = RestrictionMember.objects.standing().filter(restriction=current)
        members.exclude(user__in=named).update(until_at=timezone.now(), updated_at=timezone.now())
        _name(by, current, set(named) - {member.user for member in members.select_related("user")})
        _check_named(current)
        current.review_date = review_date
        current.save()
        touch_case(current.child_id)
        _note(by, current, CHANGED)
    return current


def lift(*, by, restriction, version, reason):
    """Show the file to the whole office again; returns the ``CaseRestriction``. Raises ``Stale`` as ``change`` does."""
    with changing(by=by, reason=reason.strip()):
        current = _standing(restriction, version)
        current.lifted_at, current.lifted_by, current.lift_reason = timezone.now(), by, reason.strip()
        current.save()
        current.persons.update(is_open=False)
        touch_case(current.child_id)
        _note(by, current, LIFTED)
    return current


def _standing(restriction, version):
    current = CaseRestriction.objects.select_for_update(of=("self",)).get(pk=restriction.pk)
    refuse_stale(current, version)
    if current.lifted_at is not None:
        raise Refused(_("This restriction was lifted already."))
    return current


def _check_day(day):
    today = timezone.localdate()
    if not today < day <= today + LONGEST_UNSEEN:
        raise Refused(
            _("Give a day after today, within %(days)s days.") % {"days": LONGEST_UNSEEN.days},
            field="review_date",
        )


def _refuse_offered(child):
    if OfferedChild.objects.filter(child=child, is_open=True).exists():
        raise Refused(_("The case is offered to another office; take the offer back first."))


def _name(by, restriction, people):
    RestrictionMember.objects.bulk_create(
        RestrictionMember(restriction=restriction, user=user, named_by=by)
        for user in sorted(people, key=lambda user: user.pk)
    )


def _check_named(restriction):
    """Colleagues alone are named, whoever is responsible is among them, and a supervisor who can lift it."""
    child = restriction.child
    standing = RestrictionMember.objects.standing().filter(restriction=restriction).select_related("user")
    named = {member.user for member in standing}
    if any(user.office_id != child.office_id for user in named):
        raise Refused(_("This person works in another office."), field="named")
    if without_supervisor([restriction.pk], child.office_id):
        raise Refused(_("Name a supervisor: somebody has to be able to lift it."), field="named")
    current = CaseAssignment.objects.current().filter(child=child).select_related("user").first()
    if current and current.user and current.user not in named:
        raise Refused(
            _("%(name)s is responsible for the case: name them, or give the case to somebody else first.")
            % {"name": current.user.full_name},
            field="named",
        )


def _end_referrals(by, child):
    now = timezone.now()
    Referral.objects.filter(child=child, ended_at__isnull=True).update(
        ended_at=now, ended_by=by, updated_at=now
    )


def _note(by, restriction, subject, **detail):
    standing = RestrictionMember.objects.standing().filter(restriction=restriction)
    named = standing.order_by("pk").values_list("user__public_id", flat=True)
    ids = [restriction.child.public_id, restriction.public_id]
    record.overridden(
        by=by, subject=subject, ids=ids, detail=detail | {"named": [str(public_id) for public_id in named]}
    )
