"""Invitations of two offices, for the walk."""

import uuid

from tests.guards.aims import NOBODY, Target
from tests.invitations.making import InvitationFactory


def invitations_of(north, west, users):
    """One to each office: its supervisor and every administrator see it."""
    seen = {"North": {"supervisor", "administrator"}, "West": {"administrator"}}
    found = [
        Target(
            f"invitation to {name}",
            {"public_id": InvitationFactory(office=office, invited_by=users["administrator"]).public_id},
            frozenset(seen[name]),
        )
        for name, office in (("North", north), ("West", west))
    ]
    return [*found, Target("unknown invitation", {"public_id": uuid.uuid4()}, NOBODY)]
