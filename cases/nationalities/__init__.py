"""Claims of children on States, decisions on them, leave to contact a State."""
