"""How access was given, confirmed and ended in the demonstration: some roles are due, one person is suspended. Invented."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cases.enums import AccessKind, Role
from cases.models import AccessChange, Membership, User

# Name, role, office, how many days ago the role began, and after how many days it ended (None: it holds).
MORE_PEOPLE = (
    ("Tamar Beridze", Role.ADMINISTRATOR, None, 400, None),
    ("Huda Mansour", Role.CASEWORKER, "west", 300, None),
    ("Anton Weiss", Role.CASEWORKER, "north", 700, 520),
)
FIRST, SECOND = "Pavel Sirota", "Tamar Beridze"
# Whose role was confirmed by whom, how many days ago.
CONFIRMED = (
    ("Pavel Sirota", SECOND, 40),
    ("Tamar Beridze", FIRST, 40),
    ("Layla Haddad", FIRST, 20),
    ("Karim Daoud", FIRST, 20),
    ("Omar Rashid", FIRST, 20),
    ("Rana Aziz", SECOND, 60),
    ("Salma Tahir", SECOND, 60),
    ("Daniyar Orozov", SECOND, 96),
)
# For how many days a role has been listed as due; the third lapses within a week.
LISTED = (("Daniyar Orozov", 5), ("Nadia Ferrand", 12), ("Ines Kallio", 25))


def add_access(offices, users, *, today):
    """Add a second administrator and two people who do not work at present, and what is on record about access."""
    users = users | {name: _join(today, offices, name, *row) for name, *row in MORE_PEOPLE}
    for name, role, _office, began, ended in MORE_PEOPLE:
        _note(today, users, name, AccessKind.GRANTED, by=FIRST, days=began, reason="Asked for by the office.")
        if ended is not None:
            why = "Left for another organisation."
            _note(today, users, name, AccessKind.ENDED, by=FIRST, days=ended, reason=why, old_role=role)
    for name, by, days in sorted(CONFIRMED, key=lambda row: -row[2]):
        _note(today, users, name, AccessKind.CONFIRMED, by=by, days=days)
    for name, days in LISTED:
        _note(today, users, name, AccessKind.DUE, days=days)
    why = "On leave until the spring; nobody is to sign in meanwhile."
    _note(today, users, "Huda Mansour", AccessKind.SUSPENDED, by=SECOND, days=15, reason=why)
    User.objects.filter(pk=users["Huda Mansour"].pk).update(is_active=False)


def _join(today, offices, name, role, office, began, ended):
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email=email, full_name=name)
    Membership.objects.create(
        user=user,
        role=role,
        office=offices.get(office),
        from_date=today - timedelta(days=began),
        to_date=None if ended is None else today - timedelta(days=ended),
    )
    return user


def _note(today, users, name, kind, *, days, by="", reason="", **more):
    user = users[name]
    day = datetime.combine(today - timedelta(days=days), time(9, 30))
    membership = user.memberships.get()
    if kind == AccessKind.ENDED:
        more["old_office_id"] = membership.office_id
    AccessChange.objects.create(
        user=user,
        kind=kind,
        by=users[by] if by else None,
        at=timezone.make_aware(day),
        reason=reason,
        membership=membership,
        **more,
    )
