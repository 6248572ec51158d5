"""What lists of offices and of people with access can be narrowed by."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.enums import OfficeKind, Role
from cases.models import Membership, Office, User

ANY = _("Any")
OPEN, CLOSED = "open", "closed"
ACTIVE, ENDED, NEVER, NO_ROLE = "active", "ended", "never", "none"
OFFICE_ORDERS = {
    "name": ("name",),
    "-name": ("-name",),
    "kind": ("kind", "name"),
    "-kind": ("-kind", "name"),
}
USER_ORDERS = {"name": ("full_name",), "-name": ("-full_name",)}


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
    """By role, office, and whether somebody may sign in now."""

    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=[*Role.choices, (NO_ROLE, _("No role"))], method="in_role", empty_label=ANY
    )
    office = django_filters.ChoiceFilter(
        label=_("Office"), choices=_offices, method="at_office", empty_label=ANY
    )
    now = django_filters.ChoiceFilter(
        label=_("Access"),
        choices=[(ACTIVE, _("May sign in")), (ENDED, _("May not sign in")), (NEVER, _("Never signed in"))],
        method="active_or_ended",
        empty_label=ANY,
    )

    class Meta:
        model = User
        fields = ()

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
