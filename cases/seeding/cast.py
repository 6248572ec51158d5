"""The invented people who work with the demonstration: two offices, one user in each role."""

import datetime

from cases.enums import OfficeKind, Role
from cases.models import Membership, Office, User

SINCE = datetime.date(2017, 9, 1)

OFFICES = {
    "north": ("Office North", OfficeKind.NGO, "IQ"),
    "west": ("Office West", OfficeKind.NGO, "IQ"),
    "ministry": ("Host ministry", OfficeKind.HOST_MINISTRY, "IQ"),
    "tajikistan": ("Commission of Tajikistan", OfficeKind.STATE, "TJ"),
}
# Name, role, office, State. The first of each role is who the demonstration's sign-in page offers.
PEOPLE = (
    ("Layla Haddad", Role.CASEWORKER, "north", None),
    ("Karim Daoud", Role.CASEWORKER, "north", None),
    ("Rana Aziz", Role.CASEWORKER, "west", None),
    ("Omar Rashid", Role.SUPERVISOR, "north", None),
    ("Salma Tahir", Role.SUPERVISOR, "west", None),
    ("Daniyar Orozov", Role.OFFICIAL, "tajikistan", "TJ"),
    ("Nadia Ferrand", Role.COORDINATOR, "ministry", None),
    ("Ines Kallio", Role.DATA_PROTECTION_OFFICER, None, None),
    ("Pavel Sirota", Role.ADMINISTRATOR, None, None),
)


def make_cast():
    """Create the offices and users; returns offices by key and users by name. Nobody has a password."""
    offices = {
        key: Office.objects.create(name=name, kind=kind, country_id=country)
        for key, (name, kind, country) in OFFICES.items()
    }
    users = {name: _make_user(name, role, offices.get(office), state) for name, role, office, state in PEOPLE}
    return offices, users


def _make_user(name, role, office, state):
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email=email, full_name=name)
    Membership.objects.create(user=user, role=role, office=office, state_id=state, from_date=SINCE)
    return user
