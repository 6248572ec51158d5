"""Cases go to another office: offered, accepted or declined, taken back, lapsed. Nothing moves before the answer."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import OnFile
from cases.enums import OFFICE_ROLES, CaseMoveState, Role
from cases.errors import Refused, Stale
from cases.models import (
    CaseAssignment,
    CaseMove,
    Child,
    FamilyGroup,
    FollowedCase,
    Membership,
    OfferedChild,
    Person,
    Referral,
)
from cases.traffic.along import Along

# An offer that nobody answers ends by itself.
OPEN_FOR = timedelta(days=14)


def offer(*, by, children, office, reason, briefing="", form_id=None):
    """Offer ``children``, whose cases the office of ``by`` keeps, to another ``office``; returns the ``CaseMove``.

    Raises ``Refused`` for no case, for cases of which another office keeps one, for an office where nobody could
    accept them, for a case that is offered already, and for what ``Along.in_the_way`` finds.
    """
    if office.pk == by.office_id or not _has_supervisor(office):
        raise Refused(_("Choose another office, where a supervisor can accept the case."), field="office")
    today = timezone.localdate()
    with changing(by=by):
        locked = _locked(children, by.office_id)
        _lapse(CaseMove.objects.lapsed_before(today).filter(children__child__in=locked).distinct())
        _nothing_in_the_way(Along(locked, by.office_id))
        move = CaseMove.objects.create(
            from_office_id=by.office_id,
            to_office=office,
            offered_by=by,
            reason=reason.strip(),
            briefing=briefing.strip(),
            lapses_date=today + OPEN_FOR,
        )
        OfferedChild.objects.bulk_create(OfferedChild(move=move, child=child) for child in locked)
        if form_id:
            remember_saved(by, form_id, move)
    return move


def accept(*, by, move, version, responsible, form_id=None):
    """Take over the cases of an offer: persons, children and all that hangs on them go to the office of ``by`` at once.

    ``responsible``, a colleague there, is responsible from today on; the earlier assignment ends. Returns the
    ``CaseMove``. Raises ``Stale`` as ``_waiting`` does, ``Refused`` where a case is no longer as it was offered or
    something stands in the way by now.
    """
    if responsible.office_id != by.office_id or responsible.role not in OFFICE_ROLES:
        raise Refused(_("This person works in another office."), field="responsible")
    with changing(by=by, reason=move.reason):
        current = _waiting(move, version)
        wanted = [row.child for row in current.children.select_related("child")]
        children = _locked(wanted, current.from_office_id)
        _nothing_in_the_way(Along(children, current.from_office_id))
        _hand_over(current, children, by=by, responsible=responsible)
        current.responsible = responsible
        _answered(current, by, CaseMoveState.ACCEPTED, "", form_id)
    return current


def decline(*, by, move, version, reason, form_id=None):
    """Decline an offer; the office that made it reads why. Returns the ``CaseMove``.

    Raises ``Refused`` without a reason, ``Stale`` as ``_waiting`` does.
    """
    if not reason.strip():
        raise Refused(_("Say why; the other office reads it."), field="reason")
    with changing(by=by):
        current = _waiting(move, version)
        _answered(current, by, CaseMoveState.DECLINED, reason, form_id)
    return current


def withdraw(*, by, move):
    """Take back an offer of one's own office; returns the ``CaseMove``. Raises ``Refused`` once it does not wait."""
    with changing(by=by):
        current = CaseMove.objects.select_for_update(of=("self",)).get(pk=move.pk)
        if current.state != CaseMoveState.OFFERED or current.from_office_id != by.office_id:
            raise Refused(_("This offer does not wait any more."))
        _end(current, CaseMoveState.WITHDRAWN)
    return current


def lapse_offers(*, today=None):
    """End the offers whose time is over; returns how many. May run as often as one likes."""
    with changing(by=None):
        return _lapse(CaseMove.objects.lapsed_before(today or timezone.localdate()))


def _lapse(moves):
    keys = list(moves.order_by("pk").values_list("pk", flat=True))
    over = CaseMove.objects.select_for_update(of=("self",)).filter(pk__in=keys, state=CaseMoveState.OFFERED)
    found = list(over.order_by("pk"))
    for move in found:
        _end(move, CaseMoveState.LAPSED)
    return len(found)


def _has_supervisor(office):
    members = Membership.objects.current().filter(office=office, role=Role.SUPERVISOR, user__is_active=True)
    return office.closed_date is None and members.exists()


def _locked(children, office_id):
    """The cases as they stand, locked with everybody who moves along; all are kept by the office."""
    if not children:
        raise Refused(_("Choose at least one case."), field="children")
    persons = Along(children, office_id).persons
    # Persons before case files, and in one order: as every change locks them.
    list(Person.objects.filter(pk__in=persons).select_for_update().order_by("pk"))
    wanted = Child.objects.filter(pk__in=[child.pk for child in children], office_id=office_id).standing()
    locked = list(wanted.select_for_update(of=("self",)).order_by("pk"))
    if len(locked) != len(children):
        raise Refused(_("One of these cases is not kept by the office any more, or was merged into another."))
    if not Along(locked, office_id).persons <= persons:
        raise Refused(_("The family was changed at this moment; look at the case again."))
    return locked


def _nothing_in_the_way(along):
    for sentence in along.in_the_way:
        raise Refused(sentence)


def _waiting(move, version):
    """The offer as it now stands, locked; ``Stale`` (``current`` is an ``OnFile``) once it does not wait any more."""
    current = CaseMove.objects.select_for_update(of=("self",)).get(pk=move.pk)
    is_over = current.lapses_date < timezone.localdate()
    if current.version != version or current.state != CaseMoveState.OFFERED or is_over:
        raise Stale(
            _("This offer was answered, taken back or has lapsed while you wrote."),
            current=OnFile(row=current, version=current.version),
        )
    return current


def _hand_over(move, children, *, by, responsible):
    now, today, office = timezone.now(), timezone.localdate(), move.to_office_id
    along = Along(children, move.from_office_id)
    persons, groups = along.persons, list(along.groups.values_list("pk", flat=True))
    # The case files follow by a trigger.
    Person.objects.filter(pk__in=persons).update(office=office, version=F("version") + 1, updated_at=now)
    Child.objects.filter(pk__in=[child.pk for child in children]).update(updated_at=now)
    FamilyGroup.objects.filter(pk__in=groups).update(office=office, updated_at=now)
    CaseAssignment.objects.current().filter(child__in=children).update(to_date=today, updated_at=now)
    CaseAssignment.objects.bulk_create(
        CaseAssignment(
            child=child,
            office_id=office,
            user=responsible,
            from_date=today,
            given_by=move.offered_by,
            reason=move.briefing,
        )
        for child in children
    )
    FollowedCase.objects.filter(child__in=children).delete()
    running = Referral.objects.filter(child__in=children, ended_at__isnull=True)
    running.update(ended_at=now, ended_by=by, updated_at=now)


def _answered(move, by, state, reason, form_id):
    move.answer_reason = reason.strip()
    move.answered_by, move.answered_at = by, timezone.now()
    _end(move, state)
    if form_id:
        remember_saved(by, form_id, move)


def _end(move, state):
    move.state = state
    move.version += 1
    move.save()
    move.children.filter(is_open=True).update(is_open=False)
