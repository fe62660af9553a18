"""What the kernel knows about a connection's socket that its event loop has not read yet."""

from __future__ import annotations

import asyncio
import select

# Linux's; elsewhere a client that only ends its own side is noticed once reading goes on.
_READ_HANG_UP: int = getattr(select, "POLLRDHUP", 0)


def has_input(transport: asyncio.BaseTransport) -> bool:
    """Whether bytes, or the client's end, wait to be read."""
    return bool(_poll(transport, select.POLLIN))


def has_left(transport: asyncio.BaseTransport) -> bool:
    """Whether the client has ended the connection, or its side of it, also behind bytes that wait."""
    return bool(_poll(transport, _READ_HANG_UP))


def _poll(transport: asyncio.BaseTransport, events: int) -> int:
    """Those of `events` that are set, or an error; 0 for a transport without a socket."""
    socket = transport.get_extra_info("socket")
    if socket is None or transport.is_closing():
        return 0
    poll = select.poll()
    poll.register(socket.fileno(), events)
    found = poll.poll(0)
    return found[0][1] if found else 0
