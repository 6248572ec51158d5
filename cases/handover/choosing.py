"""Whose cases may be handed over by whom, which of them come first, and which somebody looks at."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from cases.children.quick import QUICK
from cases.components.forms import reject_control_characters
from cases.components.searching import LONGEST_TEXT
from cases.enums import Role
from cases.matching.lists import answers_to
from cases.models import CaseAssignment, CaseFlag, Child, User

DUE_DAYS = 7
DUE, TOUCHED, OTHERS = 0, 1, 2
# The quick filters of the list of children that say something of one person's cases.
FILTERS = {code: QUICK[code] for code in ("flagged", "week", "no-claim")}
CASES_A_PAGE = 40
MOST_PAGES = 1000


def holders(user):
    """Whose cases ``user`` may hand over, with ``held``, how many: one's own; a supervisor everybody's of the office.

    Somebody who left the office and still holds cases of it is among them.
    """
    here = Q(assignments__to_date__isnull=True, assignments__office_id=user.office_id)
    people = User.objects.annotate(held=Count("assignments", filter=here))
    if user.role == Role.SUPERVISOR:
        return people.filter(Q(held__gt=0) | Q(pk=user.pk)).order_by("full_name", "pk")
    return people.filter(pk=user.pk)


def cases_of(holder, user, *, today=None):
    """The children of ``user``'s office whom ``holder`` is responsible for: what is due soon first, then what the
    holder changed today, then the rest. Each has ``group`` (DUE, TOUCHED or OTHERS) and ``due``, the next flag's day.
    """
    today = today or timezone.localdate()
    flags = CaseFlag.objects.raised().filter(child=OuterRef("pk")).order_by().values("child")
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    touched = Child.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("pk"), pgh_created_at__gte=midnight, pgh_context__metadata__user=holder.pk
    )
    group = Case(
        When(due__lte=today + timedelta(days=DUE_DAYS), then=Value(DUE)),
        When(Exists(touched), then=Value(TOUCHED)),
        default=Value(OTHERS),
        output_field=IntegerField(),
    )
    return (
        Child.objects.visible_to(user)
        .filter(Exists(_held(holder)))
        .annotate(due=Subquery(flags.annotate(first=Min("due_date")).values("first")))
        .annotate(group=group)
        .order_by("group", "due", "-updated_at", "pk")
    )


def _held(holder):
    return CaseAssignment.objects.current().filter(child=OuterRef("pk"), user=holder)


@dataclass(frozen=True)
class Looking:
    """What somebody looks at while choosing: the words searched for, a quick filter, and the page.

    All of it is posted with the rest of the form, so that no name stands in an address and no tick is lost.
    """

    text: str = ""
    show: str = ""
    page: int = 1

    @classmethod
    def asked(cls, data):
        """From what was sent; whatever cannot be searched for or is no filter falls away, the form says so."""
        act, _dash, value = data.get("look", "").partition("-")
        show = value if act == "show" else data.get("show", "")
        page = value if act == "page" else "" if act else data.get("page", "")
        return cls(
            text=_searchable(data.get("q", "")), show=show if show in FILTERS else "", page=_page(page)
        )

    @property
    def narrows(self):
        """Whether not all cases are looked at."""
        return bool(self.text or self.show)

    def of(self, cases, user):
        """Those of ``cases`` that fit."""
        if self.text:
            cases = answers_to(self.text, cases).rows
        return FILTERS[self.show].rows(cases, user) if self.show else cases


def ids_in(texts):
    """The public ids among what was sent for ticks, in their order, each once."""
    return list(dict.fromkeys(found for text in texts if (found := _uuid(text))))


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None


def _searchable(text):
    text = " ".join(text.split())[:LONGEST_TEXT]
    try:
        reject_control_characters(text)
    except ValidationError:
        return ""
    return text


def _page(text):
    return (
        min(int(text), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 5 and int(text) else 1
    )
