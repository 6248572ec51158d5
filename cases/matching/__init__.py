"""Records that may speak of one person: two become one, and two again."""
