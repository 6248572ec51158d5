"""Writing claims on a State, what became of them, and the leave to contact a State."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale, stamp_in_force
from cases.enums import ContactLevel, Question
from cases.errors import Refused, Stale
from cases.models import Child, ClaimDecision, ContactPermission, Nationality
from cases.people.answers import answered
from cases.people.touching import touch_case


def add_claim(*, by, child, state, basis, claimed_date, evidence=(), form_id=None):
    """Record that ``child`` may be a national of ``state`` on the ground ``basis``. Returns the claim.

    Raises ``Refused`` for a day to come, and when the same State was claimed on the same ground before.
    """
    _not_to_come(claimed_date, field="claimed_date")
    with changing(by=by):
        claim = Nationality.objects.create(
            child=child, state=state, basis=basis, claimed_date=claimed_date, evidence=list(evidence)
        )
        answered(child.person, Question.NATIONALITY)
        touch_case(child.pk)
        if form_id:
            remember_saved(by, form_id, claim)
    return claim


def update_claim(*, by, claim, version, state, basis, claimed_date, evidence=(), reason=""):
    """Correct a claim; ``reason`` stays in the history. Returns the saved claim.

    Raises ``Stale`` when it was changed since ``version``, ``Refused`` for what the rules do not allow.
    """
    _not_to_come(claimed_date, field="claimed_date")
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
    _not_to_come(decided_date, field="decided_date")
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


def set_contact(*, by, child, state, level, reason, from_date, version=None, form_id=None):
    """Set from a day on whether ``state`` may be contacted about ``child``. Returns the new permission.

    What held before ends on that day and stays in the history. Raises ``Stale`` (``current`` is an ``OnFile``) when a
    ``version`` is given and somebody else decided since that stamp was read; ``Refused`` for a day to come or before
    the present permission, and for anything but "not assessed" without a reason : a claim is not leave to contact.
    """
    _not_to_come(from_date, field="from_date")
    if level != ContactLevel.NOT_ASSESSED and not reason.strip():
        raise Refused(_("Say why; this decides what that State may learn."), field="reason")
    with changing(by=by):
        # One child at a time: two people deciding at once follow one another.
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        current = ContactPermission.objects.current().filter(child=child, state=state).first()
        if version is not None:
            refuse_stale(current, version, stamp=stamp_in_force)
        _end(current, from_date)
        permission = ContactPermission.objects.create(
            child=child, state=state, level=level, reason=reason.strip(), from_date=from_date
        )
        touch_case(child.pk)
        if form_id:
            remember_saved(by, form_id, permission)
    return permission


def _end(current, from_date):
    if current is None:
        return
    if from_date < current.from_date:
        raise Refused(_("The present permission began later than this day."), field="from_date")
    current.to_date = from_date
    current.save(update_fields=["to_date", "updated_at"])


def _not_to_come(day, *, field):
    if day > timezone.localdate():
        raise Refused(_("This day has not come yet."), field=field)
