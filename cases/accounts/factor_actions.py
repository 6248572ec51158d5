"""Taking away somebody's second factor: one administrator asks, a second one confirms within a day."""

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.accounts.access_records import (
    administrators_only,
    end_all_sessions,
    locked_access,
    note_access,
    stale_access,
)
from cases.audit.record import changing
from cases.enums import AccessKind, ResetOutcome
from cases.errors import Refused
from cases.models import FactorReset, User


def ask_for_reset(*, by, user, version, reason, form_id=None):
    """Ask that the second factor of ``user`` be taken away; returns the ``FactorReset``, which a second one confirms.

    Raises ``Stale`` when the access changed since the stamp ``version`` was read; ``Refused`` for oneself, without a
    factor, and while another request waits.
    """
    administrators_only(by)
    if by.pk == user.pk:
        raise Refused(_("Nobody resets their own second factor in this way; ask another administrator."))
    with changing(by=by, reason=reason):
        current, membership = locked_access(by, user, version)
        if not Authenticator.objects.filter(user=current).exists():
            raise Refused(_("No second factor is set up, so there is nothing to reset."))
        _settle_lapsed(current)
        made = FactorReset.objects.create(user=current, asked_by=by, reason=reason.strip())
        note_access(AccessKind.FACTOR_ASKED, user=current, by=by, reason=reason, membership=membership)
        if form_id:
            remember_saved(by, form_id, made)
    return made


def confirm_reset(*, by, reset, version):
    """Take away the second factor and the recovery codes, end all sessions, and tell the person by mail.

    Returns the ``FactorReset``. Raises ``Refused`` for the one who asked, for oneself, and after a day; ``Stale``
    when the request was settled meanwhile or the access changed.
    """
    administrators_only(by)
    with changing(by=by, reason=reset.reason):
        current, membership = _locked(by, reset, version)
        if by.pk == current.asked_by_id:
            raise Refused(_("A second administrator confirms the reset, not the one who asked."))
        if by.pk == current.user_id:
            raise Refused(_("Nobody resets their own second factor in this way; ask another administrator."))
        if current.lapses_at <= timezone.now():
            raise Refused(_("This request has lapsed; ask anew."))
        _settle(current, ResetOutcome.CONFIRMED, by=by)
        Authenticator.objects.filter(user=current.user).delete()
        end_all_sessions([current.user])
        note_access(
            AccessKind.FACTOR_RESET, user=current.user, by=by, reason=current.reason, membership=membership
        )
        transaction.on_commit(lambda: _tell(current.user))
    return current


def withdraw_reset(*, by, reset, version):
    """Take a request back; any administrator but the person may. Returns and raises as ``confirm_reset``."""
    administrators_only(by)
    with changing(by=by):
        current, membership = _locked(by, reset, version)
        if by.pk == current.user_id:
            raise Refused(_("Another administrator withdraws this request."))
        _settle(current, ResetOutcome.WITHDRAWN, by=by)
        note_access(AccessKind.FACTOR_WITHDRAWN, user=current.user, by=by, membership=membership)
    return current


def _locked(by, reset, version):
    user = User.objects.get(pk=reset.user_id)
    current_user, membership = locked_access(by, user, version)
    current = FactorReset.objects.select_for_update(of=("self",)).get(pk=reset.pk)
    if current.outcome:
        raise stale_access(current_user)
    current.user = current_user
    return current, membership


def _settle(reset, outcome, *, by):
    reset.outcome, reset.settled_by, reset.settled_at = outcome, by, timezone.now()
    reset.save()


def _settle_lapsed(user):
    waiting = FactorReset.objects.select_for_update().filter(user=user, outcome="").first()
    if waiting is None:
        return
    if waiting.lapses_at > timezone.now():
        raise Refused(_("A reset of this second factor has been asked for already."))
    _settle(waiting, ResetOutcome.LAPSED, by=None)


def _tell(user):
    """A mail without names: whoever reads it learns that the account has no second factor, and what to do."""
    with override(user.language or None):
        subject = gettext("Your second factor was reset")
        text = gettext(
            "Two administrators have taken away the second factor of your account, and you were signed out everywhere. "
            "You set up a new one when you sign in next. If you did not ask for this, tell your office at once."
        )
    send_mail(subject, text, None, [user.email], fail_silently=True)
