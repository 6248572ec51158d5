"""How holds, files that are due, and erasures read on a page."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from cases.enums import ErasureReason, ErasureState
from cases.models import Erasure, KeptLonger, LegalHold
from cases.people.presenters import PersonPresenter


@dataclass(frozen=True)
class Held:
    """A hold that keeps a file now."""

    authority: str
    reason: str
    since: date
    until: date | None
    who: str
    lift_url: str


@dataclass(frozen=True)
class Waiting:
    """The erasure of a file that waits for a second person."""

    who: str
    until: datetime
    url: str


@dataclass(frozen=True)
class RetentionLines:
    """What the page of a case says about its end."""

    holds: list[Held] = field(default_factory=list)
    erasure: Waiting | None = None
    kept_until: date | None = None

    def __bool__(self):
        return bool(self.holds or self.erasure or self.kept_until)


def with_retention(children):
    """Adds what ``retention_lines`` reads to a queryset of children, in the same question."""
    today = timezone.localdate()
    of_file = Q(child=OuterRef("pk")) | Q(child__merged_into=OuterRef("pk"))
    holds = LegalHold.objects.standing_on(today).filter(of_file).order_by("pk")
    erasures = Erasure.objects.waiting(timezone.now()).filter(child=OuterRef("pk"))
    kept = KeptLonger.objects.filter(child=OuterRef("pk"), until_date__gte=today).order_by("-until_date")
    return children.annotate(
        packed_holds=_packed(
            holds,
            public_id="public_id",
            authority="authority",
            reason="reason",
            since="from_date",
            until="until_date",
            who="set_by__full_name",
        ),
        packed_erasures=_packed(
            erasures, public_id="public_id", who="asked_by__full_name", until="lapses_at"
        ),
        packed_kept=_packed(kept[:1], until="until_date"),
    )


def _packed(rows, **facts):
    return ArraySubquery(rows.values(facts=JSONObject(**facts)))


def retention_lines(child):
    """The ``RetentionLines`` of a child out of ``with_retention``."""
    return RetentionLines(
        holds=[_held(facts) for facts in child.packed_holds],
        erasure=next((_waiting(facts) for facts in child.packed_erasures), None),
        kept_until=next((date.fromisoformat(facts["until"]) for facts in child.packed_kept), None),
    )


def _held(facts):
    return Held(
        authority=facts["authority"],
        reason=facts["reason"],
        since=date.fromisoformat(facts["since"]),
        until=date.fromisoformat(facts["until"]) if facts["until"] else None,
        who=facts["who"],
        lift_url=reverse("retention:lift", args=[facts["public_id"]]),
    )


def _waiting(facts):
    return Waiting(
        who=facts["who"],
        until=datetime.fromisoformat(facts["until"]),
        url=reverse("retention:erasure", args=[facts["public_id"]]),
    )


@dataclass(frozen=True)
class DueRow:
    """A file whose period is over, in the list of those to look at."""

    child: object

    @property
    def name(self):
        return PersonPresenter(self.child.person).name

    @property
    def closed_because(self):
        """Why it was closed, in words; the state of the case where no reason was given."""
        return self.child.get_closure_reason_display() or self.child.get_status_display()

    @property
    def last_entry(self):
        return timezone.localtime(self.child.updated_at).date()


def counted(counts):
    """Counts by the name of a model as pairs of words and numbers, those of nothing left out."""
    models = {model.__name__: model for model in apps.get_app_config("cases").get_models()}
    return [
        (capfirst(str(models[name]._meta.verbose_name_plural)), number)
        for name, number in counts.items()
        if number and name in models
    ]


@dataclass(frozen=True)
class ErasureRow:
    """One erasure; child, office and the two people read along. ``reader`` is who looks at it."""

    erasure: object
    reader: object

    @property
    def number(self):
        return self.erasure.child.case_number

    @property
    def reason(self):
        return str(ErasureReason(self.erasure.reason).label)

    @property
    def is_waiting(self):
        return self.erasure.state == ErasureState.ASKED and self.erasure.lapses_at > timezone.now()

    @property
    def is_done(self):
        return self.erasure.state == ErasureState.DONE

    @property
    def state(self):
        """Where it stands, in words; what nobody confirmed in time has lapsed, whether or not that is written down."""
        if self.erasure.state == ErasureState.ASKED and not self.is_waiting:
            return str(ErasureState.LAPSED.label)
        return str(ErasureState(self.erasure.state).label)

    @property
    def is_own(self):
        """Whether the reader asked for it, and so cannot confirm it."""
        return self.erasure.asked_by_id == self.reader.pk

    @property
    def counts(self):
        return counted(self.erasure.counts)

    @property
    def rows(self):
        """How many rows are or were erased."""
        return sum(self.erasure.counts.values())

    @property
    def is_sealed(self):
        return bool(self.erasure.sealed_for)

    @property
    def url(self):
        return reverse("retention:erasure", args=[self.erasure.public_id])

    @property
    def withdraw_url(self):
        return (
            reverse("retention:withdraw", args=[self.erasure.public_id])
            if self.is_own and self.is_waiting
            else ""
        )
