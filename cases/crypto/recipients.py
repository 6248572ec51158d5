"""Keys of others: what is sealed for one opens with its private half, which is never here (age, X25519)."""

from typing import BinaryIO

import pyrage
from pyrage import x25519

PREFIX = "age1"


class Unopened(Exception):
    """This private key does not open this, or is none."""


def is_recipient(text: str) -> bool:
    """Whether this is the public half of a key (``age1…``) with its check characters right."""
    if not text.startswith(PREFIX):
        return False
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal_for(recipient: str, plain: bytes) -> bytes:
    """``plain`` so that only the private half of ``recipient`` opens it. Raises ``ValueError`` for what is no key."""
    return bytes(pyrage.encrypt(plain, [_public(recipient)]))


def seal_file_for(recipient: str, plain: BinaryIO, sealed: BinaryIO) -> None:
    """The same from one open file into another, block by block."""
    pyrage.encrypt_io(plain, sealed, [_public(recipient)])


def open_with(private: str, sealed: bytes) -> bytes:
    """The plain bytes again. Raises ``Unopened``."""
    try:
        return bytes(pyrage.decrypt(sealed, [x25519.Identity.from_str(private.strip())]))
    except (pyrage.IdentityError, pyrage.DecryptError):
        raise Unopened from None  # the cause would print what was tried


def new_archive_key() -> tuple[str, str]:
    """A random pair: the public half, for the setting CAPSULE_RECIPIENT, and the private one, to be kept elsewhere."""
    made = x25519.Identity.generate()
    return str(made.to_public()), str(made)


def _public(recipient: str) -> x25519.Recipient:
    if not is_recipient(recipient):
        raise ValueError("This is no public key.")
    return x25519.Recipient.from_str(recipient)
