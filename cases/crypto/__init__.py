"""Keys, and texts sealed under them. Knows bytes and words, and nothing of children."""

from cases.crypto.keys import DataKey, MasterKey, Unreadable, new_master_key
from cases.crypto.recipients import Unopened, is_recipient, new_archive_key, open_with, seal_for
from cases.crypto.sealing import Cell, seal, unseal

__all__ = [
    "Cell",
    "DataKey",
    "MasterKey",
    "Unopened",
    "Unreadable",
    "is_recipient",
    "new_archive_key",
    "new_master_key",
    "open_with",
    "seal",
    "seal_for",
    "unseal",
]
