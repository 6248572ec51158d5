"""Inviting somebody, sending the link again, taking it back, and making the account of whoever follows it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import OFFICE_ROLES, AccessKind, Role
from cases.errors import Refused
from cases.invitations.codes import hash_of, new_code
from cases.invitations.mails import send_invitation
from cases.models import AccessChange, Invitation, Membership, User
from cases.policy.permissions import Permission

GOOD_FOR = timedelta(hours=72)
TAKEN = _("There is already an account with this address.")
OVER = _("This invitation was used or withdrawn meanwhile.")


def invite(*, by, url_for, email, full_name, role, office=None, state=None, form_id=None):
    """Invite somebody, and send the link; ``url_for`` makes an address of a code. Returns the invitation.

    Raises ``Refused`` for a role or an office that ``by`` may not invite to, for an address that has an account or an
    open invitation, and where the mail cannot be sent: nothing is kept then.
    """
    _may_invite(by, role, office)
    _complete(role, office, state)
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(TAKEN, field="email")
    if Invitation.objects.open().filter(email__iexact=email).exists():
        raise Refused(
            _("There is already an open invitation to this address; send that one again."), field="email"
        )
    invitation = Invitation(
        email=email.lower(), full_name=full_name, role=role, office=office, state=state, invited_by=by
    )
    with changing(by=by):
        _send(invitation, url_for)
        if form_id:
            remember_saved(by, form_id, invitation)
    return invitation


def send_again(*, by, invitation, url_for):
    """Send a new link, good for three days from now; the old one is dead, and ``by`` is who invites. Returns the
    invitation.

    Raises ``Refused`` as ``invite`` does, and where it was used or withdrawn.
    """
    _may_invite(by, invitation.role, invitation.office)
    with changing(by=by):
        saved = _open_one(invitation)
        saved.invited_by = by
        _send(saved, url_for)
    return saved


def withdraw(*, by, invitation):
    """Take an invitation back. Raises ``Refused`` where it was used or withdrawn."""
    with changing(by=by):
        saved = _open_one(invitation)
        saved.withdrawn_at = timezone.now()
        saved.save()


def accept(*, invitation, password):
    """Make the account of whoever follows the link; returns the user. The invitation is used up.

    Raises ``Refused`` where it is no good any more: the link was used, replaced or withdrawn, the office was closed or
    keeps no cases, whoever invited may not do so any more, or the address has an account by now.
    """
    with changing(by=None):
        saved = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if not saved.is_good or saved.token_hash != invitation.token_hash:
            raise Refused(OVER)
        _may_invite(saved.invited_by, saved.role, saved.office)
        _complete(saved.role, saved.office, saved.state)
        if User.objects.filter(email__iexact=saved.email).exists():
            raise Refused(TAKEN)
        user = User.objects.create_user(saved.email, saved.full_name, password)
        _give_role(user, saved)
        saved.used_at, saved.user = timezone.now(), user
        saved.save()
    return user


def _give_role(user, invitation):
    """The role of the invitation, and the row that says who gave it."""
    role = {
        "role": invitation.role,
        "office_id": invitation.office_id,
        "state_id": invitation.state_id,
    }
    membership = Membership.objects.create(user=user, from_date=timezone.localdate(), **role)
    AccessChange.objects.create(
        kind=AccessKind.GRANTED,
        user=user,
        by=invitation.invited_by,
        reason=str(_("Accepted an invitation.")),
        membership=membership,
        **{f"new_{name}": value for name, value in role.items()},
    )


def _send(invitation, url_for):
    code, now = new_code(), timezone.now()
    invitation.token_hash = hash_of(code)
    invitation.sent_at, invitation.expires_at = now, now + GOOD_FOR
    invitation.save()
    # Last, and before the end of the transaction: what was not sent is not kept.
    send_invitation(invitation, url_for(code))


def _open_one(invitation):
    saved = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    if saved is None:
        raise Refused(OVER)
    return saved


def _may_invite(by, role, office):
    if by.may(Permission.INVITE_ANYBODY):
        return
    own = office is not None and office.pk == by.office_id
    if not (by.may(Permission.INVITE_CASEWORKERS) and role == Role.CASEWORKER and own):
        raise Refused(_("You may invite caseworkers of your own office only."))


def _complete(role, office, state):
    if role in OFFICE_ROLES and office is None:
        raise Refused(_("Caseworkers and supervisors belong to an office."), field="office")
    if office is not None and office.closed_date is not None:
        raise Refused(_("This office is closed."), field="office")
    if role in OFFICE_ROLES and not office.keeps_cases:
        raise Refused(
            _("An authority of a receiving State keeps no cases; choose another office."), field="office"
        )
    if role == Role.OFFICIAL and state is None:
        raise Refused(_("An official acts for a State."), field="state")
    if role != Role.OFFICIAL and state is not None:
        raise Refused(_("An official, and nobody else, acts for a State."), field="state")
