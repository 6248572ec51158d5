"""Why something is not known of a person: four reasons that are told apart, until the answer comes."""

from django.db.models import Max
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import NONE_IN_FORCE, OnFile
from cases.enums import Question, Relationship, Separation, Sex, WhereaboutsKind
from cases.errors import Stale
from cases.models import MissingAnswer, Person
from cases.people.touching import touch

KNOWN_WHEREABOUTS = (WhereaboutsKind.AT_PLACE, WhereaboutsKind.IN_COUNTRY)


def stamp_of_reasons(person):
    """When the latest reason about ``person`` was written, as a form carries it; ``NONE_IN_FORCE`` for none."""
    latest = person.missing_answers.aggregate(latest=Max("updated_at"))["latest"]
    return latest.isoformat() if latest else NONE_IN_FORCE


def say_missing(*, by, person, question, reason, version, form_id=None):
    """Keep why ``question`` has no answer about ``person``; returns the ``MissingAnswer``.

    Another reason for the same question takes the place of the earlier one, which stays in the history. Raises
    ``Stale`` (``current`` is an ``OnFile`` of the answer) when somebody else has given another reason for this
    question since the stamp ``version`` was read.
    """
    with changing(by=by):
        # One at a time: two first reasons for a question do not overwrite one another.
        Person.objects.select_for_update().get(pk=person.pk)
        current = MissingAnswer.objects.filter(person=person, question=question).first()
        if current and current.reason != reason and _is_newer(current, version):
            raise Stale(
                _("Somebody else said why this is not known while you wrote."),
                current=OnFile(row=current, version=stamp_of_reasons(person)),
            )
        answer, _made = MissingAnswer.objects.update_or_create(
            person=person, question=question, defaults={"reason": reason}
        )
        touch(person)
        if form_id:
            remember_saved(by, form_id, answer)
    return answer


def _is_newer(answer, version):
    """Whether a reason was written after the stamp ``version``; also where that is none that a form carries."""
    try:
        seen = parse_datetime(version)
    except ValueError:
        seen = None
    return seen is None or is_naive(seen) or answer.updated_at > seen


def take_back(*, by, answer):
    """Remove the reason why a question has no answer: it is asked again. The history keeps it."""
    with changing(by=by):
        MissingAnswer.objects.filter(pk=answer.pk).delete()
        touch(answer.person)


def answered(person, *questions):
    """An answer came: why there was none is no longer true. Call it inside the change that records the answer."""
    if questions:
        MissingAnswer.objects.filter(person_id=person.pk, question__in=questions).delete()


def answered_by_record(person, names):
    """The questions that a record of names, sex and birth answers, as ``answered`` takes them."""
    facts = {
        Question.NAME: any(full.strip() for full in names.values()),
        Question.SEX: person.sex != Sex.U,
        Question.BIRTH: person.birth_earliest,
        Question.BIRTH_PLACE: person.birth_place or person.birth_country_id,
        Question.ORIGIN: person.region_of_origin,
    }
    return [question for question, known in facts.items() if known]


def open_of_person(person, *, whereabouts, statuses, papers):
    """The ``Question`` codes about a parent or carer to which the file has no answer, in the order of asking."""
    facts = _of_the_record(person) | {
        Question.WHERE_NOW: _known_now(whereabouts),
        Question.STATUS: any(row.to_date is None for row in statuses),
        Question.PAPERS: papers,
    }
    return [question for question, known in facts.items() if not known]


def open_of_child(child, *, whereabouts, separations, ties, claims, papers):
    """The same about a child; the arguments are the rows on file."""
    relationships = {tie.relationship for tie in ties}
    facts = _of_the_record(child.person) | {
        Question.FOUND: child.found_place_id or child.found_country_id,
        Question.LIVED_BEFORE: any(row.to_date for row in whereabouts),
        Question.WHERE_NOW: _known_now(whereabouts),
        Question.COMPANY: any(
            row.to_date is None and row.status != Separation.UNKNOWN for row in separations
        ),
        Question.CARER: any(tie.is_carer and tie.carer_to_date is None for tie in ties),
        Question.MOTHER: Relationship.MOTHER in relationships,
        Question.FATHER: Relationship.FATHER in relationships,
        Question.NATIONALITY: claims,
        Question.PAPERS: papers,
    }
    return [question for question, known in facts.items() if not known]


def _of_the_record(person):
    names = {name.script: name.full for name in person.names.all()}
    known = answered_by_record(person, names)
    asked = (Question.NAME, Question.SEX, Question.BIRTH, Question.BIRTH_PLACE, Question.ORIGIN)
    return {question: question in known for question in asked}


def _known_now(whereabouts):
    return any(row.to_date is None and row.kind in KNOWN_WHEREABOUTS for row in whereabouts)
