"""Changes to family groups: who belongs to one, and the decision whether its siblings stay together."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import Confidence, UnityDecision
from cases.errors import Refused, Stale
from cases.models import Child, FamilyGroup, FamilyMembership
from cases.names import guess_parts
from cases.people.touching import touch


@dataclass(frozen=True)
class GroupOnFile:
    """A family group as it now stands, with the version that a form on it carries."""

    group: FamilyGroup
    version: int


def version_of(group):
    """How often the group was written: it grows with every decision."""
    return group.pgh_event_model.objects.filter(pgh_obj_id=group.pk).count()


def decide_unity(*, by, group, version, unity, decided_date=None, reason=""):
    """Record whether the siblings of a group stay together (a ``UnityDecision``); returns the group.

    The earlier decision stays in the history. Raises ``Stale`` (``current`` is a ``GroupOnFile``) when somebody
    else decided since ``version`` was read; ``Refused`` for a decision without a day or a reason, and a day to come.
    """
    reason = reason.strip()
    if unity == UnityDecision.UNDECIDED:
        decided_date, reason = None, ""
    elif decided_date is None:
        raise Refused(_("A decision on the siblings has a date."), field="decided_date")
    elif decided_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="decided_date")
    elif not reason:
        raise Refused(_("Say why; siblings ask for it later."), field="reason")
    with changing(by=by, reason=reason):
        current = FamilyGroup.objects.select_for_update().get(pk=group.pk)
        if version_of(current) != version:
            raise Stale(
                _("Somebody else changed this record while you wrote."),
                current=GroupOnFile(group=current, version=version_of(current)),
            )
        current.unity = unity
        current.unity_decided_date = decided_date
        current.unity_reason = reason
        current.save()
    return current


def join(*, by, child, sibling=None, name="", from_date=None, confidence=Confidence.REPORTED, form_id=None):
    """Make a child belong to the family group of ``sibling``, or to a new one called ``name``; returns the membership.

    A brother or sister without a group gets one together with the child. Raises ``Refused`` for a child of another
    office, for the child itself, for a new group without a name, for a day to come, and for belonging twice.
    """
    if from_date and from_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="from_date")
    if sibling and sibling.office_id != child.office_id:
        raise Refused(_("This child’s record belongs to another office."), field="sibling")
    if sibling and sibling.pk == child.pk:
        raise Refused(_("This is the child itself."), field="sibling")
    if not sibling and not name.strip():
        raise Refused(_("Name the new group, or give a case number."), field="name")
    with changing(by=by):
        group = _group_of(sibling, name) if sibling else _new_group(child, name)
        membership = FamilyMembership.objects.create(
            group=group, person=child.person, from_date=from_date, confidence=confidence
        )
        touch(child.person)
        if form_id:
            remember_saved(by, form_id, membership)
    return membership


def leave(*, by, child, group, on):
    """End a child's membership of a group on a day; returns it. It stays in the history.

    Raises ``Refused`` for a day to come or before it began, and where the child does not belong to the group now.
    """
    if on > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="on")
    with changing(by=by):
        belonging = FamilyMembership.objects.current().filter(group=group, person=child.person)
        membership = belonging.select_for_update().first()
        if membership is None:
            raise Refused(_("The child does not belong to this group."), field="group")
        if membership.from_date and on < membership.from_date:
            raise Refused(_("What is on file began later than this day."), field="on")
        membership.to_date = on
        membership.save(update_fields=["to_date", "updated_at"])
        touch(child.person)
    return membership


def _group_of(sibling, name):
    # One sibling at a time: two children added at once join the same new group.
    Child.objects.select_for_update(of=("self",)).get(pk=sibling.pk)
    membership = (
        FamilyMembership.objects.current()
        .filter(person=sibling.person, group__office=sibling.office_id)
        .select_related("group")
        .order_by("pk")
        .first()
    )
    if membership:
        return membership.group
    group = _new_group(sibling, name or _family_name(sibling.person))
    FamilyMembership.objects.create(group=group, person=sibling.person)
    return group


def _new_group(child, name):
    return FamilyGroup.objects.create(office_id=child.office_id, name=name.strip())


def _family_name(person):
    """What to call a family by one of its children: the family name, or the name as written."""
    written = person.names.preferred().order_by("pk").first()
    if written is None:
        return str(_("Family without a known name"))
    parts = guess_parts(written.full)
    return (parts.get("family") or parts.get("nisba") or written.full)[:200]
