"""Inviting people, and accepting an invitation: how accounts come to be."""
