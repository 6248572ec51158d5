"""A blind index: finds an exact text among sealed ones without opening them, and tells as little as will do."""

import hashlib
import hmac

from cases.crypto.keys import DataKey

# So many bits are kept. Of a number of nine digits a thousand share each value, so that neither two equal values nor the
# key of the index say which number it was; of 100,000 papers one in ten shares its value with another, and whoever looks
# for a number opens that one too.
BITS = 20


class IndexKey:
    """The key of one index, derived from a data key that seals nothing."""

    def __init__(self, key: DataKey, purpose: str) -> None:
        self._secret = key.derived(purpose.encode())

    def value(self, text: str) -> int:
        """What the index holds of ``text``: the same for the same text, below two to the power of ``BITS``."""
        digest = hmac.new(self._secret, text.encode(), hashlib.sha256).digest()
        return int.from_bytes(digest[:4], "big") >> (32 - BITS)
