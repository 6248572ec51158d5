"""Seeds of second factors: sealed for the one column that holds them, each under a key that the master key wraps."""

from cases.crypto import Unreadable
from cases.vault.waiting import read_waiting, sealed_to_wait, wrapped_anew, wrapped_key_of

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


def key_of_seed(sealed):
    """The wrapped key in what ``sealed_seed`` made; ``None`` for anything else."""
    return wrapped_key_of(sealed.split(BETWEEN)) if isinstance(sealed, str) else None


def seed_wrapped_anew(sealed):
    """The same with its key under the newest master key. Raises ``cases.crypto.Unreadable``."""
    return BETWEEN.join(wrapped_anew(sealed.split(BETWEEN), PLACE))
