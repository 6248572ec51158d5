"""Who acted, and for which office on that day; read for a whole page at once."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Membership, User


@dataclass(frozen=True)
class Colleague:
    """One who acted: the name of an account, and the office of that day (empty for roles without one)."""

    name: str
    office: str = ""

    def __str__(self):
        return f"{self.name}, {self.office}" if self.office else self.name


class Staff:
    """The people of a page by their keys; two queries however many there are."""

    def __init__(self, keys):
        keys = {key for key in keys if key}
        self._names = dict(User.objects.filter(pk__in=keys).values_list("pk", "full_name"))
        self._roles = defaultdict(list)
        rows = Membership.objects.filter(user__in=keys, office__isnull=False).order_by("from_date", "pk")
        for user, office, first, last in rows.values_list("user", "office__name", "from_date", "to_date"):
            self._roles[user].append((office, first, last))

    def on(self, key, at):
        """The ``Colleague`` with this key as of the moment or day ``at``."""
        if key not in self._names:
            return Colleague(_("Nobody signed in"))
        day = timezone.localdate(at) if hasattr(at, "hour") else at
        offices = [
            office
            for office, first, last in self._roles[key]
            if first <= day and (last is None or day <= last)
        ]
        return Colleague(self._names[key], offices[-1] if offices else "")
