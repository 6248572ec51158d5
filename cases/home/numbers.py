"""Numbers and latest changes for the start page of a caseworker or supervisor."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.children.quick import QUICK
from cases.enums import OPEN_CASES, CaseStatus, Role
from cases.models import Child, User
from cases.people.presenters import PersonPresenter

LATEST = 5
# Parts of the open cases, by the quick filter that shows them.
PARTS = {
    "accepted": gettext_lazy("open, accepted by a State"),
    "no-claim": gettext_lazy("open, without any claim"),
    "listed": gettext_lazy("open, on the list of a transfer"),
}


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
    """The cases in the user's own care, or of a supervisor's whole office, in numbers.

    Each number is counted by the words that its link filters by, so that the list shows exactly as many.
    """

    def __init__(self, user):
        self.is_office = user.role == Role.SUPERVISOR
        children = Child.objects.visible_to(user)
        self._whose = () if self.is_office else ("mine",)
        for code in self._whose:
            children = QUICK[code].rows(children, user)
        is_open = Q(status__in=OPEN_CASES)
        parts = {code: Q(pk__in=QUICK[code].rows(children, user).values("pk")) for code in PARTS}
        self._counts = children.aggregate(
            all=Count("pk"),
            open=Count("pk", filter=is_open),
            returned=Count("pk", filter=Q(status=CaseStatus.POST_RETURN)),
            **{
                f"part_{number}": Count("pk", filter=is_open & part)
                for number, part in enumerate(parts.values())
            },
        )

    @property
    def url(self):
        """All of them, closed ones too."""
        return self._address()

    @property
    def count(self):
        """How many these are."""
        return self._counts["all"]

    @property
    def numbers(self):
        """The line of numbers."""
        parts = [
            Number(self._counts[f"part_{number}"], str(label), self._address("open", code))
            for number, (code, label) in enumerate(PARTS.items())
        ]
        returned = Number(
            self._counts["returned"],
            _("open, followed up after return"),
            self._address("open", status=CaseStatus.POST_RETURN.value),
        )
        everything = _("cases of the office, closed ones too") if self.is_office else self._in_care
        return [
            Number(self.count, everything, self._address()),
            Number(self._counts["open"], _("open cases"), self._address("open")),
            *parts,
            returned,
        ]

    @property
    def _in_care(self):
        return _("cases in my care, closed ones too")

    def _address(self, *codes, **filters):
        query = urlencode({"quick": [*self._whose, *codes], **filters}, doseq=True)
        address = reverse("children:list")
        return f"{address}?{query}" if query else address


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
