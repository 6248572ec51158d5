"""Numbers of papers in a normal form: two ways of typing one number are the same."""

import unicodedata

# Capitals that look alike in Cyrillic and in Latin: "АВ 123456" is typed in either.
_LOOK_ALIKE = str.maketrans("АВЕЅКМНОРСТУХІЈ", "ABESKMHOPCTYXIJ")
# It says that a number follows, and would become two letters of it.
_SIGN = "№"
LONGEST = 40
# Below this it is too short to tell one paper from another.
SHORTEST, FEWEST_DIGITS = 5, 4


def normal_number(text: str) -> str:
    """``text`` with digits of any script as 0 to 9, capitals of one script, and nothing but letters and digits."""
    letters = unicodedata.normalize("NFKC", text.replace(_SIGN, " ")).upper()
    plain = "".join(_digit(letter) for letter in letters if letter.isalnum())
    return plain.translate(_LOOK_ALIKE)


def may_be_a_paper_number(text: str) -> bool:
    """Whether somebody who typed ``text`` may mean the number of a paper: mostly digits, and enough of them."""
    number = normal_number(text)
    digits = sum(letter.isascii() and letter.isdigit() for letter in number)
    return SHORTEST <= len(number) <= LONGEST and digits >= FEWEST_DIGITS and 2 * digits > len(number)


def _digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdigit() else letter
