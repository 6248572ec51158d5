"""How files end in the demonstration: due, on hold, waiting for a second person, and erased. Invented."""

from datetime import timedelta

from cases.components.stamps import stamp_of
from cases.crypto import new_archive_key
from cases.enums import (
    CaseStatus,
    ErasureReason,
    IdentityCheck,
    RequestedBy,
    RequestOutcome,
    RetentionClass,
    SubjectRequestKind,
)
from cases.models import Child
from cases.retention import erasing, holding
from cases.retention.due import due_files
from cases.retention.setting import set_period, stamp_of_period
from cases.subjects.actions import answer_request, record_request

# Shorter than usual, so that a caseload of some years has files that are due.
YEARS, UNTIL_AGE = 5, 24
BOARD = "The board decided in spring: no longer than a claim on custody can be brought."
HOLD = ("Family court, second chamber", "A grandmother claims custody; the court may ask for the file.")
ASKED = "The young man asks for it; he lives with his family and wants nothing of it kept."
WAITS = "The family asks for it since the child died."


def add_ends(offices, users, *, today):
    """One of each, of closed files of children who travelled, so that every total stays; nothing is drawn."""
    omar, ines = users["Omar Rashid"], users["Ines Kallio"]
    set_period(
        by=users["Pavel Sirota"],
        kind=RetentionClass.CASE_FILE,
        version=stamp_of_period(None),
        years=YEARS,
        until_age=UNTIL_AGE,
        reason=BOARD,
    )
    held, gone, waiting, asking = _closed_files(offices["north"], today)[:4]
    holding.hold(by=omar, child=held, authority=HOLD[0], reason=HOLD[1])
    for child, words in ((gone, ASKED), (waiting, WAITS)):
        # The private half is thrown away: nobody opens what is sealed in a demonstration.
        asked = erasing.ask(
            by=omar,
            child=child,
            seen_at=child.updated_at,
            reason=ErasureReason.REQUEST,
            words=words,
            recipient=new_archive_key()[0],
        )
        if child is gone:
            erasing.confirm(by=ines, erasure=asked, version=stamp_of(asked))
    _requests(users["Layla Haddad"], omar, asking, held, today)


def _closed_files(office, today):
    """Closed files of children who travelled and that are not due, those that were closed first standing first."""
    closed = Child.objects.filter(office=office, status=CaseStatus.CLOSED, person__passages__isnull=False)
    due = due_files(closed, today).values("pk")
    return list(closed.exclude(pk__in=due).select_related("person").distinct().order_by("pk"))


def _requests(by, head, asking, answered, today):
    common = {"by": by, "requested_by": RequestedBy.PERSON, "identity_check": IdentityCheck.PAPER}
    record_request(
        **common, child=asking, kind=SubjectRequestKind.ACCESS, asked_date=today - timedelta(days=20)
    )
    request = record_request(
        **common,
        child=answered,
        kind=SubjectRequestKind.RECTIFY,
        asked_date=today - timedelta(days=40),
        words="The family name is written with two s.",
    )
    answer_request(
        by=head,
        request=request,
        version=stamp_of(request),
        outcome=RequestOutcome.GRANTED,
        answer="The spelling stands on file as the own one.",
        answered_date=today - timedelta(days=30),
    )
