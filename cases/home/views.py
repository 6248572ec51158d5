"""The start page: what each role asks for first."""

from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import requires
from cases.components.keyset import page_of
from cases.enums import Role
from cases.home.beginning import first_steps_of_office
from cases.home.changes import changes_in_my_cases
from cases.home.first_steps import first_steps
from cases.home.numbers import Caseload, Number, latest_changes
from cases.home.presenters import Waiting
from cases.home.tasks import tasks_of
from cases.home.waiting import KINDS
from cases.intake.forms import QuickRegisterForm
from cases.intake.presenters import unfinished
from cases.matching.waiting import waiting_matches
from cases.models import AuditEvent, Country, FactorReset, Membership, Office, Place, User
from cases.outgoing.waiting import overdue_exports, waiting_exports
from cases.policy.permissions import Permission
from cases.retention.waiting import waiting_ends
from cases.traffic.waiting import to_review, waiting_traffic
from cases.unsent import left_unsent
from cases.watch.presenters import counts_since, waiting_findings
from cases.watch.trail_views import rows_of

TRAIL_DAYS = 7
TRAIL_SHOWN = 20


@require_safe
@requires(*Permission)
def start(request):
    """By role: tasks, the trail, or the accounts; readers of totals go to the dashboard."""
    pages = {
        Role.CASEWORKER: _tasks_page,
        Role.SUPERVISOR: _tasks_page,
        Role.DATA_PROTECTION_OFFICER: _trail_page,
        Role.ADMINISTRATOR: _administration_page,
    }
    page = pages.get(request.user.role)
    return page(request) if page else redirect("reports:dashboard")


def _tasks_page(request):
    user, today = request.user, timezone.localdate()
    context = {
        "today": today,
        "unfinished": unfinished(user),
        "unsent": left_unsent(user),
        "waiting": Waiting(user, today),
        "caseload": Caseload(user),
        "changes": changes_in_my_cases(user),
        "latest": latest_changes(user),
        "matches": waiting_matches(user),
        "traffic": waiting_traffic(user),
        "exports": waiting_exports(user),
        "ends": waiting_ends(user),
        "first_steps": first_steps_of_office(user),
        "quick_form": QuickRegisterForm(user=user),
        "office": user.office,
    }
    return render(request, "home/tasks.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def waiting(request, kind):
    """Every task of one kind."""
    chosen = KINDS.get(kind)
    if chosen is None:
        raise Http404
    today = timezone.localdate()
    page = page_of(chosen.rows(request.user, today), chosen.order, request.GET)
    context = {
        "label": chosen.label,
        "tasks": tasks_of(chosen, page.rows, today),
        "previous": f"?before={page.before}" if page.before else "",
        "next": f"?after={page.after}" if page.after else "",
        "office": request.user.office,
    }
    return render(request, "home/waiting.html", context)


def _trail_page(request):
    events = AuditEvent.objects.visible_to(request.user).newest_first()
    context = {
        "counts": counts_since(request.user, timezone.now() - timedelta(days=TRAIL_DAYS)),
        "days": TRAIL_DAYS,
        "to_review": to_review(request.user),
        "findings": waiting_findings(request.user),
        "overdue": overdue_exports(request.user),
        "ends": waiting_ends(request.user),
        "rows": rows_of(events[:TRAIL_SHOWN]),
    }
    return render(request, "home/officer.html", context)


def _administration_page(request):
    current = Membership.objects.current().filter(user=OuterRef("pk"))
    people = User.objects.visible_to(request.user).aggregate(
        active=Count("pk", filter=Q(is_active=True) & Exists(current)),
        without_role=Count("pk", filter=Q(is_active=True) & ~Exists(current)),
        never=Count("pk", filter=Q(is_active=True, last_login__isnull=True)),
    )
    roles = dict(
        Membership.objects.visible_to(request.user)
        .current()
        .filter(user__is_active=True)
        .order_by()
        .values_list("role")
        .annotate(Count("pk"))
    )
    offices = Office.objects.visible_to(request.user).open().count()
    places = Place.objects.visible_to(request.user).open().count()
    states = Country.objects.visible_to(request.user).filter(is_destination=True).count()
    colleagues = sum(count for role, count in roles.items() if role != Role.ADMINISTRATOR)
    resets = FactorReset.objects.visible_to(request.user).waiting().exclude(user=request.user)
    context = {
        "to_confirm": _to_confirm(request.user),
        "resets": resets.select_related("user").order_by("asked_at", "pk"),
        "steps": first_steps(offices=offices, colleagues=colleagues, states=states, places=places),
        "people": people,
        "roles": [Number(roles.get(role, 0), str(role.label), f"role={role}") for role in Role],
        "offices": offices,
        "places": places,
        "states": states,
    }
    return render(request, "home/administrator.html", context)


def _to_confirm(user):
    """How many roles are due to be confirmed, and on which day the first of them lapses."""
    rows = Membership.objects.visible_to(user).held().with_confirmation().due()
    return rows.aggregate(n=Count("pk"), until=Min("lapses_date"))
