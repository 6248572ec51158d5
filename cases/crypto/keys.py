"""Data keys, and the master key that wraps them. Both are keysets: what one opens may be of an older key in it.

A key is known by its id inside what it sealed, so that a new key can be added in front of an old one (rotation)
without touching anything that was sealed before.
"""

import base64
import binascii

from tink import TinkError, aead, new_keyset_handle, proto_keyset_format, secret_key_access

aead.register()
_TEMPLATE = aead.aead_key_templates.AES256_GCM


class Unreadable(Exception):
    """This key does not open this: another key, another place, or changed on the way."""


class DataKey:
    """A key under which texts are sealed. It is stored wrapped, and never printed."""

    def __init__(self, keyset: object) -> None:
        self._keyset = keyset
        self._aead = keyset.primitive(aead.Aead)  # type: ignore[attr-defined]

    @classmethod
    def new(cls) -> "DataKey":
        """A random key."""
        return cls(new_keyset_handle(_TEMPLATE))

    def encrypt(self, plain: bytes, bound_to: bytes) -> bytes:
        """What opens only with this key and the same ``bound_to``."""
        return bytes(self._aead.encrypt(plain, bound_to))

    def decrypt(self, sealed: bytes, bound_to: bytes) -> bytes:
        """The plain bytes again. Raises ``Unreadable``."""
        try:
            return bytes(self._aead.decrypt(sealed, bound_to))
        except TinkError as error:
            raise Unreadable from error


class MasterKey:
    """The key of the deployment, which wraps every data key. It comes from a setting, never from the database."""

    def __init__(self, text: str) -> None:
        """Read what ``new_master_key`` printed. Raises ``ValueError`` for anything else."""
        try:
            keyset = proto_keyset_format.parse(
                base64.b64decode(text.strip(), validate=True), secret_key_access.TOKEN
            )
            self._aead = keyset.primitive(aead.Aead)
        except (TinkError, binascii.Error, UnicodeError, ValueError):
            raise ValueError("This is no key.") from None  # the cause would print what was tried

    def wrap(self, key: DataKey, bound_to: bytes) -> bytes:
        """The data key as it may be stored; it unwraps only with the same ``bound_to``."""
        return bytes(proto_keyset_format.serialize_encrypted(key._keyset, self._aead, bound_to))

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> DataKey:
        """The data key again. Raises ``Unreadable``."""
        try:
            return DataKey(proto_keyset_format.parse_encrypted(wrapped, self._aead, bound_to))
        except TinkError as error:
            raise Unreadable from error


def new_master_key() -> str:
    """A random master key as a line of text, for the setting FIELD_KEY."""
    keyset = proto_keyset_format.serialize(new_keyset_handle(_TEMPLATE), secret_key_access.TOKEN)
    return base64.b64encode(keyset).decode("ascii")
