"""Family groups: who belongs together, and whether the siblings stay together."""
