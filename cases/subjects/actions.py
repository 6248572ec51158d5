"""Recording a request about own data, answering it, and giving out a copy of what is kept."""

import calendar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.numbered import number_export
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.enums import ExportKind, ExportPurpose, LegalBasis, RequestedBy, SubjectRequestKind
from cases.errors import Refused
from cases.models import SubjectRequest


def a_month_after(day):
    """The same day of the next month, or its last: by then a request is answered (GDPR 12(3))."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def record_request(*, by, child, kind, requested_by, identity_check, asked_date, words="", form_id=None):
    """Write down what somebody asks about the own data; returns the ``SubjectRequest``.

    Raises ``Refused`` for a day to come.
    """
    if asked_date > timezone.localdate():
        raise Refused(_("This day is still to come."), field="asked_date")
    with changing(by=by):
        made = SubjectRequest.objects.create(
            child=child,
            kind=kind,
            requested_by=requested_by,
            identity_check=identity_check,
            words=words.strip(),
            asked_date=asked_date,
            due_date=a_month_after(asked_date),
            recorded_by=by,
        )
        if form_id:
            remember_saved(by, form_id, made)
    return made


def answer_request(*, by, request, version, outcome, answer, answered_date):
    """Say how and when a request was answered; returns the ``SubjectRequest``.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody changed it since the stamp ``version`` was read, and
    ``Refused`` for a day to come or before it was asked.
    """
    if not request.asked_date <= answered_date <= timezone.localdate():
        raise Refused(
            _("A request is answered after it was made, and not on a day to come."), field="answered_date"
        )
    with changing(by=by):
        current = SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        refuse_stale(current, version)
        current.outcome, current.answer = outcome, answer.strip()
        current.answered_date, current.answered_by = answered_date, by
        current.save()
    return current


def give_copy(*, by, request, reason, withheld, language, expires_date, form_id=None):
    """Number a copy of everything that is kept, for whoever asked; returns the ``NumberedExport``.

    ``withheld`` are the parts that stay out of it for the sake of others (``cases.subjects.copying.PARTS``). The export,
    its entry in the trail and its place in the register are one transaction. Raises ``Refused`` as ``number_export``
    does, and for a request for something else.
    """
    if request.kind != SubjectRequestKind.ACCESS:
        raise Refused(_("Nobody asked for a copy here."))
    with changing(by=by):
        export = number_export(
            by=by,
            child=request.child,
            recipient=str(RequestedBy(request.requested_by).label),
            purpose=ExportPurpose.OWN_DATA,
            legal_basis=LegalBasis.LEGAL_OBLIGATION,
            reason=reason,
            parts=withheld,
            expires_date=expires_date,
            kind=ExportKind.SUBJECT,
            language=language,
        )
        SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        request.export = export
        request.save(update_fields=["export", "updated_at"])
        if form_id:
            remember_saved(by, form_id, export)
    return export
