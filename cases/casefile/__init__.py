"""The page of one child, gathered from many features."""
