"""Keeping an eye on cases: flags with a day and a reason, and cases that somebody follows."""
