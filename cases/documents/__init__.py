"""Papers of a person."""
