"""What serves the tests' applications over HTTP, and on which event loop."""

from __future__ import annotations

import os

SERVER = os.environ.get("TEST_SERVER", "own")
"""`own`: the protocol of `app.server`; `uvicorn`: uvicorn's; `wrapped`: the own one, behind a middleware.

Tests of bounds and timers of our own are marked `own_protocol`, and run with `own` only.
"""
assert SERVER in ("own", "uvicorn", "wrapped"), SERVER

LOOP = os.environ.get("TEST_LOOP", "")
"""`asyncio` or `uvloop`: the event loop of the tests and of the servers that they start as processes; empty:
asyncio's for the tests, and for the processes their default.
"""
assert LOOP in ("", "asyncio", "uvloop"), LOOP
