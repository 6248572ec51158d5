"""The mail of a demonstration: kept instead of sent, and shown on a page. A deployment has neither."""
