"""One person, many spellings: the search, records that may speak of one person, and making one of them."""
