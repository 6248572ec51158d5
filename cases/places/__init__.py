"""Camps, prisons, homes and other sites."""
