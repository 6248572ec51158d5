"""The data keys of children and persons: made when first needed, and the only way to what is sealed for them."""

from cases.vault.destroying import Destroyed, destroy_key, is_destroyed
from cases.vault.keys import (
    NO_KEY,
    first_that_does_not_open,
    key_for_reading,
    key_for_writing,
    keys_are_missing,
    keys_for_reading,
)
from cases.vault.numbers import index_value, index_values
from cases.vault.seeds import read_seed, sealed_seed
from cases.vault.texts import put_text, read_text, sealed_text, text_of
from cases.vault.waiting import place_of_draft, read_waiting, sealed_to_wait

__all__ = [
    "NO_KEY",
    "Destroyed",
    "destroy_key",
    "first_that_does_not_open",
    "index_value",
    "index_values",
    "is_destroyed",
    "key_for_reading",
    "key_for_writing",
    "keys_are_missing",
    "keys_for_reading",
    "place_of_draft",
    "put_text",
    "read_seed",
    "read_text",
    "read_waiting",
    "sealed_seed",
    "sealed_text",
    "sealed_to_wait",
    "text_of",
]
