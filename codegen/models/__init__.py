"""Pydantic models of every schema of the contract, placed by the tags that use them."""
