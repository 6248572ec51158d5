"""What joins two records beside their own rows: family ties at either end, and pairs that were compared."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import PARENTS, Confidence, MatchAnswer, MatchKind, Relationship
from cases.matching.journal import Step
from cases.matching.words import name_within
from cases.models import Child, Guardian


def plan_ties(plan):
    """Family ties go along at either end; a tie that both have stays behind, and lends what it says more surely."""
    plan.done |= {"Guardianship.child", "Guardianship.guardian"}
    ties = plan.pair.rows["Guardianship"]
    _refuse_between(plan, ties)
    ends = {Child: _now(plan, Child), Guardian: _now(plan, Guardian)}
    staying, going = [], []
    for tie in ties:
        goes = tie.child_id in ends[Child] or tie.guardian_id in ends[Guardian]
        (going if goes else staying).append(tie)
    kept = {(tie.child_id, tie.guardian_id, tie.relationship): tie for tie in staying}
    for tie in going:
        columns = {
            "child_id": ends[Child].get(tie.child_id, tie.child_id),
            "guardian_id": ends[Guardian].get(tie.guardian_id, tie.guardian_id),
        }
        same = kept.get((*columns.values(), tie.relationship))
        if same is None:
            plan.moves.append(Step.on(tie, **_changed(tie, columns)))
            kept[*columns.values(), tie.relationship] = tie
        else:
            plan.behind.append(tie)
            _lend(plan, same, tie)
    _refuse_parents(plan, ties, ends)


def _now(plan, target):
    """The key of the file that is given up, and of that which stays; empty where one moves whole or there is none."""
    kept, other = plan.pair.kept.of(target), plan.pair.other.of(target)
    return {other.pk: kept.pk} if kept is not None and other is not None else {}


def _changed(tie, columns):
    return {column: value for column, value in columns.items() if getattr(tie, column) != value}


def _lend(plan, kept, behind):
    lent = {}
    if behind.confidence == Confidence.CONFIRMED and kept.confidence != Confidence.CONFIRMED:
        lent |= {"confidence": behind.confidence, "source": behind.source}
    if behind.is_carer and not kept.is_carer:
        care = ("is_carer", "carer_from_date", "carer_to_date")
        lent |= {column: getattr(behind, column) for column in care}
    if "confidence" in lent and kept.child_id == behind.child_id:
        # Only one tie of a child may be confirmed as this parent.
        plan.kept_changes.append(Step.on(behind, confidence=Confidence.REPORTED.value))
    if lent:
        plan.kept_changes.append(Step.on(kept, **lent))


def _refuse_between(plan, ties):
    """Nobody is a parent or carer of themselves."""
    persons = {plan.pair.kept.person.pk, plan.pair.other.person.pk}
    for tie in ties:
        if {tie.child.person_id, tie.guardian.person_id} == persons:
            relation = Relationship(tie.relationship).label
            text = _("One is on file as %(relation)s of the other: that is two people.") % {
                "relation": relation
            }
            url = reverse("guardians:change_tie", args=[tie.public_id])
            plan.refuse(text, url, _("Correct the family tie"))


def _refuse_parents(plan, ties, ends):
    """A child has one confirmed mother and one confirmed father."""
    confirmed = {}
    for tie in ties:
        if tie.relationship not in PARENTS or tie.confidence != Confidence.CONFIRMED:
            continue
        child = ends[Child].get(tie.child_id, tie.child_id)
        guardian = ends[Guardian].get(tie.guardian_id, tie.guardian_id)
        earlier = confirmed.setdefault((child, tie.relationship), (guardian, tie))
        if earlier[0] != guardian:
            _refuse_two_parents(plan, earlier[1], tie)


def _refuse_two_parents(plan, one, other):
    relation = Relationship(other.relationship).label
    names = {
        "relation": relation,
        "one": name_within(one.guardian.person, one),
        "other": name_within(other.guardian.person, other),
    }
    text = _("Two people would be confirmed as %(relation)s: %(one)s and %(other)s.") % names
    if one.guardian.person.office_id == other.guardian.person.office_id == plan.pair.kept.person.office_id:
        url = reverse("matching:merge", args=[one.guardian.person.public_id, other.guardian.person.public_id])
        plan.refuse(text, url, _("Compare the two; where they are one, merge them first"))
    else:
        plan.refuse(text)


def plan_matches(plan):
    """The pair itself is answered; what was found about the record given up is about the one that stays."""
    plan.done |= {"PossibleMatch.first", "PossibleMatch.second"}
    kept, other = plan.pair.kept.person.pk, plan.pair.other.person.pk
    matches = plan.pair.rows["PossibleMatch"]
    listed = {(match.first_id, match.second_id, match.kind) for match in matches}
    for match in matches:
        ends = {match.first_id, match.second_id}
        if ends == {kept, other}:
            _answer(plan, match)
        elif other in ends:
            first, second = sorted({kept, *(ends - {other})})
            if (first, second, match.kind) in listed:
                plan.behind.append(match)
            else:
                plan.moves.append(Step.on(match, first_id=first, second_id=second))


def _answer(plan, match):
    if match.answer or match.kind != MatchKind.SAME_PERSON or plan.by is None:
        return
    plan.kept_changes.append(
        Step.on(match, answer=MatchAnswer.SAME.value, answered_by_id=plan.by.pk, answered_at=timezone.now())
    )
