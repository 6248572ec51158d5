"""Data keys, and the master key that wraps them. Both are keysets: what one opens may be of an older key in it.

A key is known by its id inside what it sealed, so that a new key can be added in front of an old one (rotation)
without touching anything that was sealed before.
"""

import base64
import binascii
import hashlib
import hmac

from tink import (
    BinaryKeysetReader,
    KeysetHandle,
    TinkError,
    aead,
    new_keyset_handle,
    proto_keyset_format,
    secret_key_access,
)
from tink.proto import tink_pb2

aead.register()
_TEMPLATE = aead.aead_key_templates.AES256_GCM
# What a keyset seals begins with a byte that says so and with the id of the key, in four bytes.
_MARK = 1


class Unreadable(Exception):
    """This key does not open this: another key, another place, or changed on the way."""


class DataKey:
    """A key under which texts are sealed. It is stored wrapped, and never printed."""

    def __init__(self, keyset: KeysetHandle) -> None:
        self._keyset = keyset
        self._aead = keyset.primitive(aead.Aead)

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

    def derived(self, purpose: bytes) -> bytes:
        """Thirty-two bytes for another use, the same for the same ``purpose``. Such a key seals nothing."""
        plain = BinaryKeysetReader(
            proto_keyset_format.serialize(self._keyset, secret_key_access.TOKEN)
        ).read()
        secret = next(key.key_data.value for key in plain.key if key.key_id == plain.primary_key_id)
        return hmac.new(secret, purpose, hashlib.sha256).digest()


class MasterKey:
    """The key of the deployment, which wraps every data key. It comes from a setting, never from the database."""

    def __init__(self, text: str) -> None:
        """Read what ``new_master_key`` printed. Raises ``ValueError`` for anything else."""
        keyset = _parsed(text)
        self._mark = bytes([_MARK]) + keyset.primary_key_id.to_bytes(4, "big")
        self.count = len(keyset.key)
        self._aead = _handle(keyset).primitive(aead.Aead)

    def wrap(self, key: DataKey, bound_to: bytes) -> bytes:
        """The data key as it may be stored; it unwraps only with the same ``bound_to``."""
        return bytes(proto_keyset_format.serialize_encrypted(key._keyset, self._aead, bound_to))

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> DataKey:
        """The data key again. Raises ``Unreadable``."""
        try:
            return DataKey(proto_keyset_format.parse_encrypted(wrapped, self._aead, bound_to))
        except TinkError as error:
            raise Unreadable from error

    def is_newest(self, wrapped: bytes) -> bool:
        """Whether ``wrapped`` is under the first key of this keyset. Opens nothing; false for what is no wrapped key."""
        try:
            sealed = BinaryKeysetReader(wrapped).read_encrypted().encrypted_keyset
        except TinkError:
            return False
        return bytes(sealed).startswith(self._mark)


def new_master_key() -> str:
    """A random master key as a line of text, for the setting FIELD_KEY."""
    keyset = proto_keyset_format.serialize(new_keyset_handle(_TEMPLATE), secret_key_access.TOKEN)
    return base64.b64encode(keyset).decode("ascii")


def with_new_key(text: str) -> str:
    """The master key ``text`` with a new key in front, which wraps from now on; the others still open.

    Raises ``ValueError`` for what is no key.
    """
    older, keyset = _parsed(text), _parsed(new_master_key())
    if keyset.primary_key_id in {key.key_id for key in older.key}:
        return with_new_key(text)
    keyset.key.extend(older.key)
    return _as_text(keyset)


def newest_alone(text: str) -> str:
    """The master key ``text`` without its older keys: what they wrapped opens no more. Raises ``ValueError``."""
    keyset = _parsed(text)
    kept = [key for key in keyset.key if key.key_id == keyset.primary_key_id]
    return _as_text(tink_pb2.Keyset(primary_key_id=keyset.primary_key_id, key=kept))


def _parsed(text: str) -> tink_pb2.Keyset:
    try:
        keyset = BinaryKeysetReader(base64.b64decode(text.strip(), validate=True)).read()
        _handle(keyset).primitive(aead.Aead)
    except (TinkError, binascii.Error, UnicodeError, ValueError):
        raise ValueError("This is no key.") from None  # the cause would print what was tried
    return keyset


def _handle(keyset: tink_pb2.Keyset) -> KeysetHandle:
    return proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)


def _as_text(keyset: tink_pb2.Keyset) -> str:
    return base64.b64encode(keyset.SerializeToString()).decode("ascii")
