"""The list of children, and changes to a case file."""
