"""The link of an invitation: a random word that is signed. Of the word only a hash is kept, in row and session alike."""

import hashlib
import secrets

from django.core.signing import BadSignature, Signer

_SALT = "cases.invitations"
_BYTES = 32
_WORD = len(secrets.token_urlsafe(_BYTES))


def new_code():
    """A code for a link: letters, digits, hyphens and underscores only."""
    word = secrets.token_urlsafe(_BYTES)
    return word + Signer(salt=_SALT).signature(word)


def hash_of(code):
    """What is kept of ``code``; empty for one that this site did not make."""
    word, signature = code[:_WORD], code[_WORD:]
    try:
        Signer(salt=_SALT).unsign(f"{word}:{signature}")
    except BadSignature:
        return ""
    return hashlib.sha256(word.encode()).hexdigest()
