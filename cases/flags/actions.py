"""Raising and lowering flags, moving their day, following a case."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import UnsentKind
from cases.errors import Refused, Stale
from cases.models import CaseFlag, FollowedCase
from cases.people.touching import touch_case, touch_file
from cases.unsent import remove


@dataclass(frozen=True)
class FlagOnFile:
    """A flag as it now stands, with the version that a form on it carries."""

    flag: CaseFlag
    version: int


def version_of(flag):
    """One number that grows with every change of the flag: how many rows its history has."""
    return flag.pgh_event_model.objects.filter(pgh_obj_id=flag.pk).count()


def raise_flag(*, by, child, kind, due_date, reason, form_id=None):
    """Raise a flag on ``child``, to be looked at by ``due_date``. Returns the ``CaseFlag``.

    What was kept of its reason unsaved is gone. A day that has passed is taken: what should have been looked at last
    week is over its date at once. Raises ``Refused`` without a reason.
    """
    with changing(by=by):
        flag = CaseFlag.objects.create(
            child=child, kind=kind, due_date=due_date, reason=reason.strip(), raised_by=by
        )
        remove(by=by, child=child, kind=UnsentKind.FLAG)
        touch_file(child)
        if form_id:
            remember_saved(by, form_id, flag)
    return flag


def lower_flag(*, by, flag, lowered_date, outcome="", form_id=None):
    """Lower a flag: it was seen to on ``lowered_date``, with this ``outcome``. Returns the ``CaseFlag``.

    Raises ``Refused`` for a day to come or before the flag was raised, and when somebody lowered it before.
    """
    if lowered_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="lowered_date")
    if lowered_date < timezone.localtime(flag.created_at).date():
        raise Refused(_("The flag was raised later than this day."), field="lowered_date")
    with changing(by=by):
        current = _raised(flag)
        current.lowered_date, current.lowered_by, current.outcome = lowered_date, by, outcome.strip()
        current.save(update_fields=["lowered_date", "lowered_by", "outcome", "updated_at"])
        touch_case(current.child_id)
        if form_id:
            remember_saved(by, form_id, current)
    return current


def move_flag(*, by, flag, version, due_date, reason):
    """Give a raised flag another day; ``reason`` stays in its history. Returns the ``CaseFlag``.

    Raises ``Stale`` (``current`` is a ``FlagOnFile``) when somebody changed it since ``version`` was read,
    ``Refused`` when it was lowered meanwhile.
    """
    with changing(by=by, reason=reason.strip()):
        current = _raised(flag)
        on_file = FlagOnFile(flag=current, version=version_of(current))
        if on_file.version != version:
            raise Stale(_("Somebody else changed this flag while you wrote."), current=on_file)
        current.due_date = due_date
        current.save(update_fields=["due_date", "updated_at"])
        touch_case(current.child_id)
    return current


def _raised(flag):
    """The flag as it stands now, locked; ``Refused`` once somebody lowered it."""
    current = CaseFlag.objects.select_for_update(of=("self",)).select_related("lowered_by").get(pk=flag.pk)
    if current.lowered_date:
        raise Refused(
            _("%(name)s lowered this flag on %(day)s.")
            % {"name": current.lowered_by.full_name, "day": date_format(current.lowered_date, "j M Y")}
        )
    return current


def follow(*, by, child):
    """Follow a case. Returns the ``FollowedCase``; a case that is followed already stays so."""
    with changing(by=by):
        followed, _made = FollowedCase.objects.get_or_create(user=by, child=child)
    return followed


def unfollow(*, by, child):
    """Stop following a case. One that is not followed is no trouble."""
    with changing(by=by):
        FollowedCase.objects.filter(user=by, child=child).delete()
