"""How words that were not saved are offered: in their form again, and on the start page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cases.components.typed import typed_initial
from cases.enums import UnsentKind
from cases.models import UnsentText
from cases.unsent.texts import OF_THE_PAGE, in_time, kept_for

# The page on which each kind is written.
ROUTES = {UnsentKind.NOTE: "notes:write", UnsentKind.FLAG: "flags:add"}


class Unsent:
    """Words about one child: when they were begun and kept, where they are gone on with or discarded."""

    def __init__(self, child, kind, row=None):
        self.child = child
        self.kind = UnsentKind(kind)
        self.row = row

    @property
    def begun(self):
        """When; ``None`` where nothing is kept yet."""
        return self.row and self.row.created_at

    @property
    def title(self):
        """ "A note", "The reason of a flag"."""
        return str(self.kind.label)

    @property
    def number(self):
        return self.child.case_number

    @property
    def kept(self):
        """ "Kept 12 minutes ago"."""
        now = timezone.now()
        if now - self.row.updated_at < timedelta(minutes=1):
            return _("Kept just now")
        return _("Kept %(ago)s ago") % {"ago": timesince(self.row.updated_at, now, depth=1)}

    @property
    def url(self):
        return reverse(ROUTES[self.kind], args=[self.child.public_id])

    @property
    def keep_url(self):
        return reverse("unsent:keep", args=[self.child.public_id, self.kind])

    @property
    def discard_url(self):
        return reverse("unsent:discard", args=[self.child.public_id, self.kind])


def offer(form, *, user, child, kind):
    """Put into a form that is only opened what ``user`` typed there and did not save; returns the ``Unsent``."""
    found = None if form.is_bound else kept_for(user, child, kind)
    if found is None:
        return Unsent(child, kind)
    row, typed = found
    form.initial |= typed_initial(form, typed, without=OF_THE_PAGE)
    return Unsent(child, kind, row)


def left_unsent(user):
    """What ``user`` has typed and not saved, the latest first."""
    rows = in_time(UnsentText.objects.visible_to(user)).select_related("child").defer("sealed")
    return [Unsent(row.child, row.kind, row) for row in rows.order_by("-updated_at", "-pk")]
