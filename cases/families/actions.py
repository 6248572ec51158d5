"""Changes to family groups: who belongs to one, and the decision whether its siblings stay together."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.periods import end_current, not_to_come
from cases.components.stamps import locked
from cases.enums import Confidence, UnityDecision
from cases.errors import Refused, Stale
from cases.models import Child, FamilyGroup, FamilyMembership, Person
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
    elif not reason:
        raise Refused(_("Say why; siblings ask for it later."), field="reason")
    not_to_come(decided_date, field="decided_date")
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
    not_to_come(from_date)
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


def leave(*, by, child, group, on, form_id=None):
    """End a child's membership of a group on a day; returns it. It stays in the history.

    Raises ``Refused`` for a day to come or before it began, and where the child does not belong to the group now.
    """
    not_to_come(on, field="on")
    with changing(by=by):
        belonging = FamilyMembership.objects.select_for_update().filter(group=group, person=child.person)
        ended = end_current(belonging, on, field="on")
        if not ended:
            raise Refused(_("The child does not belong to this group."), field="group")
        touch(child.person)
        if form_id:
            remember_saved(by, form_id, ended[0])
    return ended[0]


def correct_membership(*, by, row, version, reason, from_date, to_date, confidence, never=False):
    """Correct since when, until when and how surely somebody belonged to a group; returns the ``FamilyMembership``.

    With ``never`` the person never belonged to it: the entry is taken out, and the history keeps it. Raises
    ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read, ``Refused``
    for a day to come, and for belonging to the group twice.
    """
    not_to_come(from_date)
    not_to_come(to_date, field="to_date")
    with changing(by=by, reason=reason):
        person = Person.objects.select_for_update().get(pk=row.person_id)
        membership = locked(FamilyMembership.objects, row, version)
        if never:
            FamilyMembership.objects.filter(pk=membership.pk).delete()
        else:
            membership.from_date, membership.to_date = from_date, to_date
            membership.confidence = confidence
            membership.save()
        touch(person)
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
