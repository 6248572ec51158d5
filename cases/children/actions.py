"""Changes to a child's case file: the record, and who is responsible for it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.audit.record import changing
from cases.components.periods import end_current, move_beginning, not_to_come
from cases.components.stamps import locked, refuse_stale, stamp_in_force
from cases.enums import CaseStatus, Question
from cases.errors import Refused, Stale
from cases.models import CaseAssignment, Child, Person
from cases.people.actions import change_person
from cases.people.answers import answered
from cases.people.covering import refuse_unless_named
from cases.people.touching import touch_case, touch_file

NEEDS_A_REASON = _("%(name)s is responsible: say why you take the case.")


@dataclass(frozen=True)
class ChildOnFile:
    """A child as it now stands, with the version that a form on it carries."""

    child: Child
    version: int


def version_of(child):
    """One number for the record that the form shows: it grows when the child or the person changes."""
    return child.version + child.person.version


def update_child(*, by, child, version, names, sex, birth, status, closure_reason="", source=None, reason=""):
    """Change who the child is and where the case stands; returns the child with its new version.

    ``birth`` is a ``cases.people.actions.Birth``. Raises ``Stale`` (``current`` is a ``ChildOnFile``) when
    somebody else saved since ``version`` was read, ``Refused`` for a closed case without a reason.
    """
    with changing(by=by, reason=reason):
        current = _current(child, version)
        person = current.person
        spelling = {"source": source} if source else {}
        current.person = change_person(by=by, person=person, names=names, sex=sex, birth=birth, **spelling)
        current.status = status
        current.closure_reason = closure_reason if status == CaseStatus.CLOSED else ""
        current.version += 1
        current.save()
    return current


def record_found(*, by, child, version, found_date, found_place, found_country):
    """Record where and when the child was found; the State follows from a known place. Returns the child.

    Raises ``Stale`` as ``update_child`` does, ``Refused`` for a day to come.
    """
    not_to_come(found_date, field="found_date")
    with changing(by=by):
        current = _current(child, version)
        current.found_date = found_date
        current.found_place = found_place
        current.found_country = found_place.country if found_place else found_country
        current.version += 1
        current.save()
        if found_place or found_country:
            answered(current.person, Question.FOUND)
    return current


def _current(child, version):
    """The child as it now stands, locked; raises ``Stale`` when it is not the one of ``version``."""
    # The person first: the order in which every change locks the two.
    person = Person.objects.select_for_update().get(pk=child.person_id)
    current = Child.objects.select_for_update().get(pk=child.pk)
    current.person = person
    if version_of(current) != version:
        raise Stale(
            _("Somebody else changed this record while you wrote."),
            current=ChildOnFile(child=current, version=version_of(current)),
        )
    return current


def assign(*, by, child, user, version=None, from_date=None, reason=""):
    """Make ``user`` (a colleague of the child's office, or ``None`` for nobody) responsible from a day on.

    The earlier assignment ends on that day; who gave the case, and why, stays with the new one. Returns the current
    ``CaseAssignment``; the same colleague twice changes nothing. Raises ``Stale`` (``current`` is an ``OnFile``) when
    a ``version`` is given and somebody was made responsible since that stamp was read, ``Refused`` for a day to come,
    one before the present assignment, or a stranger.
    """
    day = from_date or timezone.localdate()
    not_to_come(day)
    _check_colleague(user, [child])
    with changing(by=by, reason=reason):
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        current = CaseAssignment.objects.current().filter(child=child).select_related("user").first()
        if version is not None:
            refuse_stale(current, version, stamp=stamp_in_force)
        if current and current.user == user:
            return current
        end_current(
            CaseAssignment.objects.filter(child=child),
            day,
            began_later=_("The present assignment began later than this day."),
        )
        made = _assignment(by, child, user, day, reason)
        made.save()
        touch_file(child)
    return made


def take(*, by, child, version, reason=""):
    """Become responsible for ``child`` oneself. Returns the current ``CaseAssignment``.

    ``version`` is the stamp of the assignment that was in force when the form or the button was drawn. Raises
    ``Stale`` (``current`` is an ``OnFile``) when somebody else was made responsible since, ``Refused`` for the case of
    somebody else without a reason.
    """
    with changing(by=by, reason=reason):
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        current = CaseAssignment.objects.current().filter(child=child).select_related("user").first()
        if current and current.user_id == by.pk:
            return current
        if current and current.user:
            refuse_stale(current, version, stamp=stamp_in_force)
            if not reason.strip():
                raise Refused(NEEDS_A_REASON % {"name": current.user.full_name}, field="reason")
        return assign(by=by, child=child, user=by, reason=reason)


def assign_all(*, by, children, user, reason="", return_date=None, return_to=None):
    """Make ``user`` (or ``None`` for nobody) responsible for all of ``children`` from today on, in few statements.

    With ``return_date`` the user stands in until that day for ``return_to``. ``by`` is ``None`` where no person does
    it. Call it with cases that are locked and that somebody else is responsible for. Returns the new assignments.
    Raises ``Refused`` for a stranger.
    """
    day, now = timezone.localdate(), timezone.now()
    _check_colleague(user, children)
    with changing(by=by, reason=reason):
        CaseAssignment.objects.current().filter(child__in=children).update(to_date=day, updated_at=now)
        made = CaseAssignment.objects.bulk_create(
            _assignment(by, child, user, day, reason, return_date=return_date, return_to=return_to)
            for child in children
        )
        Child.objects.filter(pk__in=[child.pk for child in children]).update(updated_at=now)
    return made


def correct_assignment(*, by, row, version, reason, from_date, said=""):
    """Correct since when somebody was responsible, and what was said with the case; returns the ``CaseAssignment``.

    Who was responsible is not rewritten: a case given to the wrong colleague is given on. Whoever was responsible
    before was so until ``from_date``. Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since
    the stamp ``version`` was read, ``Refused`` for a day to come, after the end, or before the one before it began.
    """
    not_to_come(from_date)
    with changing(by=by, reason=reason):
        Child.objects.select_for_update(of=("self",)).get(pk=row.child_id)
        current = locked(CaseAssignment.objects, row, version)
        rows = CaseAssignment.objects.filter(child_id=row.child_id)
        if rows.exclude(office_id=row.office_id).filter(to_date__gt=from_date, pk__lt=row.pk).exists():
            raise Refused(_("Another office was responsible on this day."), field="from_date")
        move_beginning(current, from_date, others=rows.filter(office_id=row.office_id))
        current.reason = said.strip()
        current.save()
        touch_case(row.child_id)
    return current


def _check_colleague(user, children):
    if user and any(user.office_id != child.office_id for child in children):
        raise Refused(_("This person works in another office."), field="user")
    refuse_unless_named(user, [child.person_id for child in children])


def _assignment(by, child, user, day, reason, **standing_in):
    return CaseAssignment(
        child=child,
        office_id=child.office_id,
        user=user,
        from_date=day,
        given_by=by,
        reason=reason.strip(),
        **standing_in,
    )
