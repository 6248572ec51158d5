"""The data key of each child: made when it is first needed, and the only way to what is sealed for the child."""

from cases.vault.keys import NO_KEY, first_that_does_not_open, key_for_reading, key_for_writing
from cases.vault.seeds import read_seed, sealed_seed
from cases.vault.texts import read_text, sealed_text
from cases.vault.waiting import read_waiting, sealed_to_wait

__all__ = [
    "NO_KEY",
    "first_that_does_not_open",
    "key_for_reading",
    "key_for_writing",
    "read_seed",
    "read_text",
    "read_waiting",
    "sealed_seed",
    "sealed_text",
    "sealed_to_wait",
]
