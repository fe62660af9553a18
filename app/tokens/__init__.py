"""Counts tokens of texts and prompts."""
