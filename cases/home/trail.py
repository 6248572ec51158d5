"""The trail as a data-protection officer reads it: who exported what, and who was refused what."""

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


# What an entry is of: a file of figures by its code, a page by the part of the system it belongs to.
SUBJECTS = {
    "totals-per-state": gettext_lazy("Totals per State"),
    "claims-per-state": gettext_lazy("Claims per State"),
    "children-by-state": gettext_lazy("Children who travelled, by State"),
    "ages-on-the-day": gettext_lazy("Ages on the day of travel"),
    "departures": gettext_lazy("Transfers made"),
    "published-figures": gettext_lazy("Published figures"),
    "accounts": gettext_lazy("Offices and people with access"),
    "casefile:export": gettext_lazy("The file of a child"),
    "admin": gettext_lazy("Administration pages"),
    "admin:records": gettext_lazy("Records of persons in the repair tool"),
    "batches": gettext_lazy("Transfers"),
    "casefile": gettext_lazy("Case files"),
    "children": gettext_lazy("Children"),
    "countries": gettext_lazy("States"),
    "documents": gettext_lazy("Papers"),
    "guardians": gettext_lazy("Parents and carers"),
    "home": gettext_lazy("Start page and trail"),
    "intake": gettext_lazy("Registration"),
    "matching": gettext_lazy("Possible matches"),
    "matching:pair": gettext_lazy("A comparison with another office"),
    "nationalities": gettext_lazy("Nationality claims"),
    "passports": gettext_lazy("Names"),
    "passports:letter": gettext_lazy("A letter of names"),
    "places": gettext_lazy("Places"),
    "reports": gettext_lazy("Figures"),
    "restrictions": gettext_lazy("Files for named people"),
    "restrictions:impose": gettext_lazy("A file restricted to named people"),
    "restrictions:change": gettext_lazy("Others named for a restricted file"),
    "restrictions:lift": gettext_lazy("A restriction lifted"),
    "traffic": gettext_lazy("Between offices"),
    "traffic:emergency": gettext_lazy("Emergency opening of a file"),
    "traffic:number": gettext_lazy("A case number that leads nowhere, in an emergency"),
    "casefile:emergency": gettext_lazy("A file opened in an emergency"),
    "casefile:referred": gettext_lazy("A file shown by another office"),
    "sign-in": gettext_lazy("Sign-in"),
    "sign-in:passphrase": gettext_lazy("Sign-in: the passphrase was not right"),
    "sign-in:code": gettext_lazy("Sign-in: the second factor was not right"),
    "sign-in:locked": gettext_lazy("Sign-in: too many tries, shut for a while"),
}


class TrailRow:
    """One entry; it names accounts, never a child."""

    def __init__(self, event):
        self.kind = str(AuditKind(event.kind).label)
        self.who = event.actor.full_name if event.actor else _("Nobody signed in")
        self.at = moment(event.at)
        self.subject = event.subject
        self.count = len(event.subject_ids)
        self.reason = event.detail.get("reason", "")

    @property
    def what(self):
        """The subject in words; as it was recorded where there are none for it."""
        part = self.subject.partition(":")[0]
        return SUBJECTS.get(self.subject) or SUBJECTS.get(part) or self.subject

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
