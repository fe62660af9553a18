"""Counts the tokens of texts and requests."""
