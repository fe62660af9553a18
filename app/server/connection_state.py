"""The states of a connection."""

from __future__ import annotations

from typing import Literal, TypeAlias

# No Enum: reading a member costs several hundred instructions, and each request reads some.
ConnectionState: TypeAlias = Literal["reading head", "responding", "draining", "idle", "ended"]
"""What a connection does. Each state has a timer of its own, or none.

- reading head: a head has started, or the connection is new. The head's time runs; at its end it is a 408.
- responding: a request is being answered, others may wait behind it. The time is the application's: no timer.
- draining: the response is complete, the request's body is not. The keep-alive time runs, from its last
  byte on.
- idle: between two requests. The keep-alive time runs.
- ended: closed, lost, or handed to another protocol.
"""
