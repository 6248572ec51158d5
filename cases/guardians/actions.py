"""Changes to parents and carers and to what each is to a child. Each action is one change, whole or not at all."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.enums import Confidence, PersonState, Question, Relationship, Sex, SourceKind
from cases.errors import Refused, Stale
from cases.guardians.sides import side_of
from cases.models import Guardian, Guardianship, Person
from cases.people import actions as people
from cases.people.answers import answered
from cases.people.covering import cover_new_tie
from cases.people.touching import refuse_given_up, touch_case, touch_file


@dataclass(frozen=True)
class GuardianOnFile:
    """A parent or carer as they now stand, with the version that a form on them carries."""

    guardian: Guardian
    version: int


def version_of(guardian):
    """One number for the record that the form shows: it grows with the guardian and with the person.

    A mother under 18 has a case file of her own, whose form changes the same person.
    """
    return guardian.version + guardian.person.version


def add_guardian(
    *,
    by,
    child,
    relationship,
    names,
    sex=Sex.U,
    birth=None,
    side=None,
    confidence=Confidence.REPORTED,
    source=SourceKind.UNKNOWN,
    name_source="",
    status=None,
    status_confidence=Confidence.REPORTED,
    status_from=None,
    is_carer=False,
    carer_from=None,
    parts=None,
    form_id=None,
):
    """Record a new person of the child's office as a parent, carer or relative; returns the ``Guardianship``.

    ``names`` maps a script to the name as written; ``birth`` and ``parts`` are what
    ``people.actions.create_person`` takes, and ``name_source`` where the spelling comes from (``source`` unless
    given). ``side`` follows from the relationship unless given. ``status`` (a
    ``PersonState``) begins the person's status history. ``form_id`` is kept with the tie, so that the same form
    sent twice makes one.
    Raises ``Refused`` where a rule of the data forbids it (another confirmed mother, for one), and for a death
    that is believed and yet called confirmed.
    """
    if status == PersonState.BELIEVED_DEAD and status_confidence == Confidence.CONFIRMED:
        raise Refused(_("A death that is believed is not confirmed."), field="status_confidence")
    with changing(by=by):
        person = people.create_person(
            by=by,
            office=child.person.office,
            names=names,
            sex=sex,
            birth=birth,
            source=name_source or source,
            parts=parts,
        )
        guardian = Guardian.objects.create(person=person)
        tie = _tie(
            child, guardian, relationship, side, confidence, source, is_carer=is_carer, carer_from=carer_from
        )
        if status:
            people.record_status(
                by=by,
                person=person,
                status=status,
                from_date=status_from,
                confidence=status_confidence,
                source=source,
            )
        if form_id:
            remember_saved(by, form_id, tie)
    return tie


def tie_guardian(
    *,
    by,
    child,
    guardian,
    relationship,
    side=None,
    confidence=Confidence.REPORTED,
    source=SourceKind.UNKNOWN,
    is_carer=False,
    carer_from=None,
    carer_to=None,
    form_id=None,
):
    """Record what a person already on file is to a child of the same office; returns the ``Guardianship``.

    Raises ``Refused`` for a person and child of two offices, for a child as its own carer, and for a tie twice.
    """
    if guardian.person.office_id != child.person.office_id:
        raise Refused(_("This person’s record belongs to another office."), field="guardian")
    if guardian.person_id == child.person_id:
        raise Refused(_("Nobody is a parent or carer of themselves."), field="guardian")
    with changing(by=by):
        tie = _tie(
            child,
            guardian,
            relationship,
            side,
            confidence,
            source,
            is_carer=is_carer,
            carer_from=carer_from,
            carer_to=carer_to,
        )
        if form_id:
            remember_saved(by, form_id, tie)
    return tie


def guardian_of_person(*, by, person):
    """The ``Guardian`` of a person, made where there is none: a girl who is a mother has both files."""
    with changing(by=by):
        Person.objects.select_for_update().get(pk=person.pk)
        guardian, _made = Guardian.objects.get_or_create(person=person)
    return guardian


def change_tie(
    *, by, tie, version, relationship, side, confidence, source, is_carer, carer_from, carer_to, reason=""
):
    """Correct what somebody is to a child; the earlier version stays in the history. Returns the tie.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read.
    """
    with changing(by=by, reason=reason):
        tie = Guardianship.objects.select_for_update().get(pk=tie.pk)
        refuse_stale(tie, version)
        tie.relationship = relationship
        tie.side = side or side_of(relationship)
        tie.confidence = confidence
        tie.source = source
        tie.is_carer = is_carer
        tie.carer_from_date = carer_from if is_carer else None
        tie.carer_to_date = carer_to if is_carer else None
        tie.save()
        answered(tie.child.person, *_answers(tie))
        touch_case(tie.child_id)
    return tie


def end_care(*, by, tie, on, form_id=None):
    """Record the day on which somebody ceased to care for a child. Returns the tie.

    Raises ``Refused`` for somebody who was not caring, or whose care has already ended.
    """
    with changing(by=by):
        tie = Guardianship.objects.select_for_update().get(pk=tie.pk)
        if not tie.is_carer:
            raise Refused(_("This person is not recorded as caring for the child."))
        if tie.carer_to_date:
            raise Refused(_("The end of this care is already recorded."))
        tie.carer_to_date = on
        tie.save(update_fields=["carer_to_date", "updated_at"])
        touch_case(tie.child_id)
        if form_id:
            remember_saved(by, form_id, tie)
    return tie


def update_guardian(*, by, guardian, version, names, sex, birth=None, source=SourceKind.UNKNOWN, reason=""):
    """Change names, sex and birth of a parent or carer; returns the ``Guardian`` with its new version.

    ``source`` says where the spellings come from; ``birth=None`` leaves the birth as it is. ``reason`` stays in
    the history.

    Raises ``Stale`` (``current`` is a ``GuardianOnFile``) when somebody else saved since ``version`` was read.
    """
    with changing(by=by, reason=reason):
        # The person first: the order in which every change locks the two.
        person = Person.objects.select_for_update().get(pk=guardian.person_id)
        current = Guardian.objects.select_for_update().get(pk=guardian.pk)
        current.person = person
        if version_of(current) != version:
            raise Stale(
                _("Somebody else changed this record while you wrote."),
                current=GuardianOnFile(guardian=current, version=version_of(current)),
            )
        current.person = people.change_person(
            by=by, person=person, names=names, sex=sex, birth=birth, source=source
        )
        current.version += 1
        current.save(update_fields=["version", "updated_at"])
    return current


def _tie(
    child, guardian, relationship, side, confidence, source, *, is_carer, carer_from=None, carer_to=None
):
    tie = Guardianship.objects.create(
        child=child,
        guardian=guardian,
        relationship=relationship,
        side=side or side_of(relationship),
        confidence=confidence,
        source=source,
        is_carer=is_carer,
        carer_from_date=carer_from if is_carer else None,
        carer_to_date=carer_to if is_carer else None,
    )
    answered(child.person, *_answers(tie))
    cover_new_tie(child)
    touch_file(child)
    refuse_given_up([guardian.person_id])
    return tie


def _answers(tie):
    """The questions about the child that a tie answers."""
    of_parents = {Relationship.MOTHER: Question.MOTHER, Relationship.FATHER: Question.FATHER}
    answers = [of_parents[tie.relationship]] if tie.relationship in of_parents else []
    cares = tie.is_carer and tie.carer_to_date is None
    return [*answers, Question.CARER] if cares else answers
