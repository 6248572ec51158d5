"""What the page of a case says about other offices: who may read it now, who opened it, to whom it is offered."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from cases.enums import EmergencyKind
from cases.models import EmergencyOpening, OfferedChild, Referral
from cases.traffic.presenters import part_words

# So many emergency openings stand on the case page; the data-protection officer has all.
SHOWN_OPENINGS = 3


@dataclass(frozen=True)
class Reader:
    """Another office that may read parts of the file now."""

    office: str
    until: date
    reason: str
    parts: list[str]
    end_url: str
    extend_url: str


@dataclass(frozen=True)
class Opened:
    """An emergency opening of the file, by whom, until when and why."""

    who: str
    office: str
    kind: str
    reason: str
    at: datetime
    until: datetime

    @property
    def is_running(self):
        return self.until > timezone.now()


@dataclass(frozen=True)
class Offered:
    """The offer of the case to another office that waits for an answer."""

    office: str
    until: date
    withdraw_url: str


@dataclass(frozen=True)
class TrafficLines:
    """Everything of a case that other offices have to do with now."""

    readers: list[Reader] = field(default_factory=list)
    openings: list[Opened] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)

    def __bool__(self):
        return bool(self.readers or self.openings or self.offers)


def with_traffic(children):
    """Adds what ``traffic_lines`` reads to a queryset of children, in the same question."""
    today = timezone.localdate()
    readers = Referral.objects.running_on(today).filter(child=OuterRef("pk")).order_by("until_date", "pk")
    of_file = Q(child=OuterRef("pk")) | Q(child__merged_into=OuterRef("pk"))
    openings = EmergencyOpening.objects.filter(of_file).order_by("-opened_at", "-pk")[:SHOWN_OPENINGS]
    offers = OfferedChild.objects.filter(child=OuterRef("pk"), is_open=True, move__lapses_date__gte=today)
    return children.annotate(
        packed_readers=_packed(
            readers,
            public_id="public_id",
            office="to_office__name",
            until="until_date",
            reason="reason",
            parts="parts",
        ),
        packed_openings=_packed(
            openings,
            who="opened_by__full_name",
            office="opened_for__name",
            kind="kind",
            reason="reason",
            at="opened_at",
            until="until_at",
        ),
        packed_offers=_packed(
            offers, public_id="move__public_id", office="move__to_office__name", until="move__lapses_date"
        ),
    )


def _packed(rows, **facts):
    return ArraySubquery(rows.values(facts=JSONObject(**facts)))


def traffic_lines(child):
    """The ``TrafficLines`` of a child out of ``with_traffic``."""
    return TrafficLines(
        readers=[_reader(facts) for facts in child.packed_readers],
        openings=[_opened(facts) for facts in child.packed_openings],
        offers=[_offered(facts) for facts in child.packed_offers],
    )


def _reader(facts):
    return Reader(
        office=facts["office"],
        until=date.fromisoformat(facts["until"]),
        reason=facts["reason"],
        parts=part_words(facts["parts"]),
        end_url=reverse("traffic:end", args=[facts["public_id"]]),
        extend_url=reverse("traffic:extend", args=[facts["public_id"]]),
    )


def _opened(facts):
    return Opened(
        who=facts["who"],
        office=facts["office"],
        kind=str(EmergencyKind(facts["kind"]).label),
        reason=facts["reason"],
        at=datetime.fromisoformat(facts["at"]),
        until=datetime.fromisoformat(facts["until"]),
    )


def _offered(facts):
    return Offered(
        office=facts["office"],
        until=date.fromisoformat(facts["until"]),
        withdraw_url=reverse("traffic:withdraw", args=[facts["public_id"]]),
    )
