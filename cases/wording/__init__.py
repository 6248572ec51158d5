"""Words that mark a child: finding them in a text, and saying gently what to write instead. Nothing is ever changed."""

from cases.wording.finding import Found, words_in
from cases.wording.reasons import WHY

__all__ = ["WHY", "Found", "words_in"]
