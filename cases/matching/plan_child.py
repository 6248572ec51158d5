"""Rows of two case files of one child: who is responsible, claims, leave to contact States, needs, notes."""

from cases.enums import CONTACT_ALLOWED, ContactLevel
from cases.matching.journal import SEALED, Step
from cases.models import (
    CaseAssignment,
    ClaimDecision,
    ContactPermission,
    FollowedCase,
    Nationality,
    Need,
    Note,
    SeparationPeriod,
    UnsentText,
)
from cases.vault import read_text

# The strictest first: what may be told grows with the place in this row.
_BY_STRICTNESS = (
    ContactLevel.PROHIBITED,
    ContactLevel.REVOKED,
    ContactLevel.NOT_ASSESSED,
    ContactLevel.PERMITTED_ANONYMOUS,
    ContactLevel.PERMITTED_MINIMUM,
    ContactLevel.PERMITTED_FULL,
)
ASSIGNMENT, SEPARATION = "assignment", "separation"


def plan_rows(plan):
    """Add to ``plan`` what becomes of the rows that point to the case file given up."""
    _one_current(plan, CaseAssignment, ASSIGNMENT, "user_id")
    _one_current(plan, SeparationPeriod, SEPARATION, "status")
    _needs(plan)
    _claims(plan)
    _contacts(plan)
    _once_each(plan, FollowedCase, ("user_id",))
    _once_each(plan, UnsentText, ("user_id", "kind"))
    _notes(plan)


def _rows(plan, model):
    plan.done.add(f"{model.__name__}.child")
    return plan.pair.of_kept(model, "child"), plan.pair.of_other(model, "child")


def _move(plan, row, **also):
    plan.move(row, "child_id", plan.pair.kept.child, **also)


def current(rows):
    """The row that has not ended, or ``None``."""
    return next((row for row in rows if row.to_date is None), None)


def _one_current(plan, model, name, what):
    """One holds now: the one that was chosen; the other ends today, or stays behind where it says the same."""
    kept, other = _rows(plan, model)
    mine = current(kept)
    for row in other:
        if row.to_date is not None or mine is None:
            _move(plan, row)
        elif plan.chooses_other(name):
            plan.end(mine)
            _move(plan, row)
        elif getattr(row, what) == getattr(mine, what):
            _lend_return(plan, mine, row)
            plan.stay(row)
        else:
            _move(plan, row, to_date=plan.last_day(row))


def takes_return_day(mine, row):
    """Whether the file that stays has the same person responsible, and only the other says when the case goes back."""
    return (
        mine.user_id == row.user_id
        and mine.return_date is None
        and row.return_date is not None
        and row.return_date >= mine.from_date
    )


def _lend_return(plan, mine, row):
    if isinstance(mine, CaseAssignment) and takes_return_day(mine, row):
        plan.kept_changes.append(Step.on(mine, return_date=row.return_date, return_to_id=row.return_to_id))


def _needs(plan):
    """A newer finding ends the one before it, as it does when it is recorded."""
    kept, other = _rows(plan, Need)
    now = {row.domain: row for row in kept if row.to_date is None}
    for row in other:
        mine = now.get(row.domain) if row.to_date is None else None
        if mine is None:
            _move(plan, row)
        elif (mine.finding, mine.response) == (row.finding, row.response):
            plan.stay(row)
        elif row.from_date > mine.from_date:
            plan.kept_changes.append(Step.on(mine, to_date=row.from_date))
            _move(plan, row)
        else:
            _move(plan, row, to_date=mine.from_date)


def _claims(plan):
    """Claims on one State stand side by side; on one ground they are one claim with the decisions of both."""
    kept, other = _rows(plan, Nationality)
    same = {(claim.state_id, claim.basis): claim for claim in kept}
    decisions = list(ClaimDecision.objects.filter(nationality__in=other).order_by("pk"))
    for claim in other:
        mine = same.get((claim.state_id, claim.basis))
        if mine is None:
            _move(plan, claim)
            continue
        plan.behind.append(claim)
        joined = {
            "claimed_date": min(mine.claimed_date, claim.claimed_date),
            "evidence": [*mine.evidence, *(one for one in claim.evidence if one not in mine.evidence)],
        }
        changed = {name: value for name, value in joined.items() if value != getattr(mine, name)}
        if changed:
            plan.kept_changes.append(Step.on(mine, **changed))
        plan.moves += [
            Step.on(decision, nationality_id=mine.pk)
            for decision in decisions
            if decision.nationality_id == claim.pk
        ]


def contact_name(code):
    """The name under which somebody says that a permission that one file alone has goes on."""
    return f"contact-{code}"


def _contacts(plan):
    """Of two the stricter holds. A yes that only one file knows is no answer for both: it ends unless it is chosen."""
    kept, other = _rows(plan, ContactPermission)
    mine = {row.state_id: row for row in kept if row.to_date is None}
    theirs = {row.state_id: row for row in other if row.to_date is None}
    for state, row in mine.items():
        if state not in theirs and _ends(plan, row):
            plan.end(row)
    for row in other:
        held = mine.get(row.state_id)
        if row.to_date is not None:
            _move(plan, row)
        elif held is None:
            _move(plan, row, **({"to_date": plan.last_day(row)} if _ends(plan, row) else {}))
        elif held.level == row.level:
            plan.stay(row)
        elif is_stricter(row.level, held.level):
            plan.end(held)
            _move(plan, row)
        else:
            _move(plan, row, to_date=plan.last_day(row))


def _ends(plan, row):
    return row.level in CONTACT_ALLOWED and not plan.chooses_other(contact_name(row.state_id))


def ends_leave(plan):
    """Whether a ``Plan`` ends a permission that lets a State learn of the child."""
    rows = plan.pair.rows["ContactPermission"]
    leave = {row.pk for row in rows if row.level in CONTACT_ALLOWED}
    return any(
        step.model is ContactPermission and step.pk in leave and step.after.get("to_date")
        for step in plan.steps
    )


def is_stricter(level, than):
    """Whether less may be told under ``level`` than under another one."""
    return _BY_STRICTNESS.index(ContactLevel(level)) < _BY_STRICTNESS.index(ContactLevel(than))


def one_sided_permissions(pair):
    """The permissions in force that let a State learn of the child and of which the other file says nothing."""
    kept = {row.state_id: row for row in pair.of_kept(ContactPermission, "child") if row.to_date is None}
    other = {row.state_id: row for row in pair.of_other(ContactPermission, "child") if row.to_date is None}
    alone = [row for state, row in kept.items() if state not in other]
    alone += [row for state, row in other.items() if state not in kept]
    return [row for row in alone if row.level in CONTACT_ALLOWED]


def _once_each(plan, model, columns):
    kept, other = _rows(plan, model)
    said = {tuple(getattr(row, column) for column in columns) for row in kept}
    for row in other:
        if tuple(getattr(row, column) for column in columns) in said or not _opens(plan, row):
            plan.behind.append(row)
        else:
            _move(plan, row)


def _notes(plan):
    """Words that nobody can read any more cannot be sealed anew: they stay where they are."""
    for row in _rows(plan, Note)[1]:
        if _opens(plan, row):
            _move(plan, row)
        else:
            plan.behind.append(row)


def _opens(plan, row):
    if type(row).__name__ not in SEALED:
        return True
    return read_text(plan.key_of_other, row, "sealed") is not None
