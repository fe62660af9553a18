"""Hosted tools over a chat upstream: the model calls functions, and this server runs those calls.

`tool.py` is what a tool implements, `tool_loop.py` asks the model and runs its calls until none is left.
"""
