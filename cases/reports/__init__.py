"""Totals, claims, the dashboard, published figures."""
