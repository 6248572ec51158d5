"""What an authenticator app shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30


def code_of(seed, *, seconds_left=3):
    """The code that an app with this seed shows now; in its last moments, the next one, waited for."""
    left = PERIOD - time.time() % PERIOD
    if left < seconds_left:
        time.sleep(left)
    return format_hotp_value(hotp_value(seed, int(time.time()) // PERIOD))
