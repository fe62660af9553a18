"""Normalises OpenAI's document: each step is a small named function that states its reason."""
