"""Asking another office whether two records may be compared, and its answer. Without consent nothing is shown."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import OnFile
from cases.enums import MatchRequestState
from cases.errors import Refused, Stale
from cases.models import MatchRequest

# Consent is given for so many days at most: as long as it takes to look at two files.
LONGEST_DAYS = 30


def is_within(office_id, match):
    """Whether an office keeps both records of a pair."""
    return match.first.office_id == office_id == match.second.office_id


def granted(match):
    """The request by which the two offices of a pair may compare it today, or ``None``.

    A consent speaks of the offices that keep the two records now; a file that went elsewhere takes none along.
    """
    offices = {match.first.office_id, match.second.office_id}
    requests = MatchRequest.objects.granted_on(timezone.localdate()).filter(
        match=match, asking_office__in=offices, holding_office__in=offices
    )
    requests = requests.select_related("asking_office", "holding_office")
    return requests.order_by("-until_date", "-pk").first()


def may_compare(user, match):
    """Whether somebody may see both records of a pair: their office keeps both, or the other office consented."""
    return is_within(user.office_id, match) or granted(match) is not None


def ask(*, by, match, reason, form_id=None):
    """Ask the office that keeps the other record whether the two may be compared; returns the ``MatchRequest``.

    Raises ``Refused`` where the office of ``by`` keeps both, has asked already, or may compare them as it is.
    """
    offices = {match.first.office_id, match.second.office_id}
    if is_within(by.office_id, match) or by.office_id not in offices:
        raise Refused(_("Your office does not need to ask for this."))
    if granted(match):
        raise Refused(_("The other office has consented already."))
    with changing(by=by):
        request = MatchRequest.objects.create(
            match=match,
            asking_office_id=by.office_id,
            holding_office_id=(offices - {by.office_id}).pop(),
            asked_by=by,
            reason=reason.strip(),
        )
        if form_id:
            remember_saved(by, form_id, request)
    return request


def grant(*, by, request, version, until, reason="", form_id=None):
    """Let the two offices compare the two records up to and with a day; returns the ``MatchRequest``.

    Raises ``Refused`` for a day that has passed or is too far away; ``Stale`` as ``_waiting`` does.
    """
    today = timezone.localdate()
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(
            _("Give a day from today on, within %(days)s days.") % {"days": LONGEST_DAYS}, field="until"
        )
    with changing(by=by):
        current = _waiting(request, version)
        current.until_date = until
        _answered(current, by, MatchRequestState.GRANTED, reason, form_id)
    return current


def refuse(*, by, request, version, reason, form_id=None):
    """Refuse a comparison; the reason is told to the office that asked. Returns the ``MatchRequest``.

    Raises ``Refused`` without a reason, ``Stale`` as ``_waiting`` does.
    """
    if not reason.strip():
        raise Refused(_("Say why; the other office reads it."), field="reason")
    with changing(by=by):
        current = _waiting(request, version)
        _answered(current, by, MatchRequestState.REFUSED, reason, form_id)
    return current


def withdraw(*, by, request):
    """Take back a request (by the office that asked) or a consent (by either office); returns the ``MatchRequest``.

    Whoever looks at the comparison afterwards is not shown it. Raises ``Refused`` where there is nothing to take back.
    """
    with changing(by=by):
        current = MatchRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        is_asked = current.state == MatchRequestState.ASKED and current.asking_office_id == by.office_id
        if not is_asked and current.state != MatchRequestState.GRANTED:
            raise Refused(_("There is nothing to take back any more."))
        current.state = MatchRequestState.WITHDRAWN
        current.version += 1
        current.save()
    return current


def _waiting(request, version):
    """The request as it now stands, locked; ``Stale`` (``current`` is an ``OnFile``) once it was answered or taken back."""
    current = MatchRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if current.version != version or current.state != MatchRequestState.ASKED:
        raise Stale(
            _("Somebody else answered this request while you wrote."),
            current=OnFile(row=current, version=current.version),
        )
    return current


def _answered(request, by, state, reason, form_id):
    request.state, request.answer_reason = state, reason.strip()
    request.answered_by, request.answered_at = by, timezone.now()
    request.version += 1
    request.save()
    if form_id:
        remember_saved(by, form_id, request)
