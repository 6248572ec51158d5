"""One round: a form is sent, something is killed in the middle of it, and what is left is looked at."""

import random
import threading
import time
from dataclasses import dataclass

from repatriation.devdb import SUPERUSER
from tests.kill.contents import changed_tables, contents
from tests.kill.house import ROUND
from tests.kill.moments import held
from tests.support.server import headers_of, status_of

WORKER, DATABASE = "web worker", "database"
SAVED, SIGNED_OUT = 302, 401
DOORS = ("/accounts/login/", "/accounts/reauthenticate/", "/accounts/2fa/")
NOTHING, EVERYTHING, HALF = "nothing", "everything", "half"


@dataclass(frozen=True)
class Undisturbed:
    """What one way of writing leaves when nothing happens, and how long it takes."""

    before: object
    after: object
    seconds: float

    @property
    def tables(self):
        return changed_tables(self.before, self.after)

    def found(self, now):
        """How much of it stands in ``now``."""
        return NOTHING if now == self.before else EVERYTHING if now == self.after else HALF

    def difference(self, now):
        """What stands there and should not, or the other way, for whoever has to look for the fault."""
        near = min((self.before, self.after), key=lambda due: ((due - now) + (now - due)).total())
        return list((now - near).items())[:5], list((near - now).items())[:5]


@dataclass(frozen=True)
class Outcome:
    """What one round showed."""

    path: str
    victim: str
    moment: str
    stood_there: bool
    acknowledged: bool
    found: str
    recovered: bool
    once: bool
    remark: str = ""

    @property
    def lost(self):
        return self.acknowledged and self.found != EVERYTHING

    @property
    def is_good(self):
        return self.found != HALF and not self.lost and self.recovered and self.once


class Sending(threading.Thread):
    """A request that is under way; ``status`` is that of its answer, 0 where none came."""

    def __init__(self, server, raw):
        super().__init__(daemon=True)
        self._server, self._raw, self.status, self.seconds = server, raw, 0, 0.0
        self.start()

    def run(self):
        begun = time.monotonic()
        answer = self._server.ask(self._raw)
        self.seconds = time.monotonic() - begun
        self.status = status_of(answer) if answer.startswith(b"HTTP/") else 0
        if self.status == SAVED and headers_of(answer)["location"].startswith(DOORS):
            self.status = SIGNED_OUT

    def is_answered(self):
        return not self.is_alive()


def now_in(house):
    """What the database of the round holds."""
    return contents(house.cluster, SUPERUSER, ROUND)


def undisturbed(house, path):
    """Send a form in peace."""
    _fresh(house, path)
    before = now_in(house)
    sending = Sending(house.server, path.raw())
    sending.join()
    assert sending.status == SAVED, f"{path.name} was answered by {sending.status}"
    house.settled()
    due = Undisturbed(before, now_in(house), sending.seconds)
    assert due.tables, f"{path.name} writes nothing"
    return due


def play(house, path, due, victim, moment):
    """Send the form, kill the victim at the moment, and look at what is left; returns the ``Outcome``."""
    _fresh(house, path)
    with held(moment, house, due.tables, due.seconds) as hold:
        sending = Sending(house.server, path.raw())
        stood_there = hold.arrive(sending.is_answered)
        away = _kill(house, victim)
    sending.join()
    recovered = away and house.recovers(path)
    house.settled()
    now = now_in(house)
    found, acknowledged = due.found(now), sending.status == SAVED
    remark = "" if found != HALF else str(due.difference(now))
    again = Sending(house.server, path.raw())
    again.join()
    house.settled()
    last = now_in(house)
    once = last == due.after and (found == EVERYTHING or again.status == SAVED)
    if not once:
        remark += f" sent again: {again.status} {due.difference(last)}"
    return Outcome(path.name, victim, moment, stood_there, acknowledged, found, recovered, once, remark)


def _fresh(house, path):
    house.restore()
    assert house.recovers(path)
    house.settled()


def _kill(house, victim):
    """Kill it; whether the site said meanwhile what is the matter."""
    if victim == WORKER:
        house.kill_worker()
        return True
    house.kill_database()
    away = house.says_away()
    house.cluster.start()
    return away


def drawn(paths, moments, rounds, dice):
    """Which way of writing, victim and moment each round has: every way as often, half of the rounds each victim."""
    names = list(paths)
    dice.shuffle(names)
    for number in range(rounds):
        victim = (WORKER, DATABASE)[number % 2]
        yield paths[names[number % len(names)]], victim, dice.choice(moments)


def seeded(seed):
    """Chance that can be had again."""
    random.seed(seed)
    return random.Random(seed)
