"""Changes to a child's case file: the record, and who is responsible for it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.audit.record import changing
from cases.enums import CaseStatus, Question
from cases.errors import Refused, Stale
from cases.models import CaseAssignment, Child, Person
from cases.people.actions import change_person
from cases.people.answers import answered
from cases.people.touching import touch_case


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
    if found_date and found_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="found_date")
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


def assign(*, by, child, user, from_date=None, reason=""):
    """Make ``user`` (a colleague of the child's office, or ``None`` for nobody) responsible from a day on.

    The earlier assignment ends on that day; who gave the case, and why, stays with the new one. Returns the current
    ``CaseAssignment``; the same colleague twice changes nothing. Raises ``Refused`` for a day to come, one before the
    present assignment, or a stranger.
    """
    day = from_date or timezone.localdate()
    if day > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="from_date")
    _check_colleague(user, child)
    with changing(by=by, reason=reason):
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        current = CaseAssignment.objects.current().filter(child=child).first()
        if current and current.user == user:
            return current
        if current:
            _end_assignment(current, day)
        made = _assignment(by, child, user, day, reason)
        made.save()
        touch_case(child.pk)
    return made


def take(*, by, child, seen=None):
    """Become responsible for ``child`` oneself. Returns the current ``CaseAssignment``.

    ``seen`` is the public id of the assignment that was in force when the button was drawn, ``None`` for none.
    Raises ``Refused`` when somebody else was made responsible since.
    """
    with changing(by=by):
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        current = CaseAssignment.objects.current().filter(child=child).select_related("user").first()
        if current and current.user_id == by.pk:
            return current
        if current and current.user and current.public_id != seen:
            raise Refused(
                _("%(name)s was made responsible meanwhile; ask before you take it.")
                % {"name": current.user.full_name}
            )
        return assign(by=by, child=child, user=by)


def assign_all(*, by, children, user, reason=""):
    """Make ``user`` (or ``None`` for nobody) responsible for all of ``children`` from today on, in few statements.

    Call it with cases that are locked and that somebody else is responsible for. Raises ``Refused`` for a stranger.
    """
    day, now = timezone.localdate(), timezone.now()
    for child in children:
        _check_colleague(user, child)
    with changing(by=by, reason=reason):
        CaseAssignment.objects.current().filter(child__in=children).update(to_date=day, updated_at=now)
        CaseAssignment.objects.bulk_create(_assignment(by, child, user, day, reason) for child in children)
        Child.objects.filter(pk__in=[child.pk for child in children]).update(updated_at=now)


def _check_colleague(user, child):
    if user and user.office_id != child.office_id:
        raise Refused(_("This person works in another office."), field="user")


def _assignment(by, child, user, day, reason):
    return CaseAssignment(
        child=child, office_id=child.office_id, user=user, from_date=day, given_by=by, reason=reason.strip()
    )


def _end_assignment(current, day):
    if day < current.from_date:
        raise Refused(_("The present assignment began later than this day."), field="from_date")
    current.to_date = day
    current.save(update_fields=["to_date", "updated_at"])
