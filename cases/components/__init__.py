"""Parts that several features show or ask with."""
