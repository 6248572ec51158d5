"""Findings and counts of the trail as pages print them."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import AuditKind, FindingKind
from cases.models import AuditEvent, TrailFinding


class FindingRow:
    """One finding: what, who, which day, how often, and what somebody found who looked at it."""

    def __init__(self, finding):
        self.finding = finding
        self.label = str(FindingKind(finding.kind).label)
        self.who = finding.actor.full_name
        self.day = finding.day_date
        self.url = reverse("watch:finding", args=[finding.public_id])

    @property
    def is_looked_at(self):
        return self.finding.looked_at is not None

    @property
    def figures(self):
        """ "36, on a usual day 4.2"; with the hour where it is of one."""
        count, usual, hour = self.finding.count, self.finding.usual, self.finding.hour
        said = (
            str(count)
            if usual is None
            else _("%(n)s, on a usual day %(usual)s") % {"n": count, "usual": usual}
        )
        if hour is None:
            return said
        return _("%(said)s, from %(hour)s:00 on") % {"said": said, "hour": f"{hour:02}"}


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


def waiting_findings(user):
    """How many findings wait for the user, in words; empty where none does, or where they are not theirs."""
    count = TrailFinding.objects.visible_to(user).waiting().count()
    if not count:
        return ""
    return ngettext("%(n)s finding in the trail", "%(n)s findings in the trail", count) % {"n": count}
