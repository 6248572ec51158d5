"""Which cases somebody chose in the list: those ticked, or all that are filtered."""

from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.caseload.asked import BULK_LIMIT, asked_for
from cases.models import Child


class Selection:
    """The chosen cases of a request: ``child`` of the form or the address, or with ``all`` all that are filtered."""

    def __init__(self, request):
        self._request = request
        self.is_all = bool(request.GET.get("all"))

    @cached_property
    def _asked(self):
        # What was chosen on the first page stays chosen, whatever fits the filters by now.
        sent = self._request.POST.getlist("child")
        if not sent and self.is_all:
            return asked_for(self._request).children
        sent = sent or self._request.GET.getlist("child")
        ids = [found for text in sent[: BULK_LIMIT + 1] if (found := _uuid(text))]
        return Child.objects.visible_to(self._request.user).filter(public_id__in=ids)

    @cached_property
    def _found(self):
        rows = self._asked.with_assignment().select_related("person").prefetch_related("person__names")
        return list(rows.order_by("case_number")[: BULK_LIMIT + 1])

    @property
    def children(self):
        """The chosen cases by number; none where there are more than the limit."""
        return [] if len(self._found) > BULK_LIMIT else self._found

    @property
    def problem(self):
        """What is wrong with the choice, in a sentence; empty when all is well."""
        if len(self._found) > BULK_LIMIT:
            return _("These are more than %(limit)s cases. Filter further and come again.") % {
                "limit": BULK_LIMIT
            }
        return "" if self._found else _("No case is chosen. Tick rows in the list first.")


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None
