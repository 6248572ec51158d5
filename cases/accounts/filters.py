"""What lists of offices and of people with access can be narrowed by."""

from datetime import UTC, datetime

import django_filters
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, F, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from cases.enums import OfficeKind, Role
from cases.models import Membership, Office, User

ANY = _("Any")
OPEN, CLOSED = "open", "closed"
SET, NOT_SET = "set", "none"
DUE_NOW, NO_OFFICE = "due", "none"
ACTIVE, ENDED, NEVER, NO_ROLE = "active", "ended", "never", "none"
OFFICE_ORDERS = {
    "name": ("name",),
    "-name": ("-name",),
    "kind": ("kind", "name"),
    "-kind": ("-kind", "name"),
}
USER_ORDERS = {
    "name": ("full_name",),
    "-name": ("-full_name",),
    "seen": ("seen_first", "full_name"),
    "-seen": ("-seen_first", "full_name"),
}
GRANT_ORDERS = {
    "due": ("lapses_date", "user__full_name"),
    "-due": ("-lapses_date", "user__full_name"),
    "name": ("user__full_name",),
    "-name": ("-user__full_name",),
    "since": ("from_date", "user__full_name"),
    "-since": ("-from_date", "user__full_name"),
}
# Before anybody was there: so an account that was never used stands where the longest unused ones are.
NEVER_SEEN = datetime(1970, 1, 1, tzinfo=UTC)


def with_signs(users):
    """``users`` with ``factors`` (how many are set up, without recovery codes) and ``last_seen`` (``None`` for never)."""
    factors = (
        Authenticator.objects.filter(user=OuterRef("pk"))
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .order_by()
        .values("user")
        .annotate(n=Count("pk"))
        .values("n")
    )
    sessions = UserSession.objects.filter(user=OuterRef("pk")).order_by().values("user")
    return users.annotate(
        factors=Coalesce(Subquery(factors), 0),
        last_seen=Greatest(
            F("last_login"), Subquery(sessions.annotate(last=Max("last_seen_at")).values("last"))
        ),
        seen_first=Coalesce(F("last_seen"), Value(NEVER_SEEN)),
    )


class OfficeFilter(django_filters.FilterSet):
    """By kind, and whether the office is open."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OfficeKind.choices, empty_label=ANY)
    now = django_filters.ChoiceFilter(
        label=_("Now"),
        choices=[(OPEN, _("Open")), (CLOSED, _("Closed"))],
        method="open_or_closed",
        empty_label=ANY,
    )

    class Meta:
        model = Office
        fields = ()

    def open_or_closed(self, offices, _name, value):
        return offices.open() if value == OPEN else offices.exclude(closed_date__isnull=True)


def _offices():
    rows = Office.objects.by_name().values_list("public_id", "name")
    return [(str(public_id), name) for public_id, name in rows]


class UserFilter(django_filters.FilterSet):
    """By role, office, whether somebody may sign in now, and whether a second factor is set up."""

    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=[*Role.choices, (NO_ROLE, _("No role"))], method="in_role", empty_label=ANY
    )
    office = django_filters.ChoiceFilter(
        label=_("Office"), choices=_offices, method="at_office", empty_label=ANY
    )
    now = django_filters.ChoiceFilter(
        label=_("Access"),
        choices=[(ACTIVE, _("May sign in")), (ENDED, _("Suspended")), (NEVER, _("Never signed in"))],
        method="active_or_ended",
        empty_label=ANY,
    )
    factor = django_filters.ChoiceFilter(
        label=_("Second factor"),
        choices=[(SET, _("Set up")), (NOT_SET, _("Not set up"))],
        method="with_factor",
        empty_label=ANY,
    )

    class Meta:
        model = User
        fields = ()

    def with_factor(self, users, _name, value):
        return users.filter(factors__gt=0) if value == SET else users.filter(factors=0)

    def in_role(self, users, _name, role):
        if role == NO_ROLE:
            return users.exclude(Exists(Membership.objects.current().filter(user=OuterRef("pk"))))
        return users.filter(memberships__role=role, memberships__to_date__isnull=True)

    def at_office(self, users, _name, public_id):
        return users.filter(memberships__office__public_id=public_id, memberships__to_date__isnull=True)

    def active_or_ended(self, users, _name, value):
        if value == NEVER:
            return users.filter(is_active=True, last_login__isnull=True)
        return users.filter(is_active=value == ACTIVE)


class GrantFilter(django_filters.FilterSet):
    """Roles that hold now: by office, by role, and whether they are to be confirmed."""

    office = django_filters.ChoiceFilter(
        label=_("Office"),
        choices=lambda: [*_offices(), (NO_OFFICE, _("No office"))],
        method="at_office",
        empty_label=ANY,
    )
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, empty_label=ANY)
    now = django_filters.ChoiceFilter(
        label=_("To confirm"), choices=[(DUE_NOW, _("Now"))], method="to_confirm", empty_label=ANY
    )

    class Meta:
        model = Membership
        fields = ()

    def at_office(self, grants, _name, public_id):
        if public_id == NO_OFFICE:
            return grants.filter(office__isnull=True)
        return grants.filter(office__public_id=public_id)

    def to_confirm(self, grants, _name, _value):
        return grants.due()
