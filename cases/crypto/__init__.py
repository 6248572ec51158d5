"""Keys, and texts sealed under them. Knows bytes and words, and nothing of children."""

from cases.crypto.keys import DataKey, MasterKey, Unreadable, new_master_key
from cases.crypto.macs import MacKey, MacKeys, new_mac_key
from cases.crypto.sealing import Cell, seal, unseal

__all__ = [
    "Cell",
    "DataKey",
    "MacKey",
    "MacKeys",
    "MasterKey",
    "Unreadable",
    "new_mac_key",
    "new_master_key",
    "seal",
    "unseal",
]
