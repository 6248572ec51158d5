"""Numbers and latest changes for the start page of a caseworker or supervisor."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import CLAIMS_ACCEPTED, CaseStatus, Role
from cases.models import Child, Nationality, Passenger, User
from cases.people.presenters import PersonPresenter

LATEST = 5


@dataclass(frozen=True)
class Number:
    """One number of the line, with the way to its rows where there is one."""

    value: int
    label: str
    url: str = ""


@dataclass(frozen=True)
class Changed:
    """One case file that changed lately."""

    name: object
    number: str
    url: str
    at: object
    who: str


class Caseload:
    """The open cases in the user's own care, or of a supervisor's whole office, in numbers."""

    def __init__(self, user):
        self.is_office = user.role == Role.SUPERVISOR
        children = Child.objects.visible_to(user).open()
        if not self.is_office:
            children = children.assigned_to(user)
        self._query = "" if self.is_office else f"caseworker={user.public_id}"
        self._counts = children.aggregate(
            all=Count("pk"),
            confirmed=Count("pk", filter=Exists(_accepted_claims())),
            listed=Count("pk", filter=Exists(_open_passages())),
            returned=Count("pk", filter=Q(status=CaseStatus.POST_RETURN)),
        )

    @property
    def url(self):
        return self._address()

    @property
    def numbers(self):
        """The line of numbers."""
        counts = self._counts
        return [
            Number(counts["all"], _("open cases")),
            Number(counts["confirmed"], _("with a State that accepted them")),
            Number(counts["listed"], _("on the list of a transfer")),
            Number(counts["returned"], _("followed up after return"), self._address("status=post_return")),
        ]

    def _address(self, *words):
        query = "&".join(word for word in (self._query, *words) if word)
        return f"{reverse('children:list')}?{query}" if query else reverse("children:list")


def _accepted_claims():
    return Nationality.objects.filter(child=OuterRef("pk"), status__in=CLAIMS_ACCEPTED)


def _open_passages():
    return Passenger.objects.filter(person=OuterRef("person"), is_open=True)


def latest_changes(user):
    """The case files of the office that changed last, with who changed them."""
    children = list(
        Child.objects.visible_to(user)
        .select_related("person")
        .prefetch_related("person__names")
        .order_by("-updated_at", "-pk")[:LATEST]
    )
    who = _who_changed(children)
    return [
        Changed(
            name=PersonPresenter(child.person).name,
            number=child.case_number,
            url=reverse("casefile:detail", args=[child.public_id]),
            at=child.updated_at,
            who=who.get(child.pk, ""),
        )
        for child in children
    ]


def _who_changed(children):
    """``{child id: name}`` of who made the last entry in each file's history, as far as an account did."""
    events = (
        Child.pgh_event_model.objects.filter(pgh_obj_id__in=[child.pk for child in children])
        .select_related("pgh_context")
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    users = {
        event.pgh_obj_id: (event.pgh_context.metadata.get("user") if event.pgh_context else None)
        for event in events
    }
    names = dict(
        User.objects.filter(pk__in=[pk for pk in users.values() if pk]).values_list("pk", "full_name")
    )
    return {child: names[user] for child, user in users.items() if user in names}
