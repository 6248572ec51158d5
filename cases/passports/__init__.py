"""All spellings of one person in one place: as written, as the rules would have them, and as papers print them."""
