"""All that waits for somebody, in groups by what time does to it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.home.tasks import read_names, task_of
from cases.home.waiting import GROUPS, KINDS

# Of each kind so many rows are shown, and so many counted.
SHOWN = 4
COUNTED = 100


@dataclass(frozen=True)
class KindOfTasks:
    """The first tasks of one kind, and how many there are."""

    label: object
    url: str
    count: int
    tasks: list

    @property
    def has_more(self):
        return self.count > len(self.tasks)

    @property
    def count_text(self):
        return _count_text(self.count)


@dataclass(frozen=True)
class GroupOfTasks:
    """Tasks with the same place in time."""

    code: str
    label: object
    kinds: list

    @property
    def tasks(self):
        """What is shown, in the order of its days; without days, kind by kind."""
        tasks = [task for kind in self.kinds for task in kind.tasks]
        return tasks if any(task.day is None for task in tasks) else sorted(tasks, key=lambda task: task.day)

    @property
    def longer(self):
        """The kinds of which there are more than is shown."""
        return [kind for kind in self.kinds if kind.has_more]

    @property
    def count(self):
        return sum(kind.count for kind in self.kinds)

    @property
    def count_text(self):
        """ "39 tasks"."""
        if not all(kind.count <= COUNTED for kind in self.kinds):
            return _("more than %(limit)s tasks") % {"limit": COUNTED}
        return ngettext("%(n)s task", "%(n)s tasks", self.count) % {"n": self.count}


def _count_text(count):
    return str(count) if count <= COUNTED else _many()


def _many():
    return _("more than %(limit)s") % {"limit": COUNTED}


class Waiting:
    """All that waits for ``user`` on ``today``: one query a kind, and one for all names."""

    def __init__(self, user, today):
        self.user = user
        self.today = today
        self.limit = COUNTED

    @cached_property
    def groups(self):
        """The groups that have tasks, in the order of time."""
        found = [
            (kind, list(_ordered(kind, self.user, self.today)[: COUNTED + 1])) for kind in KINDS.values()
        ]
        shown = [row for _kind, rows in found for row in rows[:SHOWN]]
        read_names(shown)
        kinds = [(kind, self._presented(kind, rows)) for kind, rows in found if rows]
        groups = [
            GroupOfTasks(code, label, [shown for kind, shown in kinds if kind.group == code])
            for code, label in GROUPS.items()
        ]
        return [group for group in groups if group.kinds]

    def _presented(self, kind, rows):
        return KindOfTasks(
            label=kind.label,
            url=reverse("home:waiting", args=[kind.code]),
            count=len(rows),
            tasks=[task_of(kind, row, self.today) for row in rows[:SHOWN]],
        )

    @property
    def count(self):
        return sum(group.count for group in self.groups)

    @property
    def is_counted(self):
        """Whether the count is exact: no kind has more rows than are counted."""
        return all(kind.count <= COUNTED for group in self.groups for kind in group.kinds)

    @property
    def over(self):
        """How many are over their date."""
        return sum(group.count for group in self.groups if group.code == "over")


def _ordered(kind, user, today):
    return kind.rows(user, today).order_by(*kind.order, "pk")
