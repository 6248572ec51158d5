"""What an office is told of cases that are offered to it, before it accepts them: no name, no paper, no place."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.audit import pages
from cases.models import CaseMove, OfferedChild, Whereabouts
from cases.people.ages import age_range_on
from cases.people.presenters import age_words_long, state_name


def moves_with_parts(user):
    """Offers of the user's office with what their rows print: offices, people, cases with age and State."""
    stays = Whereabouts.objects.current().select_related("place").newest_first()
    cases = (
        OfferedChild.objects.select_related("child__person")
        .prefetch_related(
            Prefetch("child__person__whereabouts", queryset=stays, to_attr="current_whereabouts")
        )
        .order_by("pk")
    )
    return (
        CaseMove.objects.visible_to(user)
        .select_related("from_office", "to_office", "offered_by", "answered_by", "responsible")
        .prefetch_related(Prefetch("children", queryset=cases))
    )


@dataclass(frozen=True)
class OfferSummary:
    """How many children, between which ages, in which States, under which case numbers."""

    children: list = field(default_factory=list)

    @property
    def numbers(self):
        pages.shown(child.public_id for child in self.children)
        return [child.case_number for child in self.children]

    @property
    def count(self):
        return ngettext("%(n)s child", "%(n)s children", len(self.children)) % {"n": len(self.children)}

    @cached_property
    def ages(self):
        """ "3 to 11 years", and that the age of somebody is not known."""
        today = timezone.localdate()
        ranges = [
            age_range_on(today, child.person.birth_earliest, child.person.birth_latest)
            for child in self.children
        ]
        known = [ages for ages in ranges if ages]
        if not known:
            return _("age not known")
        words = age_words_long((min(low for low, _high in known), max(high for _low, high in known)))
        return words if len(known) == len(ranges) else _("%(ages)s, not all ages known") % {"ages": words}

    @cached_property
    def states(self):
        """Names of the States in which they are; empty where none is known."""
        codes = {code for child in self.children if (code := _state_of(child.person))}
        return sorted(state_name(code) for code in codes)


def _state_of(person):
    stay = next(iter(person.current_whereabouts), None)
    if stay is None:
        return ""
    return stay.place.country_id if stay.place else stay.country_id
