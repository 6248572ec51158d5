"""How offers, referrals and emergency openings read on their lists and forms."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.audit import pages
from cases.enums import CaseMoveState, EmergencyKind, EmergencyOutcome, ReferralPart
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.traffic.summaries import OfferSummary


def _day_words(day):
    return date_format(day, "j M Y")


class OfferRow:
    """One offer as ``user``, of one of its two offices, sees it; out of ``moves_with_parts``."""

    def __init__(self, move, user):
        self.move = move
        self._user = user
        self.is_ours = move.from_office_id == user.office_id
        self.summary = OfferSummary([row.child for row in move.children.all()])

    @property
    def other_office(self):
        return self.move.to_office.name if self.is_ours else self.move.from_office.name

    @property
    def title(self):
        """ "Offered to Office West", "Offered to us by Office West"."""
        words = _("Offered to %(office)s") if self.is_ours else _("Offered to us by %(office)s")
        return words % {"office": self.other_office}

    @property
    def offered_on(self):
        return timezone.localtime(self.move.created_at).date()

    @property
    def is_waiting(self):
        move = self.move
        return move.state == CaseMoveState.OFFERED and move.lapses_date >= timezone.localdate()

    @property
    def tells(self):
        """Whether age and State are told: as long as it waits, and afterwards to the office that keeps the cases."""
        kept = all(child.office_id == self._user.office_id for child in self.summary.children)
        return self.is_waiting or kept

    @property
    def state(self):
        """Where the offer stands, in words: "Moved to Office West on 3 Dec 2026"."""
        move = self.move
        if self.is_waiting:
            return _("Waits for an answer until %(day)s") % {"day": _day_words(move.lapses_date)}
        if move.state == CaseMoveState.ACCEPTED:
            words = _("Moved to %(office)s on %(day)s")
            day = timezone.localtime(move.answered_at).date()
            return words % {"office": move.to_office.name, "day": _day_words(day)}
        words = {
            CaseMoveState.OFFERED: _("Lapsed without an answer"),
            CaseMoveState.LAPSED: _("Lapsed without an answer"),
            CaseMoveState.DECLINED: _("Declined"),
            CaseMoveState.WITHDRAWN: _("Taken back"),
        }
        return words[CaseMoveState(move.state)]

    @property
    def answer_url(self):
        """Where it is answered, by a supervisor of the office that received it and as long as it waits."""
        if self.is_ours or not self.is_waiting or not self._user.may(Permission.ACCEPT_CASES):
            return ""
        return reverse("traffic:answer", args=[self.move.public_id])

    @property
    def withdraw_url(self):
        if not self.is_ours or not self.is_waiting:
            return ""
        return reverse("traffic:withdraw", args=[self.move.public_id])

    @property
    def cases(self):
        """Case numbers, each with the address of its file where the reader's office keeps it."""
        pages.shown(child.public_id for child in self.summary.children)
        return [(child.case_number, self._url(child)) for child in self.summary.children]

    def _url(self, child):
        is_kept = child.office_id == self._user.office_id and child.merged_into_id is None
        return reverse("casefile:detail", args=[child.public_id]) if is_kept else ""


class AlongWords:
    """What the page of an offer says about what goes along and what stays; of an ``Along``."""

    def __init__(self, along, siblings):
        self._along = along
        self.siblings = list(siblings)

    @property
    def in_the_way(self):
        return self._along.in_the_way

    @cached_property
    def going(self):
        return [PersonPresenter(guardian.person).name for guardian in self._along.guardians]

    @cached_property
    def staying(self):
        return [PersonPresenter(guardian.person).name for guardian in self._along.staying_guardians]

    @cached_property
    def exports(self):
        """ "2 exports of this file are still out."; empty where none is."""
        count = self._along.exports_out
        if not count:
            return ""
        words = ngettext(
            "%(n)s numbered export of these files is not destroyed yet; the other office takes it over.",
            "%(n)s numbered exports of these files are not destroyed yet; the other office takes them over.",
            count,
        )
        return words % {"n": count}


def part_words(parts):
    """Names of the parts that are shown, who the child is first, in the order of the file."""
    return [_("Who the child is"), *(str(label) for code, label in ReferralPart.choices if code in parts)]


class ReferralRow:
    """One referral as one of its two offices sees it; child, offices and people read along."""

    def __init__(self, referral, office_id):
        self.referral = referral
        self.is_ours = referral.giving_office_id == office_id
        self.parts = part_words(referral.parts)

    @property
    def number(self):
        return self.referral.child.case_number

    @property
    def other_office(self):
        return self.referral.to_office.name if self.is_ours else self.referral.giving_office.name

    @property
    def title(self):
        words = _("Shown to %(office)s") if self.is_ours else _("Shown to us by %(office)s")
        return words % {"office": self.other_office}

    @property
    def is_running(self):
        row, child = self.referral, self.referral.child
        is_kept = child.office_id == row.giving_office_id and child.merged_into_id is None
        return is_kept and row.ended_at is None and row.until_date >= timezone.localdate()

    @property
    def state(self):
        if self.is_running:
            return _("Until %(day)s") % {"day": _day_words(self.referral.until_date)}
        return _("Ended")

    @property
    def url(self):
        """Where the file is read: by the other office on a page of its own, by one's own as always."""
        if not self.is_running:
            return ""
        if self.is_ours:
            return reverse("casefile:detail", args=[self.referral.child.public_id])
        return reverse("casefile:referred", args=[self.referral.public_id])

    @property
    def end_url(self):
        return self._of_giver("traffic:end")

    @property
    def extend_url(self):
        return self._of_giver("traffic:extend")

    def _of_giver(self, route):
        if not self.is_ours or not self.is_running:
            return ""
        return reverse(route, args=[self.referral.public_id])


@dataclass(frozen=True)
class OpeningRow:
    """One emergency opening; child, offices and people read along."""

    opening: object

    @property
    def number(self):
        pages.shown([self.opening.child.public_id])
        return self.opening.child.case_number

    @property
    def kind(self):
        return str(EmergencyKind(self.opening.kind).label)

    @property
    def is_running(self):
        return self.opening.until_at > timezone.now()

    @property
    def outcome(self):
        """What was found; empty as long as nobody reviewed it."""
        return str(EmergencyOutcome(self.opening.outcome).label) if self.opening.outcome else ""

    @property
    def review_url(self):
        return reverse("traffic:review", args=[self.opening.public_id])
