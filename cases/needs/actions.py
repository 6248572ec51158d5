"""Writing what was found about a child's needs, and what is done about it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import FINDINGS_OF, Confidence, NeedResponse, SourceKind
from cases.errors import Refused
from cases.models import Child, Need
from cases.people.touching import touch_case


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
    if finding not in FINDINGS_OF[domain]:
        raise Refused(_("This finding belongs to another domain."), field="finding")
    if from_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="from_date")
    with changing(by=by):
        # One child at a time: two findings recorded at once follow one another.
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        _end_current(child, domain, from_date)
        need = Need.objects.create(
            child=child,
            domain=domain,
            finding=finding,
            response=response,
            from_date=from_date,
            source=source,
            confidence=confidence,
        )
        touch_case(child.pk)
        if form_id:
            remember_saved(by, form_id, need)
    return need


def _end_current(child, domain, day):
    current = Need.objects.current().filter(child=child, domain=domain).first()
    if current is None:
        return
    if day < current.from_date:
        raise Refused(_("What is on file began later than this day."), field="from_date")
    current.to_date = day
    current.save(update_fields=["to_date", "updated_at"])
