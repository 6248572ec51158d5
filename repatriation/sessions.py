"""Sessions that end a set time after they began, whatever is kept in them meanwhile (promise 11)."""

import time

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

ENDS_AT = "ends_at"


class SessionStore(DatabaseSessions):
    """A session in the database. Saving it, as every list does, never moves its end.

    The end is no expiry of Django's own: with one, the cookie would outlive the browser that was closed.
    """

    def get_session_cookie_age(self):
        """How many seconds are left; the whole time for a session that has not been saved yet."""
        ends_at = self.get(ENDS_AT)
        if ends_at is None:
            return super().get_session_cookie_age()
        return max(ends_at - time.time(), 1)

    def save(self, must_create=False):
        """Save as always; what is saved for the first time gets its end."""
        kept = self._get_session(no_load=must_create)
        if ENDS_AT not in kept:
            kept[ENDS_AT] = time.time() + super().get_session_cookie_age()
        super().save(must_create)

    def cycle_key(self):
        """Somebody has just signed in: the time begins now."""
        self.pop(ENDS_AT, None)
        super().cycle_key()
