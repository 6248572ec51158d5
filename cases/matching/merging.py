"""Two records of one person become one: in one transaction, with a journal of every row that changed."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import OnFile
from cases.errors import Refused, Stale
from cases.matching.journal import Step
from cases.matching.pair import Pair
from cases.matching.planning import plan_merge
from cases.models import Person, PersonMerge
from cases.people.covering import refuse_restricted
from cases.people.touching import touch
from cases.policy.permissions import Permission

ONLY_SUPERVISORS = _(
    "Only a supervisor merges two records; ask the supervisor of your office to look at this page."
)


def merge_records(*, by, kept, other, version, choices, reason, form_id=None):
    """Make the record of the person ``other`` part of the record of ``kept``; returns the ``PersonMerge``.

    ``choices`` maps what both records say once (and who is responsible, with whom the child is, permissions that one
    file alone has) to "kept" or "other". Raises ``Stale`` (``current`` is an ``OnFile`` of the ``Pair``) when either
    record changed since the stamp ``version`` was read, ``Refused`` where a rule forbids it or somebody may not.
    """
    check_may_merge(by)
    with changing(by=by, reason=reason):
        pair = Pair(kept, other, lock=True)
        check_pair(by, pair.kept.person, pair.other.person)
        if pair.stamp != version:
            raise Stale(
                _("One of the two records was changed while you compared them."),
                current=OnFile(row=pair, version=pair.stamp),
            )
        plan = plan_merge(pair, choices, by=by)
        if plan.problems:
            raise Refused(_("These two records cannot be merged yet; what stands in the way is said below."))
        merge = PersonMerge(kept=pair.kept.person, merged=pair.other.person, merged_by=by, reason=reason)
        merge.journal = [step.as_json() for step in plan.steps]
        merge.save()
        for step in plan.steps:
            step.write()
        renew(pair.kept.person.pk)
        if form_id:
            remember_saved(by, form_id, merge)
    return merge


def check_may_merge(by):
    """Raise ``Refused`` for whoever may not merge or undo a merge."""
    if not by.may(Permission.MERGE_RECORDS):
        raise Refused(ONLY_SUPERVISORS)


def check_pair(by, kept, other):
    """Raise ``Refused`` unless both stand, are two, and belong to the office of ``by``."""
    if kept.pk == other.pk:
        raise Refused(_("This is one and the same record."))
    if kept.merged_into_id or other.merged_into_id:
        raise Refused(_("One of the two records was merged meanwhile; open the one that stays."))
    if not kept.office_id == other.office_id == by.office_id:
        raise Refused(_("The two records belong to two offices; one office has to keep both before."))
    refuse_restricted(
        [kept.pk, other.pk],
        _("One of the two is in a restricted file. Lift the restriction first, and restrict it anew."),
    )


def renew(person_id):
    """Forms on the record that were opened before are stale now, whatever they are about."""
    for record in _files(person_id):
        record.version += 1
        record.save(update_fields=["version", "updated_at"])
    touch(Person.objects.get(pk=person_id))


def _files(person_id):
    person = Person.objects.select_related("child", "guardian").get(pk=person_id)
    files = (person, getattr(person, "child", None), getattr(person, "guardian", None))
    return [record for record in files if record is not None]


def steps_of(merge):
    """The ``Step`` objects of a merge, in the order in which they were taken."""
    return [Step.from_json(entry) for entry in merge.journal]
