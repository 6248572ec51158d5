"""One timeline of a child from the rows of many tables: what happened when, and who recorded it."""

from dataclasses import replace

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.casefile.entries import Entry, entry_of
from cases.casefile.kinds import Kind
from cases.casefile.missing import unity_url
from cases.casefile.sentences import place_sentence, separation_sentence
from cases.casefile.summary import found_words
from cases.casefile.travels import handovers, journeys, listings, moves
from cases.enums import (
    ClaimBasis,
    ClaimStatus,
    ContactLevel,
    FlagKind,
    NoteKind,
    Relationship,
    StateResponse,
    UnityDecision,
)
from cases.guardians.presenters import status_doubt, status_words
from cases.needs.presenters import NeedPresenter
from cases.people.papers import PaperPresenter
from cases.people.presenters import PersonPresenter, doubt_words
from cases.people.sources import source_phrase

SHOWN_AT_FIRST = 8


def timeline_of(case, *, kind=Kind.EVERYTHING):
    """The entries of a case file, newest first, narrowed to a ``Kind``.

    A correction of what was wrong happened to the record, not to the child: it stands among the changes to the
    record alone.
    """
    return _told_by(case, _TOLD, kind)


def timeline_that_leaves(case):
    """The entries of an export, newest first: of what happened to the child.

    No reason of the office leaves, nobody who recorded something, and no address of this register.
    """
    leaving = [(of_kind, tell) for of_kind, tell in _TOLD if tell in _LEAVES]
    entries = _told_by(case, leaving, Kind.EVERYTHING)
    return [replace(entry, reason="", who="", url="", correct_url="") for entry in entries]


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


def _registration(case):
    yield entry_of(case, case.child, case.child.registered_date, "pencil", _("Registered."))


def _whereabouts(case):
    for row in case.child.person.all_whereabouts:
        doubt = doubt_words(row.confidence)
        on = row.from_date or row.to_date
        yield entry_of(
            case, row, on, "place", place_sentence(row), facts=doubt, correct="children:correct_whereabouts"
        )


def _found(case):
    child = case.child
    if child.found_date is None:
        return
    where = found_words(child)
    text = _("Found: %(where)s.") % {"where": where} if where else _("Found on this day.")
    yield entry_of(case, child, child.found_date, "place", text, correct="children:found", who="")


def _separations(case):
    for row in case.separations:
        on = row.from_date or row.to_date
        yield entry_of(
            case, row, on, "people", separation_sentence(row), correct="children:correct_separation"
        )


def _statuses(case):
    for row in case.child.person.all_statuses:
        text = _("The child: %(status)s.") % {"status": status_words(row)}
        yield entry_of(
            case,
            row,
            row.from_date,
            "person",
            text,
            facts=status_doubt(row),
            correct="children:correct_status",
        )


def _of_relatives(case):
    for tie in case.ties:
        relation = Relationship(tie.relationship).label
        for row in tie.guardian.person.all_statuses:
            text = _("%(relation)s, %(name)s: %(status)s.") % {
                "relation": relation,
                "name": PersonPresenter(tie.guardian.person).name,
                "status": status_words(row),
            }
            yield entry_of(
                case,
                row,
                row.from_date,
                "person",
                text,
                facts=status_doubt(row),
                correct="children:correct_status",
            )


def _claims(case):
    for claim in case.claims:
        text = _("Claim on %(state)s: %(ground)s.") % {
            "state": claim.state.name,
            "ground": ClaimBasis(claim.basis).label,
        }
        url = reverse("nationalities:detail", args=[claim.public_id])
        yield entry_of(case, claim, claim.claimed_date, "flag", text, url=url, correct="nationalities:edit")


def _decisions(case):
    for row in case.decisions:
        text = _("Claim on %(state)s: %(answer)s.") % {
            "state": row.nationality.state.name,
            "answer": ClaimStatus(row.status).label,
        }
        response = str(StateResponse(row.response).label) if row.response else ""
        yield entry_of(
            case,
            row,
            row.decided_date,
            "double-tick",
            text,
            facts=response,
            correct="nationalities:correct_decision",
            is_decision=True,
        )


