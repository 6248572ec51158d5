"""Users, offices, and the demonstration's way in."""
