"""What is left of a word when all that people vary is taken out: consonants by their classes, a mark for a first vowel."""

import re
from functools import lru_cache

START = "a"  # what a first vowel, alef, ain or ya leaves

# One letter for all consonants that are written for one another.
CLASSES = {
    "p": "bp",
    "f": "fvw",
    "t": "tTdDṭḍ",
    "s": "sSzZCčjṣẓc",
    "k": "kgGxXqhH",
}
CLASS_OF = {letter: key for key, letters in CLASSES.items() for letter in letters}
# Letters that some read in one class and some in another, and what the second key has for them.
SECOND_READING = {"j": "k", "č": "k", "D": "s", "ẓ": "t", "ḍ": "s", "v": ""}
FIRST = frozenset("aeiouyVAYIʿ")
SILENT = frozenset("aeiouyVAYIWʿ@ʰ")
# A w, and a v between a vowel and a consonant, may as well be a vowel: Dawud, Davud, Daoud.
LIKE_A_VOWEL = re.compile("(?<=[aeiou])v(?![aeiou])|(?<=.)[Ww]")
LAST_H = re.compile("(?<=.)[hH]$")

# Plain letters, and one for those that some script does not tell apart.
PLAIN_KEPT = str.maketrans("TDṭḍZCčScxXHṣẓqGʰ", "tdtdjsssshhhszkgh")
PLAIN = PLAIN_KEPT | dict.fromkeys(map(ord, SILENT))


@lru_cache(maxsize=16384)
def consonants_of(sound: str) -> str:
    """Return the consonants of a word of the small alphabet in plain letters."""
    return sound.translate(PLAIN)


# Vowels and weak letters as three vowels.
THREE_VOWELS = str.maketrans("VA@ʿeIYyWwo", "aaaaaiiiuuu")


def plain_of(sound: str) -> str:
    """Return a word of the small alphabet in plain letters, with three vowels."""
    return sound.translate(THREE_VOWELS).translate(PLAIN_KEPT)


@lru_cache(maxsize=8192)
def skeleton_of(sound: str, *, finished: bool = True, second: bool = False) -> str:
    """Return the skeleton of a word of the small alphabet.

    ``finished`` says that the word is whole; ``second`` chooses the other reading of letters that have two.
    """
    if not sound:
        return ""
    whole = LAST_H.sub("", sound) if finished else sound
    letters = [START] if whole[0] in FIRST else ["f"] if whole[0] == "W" else []
    for letter in LIKE_A_VOWEL.sub("", whole):
        if letter in SILENT:
            continue
        usual = CLASS_OF.get(letter, letter)
        letters.append(SECOND_READING.get(letter, usual) if second else usual)
    return "".join(letters)
