"""Names for made-up people: parts of names as each culture writes them, put together by chance.

The tables in ``data/`` were written by hand for this project: given names and family names that are common in the
culture, each in Latin, Cyrillic and Arabic letters. A person is always made from parts; no list of people was used.
"""

from cases.seeding.corpus.cultures import STATES
from cases.seeding.corpus.family import FamilyNames, make_family
from cases.seeding.corpus.misspelling import variant
from cases.seeding.corpus.writing import WrittenName

__all__ = ["STATES", "FamilyNames", "WrittenName", "make_family", "variant"]
