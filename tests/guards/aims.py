"""What an address of the walk names: a row, and whom it is shown to."""

from dataclasses import dataclass

NOBODY = frozenset()


@dataclass(frozen=True, eq=False)
class Target:
    """One row that an address can name: what stands in the address, and whom ``visible_to`` shows it."""

    label: str
    kwargs: dict
    seen_by: frozenset
