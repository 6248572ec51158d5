"""What was changed on the record of a child itself, read from the history: names, birth, sex, case status."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from operator import itemgetter

from django.db.models import Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from cases.audit.kept import arrival, is_ours
from cases.components.partial_dates import span_phrase
from cases.enums import BirthPrecision, CaseStatus, ClosureReason, Sex
from cases.models import Child, Person

PERSON_FACTS = ("sex", "birth_earliest", "birth_latest", "birth_precision")
CHILD_FACTS = ("status", "closure_reason")


@dataclass(frozen=True)
class Version:
    """The facts of a record as they once stood, when and by whom they were written, and why; ``since`` when its
    office keeps it.
    """

    at: datetime
    user_id: int | None
    reason: str
    facts: dict
    since: datetime | None


@dataclass(frozen=True)
class Change:
    """One change: what it says, when, by whom, why. A correction is no event in the life of the child."""

    at: datetime
    user_id: int | None
    reason: str
    text: str
    is_correction: bool


def read_changes(child):
    """The ``Change`` rows of a child's record since its office keeps it, those of the person first, each oldest
    first; one query.
    """
    of_person = _events(Person, child.person_id, PERSON_FACTS, child.person)
    of_child = _events(Child, child.pk, CHILD_FACTS, child.person)
    events = sorted(of_person.union(of_child, all=True), key=itemgetter("pgh_id"))
    return [
        *_changes(_versions(events, Person), _of_person),
        *_changes(_versions(events, Child), _of_case),
    ]


def _events(model, pk, facts, person):
    return (
        model.pgh_event_model.objects.filter(pgh_obj_id=pk)
        .order_by()
        .annotate(
            of=Value(model.__name__),
            by=KeyTextTransform("user", "pgh_context__metadata"),
            why=KeyTextTransform("reason", "pgh_context__metadata"),
            facts=JSONObject(**{fact: fact for fact in facts}),
            since=Subquery(arrival(person)),
        )
        .values("pgh_id", "pgh_created_at", "of", "by", "why", "facts", "since")
    )


def _versions(events, model):
    return [
        Version(
            at=event["pgh_created_at"],
            user_id=int(event["by"]) if event["by"] else None,
            reason=event["why"] or "",
            facts=event["facts"],
            since=event["since"],
        )
        for event in events
        if event["of"] == model.__name__
    ]


def _changes(versions, tell):
    for before, after in pairwise(versions):
        if not is_ours(after.at, after.since):
            continue
        for text, is_correction in tell(before.facts, after.facts):
            yield Change(after.at, after.user_id, after.reason, text, is_correction)


def _of_person(before, after):
    if before["sex"] != after["sex"]:
        values = {"new": Sex(after["sex"]).label, "old": Sex(before["sex"]).label}
        yield _("Sex changed to “%(new)s” (before: “%(old)s”).") % values, True
    if _birth(before) != _birth(after):
        values = {"new": _birth(after), "old": _birth(before)}
        yield _("Date of birth changed to %(new)s (before: %(old)s).") % values, True


def _birth(facts):
    if facts["birth_earliest"] is None:
        return _("not known")
    precision = facts["birth_precision"] or BirthPrecision.RANGE
    earliest, latest = (date.fromisoformat(facts[name]) for name in ("birth_earliest", "birth_latest"))
    return span_phrase(earliest, latest, precision)


def _of_case(before, after):
    if before == after:
        return
    text = _("Case: %(status)s.") % {"status": CaseStatus(after["status"]).label}
    if after["closure_reason"]:
        why = ClosureReason(after["closure_reason"]).label
        text = _("Case closed: %(why)s.") % {"why": why}
    yield text, False
