"""Undoing the last change of a record: what stood before is written as a new change, which can be undone in turn."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.audit.restoring import last_change, restore
from cases.components.forms import OfUser, Once
from cases.components.stamps import OnFile, Stamped
from cases.errors import Refused, Stale
from cases.models import Person
from cases.people.forms import ReasonField
from cases.people.touching import touch, touch_case


class UndoForm(OfUser, Stamped, Once):
    """Why the last change is taken back."""

    reason = ReasonField(label=_("Why it is undone"))


def undo_last_change(*, by, record, version, reason, form_id=None):
    """Write what a ``Record`` was before its last change, as a new change with ``reason``; returns its subject.

    Raises ``Stale`` (``current`` is an ``OnFile`` of the latest change) when something changed since the stamp
    ``version`` was read, ``Refused`` where nothing was changed yet or a rule forbids what stood before.
    """
    with changing(by=by, reason=reason):
        record.lock()
        change = last_change(record.parts)
        if change is None:
            raise Refused(_("Nothing was changed since this was recorded, so there is nothing to undo."))
        if change.stamp != version:
            raise Stale(
                _("Somebody else changed this record while you looked at it."),
                current=OnFile(row=change, version=change.stamp),
            )
        restore(change)
        record.check(change)
        grow(record, change)
        touch_cases(record)
        if form_id:
            remember_saved(by, form_id, record.subject)
    return record.subject


def grow(record, change):
    """A form that was opened before is stale now, also where only names were restored."""
    main = record.parts[0]
    has_form = main.fields and hasattr(main.model, "version")
    if not has_form or any(row.part is main for row in change.rows):
        return
    row = main.model.objects.get(**main.lookup)
    row.version += 1
    row.save(update_fields=["version", "updated_at"])


def touch_cases(record):
    """The case is updated: that of the person, and for a tie that of the child."""
    if isinstance(record.subject, Person):
        touch(record.subject)
    main = record.parts[0]
    if hasattr(main.model, "child_id"):
        touch_case(main.model.objects.values_list("child_id", flat=True).get(**main.lookup))
