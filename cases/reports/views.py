"""Pages of figures. Each reads a question from its address, counts once, and shows or sends the same table."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import get_for, requires
from cases.components.files import FORMATS, sheet_response
from cases.components.lists import listing
from cases.models import Country, PublishedFigure
from cases.policy.permissions import Permission
from cases.reports import counting, running, travelled
from cases.reports.dashboard import Dashboard
from cases.reports.definitions import ages, by_state, departures, published
from cases.reports.filters import NEWEST, ORDERS, PUBLISHED_A_PAGE, PublishedFigureFilter
from cases.reports.forms import QuestionForm, TravelledForm
from cases.reports.registry import PAGES
from cases.reports.scope import READERS, Scope


@require_safe
@requires(*READERS)
def dashboard(request):
    """One total with its day, and how it came about."""
    form = QuestionForm(request.GET, scope=Scope.of(request.user))
    if not form.is_valid():
        return _not_understood(request, "reports/dashboard.html", form)
    if _wants_file(request):
        return _file(request, by_state.REPORT, form.selection())
    context = {"board": Dashboard(form.selection(), request.user)}
    return _page(request, "reports/dashboard.html", form, context)


@require_safe
@requires(*READERS)
def totals_page(request):
    """Totals per State as of a day, from any or one departure country."""
    return _report_page(request, PAGES["totals"])


@require_safe
@requires(*READERS)
def claims_page(request):
    """Registered children by the State claimed and the latest decision."""
    return _report_page(request, PAGES["claims"])


@require_safe
@requires(*READERS)
def departures_page(request):
    """Departures by day and State."""
    return _report_page(request, PAGES["departures"])


@require_safe
@requires(*READERS)
def state_totals(request, code):
    """One State: its running total, its departures, ages, and what was published of it."""
    state = get_for(request.user, Country.objects, code=code)
    form = QuestionForm(request.GET, scope=Scope.of(request.user))
    more = {"state": state}
    if not form.is_valid():
        return _not_understood(request, "reports/state.html", form, more)
    selection = form.selection(state=state.code)
    if _wants_file(request):
        return _file(request, departures.REPORT, selection)
    return _page(request, "reports/state.html", form, more | _state_parts(request.user, selection))


def _state_parts(user, selection):
    moved = counting.movements(selection)
    by_age = ages.unless_combined(selection)
    state = selection.state
    figures = PublishedFigure.objects.visible_to(user).filter(destination=state)
    figures = figures.filter(date_earliest__lte=selection.as_of).newest_first()
    return {
        "line": counting.totals(selection).world,
        "chart": running.drawing(moved, selection.as_of, state),
        "chart_table": running.by_month(moved, state),
        "departures": departures.table_of(selection, counting.departures(moved, state)),
        "ages": by_age,
        "ages_bars": ages.bars(by_age) if by_age else None,
        "published": published.table(selection.scope, figures),
    }


@require_safe
@requires(Permission.READ_PUBLISHED_FIGURES)
def published_page(request):
    """What others published, with the source, beside what is recorded. A file holds all pages of the list."""
    scope = Scope.of(request.user)
    figures = PublishedFigureFilter(request.GET, PublishedFigure.objects.visible_to(request.user))
    if figures.form.is_valid() and _wants_file(request):
        table = published.table(scope, figures.qs.newest_first())
        return sheet_response(request, table.sheet(), report=published.CODE)
    listed = listing(request, figures, orders=ORDERS, default=NEWEST, size=PUBLISHED_A_PAGE)
    context = {"listed": listed, "form": figures.form, "table": published.table(scope, listed.page)}
    return render(request, "reports/published.html", context, status=listed.status)


@require_safe
@requires(Permission.READ_OFFICE_TOTALS)
def travelled_page(request):
    """The children behind a figure. Persons leave in no file from here."""
    form = TravelledForm(request.GET, scope=Scope.of(request.user))
    if not form.is_valid():
        return _not_understood(request, "reports/travelled.html", form)
    rows = travelled.with_row_parts(travelled.passengers(form))
    asked = travelled.Asked(form, rows)
    listed = listing(request, asked, orders=travelled.ORDERS, default=travelled.DEFAULT_ORDER)
    context = {"listed": listed, "rows": travelled.present(listed.page, request.user)}
    return _page(request, "reports/travelled.html", form, context)


def _report_page(request, page):
    form = page.form(request.GET, scope=Scope.of(request.user))
    if not form.is_valid():
        return _not_understood(request, page.template, form)
    if _wants_file(request):
        return _file(request, page.report, form.selection())
    table = page.report.table(form.selection()).sorted_by(request.GET.get("sort"))
    return _page(request, page.template, form, {"table": table})


def _page(request, template, form, context):
    return render(
        request, template, {"form": form, "scope": form.scope, "day": form.cleaned_data["as_of"], **context}
    )


def _not_understood(request, template, form, more=None):
    return render(request, template, {"form": form, "scope": form.scope, **(more or {})}, status=400)


def _wants_file(request):
    if "format" not in request.GET:
        return False
    if request.GET["format"] not in FORMATS:
        raise Http404
    return True


def _file(request, report, selection):
    table = report.table(selection).sorted_by(request.GET.get("sort"))
    return sheet_response(request, table.sheet(), report=report.code, as_of=selection.as_of)
