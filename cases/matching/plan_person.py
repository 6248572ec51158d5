"""Rows of the persons themselves: names, dated histories, groups, missing answers, places on lists."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import OPEN_TRANSFERS, Confidence, NameKind, PassengerResult, PersonState
from cases.matching.answered import answered_on_either
from cases.matching.journal import Step
from cases.matching.words import period_words
from cases.models import FamilyMembership, MissingAnswer, Passenger, PersonName, PersonStatus, Whereabouts

_SAME_PERIOD = {
    PersonStatus: ("status", "from_date", "to_date", "confidence"),
    Whereabouts: ("kind", "place_id", "country_id", "from_date", "to_date", "confidence"),
}


def plan_rows(plan):
    """Add to ``plan`` what becomes of the rows that point to the person given up."""
    _names(plan)
    for model in (Whereabouts, PersonStatus):
        _periods(plan, model)
    _memberships(plan)
    _missing_answers(plan)
    _passages(plan)


def _rows(plan, model):
    plan.done.add(f"{model.__name__}.person")
    return plan.pair.of_kept(model, "person"), plan.pair.of_other(model, "person")


def first_name(script):
    """The name under which somebody chooses whose name is shown first in a script."""
    return f"name-{script}"


def rival_names(pair):
    """``(name of the record that stays, other name)`` for each script in which each shows another name first."""
    first = {name.script: name for name in pair.of_kept(PersonName, "person") if name.is_preferred}
    others = [name for name in pair.of_other(PersonName, "person") if name.is_preferred]
    return [
        (first[name.script], name)
        for name in others
        if name.script in first and first[name.script].full != name.full
    ]


def _names(plan):
    """A spelling that both have stays behind; one name is shown first in a script: the one that was chosen."""
    kept, other = _rows(plan, PersonName)
    spelt = {(name.script, name.full): name for name in kept}
    first = {name.script for name in kept if name.is_preferred}
    for mine, name in rival_names(plan.pair):
        if plan.chooses_other(first_name(name.script)):
            plan.kept_changes.append(Step.on(mine, **_as_spelling(mine)))
            first.remove(name.script)
    has_own = any(name.is_own for name in kept)
    for name in other:
        same = spelt.get((name.script, name.full))
        if same is None:
            plan.move(name, "person_id", plan.pair.kept.person, **_set_aside(name, first, has_own))
            continue
        lent = _lent_to(same, name, first, has_own)
        if lent:
            plan.kept_changes.append(Step.on(same, **lent))
        has_own = has_own or name.is_own
        plan.behind.append(name)


def _lent_to(same, name, first, has_own):
    """What a spelling of the record that stays takes over from the same spelling of the other one."""
    lent = {}
    if name.is_own and not has_own:
        lent["is_own"] = True
    if name.is_preferred and name.script not in first:
        lent |= {"is_preferred": True, "kind": name.kind}
    return {column: value for column, value in lent.items() if getattr(same, column) != value}


def _set_aside(name, first, has_own):
    changed = _as_spelling(name) if name.is_preferred and name.script in first else {}
    if name.is_own and has_own:
        changed["is_own"] = False
    return changed


def _as_spelling(name):
    """The columns by which a name that was shown first becomes one of the spellings."""
    changed = {"is_preferred": False}
    if name.kind == NameKind.CURRENT:
        changed["kind"] = NameKind.SPELLING_VARIANT.value
    return changed


def _periods(plan, model):
    kept, other = _rows(plan, model)
    said = {_what(model, row) for row in kept}
    for row in other:
        if _what(model, row) in said:
            plan.stay(row)
            continue
        rival = next((one for one in kept if _both_confirmed(one, row) and _overlap(one, row)), None)
        if rival is not None:
            _refuse_periods(plan, model, rival, row)
        plan.move(row, "person_id", plan.pair.kept.person)


def _what(model, row):
    facts = tuple(getattr(row, name) for name in _SAME_PERIOD[model])
    # Two who report the same are two sources; what is confirmed is confirmed once.
    if row.confidence == Confidence.CONFIRMED:
        return facts
    # Where exactly is sealed: of two that say it nobody knows here whether it is the same.
    return (*facts, row.source, row.pk if getattr(row, "sealed_detail", None) is not None else None)


def _both_confirmed(one, other):
    return one.confidence == other.confidence == Confidence.CONFIRMED


def _overlap(one, other):
    """Whether two periods share a day; the day of leaving belongs to the next one."""
    if _is_empty(one) or _is_empty(other):
        return False
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _is_empty(row):
    return row.from_date is not None and row.from_date == row.to_date


def _begins_before_end(one, other):
    return one.from_date is None or other.to_date is None or one.from_date < other.to_date


def _refuse_periods(plan, model, kept, other):
    values = {"kept": period_words(kept), "other": period_words(other)}
    if model is Whereabouts:
        text = _("Confirmed whereabouts differ for the same days: %(kept)s; and %(other)s.")
        route = "children:correct_whereabouts"
    elif PersonState.CONFIRMED_DEAD in (kept.status, other.status):
        text = _("A death is confirmed, and the two files differ on it: %(kept)s; and %(other)s.")
        route = "children:correct_status"
    else:
        text = _("Confirmed situations differ for the same days: %(kept)s; and %(other)s.")
        route = "children:correct_status"
    plan.refuse(
        text % values, reverse(route, args=[other.public_id]), _("Correct the entry of the other record")
    )


def _memberships(plan):
    kept, other = _rows(plan, FamilyMembership)
    belongs = {row.group_id for row in kept if row.to_date is None}
    said = {(row.group_id, row.from_date, row.to_date) for row in kept}
    for row in other:
        now = row.to_date is None and row.group_id in belongs
        if now or (row.group_id, row.from_date, row.to_date) in said:
            plan.stay(row)
        else:
            plan.move(row, "person_id", plan.pair.kept.person)


def _missing_answers(plan):
    """Why there is no answer is no longer true where either record has it."""
    kept, other = _rows(plan, MissingAnswer)
    answered = answered_on_either(plan.pair)
    asked = {row.question for row in other}
    for row in kept:
        if row.question in answered and row.question not in asked:
            plan.kept_changes.append(Step.on(row, person_id=plan.pair.other.person.pk))
    explained = {row.question for row in kept}
    for row in other:
        if row.question in explained or row.question in answered:
            plan.behind.append(row)
        else:
            plan.move(row, "person_id", plan.pair.kept.person)


def _passages(plan):
    """Open lists are written anew; a closed one stays as it was, and is read for both records as one."""
    kept, other = _rows(plan, Passenger)
    _refuse_passages(plan, kept, other)
    for row in other:
        if row.transfer.status in OPEN_TRANSFERS:
            plan.move(row, "person_id", plan.pair.kept.person)
        else:
            plan.behind.append(row)


def _refuse_passages(plan, kept, other):
    for one in kept:
        for row in other:
            if one.transfer_id == row.transfer_id:
                text = _(
                    "Both are on the list of transfer %(number)s. Two places on one list are two people."
                )
            elif one.is_open and row.is_open:
                text = _("Both are on open transfers, one of them %(number)s. Take one off its list first.")
            elif _left_on_one_day(one, row):
                text = _("Both travelled on one day, one of them on transfer %(number)s: that is two people.")
            else:
                continue
            url = reverse("batches:detail", args=[row.transfer.public_id])
            plan.refuse(text % {"number": row.transfer.number}, url, _("Open the transfer"))


def _left_on_one_day(one, other):
    travelled = one.result == other.result == PassengerResult.TRAVELLED
    return travelled and one.transfer.departure_date == other.transfer.departure_date
