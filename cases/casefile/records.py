"""Claims, papers and transfers of one child as rows of the case page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import (
    CONTACT_ALLOWED,
    CUSTODY_WITHOUT_PAPER,
    ClaimStatus,
    ContactLevel,
    NotTravelledReason,
    PassengerResult,
    StateResponse,
    TransferMode,
    TransferStatus,
)
from cases.nationalities.presenters import (
    ClaimPresenter,
    contact_entries,
    contact_words,
    decision_entries,
)
from cases.people.papers import PaperPresenter


class ClaimRow(ClaimPresenter):
    """One claim on the case page, with its decisions, and the leave to contact its State over time."""

    def __init__(self, claim, *, level, decisions, permissions):
        super().__init__(claim, level=level)
        self._latest = next(iter(decisions), None)
        self.decisions = decision_entries(claim, decisions)
        self.contacts = contact_entries(permissions)

    @property
    def decide_url(self):
        return reverse("nationalities:decide", args=[self.claim.public_id])

    @property
    def answered(self):
        """The day of the latest decision, or ``None``."""
        return self._latest.decided_date if self._latest else None

    @property
    def answer_detail(self):
        """What the State wrote, where it did."""
        response = self._latest.response if self._latest else ""
        return str(StateResponse(response).label) if response else ""


def claim_rows(case):
    """Rows for the card of claims, in the order in which they were made."""
    return [_claim_row(case, claim) for claim in case.claims]


def no_state_acts(case):
    """Whether no State has confirmed that the child is its national."""
    return all(claim.status != ClaimStatus.CONFIRMED for claim in case.claims)


def _claim_row(case, claim):
    permission = case.current_permissions.get(claim.state_id)
    return ClaimRow(
        claim,
        level=permission.level if permission else None,
        decisions=case.decisions_on(claim),
        permissions=_permissions_of(case, claim.state_id),
    )


def _permissions_of(case, state_id):
    return [row for row in case.permissions if row.state_id == state_id]


@dataclass(frozen=True)
class ContactRow:
    """Leave to contact a State on which there is no claim: the present answer and the earlier ones."""

    state: str
    words: str
    is_allowed: bool
    url: str
    contacts: list


def contacts_without_claim(case):
    """A ``ContactRow`` for each State that was decided on though nobody claims it, by name."""
    claimed = {claim.state_id for claim in case.claims}
    states = {row.state_id: row.state for row in case.permissions if row.state_id not in claimed}
    rows = [_contact_row(case, state) for state in states.values()]
    return sorted(rows, key=lambda row: row.state)


def _contact_row(case, state):
    current = case.current_permissions.get(state.pk)
    level = current.level if current else ContactLevel.NOT_ASSESSED
    return ContactRow(
        state=state.name,
        words=contact_words(level),
        is_allowed=level in CONTACT_ALLOWED,
        url=reverse("nationalities:contact", args=[case.child.public_id, state.pk]),
        contacts=contact_entries(_permissions_of(case, state.pk)),
    )


def paper_rows(case):
    """Presenters of the child's papers, newest first."""
    return [PaperPresenter(paper) for paper in case.papers]


def kinds_at_hand(case):
    """Kinds of the papers that another authority would take: there, and not from a non-recognised one."""
    return {
        paper.kind
        for paper in case.papers
        if paper.custody not in CUSTODY_WITHOUT_PAPER and not paper.is_restricted
    }


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
