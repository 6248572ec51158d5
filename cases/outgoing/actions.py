"""Lists leave: asking for one, the second person's decision, and that the copies were destroyed."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.access import remember_saved
from cases.audit.numbered import asked_by_state, check_day, recipient_in, write_down
from cases.audit.record import changing
from cases.enums import ExportFormat, ExportKind, ExportOutcome, Role
from cases.errors import Refused, Stale
from cases.models import ExportApproval, ExportDestruction, NumberedExport, User
from cases.outgoing.contents import contents_of

# So many rows one person takes alone within a day; above that a second one decides.
ROWS_ALONE = 20
DAY = timedelta(hours=24)
# What one export holds at most.
MOST_ROWS = 5_000


def ask_for_list(
    *,
    by,
    asked,
    form_id,
    recipient,
    purpose,
    legal_basis,
    reason,
    parts,
    format,  # noqa: A002 - the word that the form and the export have for it
    expires_date,
    **more,
):
    """Number the rows of ``asked`` (an ``AskedList``) as they are now; returns the ``NumberedExport``.

    The set of rows is fixed here: what is added to the list afterwards is not in it. ``more`` are ``state`` (the
    ``Country`` of a request), ``encryption`` and ``recipient_key``. Rows of whom the State may not learn are left out.
    Above ``ROWS_ALONE`` rows a day the export waits for a second person. Raises ``Refused`` for no rows, for too many,
    for a day that cannot be, and where the office has nobody who could be the second.
    """
    check_day(expires_date)
    state = asked_by_state(purpose, more.get("state"))
    leaving = asked.leaving
    kept = leaving.for_state(asked.rows, state.code if state else "", parts)
    ids = list(kept.values_list("public_id", flat=True)[: MOST_ROWS + 1])
    _check_size(asked, ids, state)
    with changing(by=by, reason=reason):
        User.objects.select_for_update().get(pk=by.pk)  # two lists at once are counted together
        is_waiting = needs_a_second(by, len(ids))
        if is_waiting and not other_approvers(by).exists():
            raise Refused(nobody_else_words())
        export = NumberedExport.objects.create(
            kind=ExportKind.LIST,
            office=by.office,
            made_by=by,
            recipient=recipient_in(state, recipient, "") if state else recipient,
            purpose=purpose,
            state=state,
            legal_basis=legal_basis,
            reason=reason,
            parts=[column.code for column in leaving.known(parts)],
            expires_date=expires_date,
            list_name=leaving.name,
            transfer=asked.transfer,
            format=format,
            row_ids=ids,
            row_count=len(ids),
            encryption="" if format == ExportFormat.PAPER else more.get("encryption", ""),
            recipient_key=more.get("recipient_key", ""),
        )
        children = leaving.children_of(leaving.rows(by).filter(public_id__in=ids))
        write_down(
            by=by,
            export=export,
            children=children,
            rows=len(ids),
            list=str(leaving.name),
            second=is_waiting,
        )
        if is_waiting:
            ExportApproval.objects.create(export=export, asked_by=by)
        remember_saved(by, form_id, export)
    return export


def _check_size(asked, ids, state):
    if asked.problem:
        raise Refused(asked.problem)
    if not ids and state:
        raise Refused(_("This State may learn of nobody on this list: nothing goes there."), field="state")
    if not ids:
        raise Refused(_("There is nobody on this list."))
    if len(ids) > MOST_ROWS:
        raise Refused(_("An export has at most %(n)s rows: filter the list further.") % {"n": MOST_ROWS})


def taken_alone(by):
    """How many rows somebody took within a day without a second person."""
    own = NumberedExport.objects.lists().filter(
        made_by=by, approval__isnull=True, made_at__gt=timezone.now() - DAY
    )
    return own.aggregate(rows=Sum("row_count"))["rows"] or 0


def needs_a_second(by, count):
    """Whether ``count`` rows more are too many for one person alone today."""
    return taken_alone(by) + count > ROWS_ALONE


def other_approvers(by):
    """The supervisors of the office of ``by`` who could be the second person."""
    return User.objects.filter(
        is_active=True,
        memberships__role=Role.SUPERVISOR,
        memberships__office=by.office_id,
        memberships__to_date__isnull=True,
    ).exclude(pk=by.pk)


def nobody_else_words():
    """Why a long list cannot leave an office without a second supervisor."""
    words = ngettext(
        "More than %(n)s row a day needs a supervisor beside you, and your office has none: take fewer rows, or ask an "
        "administrator for a second supervisor.",
        "More than %(n)s rows a day need a supervisor beside you, and your office has none: take fewer rows, or ask an "
        "administrator for a second supervisor.",
        ROWS_ALONE,
    )
    return words % {"n": ROWS_ALONE}


def decide(*, by, export, outcome, reason=""):
    """Approve an export that waits, or refuse it with a reason; returns its ``ExportApproval``.

    Raises ``Refused`` for one's own, after it lapsed, for a refusal without a reason, and to approve what holds nobody
    any more; ``Stale`` where another one decided in the meantime.
    """
    with changing(by=by, reason=reason):
        approval = ExportApproval.objects.select_for_update(of=("self",)).get(export=export)
        if approval.outcome:
            raise Stale(_("Another one has decided about this export in the meantime."), current=approval)
        if approval.asked_by_id == by.pk:
            raise Refused(_("Nobody approves their own export."))
        if approval.lapses_at <= timezone.now():
            raise Refused(_("This request has lapsed; whoever needs the list asks anew."))
        if outcome == ExportOutcome.REFUSED and not reason.strip():
            raise Refused(_("Say why the export is refused."), field="reason")
        if outcome == ExportOutcome.APPROVED and not contents_of(export, by).ids:
            raise Refused(_("Nobody is left in this export: nothing can leave."))
        approval.outcome, approval.reason = outcome, reason.strip()
        approval.settled_by, approval.settled_at = by, timezone.now()
        approval.save()
    return approval


def record_destruction(*, by, export, destroyed_date, confirmed_by, form_id=None):
    """Write down that the recipient destroyed the copies; returns the ``ExportDestruction``.

    Raises ``Refused`` for a day before the export or after today, and where it was said before.
    """
    if destroyed_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="destroyed_date")
    if destroyed_date < timezone.localtime(export.made_at).date():
        raise Refused(_("The export was made after this day."), field="destroyed_date")
    with changing(by=by):
        made, is_new = ExportDestruction.objects.get_or_create(
            export=export,
            defaults={
                "destroyed_date": destroyed_date,
                "confirmed_by": confirmed_by,
                "recorded_by": by,
            },
        )
        if not is_new:
            raise Refused(_("That this export is destroyed was recorded before."))
        if form_id:
            remember_saved(by, form_id, made)
    return made
