"""An officer has looked at a finding: it does not come back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.errors import Refused
from cases.models import TrailFinding


def mark_looked_at(*, by, finding, version, note, form_id=None):
    """Say what was found when somebody looked at a ``TrailFinding``; returns it.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody did so since the stamp ``version`` was read,
    ``Refused`` for a finding about oneself.
    """
    if finding.actor_id == by.pk:
        raise Refused(_("Somebody else looks at what is found about you."))
    with changing(by=by):
        current = TrailFinding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        refuse_stale(current, version)
        current.looked_by, current.looked_at, current.note = by, timezone.now(), note.strip()
        current.save()
        if form_id:
            remember_saved(by, form_id, current)
    return current
