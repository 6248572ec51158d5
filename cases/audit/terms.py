"""Words that were searched for as keyed hashes: only whoever has the key can ask the trail for one."""

from cases.models.marks import OF_TERM, audit_keys
from cases.names import search_tokens

LETTERS = 16


def hashed(text):
    """The keyed hash of each word of ``text``, sorted; however a word was written, its search form has one hash."""
    return _under(audit_keys().first, text)


def every_hash(text):
    """The same under every key that we have: for whoever asks who searched for a word, before and after a change of keys."""
    return sorted({one for key in audit_keys().all for one in _under(key, text)})


def _under(key, text):
    return sorted({key.mark(OF_TERM, word.encode()).hex()[:LETTERS] for word in search_tokens(text)})
