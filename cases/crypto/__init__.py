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
from cases.crypto.recipients import (
    Unopened,
    is_recipient,
    new_archive_key,
    open_with,
    seal_file_for,
    seal_for,
)
from cases.crypto.sealing import Cell, seal, unseal

__all__ = [
    "Cell",
    "DataKey",
    "IndexKey",
    "MacKey",
    "MacKeys",
    "MasterKey",
    "Unopened",
    "Unreadable",
    "is_recipient",
    "new_archive_key",
    "new_mac_key",
    "new_master_key",
    "newest_alone",
    "open_with",
    "seal",
    "seal_file_for",
    "seal_for",
    "unseal",
    "with_new_key",
]
