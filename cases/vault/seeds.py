"""Seeds of second factors: sealed for the one column that holds them, each under a key that the master key wraps."""

from cases.crypto import Unreadable
from cases.vault.waiting import read_waiting, sealed_to_wait

# allauth's table and column; it seals a seed before there is a row to bind it to.
PLACE = "mfa_authenticator.data"
BETWEEN = "."


def sealed_seed(text):
    """``text`` as the column may hold it."""
    return BETWEEN.join(sealed_to_wait(text, PLACE))


def read_seed(sealed):
    """What ``sealed_seed`` was given. Raises ``cases.crypto.Unreadable`` where it does not open."""
    parts = sealed.split(BETWEEN)
    seed = read_waiting(parts, PLACE) if len(parts) == 2 else None
    if seed is None:
        raise Unreadable
    return seed
