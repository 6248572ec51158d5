"""Who recorded what is on a case page: read from the history of the tables, in one question for all of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, IntegerField, OuterRef, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from cases.enums import Role
from cases.models import Membership, User


@dataclass(frozen=True)
class Recorders:
    """Names of those who made the rows; rows that came in without a person have none."""

    user_of_row: dict[tuple[str, int], int]
    names: dict[int, str]

    def name_for(self, row):
        """The name of the person who recorded ``row``, or an empty string."""
        return self.name_of(self.user_of_row.get((row._meta.model_name, row.pk)))

    def name_of(self, user_id):
        """The name of one user that was read, or an empty string."""
        return self.names.get(user_id, "")


def read_recorders(rows, *, office_id, also=()):
    """Pair of the ``Recorders`` of the rows (at least one) and the supervisors of an office.

    ``also`` are ids of further users whose names are needed.
    """
    user_of_row = _users_of(rows)
    supervising = Membership.objects.current().filter(
        user=OuterRef("pk"), role=Role.SUPERVISOR, office=office_id
    )
    users = User.objects.annotate(supervises=Exists(supervising)).order_by("full_name", "pk")
    found = list(users.filter(pk__in={*user_of_row.values(), *also}) | users.filter(Exists(supervising)))
    return (
        Recorders(user_of_row=user_of_row, names={user.pk: user.full_name for user in found}),
        [user for user in found if user.supervises and user.is_active],
    )


def _users_of(rows):
    keys = defaultdict(list)
    for row in rows:
        keys[row._meta.model_name].append(row.pk)
    first, *others = [_made_by(name, of_model) for name, of_model in keys.items()]
    return {(name, key): user for name, key, user in first.union(*others, all=True) if user is not None}


def _made_by(model_name, keys):
    events = apps.get_model("cases", model_name).pgh_event_model.objects
    return (
        events.filter(pgh_obj__in=keys, pgh_label="insert")
        .order_by()
        .annotate(
            row_kind=Value(model_name),
            recorded_by=Cast(KeyTextTransform("user", "pgh_context__metadata"), IntegerField()),
        )
        .values_list("row_kind", "pgh_obj_id", "recorded_by")
    )
