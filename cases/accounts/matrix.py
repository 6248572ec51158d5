"""Which role may what, made from the sentences and permissions of the roles themselves."""

from dataclasses import dataclass

from cases.enums import Role
from cases.policy.permissions import LABELS
from cases.policy.roles import ROLES


@dataclass(frozen=True)
class Column:
    """One role: its name, its sentence, what it may do and what not, in words."""

    code: str
    label: str
    sentence: str
    may: list[str]
    may_not: list[str]


@dataclass(frozen=True)
class Row:
    """One thing that can be allowed, and whether each role may, in the order of the columns."""

    label: str
    cells: list[bool]


@dataclass(frozen=True)
class Matrix:
    """All roles and all that can be allowed."""

    columns: list[Column]
    rows: list[Row]


def matrix():
    """The ``Matrix`` as the policy stands."""
    return Matrix(
        columns=[_column(role) for role in Role],
        rows=[
            Row(str(label), [permission in ROLES[role].permissions for role in Role])
            for permission, label in LABELS.items()
        ],
    )


def _column(role):
    spec = ROLES[role]
    words = {permission: str(label) for permission, label in LABELS.items()}
    return Column(
        code=role.value,
        label=str(role.label),
        sentence=str(spec.sentence),
        may=[label for permission, label in words.items() if permission in spec.permissions],
        may_not=[label for permission, label in words.items() if permission not in spec.permissions],
    )
