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
from cases.crypto.macs import MacKey, MacKeys, new_mac_key
from cases.crypto.sealing import Cell, seal, unseal

__all__ = [
    "Cell",
    "DataKey",
    "IndexKey",
    "MacKey",
    "MacKeys",
    "MasterKey",
    "Unreadable",
    "new_mac_key",
    "new_master_key",
    "newest_alone",
    "seal",
    "unseal",
    "with_new_key",
]
