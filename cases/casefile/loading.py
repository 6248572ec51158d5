"""Reads all that the page of one child shows, in a number of queries that does not grow with the file."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.db.models.functions import JSONObject

from cases.casefile.changes import Change, read_changes
from cases.casefile.kinship import Shared, shared_parents
from cases.casefile.recorders import Recorders, read_recorders
from cases.enums import PARENTS
from cases.models import (
    CaseAssignment,
    CaseFlag,
    Child,
    ClaimDecision,
    ContactPermission,
    Document,
    FamilyGroup,
    FamilyMembership,
    Guardianship,
    MissingAnswer,
    Nationality,
    Need,
    Note,
    NumberedExport,
    Passenger,
    PersonStatus,
    SeparationPeriod,
    TransferMove,
    TransferOffice,
    User,
    Whereabouts,
    hidden_from,
)
from cases.models.wall import everything
from cases.notes.presenters import notes_on
from cases.people.masks import is_masked, note_hidden
from cases.people.merged import MergeView, packed_merges, unpacked_merges

# What of the exports stands on the case page; older ones are in the trail.
SHOWN_EXPORTS = 5


@dataclass(frozen=True)
class Siblings:
    """Brothers and sisters of one family group; without a group those who share the same parents."""

    group: FamilyGroup | None
    children: list[Child]
    group_size: int = 0
    shared: Shared | None = None
    # How the child belongs to the group.
    membership: FamilyMembership | None = None


@dataclass
class CaseFile:
    """One child and everything recorded about it; presenters make words of it.

    The persons of the child and of each tie carry their names, ``all_statuses`` and ``all_whereabouts``,
    newest first.
    """

    child: Child
    ties: list[Guardianship]
    siblings: list[Siblings]
    kinship: dict[int, Shared]
    separations: list[SeparationPeriod]
    assignments: list[CaseAssignment]
    claims: list[Nationality]
    decisions: list[ClaimDecision]
    permissions: list[ContactPermission]
    papers: list[Document]
    flags: list[CaseFlag]
    notes: list[Note]
    needs: list[Need]
    missing_answers: list[MissingAnswer]
    exports: list[NumberedExport]
    changes: list[Change]
    merges: list[MergeView]
    passages: list[Passenger]
    moves: dict[int, list[TransferMove]]
    supervisors: list[User]
    recorders: Recorders

    @property
    def separation(self):
        """With whom the child is now, or ``None``."""
        return next((period for period in self.separations if period.to_date is None), None)

    @property
    def assignment(self):
        """Who is responsible now, or ``None``."""
        return next((assignment for assignment in self.assignments if assignment.to_date is None), None)

    @property
    def next_passage(self):
        """The child's place on a transfer that is still open, or ``None``."""
        return next((passage for passage in self.passages if passage.is_open), None)

    @property
    def current_permissions(self):
        """The contact permission that holds now, by code of the State."""
        return {
            permission.state_id: permission for permission in self.permissions if permission.to_date is None
        }

    def decisions_on(self, claim):
        """The decisions on one claim, newest first."""
        return [decision for decision in self.decisions if decision.nationality_id == claim.pk]


def case_rows():
    """Children as ``load_case`` takes them; small tables of the child come in the same question."""
    return Child.objects.select_related("person__guardian", "office", "found_place").annotate(
        packed_answers=_packed(MissingAnswer.objects.filter(person=OuterRef("person")).order_by("pk")),
        packed_merges=packed_merges("person"),
        packed_needs=_packed(Need.objects.filter(child=OuterRef("pk")).newest_first()),
        packed_separations=_packed(SeparationPeriod.objects.filter(child=OuterRef("pk")).newest_first()),
        packed_exports=_packed(
            NumberedExport.objects.of_file(OuterRef("pk")).order_by("-made_at", "-pk")[:SHOWN_EXPORTS]
        ),
    )


def _packed(rows):
    facts = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    return ArraySubquery(rows.values(facts=JSONObject(**facts)))


def _unpacked(model, packed):
    """The instances of ``model`` that ``_packed`` put into one column."""
    fields = model._meta.concrete_fields
    return [
        model(**{field.attname: field.to_python(facts[field.attname]) for field in fields})
        for facts in packed
    ]


def load_case(child, *, reader):
    """The ``CaseFile`` of a child out of ``case_rows`` that ``reader`` may see (looked up within that scope)."""
    with everything("A brother or sister may be held by another office: that much is told, and no more."):
        ties, of_a_parent, kinship = _ties(child, reader)
        siblings = _siblings(child, of_a_parent, kinship, reader)
    _read_persons(child, ties, siblings)
    parts = {
        "separations": _unpacked(SeparationPeriod, child.packed_separations),
        "assignments": list(
            child.assignments.select_related("office", "user", "given_by", "return_to").newest_first()
        ),
        "claims": list(child.nationalities.select_related("state").order_by("claimed_date", "pk")),
        "decisions": list(
            ClaimDecision.objects.filter(nationality__child=child)
            .select_related("nationality__state")
            .newest_first()
        ),
        "permissions": list(child.contact_permissions.select_related("state").newest_first()),
        "papers": list(child.person.documents.select_related("issuer_country").newest_first()),
        "needs": _unpacked(Need, child.packed_needs),
        "missing_answers": _unpacked(MissingAnswer, child.packed_answers),
        "passages": _passages(child, reader),
    }
    rows = [child, *child.person.all_whereabouts, *(row for listed in parts.values() for row in listed)]
    # These say themselves by whom they are.
    parts["flags"] = list(child.flags.select_related("raised_by", "lowered_by").due_first())
    parts["notes"] = notes_on(child)
    rows += [row for person in _close(child, ties) for row in person.all_statuses]
    rows += [listed.group for listed in siblings if listed.group]
    rows += [passage.handover for passage in parts["passages"] if hasattr(passage, "handover")]
    rows += child.person.names.all()
    changes = read_changes(child)
    parts["exports"] = _unpacked(NumberedExport, child.packed_exports)
    named = {change.user_id for change in changes} | {export.made_by_id for export in parts["exports"]}
    recorders, supervisors = read_recorders(rows, office_id=child.office_id, also=named)
    return CaseFile(
        child=child,
        ties=ties,
        siblings=siblings,
        kinship=kinship,
        changes=changes,
        merges=unpacked_merges(child.packed_merges, child.person),
        moves=_moves(parts["passages"]),
        recorders=recorders,
        supervisors=supervisors,
        **parts,
    )


