"""The states of a connection."""

from __future__ import annotations

from typing import Literal, TypeAlias

# No Enum: reading a member costs several hundred instructions, and each request reads some.
ConnectionState: TypeAlias = Literal[
    "reading head", "responding", "draining", "idle", "lingering", "closing", "ended"
]
"""What a connection does. Each state has a timer.

- reading head: a head has started, or the connection is new. The head's time runs; at its end it is a 408.
- responding: a request is being answered; bytes behind it wait. The time is the application's, unless it
  waits for a client that does not read: then the time to write runs, and in all the response's total time.
- draining: the response is complete, the request's body is not. Its rest is dropped, within bounds of
  bytes and time, and the connection serves the next request.
- idle: between two requests. The keep-alive time runs; line ends do not renew it.
- lingering: the last response is out, and this side has ended. What the client still sends is dropped, in
  the same bounds, so that it reads the response: a reset would take it away.
- closing: nothing is read any more. The time to write runs until the client has taken what is left.
- ended: lost, or handed to another protocol.
"""
