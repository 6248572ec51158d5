"""Handing over many cases at once: a day's cases to a colleague, all of a leaver's to whoever goes on."""
