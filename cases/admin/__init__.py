"""Django's own admin, the repair tool of superusers: plain, and quick with any number of rows.

What is known about persons is shown and cannot be changed; accounts and reference lists can.
"""

from cases.admin import (
    access,
    accounts,
    children,
    claims,
    families,
    figures,
    matching,
    people,
    places,
    restrictions,
    retention,
    traffic,
    trail,
    transfers,
    work,
)
from cases.admin.site import site

__all__ = [
    "access",
    "accounts",
    "children",
    "claims",
    "families",
    "figures",
    "matching",
    "people",
    "places",
    "restrictions",
    "retention",
    "site",
    "traffic",
    "trail",
    "transfers",
    "work",
]
