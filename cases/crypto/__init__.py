"""Keys, and texts sealed under them. Knows bytes and words, and nothing of children."""

from cases.crypto.blind import IndexKey
from cases.crypto.keys import (
    DataKey,
    MasterKey,
    Unreadable,
    new_master_key,
    newest_alone,
    with_new_key,
)
from cases.crypto.sealing import Cell, seal, unseal

__all__ = [
    "Cell",
    "DataKey",
    "IndexKey",
    "MasterKey",
    "Unreadable",
    "new_master_key",
    "newest_alone",
    "seal",
    "unseal",
    "with_new_key",
]
