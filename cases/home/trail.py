"""The trail as a data-protection officer reads it: who exported, was denied, or overrode what."""

import django_filters
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.components.forms import DateInput
from cases.enums import AuditKind, Role
from cases.models import AuditEvent
from cases.templatetags.look import moment

# The newest has the highest number; the column of times has an index for ranges only.
ORDERS = {"-at": ("-id",), "at": ("id",)}


class TrailFilter(django_filters.FilterSet):
    """By what happened, in which role, and when."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What"), choices=AuditKind.choices, empty_label=gettext_lazy("Any")
    )
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role now"),
        choices=Role.choices,
        method="in_role",
        empty_label=gettext_lazy("Any"),
    )
    since = django_filters.DateFilter(
        label=gettext_lazy("From"), field_name="at", lookup_expr="date__gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=gettext_lazy("Until"), field_name="at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = AuditEvent
        fields = ()

    def in_role(self, events, _name, role):
        return events.filter(actor__memberships__role=role, actor__memberships__to_date__isnull=True)


class TrailRow:
    """One entry; it names accounts, never a child."""

    def __init__(self, event):
        self.kind = str(AuditKind(event.kind).label)
        self.who = event.actor.full_name if event.actor else _("Nobody signed in")
        self.at = moment(event.at)
        self.subject = event.subject
        self.count = len(event.subject_ids)

    @property
    def records(self):
        """ "3 records", or nothing where no record is named."""
        if not self.count:
            return ""
        return ngettext("%(n)s record", "%(n)s records", self.count) % {"n": self.count}


def counts_since(user, moment_from):
    """How often each kind of entry was made since a moment, in the order of the code list."""
    counts = dict(
        AuditEvent.objects.visible_to(user)
        .filter(at__gte=moment_from)
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    return [(str(label), counts.get(code, 0)) for code, label in AuditKind.choices if code in counts]
