"""Registering a child with its family."""
