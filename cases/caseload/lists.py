"""The lists whose views can be saved, by name."""

from cases.children.columns import CHILDREN
from cases.guardians.columns import GUARDIANS
from cases.nationalities.columns import CLAIMS

LISTS = {kept.name.value: kept for kept in (CHILDREN, GUARDIANS, CLAIMS)}
