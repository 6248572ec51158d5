"""What changed in the cases that somebody is responsible for or follows, read from the history of the tables."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Exists, F, IntegerField, OuterRef, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cases.models import CaseAssignment, Child, FollowedCase, User
from cases.people.presenters import PersonPresenter

CHANGED_DAYS = 7
SHOWN = 6
READ = 400

# By table of the history: how its rows lead to a child, and what is said of a new row and of a changed one.
_OF_CHILD, _OF_PERSON = "child_id", "person_id"
_KEPT, _GIVEN_UP = "kept_id", "merged_id"
_CHILD_OF = {
    _OF_PERSON: "person__child__pk",
    _KEPT: "kept__child__pk",
    _GIVEN_UP: "merged__child__pk",
}
_MERGED = (
    gettext_lazy("Merged with another record of the same person"),
    gettext_lazy("The merge with another record was undone"),
)
_TABLES = {
    # Rows of every other table change with a merge: it says more than any of them.
    "personmerge": (_KEPT, *_MERGED),
    "merge of the record given up": (_GIVEN_UP, *_MERGED),
    "nationality": (_OF_CHILD, gettext_lazy("Claim recorded"), gettext_lazy("Claim changed")),
    "contactpermission": (
        _OF_CHILD,
        gettext_lazy("Leave to contact a State recorded"),
        gettext_lazy("Leave to contact a State changed"),
    ),
    "whereabouts": (
        _OF_PERSON,
        gettext_lazy("Whereabouts recorded"),
        gettext_lazy("Whereabouts changed"),
    ),
    "separationperiod": (
        _OF_CHILD,
        gettext_lazy("With whom the child is: recorded"),
        gettext_lazy("With whom the child is: changed"),
    ),
    "personstatus": (
        _OF_PERSON,
        gettext_lazy("What is known of the child: recorded"),
        gettext_lazy("What is known of the child: changed"),
    ),
    "document": (_OF_PERSON, gettext_lazy("Paper recorded"), gettext_lazy("Paper changed")),
    "guardianship": (
        _OF_CHILD,
        gettext_lazy("Parent, carer or relative added"),
        gettext_lazy("Parent, carer or relative changed"),
    ),
    "passenger": (
        _OF_PERSON,
        gettext_lazy("Put on the list of a transfer"),
        gettext_lazy("Changed on the list of a transfer"),
    ),
    "caseflag": (_OF_CHILD, gettext_lazy("Flag raised"), gettext_lazy("Flag changed or lowered")),
    "need": (_OF_CHILD, gettext_lazy("Need recorded"), gettext_lazy("Need changed")),
    "note": (_OF_CHILD, gettext_lazy("Note written"), gettext_lazy("Note changed")),
    "caseassignment": (
        _OF_CHILD,
        gettext_lazy("Somebody else is responsible"),
        gettext_lazy("Responsibility ended"),
    ),
    "personname": (_OF_PERSON, gettext_lazy("Name recorded"), gettext_lazy("Name changed")),
    "person": ("pgh_obj_id", gettext_lazy("Person recorded"), gettext_lazy("Birth, sex or origin changed")),
    "child": ("pgh_obj_id", gettext_lazy("Registered"), gettext_lazy("Case changed")),
}
# One table that leads to two children.
_TABLE_OF = {"merge of the record given up": "personmerge"}
_ORDER = list(_TABLES)


@dataclass(frozen=True)
class Change:
    """What one person did to one case at one time, in a sentence."""

    name: object
    number: str
    url: str
    text: str
    who: str
    at: datetime
    is_own: bool


def my_cases(user):
    """The children that ``user`` is responsible for or follows."""
    responsible = CaseAssignment.objects.current().filter(child=OuterRef("pk"), user=user)
    followed = FollowedCase.objects.filter(child=OuterRef("pk"), user=user)
    return Child.objects.visible_to(user).filter(Exists(responsible) | Exists(followed))


def changes_in_my_cases(user):
    """The latest changes of the last days, those by others first; a number of queries that does not grow."""
    events = _events_since(user, timezone.now() - timedelta(days=CHANGED_DAYS))
    found = sorted(
        _by_act(events).items(), key=lambda act: (act[0][1] == user.pk, -act[1][-1][2].timestamp())
    )
    shown = found[:SHOWN]
    children = _children({child for (child, _who, _act), _events in shown})
    names = dict(
        User.objects.filter(pk__in={who for (_child, who, _act), _events in shown}).values_list(
            "pk", "full_name"
        )
    )
    return [
        _change(children[child], events, names.get(who, ""), is_own=who == user.pk)
        for (child, who, _act), events in shown
    ]


def _events_since(user, moment):
    mine = my_cases(user)
    first, *others = [_events_of(table, mine, moment) for table in _TABLES]
    return list(first.union(*others, all=True).order_by("-happened")[:READ])


def _events_of(table, mine, moment):
    """Child, table, time, what was done, by whom, and in which act, of the events of one table."""
    way, _new, _changed = _TABLES[table]
    events = apps.get_model("cases", _TABLE_OF.get(table, table)).pgh_event_model.objects
    if way == _OF_CHILD or table == "child":
        events = events.filter(**{f"{way}__in": mine.values("pk")}).annotate(of_child=F(way))
    else:
        events = events.filter(**{f"{way}__in": mine.values("person_id")}).annotate(
            of_child=F(_CHILD_OF.get(way, "pgh_obj__child__pk"))
        )
    return (
        events.filter(~Q(pgh_label="delete"), pgh_created_at__gte=moment)
        .order_by()
        .annotate(
            table=Value(table),
            happened=F("pgh_created_at"),
            done_by=Cast(KeyTextTransform("user", "pgh_context__metadata"), IntegerField()),
        )
        # What came in without a person, as caseloads do, is nobody's change.
        .filter(done_by__isnull=False)
        .values_list("of_child", "table", "happened", "pgh_label", "done_by", "pgh_context_id")
    )


def _by_act(events):
    """``{(child, user, act): events}``: what was done in one go reads as one change."""
    acts = defaultdict(list)
    for event in events:
        child, _table, _at, _label, who, act = event
        acts[child, who, act].append(event)
    return acts


def _children(keys):
    rows = Child.objects.filter(pk__in=keys).select_related("person").prefetch_related("person__names")
    return {child.pk: child for child in rows}


def _change(child, events, who, *, is_own):
    # The most telling of what was done: that the case itself changed, goes without saying beside anything else.
    _child, table, at, label, *_rest = min(events, key=lambda event: (_ORDER.index(event[1]), event[3]))
    _way, new, changed = _TABLES[table]
    registered = any(event[1] == "child" and event[3] == "insert" for event in events)
    text = _TABLES["child"][1] if registered else (new if label == "insert" else changed)
    return Change(
        name=PersonPresenter(child.person).name,
        number=child.case_number,
        url=reverse("casefile:detail", args=[child.public_id]),
        text=str(text),
        who=who,
        at=at,
        is_own=is_own,
    )
