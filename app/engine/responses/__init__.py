"""Responses with their state, over any upstream."""
