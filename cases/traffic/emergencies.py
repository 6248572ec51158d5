"""A file of another office is opened in an emergency: recorded first, told at once, over after four hours."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases.access import remember_saved
from cases.audit import record
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.enums import AuditKind, Role
from cases.errors import Refused
from cases.models import AuditEvent, Child, EmergencyNotice, EmergencyOpening, User
from cases.models.traffic import LONGEST_EMERGENCY

SUBJECT, TRIED = "traffic:emergency", "traffic:number"
# So many numbers that lead nowhere may be tried in so long a time; real ones are told to others each time.
MOST_TRIES, TRIES_WITHIN = 5, timedelta(hours=24)
SHORTEST_REASON = 30

NO_SUCH_CASE = _("No case of another office has this number. Check it; each try is recorded.")
TOO_MANY = _(
    "Too many numbers that lead nowhere. Call the data-protection officer; nothing can be opened until tomorrow."
)


def open_file(*, by, number, kind, reason, form_id=None):
    """Open the file with a case number, which another office keeps, for four hours; returns the ``EmergencyOpening``.

    The override is in the trail, and those who have to know are told, in a transaction of its own before anything of
    the file is read. Raises ``Refused`` in the same words for every number that cannot be opened so (there is none, or
    it is one's own office's), and after too many of these.
    """
    child = _tried(by, number)
    now = timezone.now()
    with changing(by=by, reason=reason.strip()):
        opening = EmergencyOpening.objects.create(
            child=child,
            office_id=child.office_id,
            opened_by=by,
            opened_for_id=by.office_id,
            kind=kind,
            reason=reason.strip(),
            opened_at=now,
            until_at=now + LONGEST_EMERGENCY,
        )
        record.overridden(
            by=by,
            subject=SUBJECT,
            ids=[child.public_id, opening.public_id],
            detail={"kind": str(kind), "until": opening.until_at.isoformat()},
        )
        _tell(opening)
        if form_id:
            remember_saved(by, form_id, opening)
    return opening


def review(*, by, opening, version, outcome, reason, form_id=None):
    """Say what was found of an opening; returns the ``EmergencyOpening``.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody reviewed it since the stamp ``version`` was read.
    """
    with changing(by=by):
        current = EmergencyOpening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
        refuse_stale(current, version)
        current.outcome, current.review_reason = outcome, reason.strip()
        current.reviewed_by, current.reviewed_at = by, timezone.now()
        current.save()
        if form_id:
            remember_saved(by, form_id, current)
    return current


def put_away(*, by, notice):
    """Note that somebody has read that a file was opened; the line goes from their start page. Twice does no harm."""
    with changing(by=by):
        EmergencyNotice.objects.unread().filter(pk=notice.pk, user=by).update(read_at=timezone.now())


def _tried(by, number):
    """The child whose file is to be opened; a number that leads nowhere is recorded before it is refused."""
    with transaction.atomic():
        # One after the other, so that many tries at once are not counted as one.
        User.objects.select_for_update().get(pk=by.pk)
        if _failures(by) >= MOST_TRIES:
            raise Refused(TOO_MANY)
        child = _child_elsewhere(by, number)
        if child is None:
            record.denied(by=by, subject=TRIED)
    if child is None:
        raise Refused(NO_SUCH_CASE, field="number")
    return child


def _failures(by):
    since = timezone.now() - TRIES_WITHIN
    return AuditEvent.objects.filter(actor=by, kind=AuditKind.DENIAL, subject=TRIED, at__gte=since).count()


def _child_elsewhere(by, number):
    """The standing file with a number, of another office; the number of a merged file leads to the one that stays."""
    found = Child.objects.filter(case_number=number).select_related("merged_into").first()
    child = found.merged_into if found and found.merged_into else found
    return None if child is None or child.office_id == by.office_id else child


def _tell(opening):
    """Put a line on the start page of the supervisors concerned, and write to them and to the data-protection officers.

    The mail names no child and no number; it goes out once the opening is recorded.
    """
    told = list(_concerned(opening.office_id))
    EmergencyNotice.objects.bulk_create(EmergencyNotice(opening=opening, user=user) for user in told)
    officers = User.objects.active_in_role(Role.DATA_PROTECTION_OFFICER)
    addresses = {user.email for user in (*told, *officers)}
    with override(settings.LANGUAGE_CODE):
        subject = str(_("A case file was opened in an emergency"))
        body = str(
            _(
                "%(office)s opened a case file of %(keeper)s in an emergency, for four hours. Sign in to read who did so "
                "and why."
            )
            % {"office": opening.opened_for.name, "keeper": opening.office.name}
        )
    for address in sorted(addresses):
        # Each by itself: one address that takes no mail keeps it from nobody else.
        transaction.on_commit(lambda to=address: send_mail(subject, body, None, [to]), robust=True)


def _concerned(office_id):
    """The supervisors of an office; its caseworkers where it has none."""
    here = User.objects.filter(
        is_active=True, memberships__office_id=office_id, memberships__to_date__isnull=True
    )
    supervisors = here.filter(memberships__role=Role.SUPERVISOR, memberships__to_date__isnull=True)
    return supervisors.distinct() or here.distinct()
