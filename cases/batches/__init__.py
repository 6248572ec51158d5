"""Transfers: lists, moves, who travelled."""
