"""How long files are kept, what holds one back, and its end by two people."""
