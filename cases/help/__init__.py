"""Short texts in plain words for those who work here, and the keys of the keyboard."""
