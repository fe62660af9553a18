"""Decodes and validates a request: its body, form and parameters."""