def _permissions(case):
    for row in case.permissions:
        text = _("Contact with %(state)s: %(level)s.") % {
            "state": row.state.name,
            "level": ContactLevel(row.level).label,
        }
        yield entry_of(
            case,
            row,
            row.from_date,
            "shield",
            text,
            reason=row.reason,
            correct="nationalities:correct_contact",
            is_decision=True,
        )


def _papers(case):
    for row in case.papers:
        paper = PaperPresenter(row)
        icon = "lock" if paper.is_restricted else "paper"
        issued = _("Paper issued: %(paper)s.") % {"paper": paper.title}
        kept = _("Paper put on file: %(paper)s.") % {"paper": paper.title}
        on = row.issued_date or timezone.localtime(row.created_at).date()
        yield entry_of(case, row, on, icon, issued if row.issued_date else kept, correct="documents:edit")


def _assignments(case):
    for row in case.assignments:
        name = row.user.full_name if row.user else row.office.name
        text = _("Responsible from this day: %(name)s.") % {"name": name}
        # What another office did is not ours to correct.
        correct = "children:correct_assignment" if row.office_id == case.child.office_id else ""
        yield entry_of(case, row, row.from_date, "person", text, reason=row.reason, correct=correct)


def _notes(case):
    for row in case.notes:
        text = _("Note: %(kind)s.") % {"kind": NoteKind(row.kind).label}
        url = reverse("notes:detail", args=[row.public_id])
        yield entry_of(case, row, row.about_date, "pencil", text, url=url, who=row.author.full_name)


def _flags(case):
    for row in case.flags:
        words = {"kind": FlagKind(row.kind).label, "day": formats.date_format(row.due_date, "j M Y")}
        raised = timezone.localtime(row.created_at).date()
        text = _("Flag raised: %(kind)s, by %(day)s.") % words
        yield entry_of(case, row, raised, "flag", text, reason=row.reason, who=row.raised_by.full_name)
        if row.lowered_date:
            text = _("Flag lowered: %(kind)s.") % words
            who = row.lowered_by.full_name
            yield entry_of(case, row, row.lowered_date, "tick", text, reason=row.outcome, who=who)


def _unity(case):
    for listed in case.siblings:
        group = listed.group
        if group is None or group.unity == UnityDecision.UNDECIDED:
            continue
        text = _("Siblings: %(decision)s.") % {"decision": UnityDecision(group.unity).label}
        is_ours = group.office_id == case.child.office_id
        # The reason is another office's, and may speak of children of whom this one is told nothing.
        reason = group.unity_reason if is_ours else ""
        told = entry_of(case, group, group.unity_decided_date, "link", text, reason=reason, is_decision=True)
        yield replace(told, correct_url=unity_url(case.child, group) if is_ours else "")


def _needs(case):
    for row in case.needs:
        need = NeedPresenter(row)
        text = _("%(domain)s: %(finding)s.") % {"domain": need.domain, "finding": need.finding}
        facts = f"{need.response} · {source_phrase(row.source)}"
        yield entry_of(case, row, row.from_date, "kept", text, facts=facts, correct="needs:correct")


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
            entry_of(
                case, name, on, "pencil", text, facts=source_phrase(name.source), correct="people:edit_name"
            ),
            is_correction=True,
        )


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
    (Kind.TRANSFERS, listings),
    (Kind.TRANSFERS, moves),
    (Kind.TRANSFERS, journeys),
    (Kind.TRANSFERS, handovers),
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
    _found, _registration, _papers, _claims, _permissions, _decisions, _unity, _needs, listings, moves, journeys,
    handovers, _whereabouts, _separations, _statuses, _of_relatives,
})  # fmt: skip
