"""What is still missing on a case, computed from what is on file; where a reason is recorded, the reason."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import Question, UnityDecision
from cases.needs.presenters import ASKED_OF_EVERY_CHILD, domain_words, record_url
from cases.people.answers import open_of_child
from cases.people.gaps import Gap, GapList, gaps

# Where the answer to a question is recorded.
ROUTES = {
    Question.NAME: "children:edit",
    Question.SEX: "children:edit",
    Question.BIRTH: "children:edit",
    Question.BIRTH_PLACE: "children:edit",
    Question.ORIGIN: "children:edit",
    Question.FOUND: "children:found",
    Question.LIVED_BEFORE: "children:whereabouts",
    Question.WHERE_NOW: "children:whereabouts",
    Question.COMPANY: "children:separation",
    Question.CARER: "guardians:add",
    Question.MOTHER: "guardians:add",
    Question.FATHER: "guardians:add",
    Question.NATIONALITY: "nationalities:add",
    Question.PAPERS: "documents:add",
}


def missing_on(case):
    """The ``GapList`` of a case file."""
    questions = open_of_child(
        case.child,
        whereabouts=case.child.person.all_whereabouts,
        separations=case.separations,
        ties=case.ties,
        claims=case.claims,
        papers=case.papers,
    )
    asked = gaps(
        questions,
        case.missing_answers,
        routes=ROUTES,
        say_route="children:missing",
        public_id=case.child.public_id,
    )
    return GapList([*asked, *_needs(case), *_unity(case)])


def _needs(case):
    """Needs that are asked of every child and were not."""
    found = {need.domain for need in case.needs if need.to_date is None}
    return [
        Gap(label=domain_words(domain), record_url=record_url(case.child, domain))
        for domain in ASKED_OF_EVERY_CHILD
        if domain not in found
    ]


def _unity(case):
    """A decision on each group with several children that nobody has decided on."""
    open_groups = [
        listed.group
        for listed in case.siblings
        if listed.group and listed.children and listed.group.unity == UnityDecision.UNDECIDED
    ]
    return [
        Gap(label=_("Whether the siblings stay together"), record_url=unity_url(case.child, group))
        for group in open_groups
        if group.office_id == case.child.office_id
    ]


def unity_url(child, group):
    """The form on whether the siblings of one group stay together."""
    return reverse("families:unity", args=[child.public_id], query={"group": str(group.public_id)})
