"""What every change of access does: lock, refuse what is stale, keep the last administrator, leave a row, end sessions."""

from hashlib import blake2s
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.components.stamps import OnFile, refuse_stale
from cases.enums import Role
from cases.errors import Refused, Stale
from cases.models import AccessChange, Membership, User
from cases.policy.permissions import Permission


def access_stamp(user):
    """A stamp of everything about somebody's access: whether they may sign in, the role, and the last change."""
    membership = user.memberships.current().first()
    latest = user.access_changes.newest_first().values_list("pk", flat=True).first()
    parts = (user.is_active, membership and (membership.pk, membership.updated_at.isoformat()), latest)
    return blake2s(repr(parts).encode(), digest_size=16).hexdigest()


def locked_access(by, user, version):
    """The account of ``user``, locked and as it now stands, and its current membership (``None`` for none).

    The roles of administrators are locked before it, with that of ``user`` and in one order, so that of two
    administrators who end each other's access at once the second is refused, and nobody locks anybody out. Raises
    ``Stale`` (``current`` is an ``OnFile``) for another stamp than ``version``, ``Refused`` when ``by`` has lost the
    role meanwhile in which they came.
    """
    roles = Membership.objects.current().filter(Q(role=Role.ADMINISTRATOR) | Q(user=user))
    list(roles.select_for_update(of=("self",)).order_by("pk"))
    current = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    refuse_stale(current, version, stamp=access_stamp)
    if by.membership is None or not Membership.objects.held().filter(pk=by.membership.pk).exists():
        raise Refused(_("Your own access has ended meanwhile."))
    return current, current.memberships.current().select_related("office", "state").first()


def stale_access(user):
    """A ``Stale`` for a form about the access of ``user`` whose own subject is gone."""
    return Stale(
        _("Somebody else changed this record while you wrote."),
        current=OnFile(row=user, version=access_stamp(user)),
    )


def administrators_only(by):
    """Raise ``Refused`` for anybody who does not keep the accounts."""
    if not by.may(Permission.MANAGE_USERS):
        raise Refused(_("Administrators alone decide about somebody’s access."))


def not_oneself(by, user):
    """Raise ``Refused`` where somebody would change the own access."""
    if by.pk == user.pk:
        raise Refused(_("Nobody changes their own access; ask another administrator."))


def not_the_last_administrator(user, membership):
    """Raise ``Refused`` where nobody else could give and end access any more. Call it under ``locked_access``."""
    if membership is None or membership.role != Role.ADMINISTRATOR or not user.is_active:
        return
    if not Membership.objects.of_administrators().exclude(user=user).exists():
        raise Refused(_("This is the last administrator; make somebody else one first."))


def note_access(kind, *, user, by, reason="", membership=None, old=None):
    """Leave the row of one change; ``membership`` is the role it is about, ``old`` the one before. Returns it."""
    new = membership if old else None
    return AccessChange.objects.create(
        kind=kind,
        user=user,
        by=by,
        reason=reason.strip(),
        membership=membership or old,
        old_role=old.role if old else "",
        old_office_id=old.office_id if old else None,
        old_state_id=old.state_id if old else None,
        new_role=new.role if new else "",
        new_office_id=new.office_id if new else None,
        new_state_id=new.state_id if new else None,
    )


def end_all_sessions(users):
    """Sign ``users`` out wherever they are signed in: the next request of each old session is nobody's."""
    ids = [user.pk for user in users]
    User.objects.filter(pk__in=ids).update(sessions_ended=F("sessions_ended") + 1)
    kept = UserSession.objects.filter(user__in=ids)
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    sessions.objects.filter(session_key__in=kept.values("session_key")).delete()
    kept.delete()
