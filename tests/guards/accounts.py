"""Accounts and what is decided about them, as rows of the walk: administrators alone see them, and never a case."""

from cases.models import FactorReset
from tests import factories
from tests.people import make_user

ADMINISTRATORS = frozenset({"administrator"})
WHO_ENDS_ROLES = ADMINISTRATORS | {"supervisor"}


def accounts_of(users, north):
    """Rows by kind, each with who sees it: an account, a suspended one, who may be let go, a request, a closed office."""
    away = make_user("Huda Mansour", "caseworker", office=north)
    away.is_active = False
    away.save()
    second = make_user("Tamar Beridze", "administrator")
    reset = FactorReset.objects.create(user=users["colleague"], asked_by=second, reason="The key is lost")
    return {
        "account": [(users["caseworker"], ADMINISTRATORS)],
        "suspended": [(away, ADMINISTRATORS)],
        "leaver": [
            (users["caseworker"], WHO_ENDS_ROLES),
            (users["stranger"], ADMINISTRATORS),
            (users["supervisor"], ADMINISTRATORS),
        ],
        "reset": [(reset, ADMINISTRATORS)],
        "closed_office": [(factories.OfficeFactory(closed_date="2019-01-01"), ADMINISTRATORS)],
    }
