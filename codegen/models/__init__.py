"""Pydantic models of every schema of the contract, placed by domain."""
