"""What the erasure of a file does with every row that hangs on it.

Erasing touches the history, which the app's role can only add to. So it is done by a function with the owner's rights,
which is made out of the lines below (erasing_sql.py). It asks for itself whether it may: the
erasure waits, a second person signs, nothing holds the file, nobody changed it since.

Every relation to a person, a child's file or a parent's needs a line, and so does every relation to what has one. What is
shared with a file that stays is not touched: a parent of two, a family group, an offer of several cases.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from django.apps import apps
from django.db import models

from cases.enums import CaseStatus, CountedAs, PassengerResult, Sensitivity, Sex

# Stands where a column may not be empty.
GONE = "'—'"


class Fate(Enum):
    """What becomes of a row."""

    REMOVED = auto()
    EMPTIED = auto()
    KEPT = auto()


@dataclass(frozen=True)
class Line:
    """The fate of the rows behind one relation, and why. ``columns`` are written over with SQL in rows that stay.

    ``stays_if`` is SQL: rows of which it is true are emptied and not removed.
    """

    fate: Fate
    why: str = "it tells of the person"
    columns: dict = field(default_factory=dict)
    stays_if: str = ""


_COUNTED = f"passage.result = '{PassengerResult.TRAVELLED}' AND passage.counted_as = '{CountedAs.CHILD}'"
_GOING_THERE = (
    "EXISTS (SELECT FROM cases_passenger AS passage WHERE passage.person_id = ANY(persons)"
    f" AND passage.destination_id = cases_contactpermission.state_id AND {_COUNTED})"  # nosec B608
)

_MARKED = {"erased_at": "clock_timestamp()", "updated_at": "clock_timestamp()"}

# The key is "Model.field".
LINES = {
    "Child.person": Line(
        Fate.EMPTIED,
        "number, office and that it was erased are what is left of the file",
        {
            **_MARKED,
            "status": f"'{CaseStatus.CLOSED}'",
            "closure_reason": "''",
            "sensitivity": f"'{Sensitivity.HIGH}'",
            "registered_date": "date_trunc('year', registered_date)",
            "created_at": "date_trunc('year', created_at)",
            "found_date": "NULL",
            "found_place_id": "NULL",
            "found_country_id": "NULL",
        },
    ),
    "Guardian.person": Line(Fate.REMOVED, "a parent of nobody else on file goes with the file"),
    "Person.merged_into": Line(
        Fate.EMPTIED,
        "closed lists of transfers go on counting somebody; the sex of a child who travelled is counted too",
        {
            **_MARKED,
            "sex": "CASE WHEN EXISTS (SELECT FROM cases_passenger AS passage JOIN cases_person AS one"  # nosec B608
            " ON one.id = passage.person_id WHERE COALESCE(one.merged_into_id, one.id)"
            f" = COALESCE(cases_person.merged_into_id, cases_person.id) AND {_COUNTED})"
            f" THEN sex ELSE '{Sex.U}' END",
            "created_at": "date_trunc('year', created_at)",
            "birth_earliest": "NULL",
            "birth_latest": "NULL",
            "birth_precision": "''",
            "birth_basis": "''",
            "birth_confidence": "''",
            "birth_country_id": "NULL",
            "birth_place": "''",
            "region_of_origin": "''",
        },
    ),
    "Child.merged_into": Line(Fate.EMPTIED, "the number of a merged file leads to the one that was erased"),
    "Guardian.merged_into": Line(Fate.REMOVED, "the record that it leads to goes too"),
    "PersonName.person": Line(Fate.REMOVED),
    "PersonStatus.person": Line(Fate.REMOVED),
    "Whereabouts.person": Line(Fate.REMOVED),
    "FamilyMembership.person": Line(Fate.REMOVED),
    "Document.person": Line(Fate.REMOVED),
    "MissingAnswer.person": Line(Fate.REMOVED),
    "PossibleMatch.first": Line(Fate.REMOVED),
    "PossibleMatch.second": Line(Fate.REMOVED),
    "MatchRequest.match": Line(Fate.REMOVED),
    "PersonMerge.kept": Line(Fate.REMOVED, "its journal holds what stood in the records"),
    "PersonMerge.merged": Line(Fate.REMOVED, "its journal holds what stood in the records"),
    "Passenger.person": Line(
        Fate.EMPTIED,
        "totals of who travelled stay: transfer, State, result, counted as, age band",
        {"readiness": "NULL", "destination_region": "''"},
    ),
    "Handover.passenger": Line(
        Fate.EMPTIED, "that and when somebody was handed over is counted", {"receiver": "''"}
    ),
    "CaseAssignment.child": Line(Fate.REMOVED),
    "SeparationPeriod.child": Line(Fate.REMOVED),
    "Guardianship.child": Line(Fate.REMOVED),
    "Guardianship.guardian": Line(Fate.REMOVED),
    "Nationality.child": Line(Fate.REMOVED),
    "ClaimDecision.nationality": Line(Fate.REMOVED),
    "ContactPermission.child": Line(
        Fate.REMOVED,
        "leave to contact the State to which the child went stays: that State's totals count by it",
        {"reason": "''"},
        f"to_date IS NULL AND {_GOING_THERE}",
    ),
    "Need.child": Line(Fate.REMOVED),
    **dict.fromkeys(
        ("ChildKey.child", "ChildKey.person"),
        Line(
            Fate.EMPTIED,
            "without it nothing that was sealed opens; that there was one stays, so that no other takes its place",
            {"wrapped": "''::bytea", "destroyed_at": "COALESCE(destroyed_at, clock_timestamp())"},
        ),
    ),
    "Note.child": Line(Fate.REMOVED),
    "UnsentText.child": Line(Fate.REMOVED),
    "CaseFlag.child": Line(Fate.REMOVED),
    "FollowedCase.child": Line(Fate.REMOVED),
    "OfferedChild.child": Line(Fate.REMOVED),
    "Referral.child": Line(Fate.REMOVED),
    "EmergencyOpening.child": Line(
        Fate.EMPTIED, "that the file was opened is reviewed", {"reason": GONE, "review_reason": "''"}
    ),
    "EmergencyNotice.opening": Line(Fate.REMOVED, "there is no file left to be told of"),
    "NumberedExport.child": Line(
        Fate.EMPTIED, "what left, to whom and until when is accounted for", {"reason": GONE}
    ),
    # Of a list that left, ``row_ids`` says of whom: the public id of a file, which stays, and which leads to nothing more.
    "ExportApproval.export": Line(
        Fate.EMPTIED,
        "that a second person decided on what left",
        {"reason": f"CASE WHEN reason = '' THEN '' ELSE {GONE} END"},
    ),
    "ExportOpening.export": Line(Fate.KEPT, "who opened what left, when, and how many rows"),
    "ExportDestruction.export": Line(
        Fate.KEPT, "that and by whom the copies were destroyed is accounted for"
    ),
    "CaseRestriction.child": Line(
        Fate.REMOVED, "nothing is left to be hidden; who was named is in the trail"
    ),
    "RestrictionMember.restriction": Line(Fate.REMOVED),
    "RestrictedPerson.restriction": Line(Fate.REMOVED),
    "RestrictedPerson.person": Line(Fate.REMOVED),
    "KeptLonger.child": Line(Fate.REMOVED),
    "LegalHold.child": Line(
        Fate.EMPTIED,
        "that a file was held, and until when",
        {
            "reason": GONE,
            "authority": GONE,
            "lift_reason": f"CASE WHEN lifted_at IS NULL THEN '' ELSE {GONE} END",
        },
    ),
    "SubjectRequest.child": Line(
        Fate.EMPTIED, "that and when somebody was answered", {"words": "''", "answer": "''"}
    ),
    "SubjectRequest.export": Line(Fate.EMPTIED, "the same row"),
    "Erasure.child": Line(
        Fate.EMPTIED,
        "it is what is left, with the sealed identity",
        {
            "words": GONE,
            "answer_reason": "''",
            "why_not_sealed": f"CASE WHEN why_not_sealed = '' THEN '' ELSE {GONE} END",
        },
    ),
}
# Rows of several files: they go with the last one. SQL of those that nobody else is left in.
SHARED = {
    "FamilyGroup": "SELECT membership.group_id FROM cases_familymembership AS membership"
    " WHERE membership.person_id = ANY(persons) AND NOT EXISTS (SELECT FROM cases_familymembership AS other"
    " WHERE other.group_id = membership.group_id AND other.person_id <> ALL(persons))",
    "CaseMove": "SELECT offered.move_id FROM cases_offeredchild AS offered"
    " WHERE offered.child_id = ANY(files) AND NOT EXISTS (SELECT FROM cases_offeredchild AS other"
    " WHERE other.move_id = offered.move_id AND other.child_id <> ALL(files))",
}
ROOTS = {"Child": "files", "Person": "persons", "Guardian": "parents"}


@dataclass(frozen=True)
class Hanging:
    """One model that hangs on a file: its relations to what is erased, by column, with the array of ids of each."""

    model: type[models.Model]
    relations: tuple
    line: Line

    @property
    def table(self):
        return self.model._meta.db_table

    @property
    def ids(self):
        """The array in the function that holds the ids of its rows."""
        return ROOTS.get(self.model.__name__, f"ids_of_{self.model._meta.model_name}")

    @property
    def condition(self):
        return " OR ".join(f"{column} = ANY({ids})" for column, ids in self.relations)

    @property
    def history(self):
        return history_of(self.model)


@cache
def hanging():
    """Every model that hangs on a file, each after what it hangs on; the three roots first."""
    found = {name: _hanging(_model(name), {}) for name in ROOTS}
    waiting = {name.split(".")[0] for name in LINES} - set(found)
    while waiting:
        ready = {
            name for name in waiting if all(target in found for target in _targets(_model(name)).values())
        }
        if not ready:
            raise ValueError(f"These models hang on one another: {sorted(waiting)}")
        found |= {name: _hanging(_model(name), found) for name in sorted(ready)}
        waiting -= ready
    return tuple(found.values())


def _model(name):
    return apps.get_model("cases", name)


def lines_of(model):
    """The lines of a model, by field."""
    return {name.split(".")[1]: line for name, line in LINES.items() if name.split(".")[0] == model.__name__}


def _targets(model):
    """The models that the lines of ``model`` lead to, by field."""
    return {name: model._meta.get_field(name).related_model.__name__ for name in lines_of(model)}


def _hanging(model, found):
    relations = (
        ()
        if model.__name__ in ROOTS
        else tuple(
            (model._meta.get_field(name).column, found[target].ids)
            for name, target in _targets(model).items()
        )
    )
    return Hanging(model, relations, next(iter(lines_of(model).values())))


def history_of(model):
    """The table of a model's history; ``None`` where it keeps none."""
    event = getattr(model, "pgh_event_model", None)
    return event._meta.db_table if event else None
