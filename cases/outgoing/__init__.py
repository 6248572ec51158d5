"""What leaves about many persons: asking for a list, the second person, opening it, and the register of all exports."""
