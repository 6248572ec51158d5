"""The trail to read: who looked at one file, what an officer looks for, and what is conspicuous."""
