"""Writing claims on a State, what became of them, and the leave to contact a State."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.periods import end_current, move_beginning, not_to_come
from cases.components.stamps import locked, refuse_stale, stamp_in_force
from cases.enums import CONTACT_ALLOWED, ContactLevel, Question
from cases.errors import Refused, Stale
from cases.models import Child, ClaimDecision, ContactPermission, Nationality
from cases.people.answers import answered
from cases.people.touching import touch_case, touch_file


def add_claim(*, by, child, state, basis, claimed_date, evidence=(), form_id=None):
    """Record that ``child`` may be a national of ``state`` on the ground ``basis``. Returns the claim.

    Raises ``Refused`` for a day to come, and when the same State was claimed on the same ground before.
    """
    not_to_come(claimed_date, field="claimed_date")
    with changing(by=by):
        claim = Nationality.objects.create(
            child=child, state=state, basis=basis, claimed_date=claimed_date, evidence=list(evidence)
        )
        answered(child.person, Question.NATIONALITY)
        touch_file(child)
        if form_id:
            remember_saved(by, form_id, claim)
    return claim


def update_claim(*, by, claim, version, state, basis, claimed_date, evidence=(), reason=""):
    """Correct a claim; ``reason`` stays in the history. Returns the saved claim.

    Raises ``Stale`` when it was changed since ``version``, ``Refused`` for what the rules do not allow.
    """
    not_to_come(claimed_date, field="claimed_date")
    with changing(by=by, reason=reason):
        saved = Nationality.objects.select_for_update().get(pk=claim.pk)
        if saved.version != version:
            raise Stale(_("This claim was changed while you wrote."), current=saved)
        saved.state = state
        saved.basis = basis
        saved.claimed_date = claimed_date
        saved.evidence = list(evidence)
        saved.version += 1
        saved.save()
        touch_case(saved.child_id)
    return saved


def record_decision(*, by, claim, status, decided_date, response="", reference="", form_id=None):
    """Add one step of a claim; the claim's own answer follows from the latest. Returns the decision.

    Raises ``Refused`` for a day to come or before the claim.
    """
    not_to_come(decided_date, field="decided_date")
    with changing(by=by):
        decision = ClaimDecision.objects.create(
            nationality=claim,
            status=status,
            response=response,
            decided_date=decided_date,
            reference=reference,
        )
        if form_id:
            remember_saved(by, form_id, decision)
        touch_case(claim.child_id)
    claim.refresh_from_db(fields=["status"])
    return decision


def correct_decision(*, by, row, version, reason, status, decided_date, response="", reference=""):
    """Correct a step of a claim that was recorded wrongly; the claim's answer follows. Returns the decision.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read,
    ``Refused`` for a day to come or before the claim.
    """
    not_to_come(decided_date, field="decided_date")
    with changing(by=by, reason=reason):
        # The claim first: its answer is written by the decision.
        claim = Nationality.objects.select_for_update().get(pk=row.nationality_id)
        decision = locked(ClaimDecision.objects, row, version)
        decision.status, decision.decided_date = status, decided_date
        decision.response, decision.reference = response, reference
        decision.save()
        touch_case(claim.child_id)
    return decision


def set_contact(*, by, child, state, level, reason, from_date, version=None, form_id=None):
    """Set from a day on whether ``state`` may be contacted about ``child``. Returns the new permission.

    What held before ends on that day and stays in the history. Raises ``Stale`` (``current`` is an ``OnFile``) when a
    ``version`` is given and somebody else decided since that stamp was read; ``Refused`` for a day to come or before
    the present permission, and for anything but "not assessed" without a reason : a claim is not leave to contact.
    """
    not_to_come(from_date)
    _check_grounds(level, reason, field="reason")
    with changing(by=by):
        # One child at a time: two people deciding at once follow one another.
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        before = ContactPermission.objects.filter(child=child, state=state)
        if version is not None:
            refuse_stale(before.current().first(), version, stamp=stamp_in_force)
        end_current(before, from_date, began_later=_("The present permission began later than this day."))
        permission = ContactPermission.objects.create(
            child=child, state=state, level=level, reason=reason.strip(), from_date=from_date
        )
        touch_file(child)
        if form_id:
            remember_saved(by, form_id, permission)
    return permission


def correctable_to(level):
    """The levels that a leave to contact may be corrected to: a correction lets no State learn more than before."""
    given = [ContactLevel(each) for each in CONTACT_ALLOWED]
    no_wider = given[: given.index(level) + 1] if level in given else []
    return [each for each in ContactLevel if each not in given or each in no_wider]


def correct_contact(*, by, row, version, reason, level, from_date, grounds=""):
    """Correct a leave to contact a State that was recorded wrongly; returns the permission.

    It may be narrowed or taken away, never widened: that a State may learn of a child, or more of it, is a decision
    of its own day (``set_contact``). ``grounds`` are the reason of the decision, ``reason`` why it is corrected.
    What held before ends where it begins. Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved
    since the stamp ``version`` was read; ``Refused`` for more leave than is on file, for leave on further days,
    for a day to come or beyond its neighbours, and for anything but "not assessed" without grounds.
    """
    not_to_come(from_date)
    _check_grounds(level, grounds, field="grounds")
    with changing(by=by, reason=reason):
        Child.objects.select_for_update(of=("self",)).get(pk=row.child_id)
        permission = locked(ContactPermission.objects, row, version)
        if level not in correctable_to(permission.level):
            raise Refused(
                _("A correction gives a State no more leave. Record it as a new decision."), field="level"
            )
        of_state = ContactPermission.objects.filter(child_id=row.child_id, state_id=row.state_id)
        _refuse_more_days(permission, level, from_date, of_state)
        move_beginning(permission, from_date, others=of_state)
        permission.level, permission.reason = level, grounds.strip()
        permission.save()
        touch_case(permission.child_id)
    return permission


def _refuse_more_days(permission, level, from_date, of_state):
    """Neither this leave nor the one before it may come to hold on days on which it did not."""
    earlier = level in CONTACT_ALLOWED and from_date < permission.from_date
    ended = of_state.filter(to_date=permission.from_date, level__in=CONTACT_ALLOWED).exclude(pk=permission.pk)
    if earlier or (from_date > permission.from_date and ended.exists()):
        raise Refused(_("A correction gives a State no leave for further days."), field="from_date")


def _check_grounds(level, grounds, *, field):
    if level != ContactLevel.NOT_ASSESSED and not grounds.strip():
        raise Refused(_("Say why; this decides what that State may learn."), field=field)
