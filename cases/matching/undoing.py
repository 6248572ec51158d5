"""One record becomes two again: each row goes back where the merge took it from, if it still is as the merge left it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import OnFile
from cases.enums import CONTACT_ALLOWED, OPEN_TRANSFERS, ClaimStatus
from cases.errors import Refused, Stale
from cases.matching.inventory import links
from cases.matching.merging import check_may_merge, renew, steps_of
from cases.models import (
    CaseAssignment,
    Child,
    ChildKey,
    ClaimDecision,
    ContactPermission,
    FollowedCase,
    Guardian,
    MissingAnswer,
    Nationality,
    Need,
    Passenger,
    Person,
    PersonMerge,
    PersonName,
    PossibleMatch,
    SeparationPeriod,
    TransferBatch,
    UnsentText,
)

UNDONE_ALREADY = gettext_lazy("This merge was undone already.")
# Ordinary work takes rows of these away: one that is gone needs no way back.
_MAY_GO = (FollowedCase, MissingAnswer, PossibleMatch, UnsentText)
# Read along with their rows: what a page says of them.
_ALONG = {Passenger: "transfer", ContactPermission: "state"}
# Of these one row of a child holds at a time, for each value of the columns.
_ONE_HOLDS = {CaseAssignment: (), SeparationPeriod: (), ContactPermission: ("state_id",), Need: ("domain",)}


@dataclass(frozen=True)
class Undo:
    """What undoing a merge would do: the steps to put back, and why it cannot be done, in sentences.

    ``ended`` are steps left out: what the merge ended or set aside stays so where something newer holds since. ``leave``
    are the permissions that the merge ended and that stay ended: no State may learn of a child because a merge was
    undone. ``scripts`` are those in which a name that goes back was put first since, and another one set aside for it.
    """

    merge: PersonMerge
    steps: list
    problems: list[str]
    ended: list
    leave: list = field(default_factory=list)
    scripts: set = field(default_factory=set)

    @property
    def stamp(self):
        return str(self.merge.version)


def read_undo(merge):
    """The ``Undo`` of a merge as things stand now; one or two questions for each table of its journal."""
    steps = steps_of(merge)
    rows = _rows_of(steps)
    problems = _of_the_records(merge)
    left, scripts = [], set()
    for step in steps:
        row = rows.get((step.model, step.pk))
        if row is None:
            if step.model not in _MAY_GO:
                problems.append(
                    _("%(what)s that was moved was removed since.") % {"what": _named(step.model)}
                )
        elif _goes_back_anyway(step, row):
            left.append(step)
            scripts |= set() if step.stands(row) else {row.script}
        elif step.stands(row):
            left.append(step)
            problems += _of_a_list(row)
        elif not step.is_undone(row):
            problems.append(_("%(what)s was changed since: %(fields)s.") % _changed(step, row))
    left, leave = _without_leave(left, rows)
    ended = [*_overtaken(left, rows), *_no_longer_first(left, rows)]
    steps = [step for step in left if step not in ended]
    return Undo(merge, steps, list(dict.fromkeys(problems)), ended, leave, scripts)


def undo_merge(*, by, merge, version, reason, form_id=None):
    """Give the record that was given up its rows back; returns the ``PersonMerge``.

    What was put on the record that stays since the merge stays there. Raises ``Stale`` when the merge was undone since
    ``version`` was read, ``Refused`` where something was changed since that cannot be taken apart.
    """
    check_may_merge(by)
    with changing(by=by, reason=reason):
        _lock(merge)
        current = PersonMerge.objects.select_for_update().get(pk=merge.pk)
        undo = read_undo(current)
        if undo.stamp != str(version):
            raise Stale(UNDONE_ALREADY, current=OnFile(row=undo, version=undo.stamp))
        if current.undone_at is not None:
            raise Refused(UNDONE_ALREADY)
        if undo.problems:
            raise Refused(
                _("This merge cannot be undone as things stand; what stands in the way is said below.")
            )
        for step in reversed(undo.steps):
            step.put_back()
        _settle_claims(undo.steps)
        for person_id in (current.kept_id, current.merged_id):
            _show_names(person_id, undo.scripts)
        for person_id in (current.kept_id, current.merged_id):
            renew(person_id)
        current.undone_by, current.undone_at, current.undo_reason = by, timezone.now(), reason
        current.version += 1
        current.save()
        if form_id:
            remember_saved(by, form_id, current)
    return current


def _lock(merge):
    """Open transfers, persons, files: the order in which a merge locks them."""
    persons = [merge.kept_id, merge.merged_id]
    listed = Passenger.objects.filter(person__in=persons, transfer__status__in=OPEN_TRANSFERS)
    for rows in (
        TransferBatch.objects.filter(pk__in=listed.values("transfer")),
        Person.objects.filter(pk__in=persons),
        Child.objects.filter(person__in=persons),
        Guardian.objects.filter(person__in=persons),
    ):
        list(rows.order_by("pk").select_for_update().values_list("pk"))


def _rows_of(steps):
    keys = defaultdict(list)
    for step in steps:
        keys[step.model].append(step.pk)
    found = {}
    for model, pks in keys.items():
        along = _ALONG.get(model)
        rows = model.objects.select_related(along) if along else model.objects.all()
        found |= {(model, row.pk): row for row in rows.filter(pk__in=pks)}
    return found


def _goes_back_anyway(step, row):
    """Whether a written name is still where the merge put it, and no more than its place among the others changed."""
    if step.model is not PersonName or row.person_id != step.after.get("person_id"):
        return False
    return all(getattr(row, name) in (step.before[name], value) for name, value in step.after.items())


def _without_leave(steps, rows):
    """The steps, of which none lets a State learn of a child again; and the permissions that stay ended by that.

    The file that they belong to has them back (promise 2: leave is given by somebody, and never by undoing).
    """
    found, leave = [], []
    for step in steps:
        row = rows[step.model, step.pk]
        if step.model is ContactPermission and row.level in CONTACT_ALLOWED and _opens_again(step):
            leave.append(row)
            step = replace(step, before=_but_the_end(step.before), after=_but_the_end(step.after))
        if step.before:
            found.append(step)
    return found, leave


def _but_the_end(columns):
    return {name: value for name, value in columns.items() if name != "to_date"}


def _overtaken(steps, rows):
    """The steps that would let a row of the record that stays hold again beside a newer one that stays there too."""
    found = []
    for model, columns in _ONE_HOLDS.items():
        mine = [step for step in steps if step.model is model]
        opened = [step for step in mine if "child_id" not in step.before and _opens_again(step)]
        if not opened:
            continue
        going = [step.pk for step in mine if "child_id" in step.before]
        children = {rows[model, step.pk].child_id for step in opened}
        holding = model.objects.filter(child__in=children, to_date__isnull=True).exclude(pk__in=going)
        taken = set(holding.values_list("child_id", *columns))
        found += [step for step in opened if _place(rows[model, step.pk], columns) in taken]
    return found


def _no_longer_first(steps, rows):
    """The steps that would show a name first again where another one that stays has been put first since."""
    names = [step for step in steps if step.model is PersonName]
    again = [step for step in names if step.before.get("is_preferred") and "person_id" not in step.before]
    if not again:
        return []
    giving_way = [step.pk for step in names if step not in again]
    people = {rows[PersonName, step.pk].person_id for step in again}
    first = PersonName.objects.preferred().filter(person__in=people).exclude(pk__in=giving_way)
    taken = set(first.values_list("person_id", "script"))
    return [step for step in again if _script_of(rows[PersonName, step.pk]) in taken]


def _script_of(name):
    return name.person_id, name.script


def _opens_again(step):
    return step.after.get("to_date") is not None and step.before["to_date"] is None


def _place(row, columns):
    return (row.child_id, *(getattr(row, column) for column in columns))


def _of_the_records(merge):
    """What became of the two persons themselves."""
    kept = merge.kept
    if kept.merged_into_id:
        return [_("The record that stayed was itself merged since; undo that merge first.")]
    if kept.office_id != merge.merged.office_id:
        return [_("The record that stayed went to another office since.")]
    return []


def _of_a_list(row):
    """The list of a transfer that left since is not written anew."""
    if not isinstance(row, Passenger) or row.transfer.status in OPEN_TRANSFERS:
        return []
    text = _("Transfer %(number)s departed or was cancelled since, and its list stays as it is.")
    return [text % {"number": row.transfer.number}]


def _named(model):
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _changed(step, row):
    fields = [
        str(column.verbose_name)
        for column in step.model._meta.concrete_fields
        if column.attname in step.after and getattr(row, column.attname) != step.after[column.attname]
    ]
    return {"what": _named(step.model), "fields": ", ".join(fields)}


def _settle_claims(steps):
    """Claims that gave decisions back have the answer of the latest that is left."""
    moved = [step for step in steps if step.model is ClaimDecision]
    claims = {step.after["nationality_id"] for step in moved}
    for claim in Nationality.objects.filter(pk__in=claims):
        latest = claim.decisions.newest_first().first()
        status = latest.status if latest else ClaimStatus.UNASSESSED
        if status != claim.status:
            Nationality.objects.filter(pk=claim.pk).update(status=status)


def _show_names(person_id, scripts):
    """In each of ``scripts`` the oldest name comes first again where none does; so nobody is left without a name."""
    names = list(PersonName.objects.filter(person=person_id).order_by("pk"))
    shown = {name.script for name in names if name.is_preferred}
    oldest = {name.script: name.pk for name in reversed(names) if name.script not in shown}
    wanted = scripts if shown else {name.script for name in names[:1]}
    again = [pk for script, pk in oldest.items() if script in wanted]
    PersonName.objects.filter(pk__in=again).update(is_preferred=True)


def added_since(merge):
    """What was put on the record that stays since the merge, as ``{model: count}``: it stays there when it is undone."""
    moved = {(step.model, step.pk) for step in steps_of(merge)}
    # A file that came whole goes back whole, with all that was put into it.
    whole = {(step.model, step.pk) for step in steps_of(merge) if "person_id" in step.after}
    ends = {Person: [merge.kept_id]}
    for target in (Child, Guardian):
        files = target.objects.filter(person=merge.kept_id).values_list("pk", flat=True)
        ends[target] = [pk for pk in files if (target, pk) not in whole]
    found = {}
    for link in links():
        columns = {column.attname for column in link.model._meta.concrete_fields}
        # A key is made when something is sealed first: the merge may have made it.
        if "created_at" not in columns or link.model in (PersonMerge, ChildKey, Person, Child, Guardian):
            continue
        rows = link.model.objects.filter(
            **{f"{link.field}__in": ends[link.target]}, created_at__gt=merge.merged_at
        )
        count = sum((link.model, pk) not in moved for pk in rows.values_list("pk", flat=True))
        if count:
            found[link.model] = found.get(link.model, 0) + count
    return found
