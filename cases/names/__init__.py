"""Pure functions on written names: a normal form for search, the script, the likely parts, keys and scores.

Nothing here knows Django; `scorer` and `alignment` need rapidfuzz, the rest needs the standard library alone.
"""

from cases.names.folding import fold, search_tokens
from cases.names.parts import guess_parts
from cases.names.scripts import script_of

__all__ = ["fold", "guess_parts", "script_of", "search_tokens"]
