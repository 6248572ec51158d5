"""What an authenticator app shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30


def code_of(seed, *, seconds_left=3, after=""):
    """The code that an app with this seed shows; the next one, waited for, in its last moments and where it is ``after``."""
    left = PERIOD - time.time() % PERIOD
    if left < seconds_left or _code_now(seed) == after:
        time.sleep(left)
    return _code_now(seed)


def _code_now(seed):
    return format_hotp_value(hotp_value(seed, int(time.time()) // PERIOD))
