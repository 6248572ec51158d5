"""Claims, papers and transfers of one child as rows of the case page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import (
    CONTACT_ALLOWED,
    ClaimBasis,
    ClaimStatus,
    ContactLevel,
    Evidence,
    NotTravelledReason,
    PassengerResult,
    StateResponse,
    TransferMode,
    TransferStatus,
)
from cases.people.papers import PaperPresenter


@dataclass(frozen=True)
class ClaimRow:
    """One claim on one State on one ground, its latest answer, and whether that State may be contacted."""

    state: str
    url: str
    ground: str
    evidence: str
    look: str
    answer: str
    answered: date | None
    answer_detail: str
    contact: str
    contact_hidden: bool
    contact_url: str


# How an answer looks; red for what stands between the child and a nationality.
_CLAIM_LOOKS = {
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
    """Whether a State may be contacted about a child, in the words of the case page."""
    words = {
        ContactLevel.NOT_ASSESSED: _("Not assessed: hidden from this State"),
        ContactLevel.PROHIBITED: _("No contact: hidden from this State"),
        ContactLevel.REVOKED: _("Permission revoked: hidden from this State"),
        ContactLevel.PERMITTED_ANONYMOUS: _("Allowed: without identifying data"),
        ContactLevel.PERMITTED_MINIMUM: _("Allowed: minimum details"),
        ContactLevel.PERMITTED_FULL: _("Allowed: full dossier under the named agreement"),
    }
    return words[ContactLevel(level)]


def claim_rows(case):
    """Rows for the card of claims, in the order in which they were made."""
    return [_claim_row(case, claim) for claim in case.claims]


def no_state_acts(case):
    """Whether no State has confirmed that the child is its national."""
    return all(claim.status != ClaimStatus.CONFIRMED for claim in case.claims)


def _claim_row(case, claim):
    latest = next(iter(case.decisions_on(claim)), None)
    permission = case.current_permissions.get(claim.state_id)
    level = permission.level if permission else ContactLevel.NOT_ASSESSED
    status = ClaimStatus(claim.status)
    response = str(StateResponse(latest.response).label) if latest and latest.response else ""
    return ClaimRow(
        state=claim.state.name,
        url=reverse("nationalities:detail", args=[claim.public_id]),
        ground=str(ClaimBasis(claim.basis).label),
        evidence=", ".join(str(Evidence(kind).label) for kind in claim.evidence),
        look=_CLAIM_LOOKS[status],
        answer=str(status.label),
        answered=latest.decided_date if latest else None,
        answer_detail=response,
        contact=contact_words(level),
        contact_hidden=level not in CONTACT_ALLOWED,
        contact_url=reverse("nationalities:contact", args=[case.child.public_id, claim.state_id]),
    )


def paper_rows(case):
    """Presenters of the child's papers, newest first."""
    return [PaperPresenter(paper) for paper in case.papers]


@dataclass(frozen=True)
class PassageRow:
    """One transfer that the child is or was listed for, and what happened."""

    number: str
    url: str
    destination: str
    mode: str
    day: date | None
    is_planned: bool
    result: str
    detail: str


def passage_rows(case):
    """Rows for the card of transfers: the open one first, then the latest."""
    return [_passage_row(passage) for passage in case.passages]


def _passage_row(passage):
    transfer = passage.transfer
    departed = transfer.departure_date
    reason = passage.not_travelled_reason
    return PassageRow(
        number=transfer.number,
        url=reverse("batches:detail", args=[transfer.public_id]) if passage.is_ours else "",
        destination=passage.destination.name,
        mode=str(TransferMode(transfer.mode).label),
        day=departed or transfer.planned_date,
        is_planned=departed is None,
        result=_result(passage),
        detail=str(NotTravelledReason(reason).label) if reason else _handover_words(passage),
    )


def _result(passage):
    result = PassengerResult(passage.result)
    if result == PassengerResult.PENDING:
        return _("Transfer: %(status)s") % {"status": TransferStatus(passage.transfer.status).label}
    return str(result.label)


def _handover_words(passage):
    handover = getattr(passage, "handover", None)
    return _("Handed over to %(receiver)s") % {"receiver": handover.receiver} if handover else ""
