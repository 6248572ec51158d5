"""One timeline of a child from the rows of many tables: what happened when, and who recorded it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.casefile.kinds import Kind
from cases.casefile.sentences import place_sentence, separation_sentence
from cases.casefile.summary import found_words
from cases.enums import (
    ClaimBasis,
    ClaimStatus,
    ContactLevel,
    FlagKind,
    HandoverRole,
    NoteKind,
    NotTravelledReason,
    PassengerResult,
    Relationship,
    StateResponse,
    TransferStatus,
    UnityDecision,
)
from cases.guardians.presenters import status_doubt, status_words
from cases.needs.presenters import NeedPresenter
from cases.people.papers import PaperPresenter
from cases.people.presenters import PersonPresenter, doubt_words
from cases.people.sources import source_phrase

SHOWN_AT_FIRST = 8

# Moves that somebody decided; the others only follow.
_DECIDED_MOVES = (
    TransferStatus.PROPOSED,
    TransferStatus.CONFIRMED,
    TransferStatus.CANCELLED,
    TransferStatus.POSTPONED,
)
# Said of each passenger in words of their own.
_MOVES_TOLD_OTHERWISE = (TransferStatus.DEPARTED, TransferStatus.ARRIVED, TransferStatus.HANDED_OVER)


@dataclass(frozen=True)
class Entry:
    """One thing that happened: on which day, when it was recorded, in one sentence, and by whom."""

    on: date
    recorded: datetime
    icon: str
    text: str
    who: str = ""
    facts: str = ""
    # What somebody of the office wrote for the office; it does not leave.
    reason: str = ""
    url: str = ""
    is_decision: bool = False
    is_correction: bool = False

    @property
    def detail(self):
        """What stands under the sentence."""
        return " · ".join(part for part in (self.reason, self.facts) if part)

    @property
    def when(self):
        """The day, or "today"."""
        return _("today") if self.on == timezone.localdate() else formats.date_format(self.on, "j M Y")


def timeline_of(case, *, kind=Kind.EVERYTHING):
    """The entries of a case file, newest first, narrowed to a ``Kind``.

    A correction of what was wrong happened to the record, not to the child: it stands among the changes to the
    record alone.
    """
    return _told_by(case, _TOLD, kind)


def timeline_that_leaves(case):
    """The entries of an export, newest first: of what happened to the child, and no reason of the office."""
    leaving = [(of_kind, tell) for of_kind, tell in _TOLD if tell in _LEAVES]
    return [replace(entry, reason="") for entry in _told_by(case, leaving, Kind.EVERYTHING)]


def _told_by(case, tellers, kind):
    ranked = [
        (rank, entry)
        for rank, (of_kind, tell) in enumerate(tellers)
        for entry in tell(case)
        if _belongs(entry, of_kind, kind)
    ]
    ranked.sort(key=lambda pair: (pair[1].on, pair[0], pair[1].recorded), reverse=True)
    return [entry for _rank, entry in ranked]


def _belongs(entry, of_kind, kind):
    if kind == Kind.EVERYTHING:
        return not entry.is_correction
    return entry.is_decision if kind == Kind.DECISIONS else of_kind == kind


def _entry(case, row, on, icon, text, *, facts="", reason="", url="", who=None, is_decision=False):
    recorded = row.created_at
    if on is None:
        unknown = _("Since when is not known; recorded on this day")
        facts = " · ".join(part for part in (facts, unknown) if part)
        on = timezone.localtime(recorded).date()
    return Entry(
        on=on,
        recorded=recorded,
        icon=icon,
        text=text,
        who=case.recorders.name_for(row) if who is None else who,
        facts=facts,
        reason=reason,
        url=url,
        is_decision=is_decision,
    )


def _registration(case):
    yield _entry(case, case.child, case.child.registered_date, "pencil", _("Registered."))


def _whereabouts(case):
    for row in case.child.person.all_whereabouts:
        doubt = doubt_words(row.confidence)
        on = row.from_date or row.to_date
        yield _entry(case, row, on, "place", place_sentence(row), facts=doubt)


def _found(case):
    child = case.child
    if child.found_date is None:
        return
    where = found_words(child)
    text = _("Found: %(where)s.") % {"where": where} if where else _("Found on this day.")
    yield _entry(case, child, child.found_date, "place", text, who="")


def _separations(case):
    for row in case.separations:
        on = row.from_date or row.to_date
        yield _entry(case, row, on, "people", separation_sentence(row))


def _statuses(case):
    for row in case.child.person.all_statuses:
        text = _("The child: %(status)s.") % {"status": status_words(row)}
        yield _entry(case, row, row.from_date, "person", text, facts=status_doubt(row))


def _of_relatives(case):
    for tie in case.ties:
        relation = Relationship(tie.relationship).label
        for row in tie.guardian.person.all_statuses:
            text = _("%(relation)s, %(name)s: %(status)s.") % {
                "relation": relation,
                "name": PersonPresenter(tie.guardian.person).name,
                "status": status_words(row),
            }
            yield _entry(case, row, row.from_date, "person", text, facts=status_doubt(row))


def _claims(case):
    for claim in case.claims:
        text = _("Claim on %(state)s: %(ground)s.") % {
            "state": claim.state.name,
            "ground": ClaimBasis(claim.basis).label,
        }
        url = reverse("nationalities:detail", args=[claim.public_id])
        yield _entry(case, claim, claim.claimed_date, "flag", text, url=url)


def _decisions(case):
    for row in case.decisions:
        text = _("Claim on %(state)s: %(answer)s.") % {
            "state": row.nationality.state.name,
            "answer": ClaimStatus(row.status).label,
        }
        response = str(StateResponse(row.response).label) if row.response else ""
        yield _entry(case, row, row.decided_date, "double-tick", text, facts=response, is_decision=True)


def _permissions(case):
    for row in case.permissions:
        text = _("Contact with %(state)s: %(level)s.") % {
            "state": row.state.name,
            "level": ContactLevel(row.level).label,
        }
        yield _entry(case, row, row.from_date, "shield", text, reason=row.reason, is_decision=True)


def _papers(case):
    for row in case.papers:
        paper = PaperPresenter(row)
        icon = "lock" if paper.is_restricted else "paper"
        issued = _("Paper issued: %(paper)s.") % {"paper": paper.title}
        kept = _("Paper put on file: %(paper)s.") % {"paper": paper.title}
        on = row.issued_date or timezone.localtime(row.created_at).date()
        yield _entry(case, row, on, icon, issued if row.issued_date else kept)


def _assignments(case):
    for row in case.assignments:
        name = row.user.full_name if row.user else row.office.name
        text = _("Responsible from this day: %(name)s.") % {"name": name}
        yield _entry(case, row, row.from_date, "person", text, reason=row.reason)


def _notes(case):
    for row in case.notes:
        text = _("Note: %(kind)s.") % {"kind": NoteKind(row.kind).label}
        url = reverse("notes:detail", args=[row.public_id])
        yield _entry(case, row, row.about_date, "pencil", text, url=url, who=row.author.full_name)


def _flags(case):
    for row in case.flags:
        words = {"kind": FlagKind(row.kind).label, "day": formats.date_format(row.due_date, "j M Y")}
        raised = timezone.localtime(row.created_at).date()
        text = _("Flag raised: %(kind)s, by %(day)s.") % words
        yield _entry(case, row, raised, "flag", text, reason=row.reason, who=row.raised_by.full_name)
        if row.lowered_date:
            text = _("Flag lowered: %(kind)s.") % words
            who = row.lowered_by.full_name
            yield _entry(case, row, row.lowered_date, "tick", text, reason=row.outcome, who=who)


def _unity(case):
    for listed in case.siblings:
        group = listed.group
        if group is None or group.unity == UnityDecision.UNDECIDED:
            continue
        text = _("Siblings: %(decision)s.") % {"decision": UnityDecision(group.unity).label}
        yield _entry(
            case, group, group.unity_decided_date, "link", text, reason=group.unity_reason, is_decision=True
        )


def _needs(case):
    for row in case.needs:
        need = NeedPresenter(row)
        text = _("%(domain)s: %(finding)s.") % {"domain": need.domain, "finding": need.finding}
        facts = f"{need.response} · {source_phrase(row.source)}"
        yield _entry(case, row, row.from_date, "kept", text, facts=facts)


def _changes(case):
    for change in case.changes:
        yield Entry(
            on=timezone.localtime(change.at).date(),
            recorded=change.at,
            icon="pencil",
            text=change.text,
            who=case.recorders.name_of(change.user_id),
            reason=change.reason,
            is_correction=change.is_correction,
        )


def _names(case):
    for name in case.child.person.names.all():
        on = timezone.localtime(name.created_at).date()
        text = _("Name written: %(name)s.") % {"name": name.full}
        yield replace(
            _entry(case, name, on, "pencil", text, facts=source_phrase(name.source)), is_correction=True
        )


def _transfer_url(passage):
    return reverse("batches:detail", args=[passage.transfer.public_id]) if passage.is_ours else ""


def _listings(case):
    for passage in case.passages:
        yield from _listing(case, passage)


def _listing(case, passage):
    listed = timezone.localtime(passage.created_at).date()
    departed = passage.transfer.departure_date
    if departed and listed > departed:
        return  # written up afterwards: the day of listing is not known
    text = _("Put on the list of transfer %(number)s to %(state)s.") % {
        "number": passage.transfer.number,
        "state": passage.destination.name,
    }
    yield _entry(case, passage, listed, "transfer", text, url=_transfer_url(passage))


def _moves(case):
    for passage in case.passages:
        yield from _moves_of(case, passage)


def _moves_of(case, passage):
    listed = timezone.localtime(passage.created_at).date()
    for move in case.moves.get(passage.transfer_id, ()):
        on = timezone.localtime(move.moved_at).date()
        if move.to_status in _MOVES_TOLD_OTHERWISE or on < listed:
            continue
        text = _("Transfer %(number)s: %(status)s.") % {
            "number": passage.transfer.number,
            "status": TransferStatus(move.to_status).label,
        }
        yield Entry(
            on=on,
            recorded=move.moved_at,
            icon="transfer",
            text=text,
            who=move.moved_by.full_name,
            reason=move.reason,
            url=_transfer_url(passage),
            is_decision=move.to_status in _DECIDED_MOVES,
        )


def _journeys(case):
    for passage in case.passages:
        yield from _journey(case, passage)


def _handovers(case):
    for passage in case.passages:
        handover = getattr(passage, "handover", None)
        if handover is None:
            continue
        text = _("Handed over to %(receiver)s.") % {"receiver": handover.receiver}
        facts = str(HandoverRole(handover.receiver_role).label)
        on = timezone.localtime(handover.handed_over_at).date()
        yield _entry(case, handover, on, "home", text, facts=facts)


def _journey(case, passage):
    transfer, url = passage.transfer, _transfer_url(passage)
    if transfer.departure_date is None:
        return
    if passage.result != PassengerResult.TRAVELLED:
        reason = NotTravelledReason(passage.not_travelled_reason).label
        text = _("Did not travel: %(reason)s.") % {"reason": reason}
        yield _entry(case, passage, transfer.departure_date, "transfer", text, url=url, who="")
        return
    text = _("Travelled to %(state)s.") % {"state": passage.destination.name}
    yield _entry(case, passage, transfer.departure_date, "transfer", text, url=url, who="")


def _merges(case):
    """Two files became one, or two again."""
    for merge in case.merges:
        for moment, text, who, reason in merge.told:
            on, url = timezone.localtime(moment).date(), merge.url if merge.stands else ""
            yield Entry(on, moment, "link", text, who=who, reason=reason, url=url, is_decision=True)


# In the order of one day: what comes later in this list is told as the later.
_TOLD = (
    (Kind.WHERE, _found),
    (Kind.CHANGES, _registration),
    (Kind.CHANGES, _names),
    (Kind.CHANGES, _changes),
    (Kind.PAPERS, _papers),
    (Kind.CLAIMS, _claims),
    (Kind.CLAIMS, _permissions),
    (Kind.CLAIMS, _decisions),
    (Kind.FAMILY, _unity),
    (Kind.NEEDS, _needs),
    (Kind.TRANSFERS, _listings),
    (Kind.TRANSFERS, _moves),
    (Kind.TRANSFERS, _journeys),
    (Kind.TRANSFERS, _handovers),
    (Kind.WHERE, _whereabouts),
    (Kind.WHERE, _separations),
    (Kind.WHERE, _statuses),
    (Kind.FAMILY, _of_relatives),
    (Kind.CHANGES, _assignments),
    (Kind.NOTES, _flags),
    (Kind.NOTES, _notes),
    (Kind.CHANGES, _merges),
)
# What is told in a file that leaves: who worked on it and what was changed, noted or flagged is not part of it.
_LEAVES = frozenset({
    _found, _registration, _papers, _claims, _permissions, _decisions, _unity, _needs, _listings, _moves, _journeys,
    _handovers, _whereabouts, _separations, _statuses, _of_relatives,
})  # fmt: skip
