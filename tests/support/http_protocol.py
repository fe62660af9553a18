"""What serves the tests' applications over HTTP."""

from __future__ import annotations

import os

SERVER = os.environ.get("TEST_SERVER", "own")
"""`own`: the protocol of `app.server`; `uvicorn`: uvicorn's; `wrapped`: the own one, behind a middleware.

Tests of bounds and timers of our own are marked `own_protocol`, and run with `own` only.
"""
assert SERVER in ("own", "uvicorn", "wrapped"), SERVER
