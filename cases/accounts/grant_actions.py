"""Confirming that roles are still needed, and letting those lapse that nobody confirmed."""

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.accounts.access_records import administrators_only, end_all_sessions
from cases.audit.record import changing
from cases.components.stamps import stamp_of
from cases.enums import AccessKind, Role
from cases.errors import Refused
from cases.models import AccessChange, Membership, User
from cases.models.access import GRACE


def confirm(*, by, seen, form_id=None):
    """Note that the roles of ``seen`` (public id to stamp) are still needed: for each a new quarter begins.

    Returns the ``AccessChange`` rows. All or none: raises ``Refused`` when one was changed or ended meanwhile, for
    the own role, and for nothing.
    """
    administrators_only(by)
    if not seen:
        raise Refused(_("Tick at least one person."), field="grants")
    with changing(by=by):
        rows = Membership.objects.held().filter(public_id__in=seen).select_related("user")
        locked = list(rows.select_for_update(of=("self",)).order_by("pk"))
        if any(row.user_id == by.pk for row in locked):
            raise Refused(_("Nobody confirms their own access; ask another administrator."), field="grants")
        _all_as_seen(locked, seen)
        made = AccessChange.objects.bulk_create(
            AccessChange(kind=AccessKind.CONFIRMED, user=row.user, by=by, membership=row) for row in locked
        )
        if form_id:
            remember_saved(by, form_id, made[0])
    return made


def _all_as_seen(rows, seen):
    same = [row for row in rows if stamp_of(row) == seen[str(row.public_id)]]
    if changed := len(seen) - len(same):
        words = ngettext(
            "The access of %(n)s of these people changed meanwhile; look at the list again.",
            "The access of %(n)s of these people changed meanwhile; look at the list again.",
            changed,
        )
        raise Refused(words % {"n": changed}, field="grants")


def let_lapse(*, today=None):
    """List as due what is due, and suspend whoever has been listed for the whole time of grace without being confirmed.

    Returns how many were listed and how many were suspended. All or nothing; running it again is harmless. One
    administrator always stays: of several who would lapse together, whoever signed in last.
    """
    today = today or timezone.localdate()
    with changing(by=None, reason=gettext("Not confirmed in time.")):
        # Whoever confirms a role at this moment is waited for, and counts.
        list(Membership.objects.current().select_for_update().order_by("pk"))
        over = list(_over(today))
        _suspend(over)
        listed = AccessChange.objects.bulk_create(
            AccessChange(kind=AccessKind.DUE, user_id=row.user_id, membership=row)
            for row in _all(today).due(today=today).not_noticed()
        )
    return len(listed), len(over)


def _all(today):
    return Membership.objects.held().with_confirmation(today=today)


def _over(today):
    over = _all(today).lapsed(today=today).select_related("user").order_by("pk")
    stays = Membership.objects.of_administrators().filter(~Exists(over.filter(pk=OuterRef("pk"))))
    if stays.exists():
        return over
    last = (
        over.filter(role=Role.ADMINISTRATOR)
        .order_by(F("user__last_login").desc(nulls_last=True), "pk")
        .first()
    )
    return over.exclude(pk=last.pk) if last else over


def _suspend(rows):
    users = [row.user for row in rows]
    User.objects.filter(pk__in=[user.pk for user in users]).update(is_active=False)
    end_all_sessions(users)
    AccessChange.objects.bulk_create(
        AccessChange(
            kind=AccessKind.LAPSED,
            user=row.user,
            membership=row,
            reason=gettext("To be confirmed since %(day)s.")
            % {"day": date_format(row.lapses_date - GRACE, "j M Y")},
        )
        for row in rows
    )
