"""Dated reports about a person as a reader needs them: newest first, those that cover the same time side by side."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cases.enums import Confidence, PersonState, Separation
from cases.guardians.presenters import status_doubt, status_words
from cases.people.presenters import doubt_words, whereabouts_words
from cases.people.sources import source_phrase


@dataclass(frozen=True)
class Report:
    """One dated statement: what, from when to when, from whom, and how far it is doubted."""

    text: str
    since: date | None
    until: date | None
    source: str
    doubt: str
    sure: str = ""
    correct_url: str = ""
    # Where exactly; ``is_closed`` where that is on file and can no longer be read.
    detail: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Reports:
    """Reports about one stretch of time; ``differ`` when they do not say the same."""

    reports: list[Report]

    @property
    def differ(self):
        return len({report.text for report in self.reports}) > 1

    @property
    def only(self):
        """The report, where there is one; ``None`` where several stand side by side."""
        return self.reports[0] if len(self.reports) == 1 else None


def whereabouts_reports(rows, details=None):
    """``Reports`` of ``Whereabouts`` rows that are in order, newest first.

    ``details`` (of ``cases.people.sealing.details_of``) are given where the reader's office may read them, never to what
    leaves it.
    """
    return side_by_side([_of_whereabouts(row, details or {}) for row in rows])


def status_reports(rows):
    """``Reports`` of ``PersonStatus`` rows that are in order, newest first."""
    return side_by_side(
        [
            Report(
                text=status_words(row),
                since=row.from_date,
                until=row.to_date,
                source=source_phrase(row.source),
                doubt=status_doubt(row),
                sure="" if row.status == PersonState.BELIEVED_DEAD else sure_words(row),
                correct_url=reverse("children:correct_status", args=[row.public_id]),
            )
            for row in rows
        ]
    )


def separation_reports(rows):
    """``Reports`` of the separation history; its periods follow one another."""
    return [
        Reports(
            [
                Report(
                    text=str(Separation(row.status).label),
                    since=row.from_date,
                    until=row.to_date,
                    source=source_phrase(row.source),
                    doubt="",
                    correct_url=reverse("children:correct_separation", args=[row.public_id]),
                )
            ]
        )
        for row in rows
    ]


def side_by_side(reports):
    """Group reports whose times overlap; one that nobody ended overlaps everything after its beginning."""
    groups = []
    for report in reports:
        together = [group for group in groups if any(_overlap(report, other) for other in group)]
        merged = [other for group in together for other in group] + [report]
        groups = [group for group in groups if group not in together] + [merged]
    return [Reports(group) for group in groups]


def more_than_one_place(rows):
    """Whether reports that hold now name different whereabouts."""
    return len({whereabouts_words(row) for row in rows if row.to_date is None}) > 1


def _of_whereabouts(row, details):
    return Report(
        text=whereabouts_words(row),
        since=row.from_date,
        until=row.to_date,
        source=source_phrase(row.source),
        doubt=doubt_words(row.confidence),
        sure=sure_words(row),
        correct_url=reverse("children:correct_whereabouts", args=[row.public_id]),
        detail=details.get(row.pk) or "",
        is_closed=row.pk in details and details[row.pk] is None,
    )


def sure_words(row):
    """ "Confirmed" beside what is; what is not says so by its doubt."""
    return str(Confidence.CONFIRMED.label) if row.confidence == Confidence.CONFIRMED else ""


def _overlap(one, other):
    # The day of leaving belongs to what comes next.
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one, other):
    return one.since is None or other.until is None or one.since < other.until
