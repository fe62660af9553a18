"""Hosted tools over a chat upstream: the model calls functions, and this server runs those calls.

`tool.py` is what a tool implements; `app.engine.responses.tool_loop` asks the model and runs its calls.
"""
