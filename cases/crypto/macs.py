"""Keyed marks (HMAC-SHA256) and the keys they are made with: the first of them marks, every one of them checks.

A key is known by a short id that stands beside each mark, so that a new key can be put in front of an old one
(rotation) and what the old one marked can still be checked. For each purpose a key of its own is derived: a mark of one
kind never passes for one of another.
"""

import base64
import binascii
import hashlib
import hmac
import secrets

KEY_BYTES = 32
ID_LETTERS = 8


class MacKey:
    """One key. It is never printed; its ``id`` says nothing of it."""

    def __init__(self, text: str) -> None:
        """Read what ``new_mac_key`` printed. Raises ``ValueError`` for anything else."""
        try:
            self._key = base64.b64decode(text.strip(), validate=True)
        except (binascii.Error, ValueError):
            self._key = b""
        if len(self._key) != KEY_BYTES:
            raise ValueError("This is no key.") from None  # the cause would print what was tried
        self.id = self._derived("id").hex()[:ID_LETTERS]
        self._purposes: dict[str, bytes] = {}

    def mark(self, purpose: str, message: bytes) -> bytes:
        """The mark of ``message``: 32 bytes that only whoever has the key can make."""
        derived = self._purposes.get(purpose)
        if derived is None:
            derived = self._purposes[purpose] = self._derived(purpose)
        return hmac.digest(derived, message, "sha256")

    def _derived(self, purpose: str) -> bytes:
        return hmac.new(self._key, purpose.encode(), hashlib.sha256).digest()


class MacKeys:
    """The keys of a deployment, from one setting: the newest first, a comma between two."""

    def __init__(self, text: str) -> None:
        """Raises ``ValueError`` where one of them is no key, or there is none."""
        self.all = [MacKey(part) for part in text.split(",")]
        self._by_id = {key.id: key for key in self.all}

    @property
    def first(self) -> MacKey:
        """The key that marks what is new."""
        return self.all[0]

    def checks(self, key_id: str, purpose: str, message: bytes, mark: bytes) -> bool:
        """Whether ``mark`` is that of ``message`` under the key of this id. A key that is not there checks nothing."""
        key = self._by_id.get(key_id)
        return key is not None and hmac.compare_digest(key.mark(purpose, message), bytes(mark))


def new_mac_key() -> str:
    """A random key as a line of text, for the setting AUDIT_KEY."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")
