"""How claims, decisions and the leave to contact a State read on a page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.enums import (
    CONTACT_ALLOWED,
    ClaimBasis,
    ClaimStatus,
    ContactLevel,
    Evidence,
    StateResponse,
)
from cases.models import ContactPermission
from cases.people.presenters import PersonPresenter
from cases.templatetags.look import day

# How an answer looks; red for what stands between the child and a nationality.
CLAIM_LOOKS = {
    ClaimStatus.UNASSESSED: "none",
    ClaimStatus.INDICATED: "none",
    ClaimStatus.EVIDENCE_GATHERING: "progress",
    ClaimStatus.SUBMITTED: "progress",
    ClaimStatus.QUERIED: "progress",
    ClaimStatus.CONFIRMED: "clear",
    ClaimStatus.CONFIRMED_CONDITIONALLY: "progress",
    ClaimStatus.REFUSED: "blocked",
    ClaimStatus.NO_REPLY: "soon",
    ClaimStatus.REVOKED: "blocked",
    ClaimStatus.WITHDRAWN: "not-needed",
}


def contact_words(level):
    """Whether a State may be contacted about a child; ``ValueError`` for a code that is none."""
    words = {
        ContactLevel.NOT_ASSESSED: _("Not assessed: hidden from this State"),
        ContactLevel.PROHIBITED: _("No contact: hidden from this State"),
        ContactLevel.REVOKED: _("Permission revoked: hidden from this State"),
        ContactLevel.PERMITTED_ANONYMOUS: _("Allowed: without identifying data"),
        ContactLevel.PERMITTED_MINIMUM: _("Allowed: minimum details"),
        ContactLevel.PERMITTED_FULL: _("Allowed: full dossier under the named agreement"),
    }
    return words[ContactLevel(level)]


def contact_in_short(level):
    """The same in two words, for a row of a list."""
    words = {
        ContactLevel.NOT_ASSESSED: _("Not assessed"),
        ContactLevel.PROHIBITED: _("No contact"),
        ContactLevel.REVOKED: _("Revoked"),
        ContactLevel.PERMITTED_ANONYMOUS: _("Without names"),
        ContactLevel.PERMITTED_MINIMUM: _("Minimum"),
        ContactLevel.PERMITTED_FULL: _("Full dossier"),
    }
    return words[ContactLevel(level)]


def current_contacts(claims):
    """``{(child id, State code): level}`` of the permissions that hold now for the children of ``claims``."""
    rows = ContactPermission.objects.current().filter(child__in={claim.child_id for claim in claims})
    return {(child, state): level for child, state, level in rows.values_list("child", "state", "level")}


class ClaimPresenter:
    """One claim; prefetch ``child__person__names``. ``level`` is the contact that holds now, if any."""

    def __init__(self, claim, *, level=None):
        self.claim = claim
        self.level = ContactLevel(level or ContactLevel.NOT_ASSESSED)
        self.url = reverse("nationalities:detail", args=[claim.public_id])
        self.state = claim.state.name

    @cached_property
    def person(self):
        return PersonPresenter(self.claim.child.person)

    @property
    def child_url(self):
        return reverse("casefile:detail", args=[self.claim.child.public_id])

    @property
    def case_number(self):
        return self.claim.child.case_number

    @property
    def ground(self):
        return str(ClaimBasis(self.claim.basis).label)

    @property
    def answer(self):
        return str(ClaimStatus(self.claim.status).label)

    @property
    def look(self):
        """The track state whose icon and colour the answer has."""
        return CLAIM_LOOKS[ClaimStatus(self.claim.status)]

    @property
    def evidence(self):
        return [str(Evidence(kind).label) for kind in self.claim.evidence]

    @property
    def contact(self):
        return contact_words(self.level)

    @property
    def contact_short(self):
        return contact_in_short(self.level)

    @property
    def contact_allowed(self):
        return self.level in CONTACT_ALLOWED

    @property
    def contact_url(self):
        return reverse("nationalities:contact", args=[self.claim.child.public_id, self.claim.state_id])


@dataclass(frozen=True)
class Entry:
    """One line of a history, as ``components/timeline.html`` reads it."""

    when: object
    icon: str
    text: str
    detail: str = ""
    correct_url: str = ""


def decision_entries(claim, decisions):
    """The claim's own beginning and its decisions, newest first."""
    entries = [_decision_entry(decision) for decision in decisions]
    return [*entries, Entry(day(claim.claimed_date), "flag", _("Claim recorded"))]


def _decision_entry(decision):
    response = str(StateResponse(decision.response).label) if decision.response else ""
    parts = [part for part in (response, decision.reference) if part]
    icon = "flag" if CLAIM_LOOKS[ClaimStatus(decision.status)] != "clear" else "tick"
    return Entry(
        when=day(decision.decided_date),
        icon=icon,
        text=str(ClaimStatus(decision.status).label),
        detail=" · ".join(parts),
        correct_url=reverse("nationalities:correct_decision", args=[decision.public_id]),
    )


def contact_entries(permissions):
    """The leave to contact a State over time, newest first."""
    return [
        Entry(
            when=day(permission.from_date),
            icon="link" if permission.level in CONTACT_ALLOWED else "eye-off",
            text=contact_words(permission.level),
            detail=permission.reason,
            correct_url=reverse("nationalities:correct_contact", args=[permission.public_id]),
        )
        for permission in permissions
    ]
