"""Filters of the trail. Times are asked for as moments, and a person by the public id of the account."""

import django_filters
from django.db.models import Q
from django.db.models.functions import ExtractHour
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, check_year
from cases.enums import AuditKind, LookKind, Role
from cases.models import AuditEvent, Membership, User
from cases.watch.anomalies import at_night
from cases.watch.periods import end_of, start_of
from cases.watch.subjects import SUBJECTS

ANY = _("Any")


class _InTime(django_filters.FilterSet):
    """Base: from one day until another, both included."""

    since = django_filters.DateFilter(
        label=_("From"), method="begin", widget=DateInput, validators=[check_year]
    )
    until = django_filters.DateFilter(
        label=_("Until"), method="end", widget=DateInput, validators=[check_year]
    )

    def begin(self, events, _name, day):
        return events.filter(at__gte=start_of(day))

    def end(self, events, _name, day):
        return events.filter(at__lt=end_of(day))

    def by_person(self, events, _name, public_id):
        return events.filter(actor__public_id=public_id)


def _offer(filterset, rows):
    """Accounts as choices, by name."""
    people = rows.order_by("full_name", "pk").values_list("public_id", "full_name")
    filterset.filters["person"].extra["choices"] = [(str(public_id), name) for public_id, name in people]


class LooksFilter(_InTime):
    """Of one file: in which way, by whom, and when."""

    look = django_filters.ChoiceFilter(label=_("In which way"), choices=LookKind.choices, empty_label=ANY)
    person = django_filters.ChoiceFilter(label=_("Who"), choices=(), method="by_person", empty_label=ANY)

    class Meta:
        model = AuditEvent
        fields = ()

    field_order = ("look", "person", "since", "until")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self, User.objects.filter(pk__in=self.queryset.order_by().values("actor")))


class TrailFilter(_InTime):
    """Of everything: who acted, what happened, of what, when, and in which role."""

    kind = django_filters.ChoiceFilter(label=_("What"), choices=AuditKind.choices, empty_label=ANY)
    person = django_filters.ChoiceFilter(label=_("Who"), choices=(), method="by_person", empty_label=ANY)
    subject = django_filters.ChoiceFilter(
        label=_("Of what"), choices=sorted(SUBJECTS.items()), method="of_subject", empty_label=ANY
    )
    role = django_filters.ChoiceFilter(
        label=_("Role now"), choices=Role.choices, method="in_role", empty_label=ANY
    )
    hours = django_filters.ChoiceFilter(
        label=_("Time of day"),
        choices=[("night", _("Unusual hours"))],
        method="in_hours",
        empty_label=ANY,
    )

    class Meta:
        model = AuditEvent
        fields = ()

    field_order = ("person", "kind", "since", "until", "subject", "role", "hours")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self, User.objects.all())

    def in_role(self, events, _name, role):
        now = Membership.objects.filter(role=role, to_date__isnull=True).values("user")
        return events.filter(actor__in=now)

    def of_subject(self, events, _name, subject):
        return events.filter(Q(subject=subject) | Q(subject__startswith=f"{subject}:"))

    def in_hours(self, events, _name, _word):
        return events.annotate(hour=ExtractHour("at")).filter(at_night())
