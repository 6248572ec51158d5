"""What persons ask about their own data: a register with dates, and a copy of everything that is kept."""
