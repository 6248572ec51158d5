"""States and their stated positions."""
