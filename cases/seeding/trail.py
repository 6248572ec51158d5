"""What the people of the demonstration looked at in the last weeks, and two conspicuous days. Invented like them."""

import random
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from cases.enums import AuditKind
from cases.models import AuditEvent, Child, TrailFinding
from cases.watch.collecting import find_anomalies

SEED = 20190716
WEEKS = 4
# Friday and Saturday are free.
FREE = (4, 5)
WORKERS = ("Layla Haddad", "Karim Daoud", "Omar Rashid", "Rana Aziz", "Salma Tahir")
READERS = ("Daniyar Orozov", "Nadia Ferrand", "Ines Kallio", "Pavel Sirota")
# Who opened very many files one afternoon, and who tried addresses of files of the other office; how many days ago.
HURRIED, HURRIED_AGO, HURRIED_FILES = "Karim Daoud", 2, 36
TRIED, TRIED_AGO, TRIES = "Rana Aziz", 5, 7
LOOKED_AT = "She had old links of the other office in a message. I spoke with her and her supervisor; they are deleted."


def add_trail(offices, users, *, today):
    """Write the trail of some weeks, oldest first, and look through it; nothing of the caseload changes."""
    rng = random.Random(SEED)  # nosec B311
    files = {office: _files_of(office) for office in (offices["north"], offices["west"])}
    events = []
    for back in range(WEEKS * 7, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() in FREE and back not in (HURRIED_AGO, TRIED_AGO):
            continue
        events += _day(rng, day, users, files)
        if back == HURRIED_AGO:
            events += _hurried(rng, day, users[HURRIED], files[offices["north"]])
        if back == TRIED_AGO:
            events += _tried(rng, day, users[TRIED], files[offices["north"]])
    AuditEvent.objects.bulk_create(sorted(events, key=lambda event: event.at))
    find_anomalies(since=today - timedelta(days=WEEKS * 7), until=today - timedelta(days=1))
    _settle(users, today)


def _files_of(office):
    """Files that are worked on: ids in the order in which they came."""
    return list(Child.objects.filter(office=office).order_by("-pk").values_list("public_id", flat=True)[:60])


def _day(rng, day, users, files):
    found = []
    for name in WORKERS:
        user = users[name]
        own = files[user.office]
        found.append(_event(user, AuditKind.SIGN_IN, _at(rng, day, 8), "sign-in"))
        for _list in range(rng.randint(1, 3)):
            found.append(_event(user, AuditKind.LIST, _at(rng, day, 9), "children:list", rng.sample(own, 20)))
        for _search in range(rng.randint(0, 2)):
            shown = rng.sample(own, rng.randint(1, 4))
            found.append(
                _event(user, AuditKind.SEARCH, _at(rng, day, rng.randint(9, 15)), "search:page", shown)
            )
        for public_id in rng.sample(own, rng.randint(2, 6)):
            moment = _at(rng, day, rng.randint(9, 16))
            found += [
                _event(
                    user,
                    AuditKind.READ,
                    moment + timedelta(minutes=5 * again),
                    "casefile:detail",
                    [public_id],
                )
                for again in range(rng.choice((1, 1, 1, 2, 4)))
            ]
    for name in READERS:
        if rng.random() < 0.5:
            found.append(_event(users[name], AuditKind.SIGN_IN, _at(rng, day, 10), "sign-in"))
    if rng.random() < 0.3:
        found.append(_event(users["Nadia Ferrand"], AuditKind.EXPORT, _at(rng, day, 11), "totals-per-state"))
    return found


def _hurried(rng, day, user, own):
    return [
        _event(user, AuditKind.READ, _at(rng, day, 16), "casefile:detail", [public_id])
        for public_id in rng.sample(own, min(HURRIED_FILES, len(own)))
    ]


def _tried(rng, day, user, of_others):
    asked = [
        *rng.sample(of_others, TRIES - 2),
        *(UUID(int=rng.getrandbits(128), version=4) for _one in range(2)),
    ]
    return [
        _event(user, AuditKind.DENIAL, _at(rng, day, 18), "casefile:detail", [public_id])
        for public_id in asked
    ]


def _at(rng, day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60))))


def _event(user, kind, at, subject, ids=()):
    ids = [str(public_id) for public_id in ids]
    detail = {"terms": [], "found": len(ids)} if kind == AuditKind.SEARCH else {}
    return AuditEvent(kind=kind, actor=user, at=at, subject=subject, subject_ids=ids, detail=detail)


def _settle(users, today):
    """The officer has looked at one of the two."""
    seen = timezone.make_aware(datetime.combine(today - timedelta(days=TRIED_AGO - 1), time(9, 40)))
    TrailFinding.objects.filter(actor=users[TRIED]).update(
        looked_by=users["Ines Kallio"], looked_at=seen, note=LOOKED_AT
    )
