"""The erasure of a file: asked for by one person who knows it, confirmed by another, done in one transaction."""

import json

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit import record
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.crypto import is_recipient
from cases.enums import ErasureReason, ErasureState
from cases.errors import Refused
from cases.models import Child, Erasure, LegalHold, OfferedChild, Passenger
from cases.models.erasing_sql import COUNT, NAME
from cases.models.retention import ERASURE_WAITS
from cases.models.rules import MESSAGES
from cases.models.wall import everything
from cases.retention.capsule import sealed_identity
from cases.retention.due import is_over
from cases.vault import destroy_key

SUBJECT = "retention:erased"


def ask(*, by, child, seen_at, reason, words, recipient="", why_not="", form_id=None):
    """Ask that the file of ``child`` be erased; returns the ``Erasure`` that waits for a second person.

    ``seen_at`` is when the file had last changed as ``by`` saw it. With a ``recipient`` (a public key, age1…) the
    identity is sealed for it now; without one ``why_not`` says why nothing is. Raises ``Refused`` for a file that is on
    hold, that somebody changed meanwhile, whose period is not over although that is the reason, and for what is in the
    way: an open transfer, an offer to another office.
    """
    if recipient and not is_recipient(recipient):
        raise Refused(_("This is no public key; it begins with age1."), field="recipient")
    with changing(by=by):
        file = Child.objects.standing().select_for_update(of=("self",)).filter(pk=child.pk).first()
        _refuse_what_is_in_the_way(file, seen_at)
        if reason == ErasureReason.PERIOD_OVER and not is_over(file):
            raise Refused(_("The period of this file is not over."), field="reason")
        _lapse(Erasure.objects.lapsed(timezone.now()).filter(child=file))
        now = timezone.now()
        erasure = Erasure.objects.create(
            child=file,
            office_id=file.office_id,
            reason=reason,
            words=words.strip(),
            asked_by=by,
            asked_at=now,
            lapses_at=now + ERASURE_WAITS,
            seen_at=file.updated_at,
            counts=counts_of(file)["removed"],
            sealed=sealed_identity(file, recipient) if recipient else None,
            sealed_for=recipient,
            why_not_sealed="" if recipient else why_not.strip(),
        )
        if form_id:
            remember_saved(by, form_id, erasure)
    return erasure


def counts_of(child):
    """How many rows an erasure would remove and how many it would empty, as two dicts by the name of the model."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COUNT}(%s)", [child.pk])  # nosec B608
        return json.loads(cursor.fetchone()[0])


@everything("Whoever confirms may be the officer, who sees the rows of no office.")
def confirm(*, by, erasure, version, form_id=None):
    """Sign as the second person: the file is erased, at once and for good. Returns the ``Erasure``.

    The database asks for itself whether it may (cases/models/erasing.py) and refuses with a sentence. Raises ``Stale``
    (``current`` is an ``OnFile``) when somebody settled it since the stamp ``version`` was read.
    """
    with changing(by=by):
        current = Erasure.objects.select_related("child").get(pk=erasure.pk)
        refuse_stale(current, version)
        record.overridden(
            by=by,
            subject=SUBJECT,
            ids=[current.child.public_id, current.public_id],
            detail={"reason": current.reason, "asked_by": str(current.asked_by.public_id)},
        )
        destroy_key(current.child, by=by, reason=current.reason)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {NAME}(%s, %s)", [current.pk, by.pk])  # nosec B608
        current.refresh_from_db()
        if form_id:
            remember_saved(by, form_id, current)
    return current


def decline(*, by, erasure, version, reason, form_id=None):
    """Say no to the erasure of a file, and why; returns the ``Erasure``. Raises ``Stale`` as ``confirm`` does."""
    return _settle(by, erasure, version, ErasureState.DECLINED, reason, form_id)


def withdraw(*, by, erasure):
    """Take back what one asked for; returns the ``Erasure``. Raises ``Refused`` for another's, or one that was settled."""
    if erasure.asked_by_id != by.pk:
        raise Refused(_("Whoever asked for it takes it back; somebody else declines it."))
    return _settle(by, erasure, None, ErasureState.WITHDRAWN)


def _settle(by, erasure, version, state, reason="", form_id=None):
    with changing(by=by):
        current = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
        if version is not None:
            refuse_stale(current, version)
        if current.state != ErasureState.ASKED:
            raise Refused(MESSAGES["erasure_is_not_waiting"])
        current.state, current.answer_reason = state, reason.strip()
        current.settled_by, current.settled_at, current.sealed = by, timezone.now(), None
        current.save()
        if form_id:
            remember_saved(by, form_id, current)
    return current


def lapse_erasures():
    """End what nobody confirmed in time; returns how many. Twice does no harm."""
    with changing(by=None):
        return _lapse(Erasure.objects.lapsed(timezone.now()))


def _lapse(erasures):
    now = timezone.now()
    return erasures.update(state=ErasureState.LAPSED, settled_at=now, updated_at=now, sealed=None)


def _refuse_what_is_in_the_way(file, seen_at):
    """The same as the function in the database asks, so that nobody is asked to confirm what it would refuse."""
    if file is None:
        raise Refused(_("This file was merged into another one or erased meanwhile."))
    if file.updated_at != seen_at:
        raise Refused(_("Somebody changed this file while you wrote; look at it once more."))
    if LegalHold.objects.standing_on(timezone.localdate()).filter(child=file).exists():
        raise Refused(MESSAGES["erasure_on_hold"])
    if Passenger.objects.of_person(file.person).filter(is_open=True).exists():
        raise Refused(MESSAGES["erasure_while_on_a_list"])
    if OfferedChild.objects.filter(child=file, is_open=True).exists():
        raise Refused(MESSAGES["erasure_while_offered"])
