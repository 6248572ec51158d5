"""Legal holds, and decisions to keep a file longer."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import locked
from cases.enums import ErasureState
from cases.errors import Refused
from cases.models import Child, Erasure, KeptLonger, LegalHold


def hold(*, by, child, authority, reason, until=None, form_id=None):
    """Put the file of ``child`` on hold, open or until and including a day; returns the ``LegalHold``.

    An erasure that waits for a second person ends with it. Raises ``Refused`` for a day that has passed, and for a file
    that was erased meanwhile.
    """
    today = timezone.localdate()
    if until is not None and until < today:
        raise Refused(_("This day has passed."), field="until")
    with changing(by=by):
        _locked_file(child)
        made = LegalHold.objects.create(
            child=child,
            authority=authority.strip(),
            reason=reason.strip(),
            from_date=today,
            until_date=until,
            set_by=by,
        )
        now = timezone.now()
        Erasure.objects.filter(child=child, state=ErasureState.ASKED).update(
            state=ErasureState.STOPPED, settled_by=by, settled_at=now, updated_at=now, sealed=None
        )
        if form_id:
            remember_saved(by, form_id, made)
    return made


def lift(*, by, hold, version, reason):
    """Lift a hold, for a reason; returns the ``LegalHold``.

    Raises ``Stale`` where somebody changed it since the stamp ``version`` was read, ``Refused`` where it is lifted.
    """
    with changing(by=by):
        current = locked(LegalHold.objects.all(), hold, version)
        if current.lifted_at is not None:
            raise Refused(_("This hold is lifted already."))
        current.lifted_at, current.lifted_by, current.lift_reason = timezone.now(), by, reason.strip()
        current.save()
    return current


def keep_longer(*, by, child, until, reason, form_id=None):
    """Keep a file whose period is over until a day; returns the ``KeptLonger``. Raises ``Refused`` for a day not to come."""
    if until <= timezone.localdate():
        raise Refused(_("Choose a day to come."), field="until")
    with changing(by=by):
        _locked_file(child)
        made = KeptLonger.objects.create(child=child, until_date=until, reason=reason.strip(), decided_by=by)
        if form_id:
            remember_saved(by, form_id, made)
    return made


def _locked_file(child):
    """Lock the row of the file, as whoever erases does first."""
    if not Child.objects.standing().select_for_update().filter(pk=child.pk).exists():
        raise Refused(_("This file was merged into another one or erased meanwhile."))
