"""What stands on the review before a site is closed, and on its page afterwards: how many people, and of whom."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.enums import PassengerRole, WhereaboutsKind
from cases.models import Office, Person, TransferBatch, Whereabouts
from cases.people.presenters import PersonPresenter, doubt_words, whereabouts_words
from cases.places.closing import stays_at, who_is_at
from cases.policy.permissions import Permission

# A form takes about a thousand answers, and nobody reads as many: beyond this, all of an office go the usual way.
CHOICES_AT_MOST = 400


@dataclass(frozen=True)
class OfficeHere:
    """How many persons of one office are at the place now."""

    name: str
    children: int
    others: int
    is_own: bool


class PersonHere:
    """One person of the reader's own office who is at the place; ``field`` asks what becomes of them."""

    def __init__(self, person, place, field):
        child = getattr(person, "child", None)
        guardian = getattr(person, "guardian", None)
        role = PassengerRole.CHILD if child else PassengerRole.PARENT
        self.person = PersonPresenter(person, role=role)
        self.field = field
        self.case_number = child.case_number if child else ""
        self.kind = _("Child") if child else _("Parent or carer")
        self.url = ""
        if child:
            self.url = reverse("casefile:detail", args=[child.public_id])
        elif guardian:
            self.url = reverse("guardians:detail", args=[guardian.public_id])
        here = [stay for stay in person.current_whereabouts if stay.place_id == place.pk]
        self.since = here[0].from_date if here else None
        self.doubt = doubt_words(here[0].confidence) if here else ""
        self.elsewhere = [
            whereabouts_words(stay) for stay in person.current_whereabouts if stay.place_id != place.pk
        ]


class ClosingReview:
    """Who is at ``place`` now as ``user`` may know it: the own office by name, other offices as counts."""

    def __init__(self, user, place):
        self.user = user
        self.place = place
        # Before anything is counted or listed: whoever comes or leaves after this is noticed on the press.
        self.who = who_is_at(place)

    @cached_property
    def offices(self):
        """An ``OfficeHere`` for each office with people there, the reader's own first."""
        is_child = Q(person__child__isnull=False)
        rows = (
            stays_at(self.place)
            .order_by()
            .values("person__office")
            .annotate(
                children=Count("person", filter=is_child, distinct=True),
                others=Count("person", filter=~is_child, distinct=True),
            )
        )
        names = dict(Office.objects.values_list("pk", "name"))
        found = [
            OfficeHere(
                name=names[row["person__office"]],
                children=row["children"],
                others=row["others"],
                is_own=row["person__office"] == self.user.office_id,
            )
            for row in rows
        ]
        return sorted(found, key=lambda office: (not office.is_own, office.name))

    @property
    def children(self):
        return sum(office.children for office in self.offices)

    @property
    def others(self):
        return sum(office.others for office in self.offices)

    @property
    def count(self):
        """All persons at the place, of all offices."""
        return self.children + self.others

    @cached_property
    def own(self):
        """The persons whose files the reader opens, children first; none where there are too many to choose for."""
        here = stays_at(self.place).filter(person=OuterRef("pk"))
        persons = (
            Person.objects.visible_to(self.user)
            .filter(Exists(here))
            .select_related("child", "guardian")
            .prefetch_related(
                "names",
                Prefetch(
                    "whereabouts",
                    queryset=Whereabouts.objects.current().select_related("place").newest_first(),
                    to_attr="current_whereabouts",
                ),
            )
            .order_by("child__case_number", "pk")
        )
        found = list(persons[: CHOICES_AT_MOST + 1])
        return found if len(found) <= CHOICES_AT_MOST else []

    @cached_property
    def is_too_many(self):
        """Whether the reader's office has more people there than can be chosen for one by one."""
        return not self.own and any(office.is_own for office in self.offices)

    @cached_property
    def transfers(self):
        """How many open transfers are to leave from the place, and those of them that the reader may open."""
        return TransferBatch.objects.open().filter(departure_place=self.place).count()

    @cached_property
    def own_transfers(self):
        leaving = TransferBatch.objects.visible_to(self.user).open().filter(departure_place=self.place)
        return list(leaving.order_by("planned_date", "pk"))

    def rows(self, destinations):
        """A ``PersonHere`` for each person of the reader's office, with the field of the form ``destinations``."""
        return [PersonHere(person, self.place, destinations.of(person)) for person in self.own]


@dataclass(frozen=True)
class Gone:
    """Where the people of the reader's office went when the place closed."""

    moved: int
    lost: int


def gone_since(user, place):
    """A ``Gone`` for a closed place; ``None`` for an open one and for readers who open no case files."""
    if place.is_open or not user.may(Permission.VIEW_CASES):
        return None
    left = Whereabouts.objects.filter(person=OuterRef("person"), place=place, to_date=place.closed_date)
    begun = Whereabouts.objects.filter(
        Exists(left), person__in=Person.objects.visible_to(user), from_date=place.closed_date
    )
    counts = begun.aggregate(
        moved=Count("person", filter=Q(place=place.successor_id), distinct=True),
        lost=Count("person", filter=Q(kind=WhereaboutsKind.UNKNOWN_AFTER_CLOSURE), distinct=True),
    )
    return Gone(**counts)
