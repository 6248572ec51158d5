"""Many cases at once: saved views and columns of the lists, changes to several cases."""
