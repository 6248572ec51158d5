"""What of the traffic between offices waits for somebody on the start page."""

from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import ngettext

from cases.models import CaseMove, EmergencyNotice, EmergencyOpening, Referral, User
from cases.models.wall import everything
from cases.policy.permissions import Permission
from cases.traffic.presenters import OpeningRow


@dataclass(frozen=True)
class Told:
    """One notice that a file of the own office was opened in an emergency."""

    public_id: object
    row: OpeningRow
    child_id: object


@dataclass(frozen=True)
class WaitingTraffic:
    """How much waits, in words; empty where nothing does. ``told`` are notices that were not read yet."""

    offered: str = ""
    referred: str = ""
    told: list[Told] = field(default_factory=list)

    @property
    def has_lines(self):
        return bool(self.offered or self.referred)


@everything(
    "Whether a referral runs depends on who keeps the file now; they are counted, for the office they were given."
)
def waiting_traffic(user):
    """The ``WaitingTraffic`` of a caseworker or supervisor; one query, and one more where a file was opened."""
    today = timezone.localdate()
    offers = CaseMove.objects.visible_to(user).waiting(today).filter(to_office=user.office_id)
    if not user.may(Permission.ACCEPT_CASES):
        offers = offers.none()
    referrals = Referral.objects.visible_to(user).running_on(today).filter(to_office=user.office_id)
    notices = EmergencyNotice.objects.visible_to(user).unread()
    offered, referred, told = (
        User.objects.filter(pk=user.pk)
        .values_list(*(_counted(rows) for rows in (offers, referrals, notices)))
        .get()
    )
    return WaitingTraffic(
        offered=_offered(offered), referred=_referred(referred), told=_told(notices) if told else []
    )


def to_review(user):
    """How many emergency openings the user has to review, in words; empty where none, or where it is not theirs."""
    count = EmergencyOpening.objects.visible_to(user).to_review().count()
    if not count:
        return ""
    words = ngettext("%(n)s emergency opening to review", "%(n)s emergency openings to review", count)
    return words % {"n": count}


def _counted(rows):
    counts = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _told(notices):
    rows = notices.select_related(
        "opening__child", "opening__opened_by", "opening__opened_for", "opening__office"
    )
    return [
        Told(notice.public_id, OpeningRow(notice.opening), notice.opening.child.public_id)
        for notice in rows.order_by("-pk")
    ]


def _offered(count):
    if not count:
        return ""
    return ngettext("%(n)s offer of another office", "%(n)s offers of other offices", count) % {"n": count}


def _referred(count):
    if not count:
        return ""
    words = ngettext("%(n)s file shown to us until a day", "%(n)s files shown to us until a day", count)
    return words % {"n": count}
