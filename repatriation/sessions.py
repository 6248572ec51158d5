"""Sessions that end: after a time without anybody there, and a set time after they began (promise 11)."""

import time
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

ENDS_AT = "ends_at"
USED_AT = "used_at"
LEFT = "left"

LONGEST_UNWRITTEN = 60
LONGEST_WARNING = 120


class SessionStore(DatabaseSessions):
    """A session in the database. Saving it, as every list does, never moves its end; only ``used`` does.

    The end is no expiry of Django's own: with one, the cookie would outlive the browser that was closed.
    """

    def __init__(self, session_key=None):
        super().__init__(session_key)
        self._ended = None

    @classmethod
    def of(cls, row):
        """The session that a row of the table holds, read without asking the database again."""
        session = cls(row.session_key)
        session._session_cache = session.decode(row.session_data)
        return session

    @property
    def last_used(self):
        """When somebody was last there, to the minute."""
        return datetime.fromtimestamp(self[USED_AT], UTC) if USED_AT in self else None

    @property
    def seconds_left(self):
        """How long until somebody who does nothing is signed out, whichever end comes first."""
        return max(min(self._idle_end(), self._last_end()) - time.time(), 0)

    @property
    def began_at(self):
        """When it began, in seconds since 1970: with the sign-in, where somebody is signed in."""
        return self._last_end() - super().get_session_cookie_age()

    @property
    def seconds_sure(self):
        """How long nobody is signed out who has just opened a page; the same for one page as for another."""
        return min(_idle_seconds() - _seconds_unwritten(), self._last_end() - time.time())

    @property
    def seconds_warned(self):
        """How long before the end somebody is warned."""
        return min(LONGEST_WARNING, _idle_seconds() / 3)

    @property
    def may_be_longer(self):
        """Whether doing something puts off the end: not in the last minutes of the whole time."""
        return self._last_end() - time.time() > self.seconds_left + 1

    def used(self):
        """Somebody is there: the time without anybody begins anew. Written once a minute at most; tells whether it was."""
        now = time.time()
        is_due = now - self.get(USED_AT, 0) >= _seconds_unwritten()
        if is_due:
            self[USED_AT] = now
        return is_due

    def left(self):
        """Who was signed out by time alone, and how: ``{"user": text, "idle": bool}``; ``None`` where nobody was.

        It is known of the session that the cookie still names, and kept in the one that comes after it.
        """
        kept = self.get(LEFT)
        if self._ended and not kept:
            self[LEFT] = kept = self._ended
        return kept

    def get_session_cookie_age(self):
        """How many seconds are left; the whole time for a session that has not been saved yet."""
        if ENDS_AT not in self:
            return super().get_session_cookie_age()
        return self.seconds_left

    def save(self, must_create=False):
        """Save as always; what is saved for the first time gets its end."""
        kept = self._get_session(no_load=must_create)
        if ENDS_AT not in kept:
            now = time.time()
            kept |= {ENDS_AT: now + super().get_session_cookie_age(), USED_AT: now}
        super().save(must_create)

    def cycle_key(self):
        """Somebody has just signed in: the time begins now."""
        self.pop(ENDS_AT, None)
        super().cycle_key()

    def _last_end(self):
        return self.get(ENDS_AT, time.time() + super().get_session_cookie_age())

    def _idle_end(self):
        # Where nobody is signed in, nobody can be signed out.
        if SESSION_KEY not in self or USED_AT not in self:
            return self._last_end()
        return self[USED_AT] + _idle_seconds()

    def _get_session_from_db(self):
        key = self.session_key
        found = super()._get_session_from_db()
        if found is None:
            self._ended = self._ended_by_time(key)
        return found

    def _ended_by_time(self, key):
        """What ``left`` tells of the session with this key: its row stays a while after its end."""
        row = self.model.objects.filter(session_key=key).first()
        kept = self.decode(row.session_data) if row else {}
        if SESSION_KEY not in kept:
            return None
        return {"user": kept[SESSION_KEY], "idle": kept.get(ENDS_AT, 0) > time.time()}


def _idle_seconds():
    return settings.SESSION_IDLE_MINUTES * 60


def _seconds_unwritten():
    return min(LONGEST_UNWRITTEN, _idle_seconds() / 15)
