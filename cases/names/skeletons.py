"""What is left of a word when all that people vary is taken out: consonants by their classes, a mark for a first vowel."""

import re
from functools import lru_cache

START = "a"  # what a first vowel, alef, ain or ya leaves

# One letter for all consonants that are written for one another.
CLASSES = {
    "p": "bp",
    "f": "fvw",
    "t": "tTdDṭḍ",
    "s": "sSzZCjṣẓc",
    "k": "kgGxXqhH",
}
CLASS_OF = {letter: key for key, letters in CLASSES.items() for letter in letters}
# Letters that some read in one class and some in another, and what the second key has for them.
SECOND_READING = {"j": "k", "D": "s", "ẓ": "t", "ḍ": "s"}
FIRST = frozenset("aeiouyVAYIʿ")
SILENT = frozenset("aeiouyVAYIWʿ@ʰ")
# A w, and a v between a vowel and a consonant, may as well be a vowel: Dawud, Davud, Daoud.
LIKE_A_VOWEL = re.compile("(?<=[aeiou])v(?![aeiou])|(?<=.)[Ww]")
LAST_H = re.compile("(?<=.)[hH]$")

# Plain letters, and one for those that some script does not tell apart.
PLAIN = str.maketrans("TDṭḍZCSxXHṣẓqG", "tdtdjsshhhszkg", "".join(SILENT))


def consonants_of(sound: str) -> str:
    """Return the consonants of a word of the small alphabet in plain letters."""
    return sound.translate(PLAIN)


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
        key = (SECOND_READING.get(letter) if second else None) or CLASS_OF.get(letter, letter)
        if not letters or letters[-1] != key:
            letters.append(key)
    return "".join(letters)
