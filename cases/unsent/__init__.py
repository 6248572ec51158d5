"""Words typed about a child and not saved yet: kept sealed for who typed them, offered again, gone once they are saved."""

from cases.unsent.presenters import left_unsent, offer
from cases.unsent.texts import discard_expired, remove

__all__ = ["discard_expired", "left_unsent", "offer", "remove"]
