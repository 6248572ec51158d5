"""The officer's search over the trail: by who acted, by file, by what happened, of what and when; and the same as a file."""

from uuid import UUID

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.access import nothing_typed, requires
from cases.audit import pages, record
from cases.audit.looks import file_known_by, file_numbered
from cases.components.files import FORMATS, sheet_response
from cases.components.lists import Chip, listing
from cases.components.searching import PAGE_WORDS, search_redirect, searched
from cases.models import AuditEvent
from cases.models.trail import entries_about
from cases.policy.permissions import Permission
from cases.watch.filters import TrailFilter
from cases.watch.people import Staff
from cases.watch.sentences import TrailRow
from cases.watch.sheets import sheet_of

# The newest has the highest number; the column of times has an index for ranges only.
ORDERS = {"-at": ("-id",), "at": ("id",)}
SUBJECT = "watch:trail"


@require_safe
@requires(Permission.READ_TRAIL)
def trail(request):
    """The trail, newest first; ``?q=`` is the token of a case number or public id that was typed."""
    text, problem = searched(request)
    watched = _file(text)
    if text and watched is None:
        problem = _("No file has this case number or public id. Names are not looked for here.")
    events = AuditEvent.objects.visible_to(request.user)
    if text:
        events = events.filter(entries_about(watched.ids)) if watched else events.none()
    filters = TrailFilter(request.GET, queryset=events)
    _record(request, filters, text, watched)
    if request.GET.get("format") in FORMATS and filters.form.is_valid() and not problem:
        return sheet_response(
            request, sheet_of(filters.qs), report="trail", ids=watched.ids if watched else ()
        )
    found = listing(request, filters, orders=ORDERS, default="-at")
    context = {
        "listing": found,
        "rows": rows_of(found.page),
        "watched": watched,
        "search": {"text": text, "problem": problem},
        "chips": _chips(request, text, found.chips),
        "csv_url": _with_format(request, "csv"),
        "xlsx_url": _with_format(request, "xlsx"),
    }
    return render(request, "watch/trail.html", context, status=400 if problem else found.status)


@require_POST
@requires(Permission.READ_TRAIL)
@nothing_typed
def look_up(request):
    """Keep what was typed in the session and go to the trail; no number stands in the address."""
    return search_redirect(request, "watch:trail", filters=TrailFilter.base_filters)


def rows_of(events):
    """``TrailRow`` objects of entries, in their order."""
    events = list(events)
    staff = Staff({event.actor_id for event in events})
    return [TrailRow(event, staff) for event in events]


def _file(text):
    if not text:
        return None
    try:
        return file_known_by(UUID(text))
    except ValueError:
        return file_numbered(text.upper())


def _record(request, filters, text, watched):
    """What the officer looks at stands in the trail as well, before it is shown; a look-up is noted as any search is."""
    if text:
        pages.shown(watched.ids if watched else ())
        return
    chosen = filters.form.cleaned_data.get("person") if filters.form.is_valid() else ""
    record.read(by=request.user, subject=SUBJECT, ids=[chosen] if chosen else ())


def _chips(request, text, chips):
    if not text:
        return chips
    query = request.GET.copy()
    for word in ("q", *PAGE_WORDS):
        query.pop(word, None)
    return [Chip(label=_("File %(number)s") % {"number": text}, url=f"?{query.urlencode()}"), *chips]


def _with_format(request, kind):
    query = request.GET.copy()
    for word in PAGE_WORDS:
        query.pop(word, None)
    query["format"] = kind
    return f"?{query.urlencode()}"
