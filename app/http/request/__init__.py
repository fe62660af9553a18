"""Decodes and validates a request: body, form, parameters."""
