"""Decode a request, call the operation, encode the result."""
