"""Who the guards walk as: one user of every role, and who of them belongs together."""

from cases.enums import Role
from cases.models import User
from tests.people import make_user, with_second_factor

NORTH = frozenset({"caseworker", "colleague", "supervisor"})
WEST = frozenset({"stranger"})
CASE_WORK = NORTH | WEST
FIGURES = CASE_WORK | {"official", "coordinator"}
PLACES = CASE_WORK | {"coordinator", "administrator"}
STATES = PLACES | {"official"}
OFFICES = CASE_WORK | {"officer", "administrator"}
ROLES = STATES | OFFICES
EVERYBODY = ROLES | {"superuser", "anonymous"}


def cast_of(north, west):
    """One user of every role, by role; "stranger" works for the other office."""
    return {
        "caseworker": make_user("Layla Haddad", Role.CASEWORKER, office=north),
        "colleague": make_user("Karim Daoud", Role.CASEWORKER, office=north),
        "supervisor": make_user("Omar Rashid", Role.SUPERVISOR, office=north),
        "stranger": make_user("Rana Aziz", Role.CASEWORKER, office=west),
        "official": make_user("Daniyar Orozov", Role.OFFICIAL, state="TJ"),
        "coordinator": make_user("Nadia Ferrand", Role.COORDINATOR),
        "officer": make_user("Ines Kallio", Role.DATA_PROTECTION_OFFICER),
        "administrator": make_user("Pavel Sirota", Role.ADMINISTRATOR),
        "superuser": with_second_factor(
            User.objects.create_superuser(email="root@example.org", full_name="Root Keeper")
        ),
    }
