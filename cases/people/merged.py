"""Records that became one: which a record holds since when, and the way from one that was given up to the one that stays."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases.access import leads_nowhere
from cases.models import Guardian, PersonMerge
from cases.people.pages import page_of

_FACTS = {
    "public_id": "public_id",
    "kept": "kept_id",
    "number": "merged__child__case_number",
    "kept_number": "kept__child__case_number",
    "who": "merged_by__full_name",
    "at": "merged_at",
    "reason": "reason",
    "undone_at": "undone_at",
    "undone_by": "undone_by__full_name",
    "undo_reason": "undo_reason",
}


@dataclass(frozen=True)
class MergeView:
    """One merge as the pages of either record tell it. ``number`` is that of the other file; empty where it has none.

    ``is_kept``: the record that is looked at is the one that stayed.
    """

    is_kept: bool
    number: str
    who: str
    at: datetime
    reason: str
    undone_at: datetime | None
    undone_by: str
    undo_reason: str
    url: str

    @property
    def stands(self):
        """Whether the record holds two at present."""
        return self.undone_at is None

    @property
    def told(self):
        """What happened: when, in a sentence, by whom and why; one entry, or two where it was undone."""
        merged = (self.at, self._sentence, self.who, self.reason)
        undone = (self.undone_at, self._undone_sentence, self.undone_by, self.undo_reason)
        return [merged] if self.stands else [merged, undone]

    @property
    def _sentence(self):
        if self.number and self.is_kept:
            return _("Merged with file %(number)s.") % {"number": self.number}
        if self.number:
            return _("Merged into file %(number)s.") % {"number": self.number}
        return _("Merged with another record of the same person.")

    @property
    def _undone_sentence(self):
        if self.number:
            return _("The merge with file %(number)s was undone.") % {"number": self.number}
        return _("The merge with another record was undone.")


def packed_merges(person):
    """The merges of a person as one column of another query; ``person`` is its column there."""
    return ArraySubquery(_merges(OuterRef(person)).values(facts=JSONObject(**_FACTS)))


def unpacked_merges(packed, person):
    """``MergeView`` rows out of ``packed_merges``, newest first."""
    return [_view(facts, person) for facts in packed]


def merges_of(person):
    """The same of one person; one query."""
    rows = _merges(person.pk).values_list(JSONObject(**_FACTS), flat=True)
    return unpacked_merges(rows, person)


def _merges(person):
    """Also those of a record that was merged into this one later; of the record given up only what was undone."""
    own = Q(kept=person) | Q(kept__merged_into=person)
    return PersonMerge.objects.filter(own | Q(merged=person, undone_at__isnull=False)).order_by("-pk")


def _view(facts, person):
    is_kept = facts["kept"] == person.pk or facts["undone_at"] is None
    return MergeView(
        is_kept=is_kept,
        number=(facts["number"] if is_kept else facts["kept_number"]) or "",
        who=facts["who"],
        at=parse_datetime(facts["at"]),
        reason=facts["reason"],
        undone_at=parse_datetime(facts["undone_at"]) if facts["undone_at"] else None,
        undone_by=facts["undone_by"] or "",
        undo_reason=facts["undo_reason"],
        url=reverse("matching:undo", args=[facts["public_id"]]),
    )


def to_the_one_that_stays(request, queryset, public_id):
    """Lead from a record of the own office that was merged to the one that stays; ``Http404`` for any other.

    ``queryset`` is of a model with ``given_up``.
    """
    given_up = queryset.given_up(request.user).filter(public_id=public_id)
    found = given_up.select_related("merged_into").first()
    if found is None:
        leads_nowhere(request.user, queryset.model, public_id=public_id)
    record = found.merged_into
    number = getattr(record, "case_number", "")
    if number:
        messages.info(request, _("This file was merged into %(number)s.") % {"number": number})
    else:
        messages.info(request, _("The record that you opened was merged into this one."))
    if isinstance(record, Guardian):
        return redirect("guardians:detail", record.public_id)
    return redirect(page_of(getattr(record, "person", record)))
