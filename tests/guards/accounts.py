"""Accounts and what is decided about them, as rows of the walk: administrators alone see them, and never a case."""

import uuid

from allauth.mfa.models import Authenticator

from cases.models import FactorReset, Office
from tests import factories
from tests.people import make_user


def accounts_of(users, north):
    """Targets by kind: an account, a suspended one, who may be let go, a request to reset a factor, a closed office."""
    from tests.guards.world import NOBODY, Target

    administrators, supervisors = frozenset({"administrator"}), frozenset({"supervisor", "administrator"})
    away = make_user("Huda Mansour", "caseworker", office=north)
    away.is_active = False
    away.save()
    second = make_user("Tamar Beridze", "administrator")
    for user in (users["caseworker"], users["colleague"]):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    reset = FactorReset.objects.create(user=users["colleague"], asked_by=second, reason="The key is lost")
    closed = factories.OfficeFactory(closed_date="2019-01-01")

    def rows(kind, seen_by, *found):
        made = [
            Target(f"{kind} {number}", {"public_id": row.public_id}, who)
            for number, (row, who) in enumerate(zip(found, seen_by, strict=True))
        ]
        return [*made, Target(f"unknown {kind}", {"public_id": uuid.uuid4()}, NOBODY)]

    return {
        "account": rows("account", [administrators], users["caseworker"]),
        "suspended": rows("suspended account", [administrators], away),
        "leaver": rows(
            "leaver",
            [supervisors, administrators, administrators],
            users["caseworker"],
            users["stranger"],
            users["supervisor"],
        ),
        "reset": rows("reset", [administrators], reset),
        "closed_office": rows("closed office", [administrators], Office.objects.get(pk=closed.pk)),
    }
