"""What is conspicuous in the trail: the list with its rules, and one finding with the entries that it counts."""

import django_filters
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.record import read
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import listing, page_links
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.enums import FindingKind
from cases.errors import Stale
from cases.models import TrailFinding
from cases.policy.permissions import Permission
from cases.watch.actions import mark_looked_at
from cases.watch.anomalies import RULES
from cases.watch.collecting import entries_of
from cases.watch.forms import FindingForm
from cases.watch.presenters import FindingRow
from cases.watch.trail_views import rows_of

READ_AND_WRITE = ["GET", "HEAD", "POST"]
ORDERS = {"-day": ("-day_date",)}
LOOKED, ALL = "looked", "all"


class FindingFilter(django_filters.FilterSet):
    """Those that wait, unless others are asked for."""

    state = django_filters.ChoiceFilter(
        label=_("Which"),
        choices=[(LOOKED, _("Looked at")), (ALL, _("All"))],
        method="in_state",
        empty_label=_("Waiting"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("What is conspicuous"), choices=FindingKind.choices, empty_label=_("Any")
    )

    class Meta:
        model = TrailFinding
        fields = ()

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.waiting()

    def in_state(self, findings, _name, state):
        return findings.filter(looked_at__isnull=False) if state == LOOKED else findings


@require_safe
@requires(Permission.READ_TRAIL)
def findings(request):
    """What waits for an officer, the latest day first; and by which rules it was found."""
    found = listing(
        request, FindingFilter(request.GET, queryset=_rows(request)), orders=ORDERS, default="-day"
    )
    context = {
        "listing": found,
        "rows": [FindingRow(finding) for finding in found.page],
        "rules": RULES.values(),
    }
    return render(request, "watch/findings.html", context, status=found.status)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.READ_TRAIL)
def finding(request, public_id):
    """The entries that one finding counts; with a note it is looked at, and waits no more."""
    row = get_for(request.user, _rows(request), public_id=public_id)
    if sent_before(request) is not None:
        return redirect("watch:findings")
    initial = {"version": stamp_of(row), "note": row.note}
    form = FindingForm(posted(request), user=request.user, initial=initial)
    try:
        if saved(
            request,
            form,
            lambda: mark_looked_at(by=request.user, finding=row, **form.cleaned_data),
            hints=False,
        ):
            return redirect("watch:findings")
    except Stale:
        now = get_for(request.user, _rows(request), public_id=public_id)
        return _finding_page(request, now, form, status=409)
    return _finding_page(request, row, form, status=422 if form.is_bound else 200)


def _finding_page(request, row, form, *, status):
    read(by=request.user, subject="watch:trail", ids=[row.actor.public_id])
    entries = entries_of(row)
    page = page_of(entries, ("-id",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "row": FindingRow(row),
        "rule": RULES[row.kind],
        "entries": rows_of(page),
        "count": count_up_to(entries),
        "previous": previous,
        "next": following,
        "form": form,
        "is_stale": status == 409,
        "is_own": row.actor_id == request.user.pk,
    }
    return render(request, "watch/finding.html", context, status=status)


def _rows(request):
    return TrailFinding.objects.visible_to(request.user).select_related("actor", "looked_by")
