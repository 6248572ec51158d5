"""Who is offered for a list: free children by family, and the parents and carers of those already on it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.batches.families import free_guardians, free_siblings
from cases.batches.presenters import in_words, state_name
from cases.enums import PassengerRole, Separation, UnityDecision
from cases.models import Child, PersonStatus
from cases.people.presenters import PersonPresenter, whereabouts_words


class Candidate:
    """One free child on offer; needs ``with_list_parts``."""

    def __init__(self, child, ticked=()):
        self.child = child
        self.person = PersonPresenter(child.person)
        self.public_id = str(child.person.public_id)
        self.ticked = self.public_id in ticked

    @property
    def claims(self):
        """States claimed, each with its answer; a child without a claim can travel with nationality open."""
        claims = self.child.nationalities.all()
        if not claims:
            return _("No claim")
        return ", ".join(
            _("%(state)s: %(answer)s")
            % {"state": state_name(claim.state_id), "answer": claim.get_status_display()}
            for claim in claims
        )

    @property
    def where(self):
        rows = self.child.person.current_whereabouts
        return whereabouts_words(rows[0]) if rows else _("Not recorded")

    @property
    def company(self):
        return Separation(self.child.separation).label if self.child.separation else ""


@dataclass
class CandidateFamily:
    """Brothers and sisters who are offered together."""

    title: str
    text: str = ""
    together: bool = False
    rows: list[Candidate] = field(default_factory=list)


def candidate_families(user, children, ticked=()):
    """The children of a page by family, with those of their brothers and sisters who are free as well."""
    siblings = free_siblings(user, [child.person for child in children])
    known = {child.pk: child for child in children}
    missing = {child.pk for group in siblings.values() for child in group} - set(known)
    known |= {child.pk: child for child in Child.objects.filter(pk__in=missing).with_list_parts()}
    families, alone, placed = [], CandidateFamily(title=_("Without free brothers or sisters")), set()
    for child in children:
        if child.pk in placed:
            continue
        group = _group_of(child, siblings)
        if group is None:
            placed.add(child.pk)
            alone.rows.append(Candidate(child, ticked))
            continue
        members = [known[sibling.pk] for sibling in siblings[group.pk] if sibling.pk not in placed]
        placed |= {member.pk for member in members}
        families.append(_family(group, members, ticked))
    return [*families, alone] if alone.rows else families


def _group_of(child, siblings):
    for membership in child.person.family_memberships.all():
        if len(siblings.get(membership.group_id, ())) > 1:
            return membership.group
    return None


def _family(group, members, ticked):
    together = group.unity == UnityDecision.TOGETHER
    words = {
        UnityDecision.TOGETHER: _("travel together or not at all"),
        UnityDecision.APART: _("travel apart by decision; choose one by one"),
        UnityDecision.UNDECIDED: _("not decided whether they travel together"),
    }
    count = ngettext("%(count)d free child", "%(count)d free children", len(members)) % {
        "count": len(members)
    }
    return CandidateFamily(
        title=_("%(name)s family") % {"name": group.name},
        text=_("%(count)s, %(decision)s") % {"count": count, "decision": words[UnityDecision(group.unity)]},
        together=together,
        rows=[Candidate(child, ticked) for child in members],
    )


@dataclass
class CandidateParent:
    """A parent or carer on offer, with the children on the list and what is known of the person."""

    person: PersonPresenter
    public_id: str
    ties: str
    ticked: bool

    @property
    def status(self):
        return self.person.status


def candidate_parents(user, transfer, ticked=()):
    """Parents and carers of the children on the list who could travel with them; one row a person."""
    ties = free_guardians(user, transfer).select_related("guardian__person", "child__person")
    ties = ties.prefetch_related("guardian__person__names", "child__person__names").order_by("pk")
    by_person = defaultdict(list)
    for tie in ties:
        by_person[tie.guardian.person].append(tie)
    _read_statuses(by_person)
    return [
        CandidateParent(
            person=PersonPresenter(person, role=PassengerRole.PARENT),
            public_id=str(person.public_id),
            ties=_ties_in_words(own),
            ticked=str(person.public_id) in ticked,
        )
        for person, own in by_person.items()
    ]


def _ties_in_words(ties):
    """ "Mother of Zarina and Timur"; one part for each kind of tie."""
    children = defaultdict(list)
    for tie in ties:
        children[tie.get_relationship_display()].append(PersonPresenter(tie.child.person).name)
    return ", ".join(
        _("%(relation)s of %(children)s") % {"relation": relation, "children": in_words(names)}
        for relation, names in children.items()
    )


def _read_statuses(persons):
    rows = defaultdict(list)
    for status in PersonStatus.objects.current().filter(person__in=persons).newest_first():
        rows[status.person_id].append(status)
    for person in persons:
        person.current_statuses = rows[person.pk]