def _close(child, ties):
    return [child.person, *(tie.guardian.person for tie in ties)]


def _ties(child, reader):
    """The child's ties, the other children of a parent of it, and how they are related to it."""
    found = (
        Guardianship.objects.standing()
        .filter(guardian__in=child.guardianships.values("guardian"))
        .filter(Q(child=child) | Q(relationship__in=PARENTS))
        .select_related("guardian__person__child", "child__person", "child__office")
        .annotate(
            hides_guardian=hidden_from(reader, "guardian__person"),
            hides_child=hidden_from(reader, "child__person"),
        )
        .order_by("pk")
    )
    note_hidden(found, ("hides_guardian", "guardian.person"), ("hides_child", "child.person"))
    mine = [tie for tie in found if tie.child_id == child.pk]
    parents = {tie.guardian_id for tie in mine if tie.relationship in PARENTS}
    others = {
        tie.child_id: tie.child for tie in found if tie.child_id != child.pk and tie.guardian_id in parents
    }
    rows = [(tie.child_id, tie.guardian_id, tie.relationship) for tie in mine if tie.relationship in PARENTS]
    # Their other parents too: only who has another father on file is known to be a half-brother.
    theirs = Guardianship.objects.of_parents().filter(child__in=list(others))
    rows += theirs.values_list("child_id", "guardian_id", "relationship")
    kinship = shared_parents(child, rows)
    return mine, [other for pk, other in others.items() if pk in kinship], kinship


def _siblings(child, of_a_parent, kinship, reader):
    mine = child.person.family_memberships.filter(to_date__isnull=True).values("group")
    memberships = (
        FamilyMembership.objects.filter(to_date__isnull=True, group__in=mine)
        .select_related("group", "person__child__person")
        .annotate(hides_person=hidden_from(reader, "person"))
        .order_by("pk")
    )
    note_hidden(memberships, ("hides_person", "person"))
    by_group, own = defaultdict(list), {}
    for membership in memberships:
        by_group[membership.group].append(membership.person)
        if membership.person_id == child.person_id:
            own[membership.group_id] = membership
    found, placed = [], {child.pk}
    for group, persons in by_group.items():
        children = [person.child for person in persons if getattr(person, "child", None)]
        children = [sibling for sibling in children if sibling.pk not in placed]
        placed.update(sibling.pk for sibling in children)
        found.append(
            Siblings(group=group, children=children, group_size=len(persons), membership=own[group.pk])
        )
    by_parents = defaultdict(list)
    for sibling in of_a_parent:
        if sibling.pk not in placed:
            shared = kinship[sibling.pk]
            by_parents[Shared(mother=shared.mother, father=shared.father)].append(sibling)
    found += [Siblings(group=None, children=children, shared=by) for by, children in by_parents.items()]
    return found


def _read_persons(child, ties, siblings):
    """Attach names, statuses and whereabouts; nothing is read of anybody who is masked."""
    everyone = _close(child, ties)
    close = [person for person in everyone if not is_masked(person, child.office_id)]
    brothers = [
        sibling.person
        for listed in siblings
        for sibling in listed.children
        if not is_masked(sibling.person, child.office_id)
    ]
    prefetch_related_objects([*close, *brothers], "names")
    statuses = PersonStatus.objects.newest_first()
    whereabouts = Whereabouts.objects.select_related("place", "country").newest_first()
    prefetch_related_objects(
        close,
        Prefetch("statuses", queryset=statuses, to_attr="all_statuses"),
        Prefetch("whereabouts", queryset=whereabouts, to_attr="all_whereabouts"),
    )
    for person in everyone:
        if is_masked(person, child.office_id):
            person.all_statuses, person.all_whereabouts = [], []
        person.current_statuses = [row for row in person.all_statuses if row.to_date is None]
        person.current_whereabouts = [row for row in person.all_whereabouts if row.to_date is None]


def _passages(child, reader):
    """The child's places on transfers, latest first; ``is_ours``: whether the reader may open the transfer."""
    takes_part = TransferOffice.objects.filter(transfer=OuterRef("transfer"), office_id=reader.office_id)
    passages = (
        Passenger.objects.of_person(child.person)
        .select_related("transfer", "destination", "handover")
        .annotate(is_ours=Exists(takes_part))
        .order_by("-pk")
    )
    return sorted(passages, key=_when_on_list, reverse=True)


def _when_on_list(passage):
    transfer = passage.transfer
    return passage.is_open, transfer.departure_date or transfer.planned_date or passage.created_at.date()


def _moves(passages):
    found = defaultdict(list)
    moves = TransferMove.objects.filter(transfer__in={passage.transfer_id for passage in passages})
    for move in moves.select_related("moved_by").order_by("pk"):
        found[move.transfer_id].append(move)
    return dict(found)
