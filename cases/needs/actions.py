"""Writing what was found about a child's needs, and what is done about it."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.periods import end_current, move_beginning, not_to_come
from cases.components.stamps import locked
from cases.enums import FINDINGS_OF, Confidence, NeedResponse, SourceKind
from cases.errors import Refused
from cases.models import Child, Need
from cases.people.touching import touch_case, touch_file


def record_need(
    *,
    by,
    child,
    domain,
    finding,
    from_date,
    response=NeedResponse.TO_ARRANGE,
    source=SourceKind.UNKNOWN,
    confidence=Confidence.REPORTED,
    form_id=None,
):
    """Record what was found in one ``NeedDomain`` from a day on; returns the ``Need``.

    The finding that held in this domain ends on that day and stays in the history. Raises ``Refused`` for a
    finding of another domain, a day to come, and a day before the present finding began.
    """
    _check(domain, finding, from_date)
    with changing(by=by):
        # One child at a time: two findings recorded at once follow one another.
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        end_current(Need.objects.filter(child=child, domain=domain), from_date)
        need = Need.objects.create(
            child=child,
            domain=domain,
            finding=finding,
            response=response,
            from_date=from_date,
            source=source,
            confidence=confidence,
        )
        touch_file(child)
        if form_id:
            remember_saved(by, form_id, need)
    return need


def correct_need(*, by, row, version, reason, finding, response, from_date, source, confidence):
    """Correct what was said of a need; returns the ``Need``. Its domain stays, and the one before it ends where it begins.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read,
    ``Refused`` as ``record_need`` does, and for a day after the end of this finding.
    """
    _check(row.domain, finding, from_date)
    with changing(by=by, reason=reason):
        Child.objects.select_for_update(of=("self",)).get(pk=row.child_id)
        need = locked(Need.objects, row, version)
        of_domain = Need.objects.filter(child_id=need.child_id, domain=need.domain)
        move_beginning(need, from_date, others=of_domain)
        need.finding, need.response = finding, response
        need.source, need.confidence = source, confidence
        need.save()
        touch_case(need.child_id)
    return need


def _check(domain, finding, from_date):
    if finding not in FINDINGS_OF[domain]:
        raise Refused(_("This finding belongs to another domain."), field="finding")
    not_to_come(from_date)
