"""What went wrong with an upstream, told so that its operator can act; it is named in each."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl

from app.errors import UpstreamTimeout
from app.upstream.client import ConnectTimeout, NotConnected, Timeouts


def not_connected(
    name: str, error: OSError | UnicodeError, timeouts: Timeouts
) -> NotConnected | ConnectTimeout:
    """No connection came to be."""
    if isinstance(error, TimeoutError):
        return ConnectTimeout(
            f"The upstream {name} did not accept a connection within {timeouts.connect:g} s."
        )
    return NotConnected(f"The upstream {name} cannot be reached: {_reason(error)}.")


def timeout_error(name: str, timeouts: Timeouts, ends: float, *, headed: bool = True) -> UpstreamTimeout:
    """It began or went on answering too late; `ends` is when its whole time is over."""
    if asyncio.get_running_loop().time() >= ends:
        told = f"did not end its answer within {timeouts.total:g} s"
    elif headed:
        told = f"was silent for {timeouts.idle:g} s in the middle of its answer"
    else:
        told = f"did not begin to answer within {timeouts.first_byte:g} s"
    return UpstreamTimeout(f"The upstream {name} {told}.")


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return "its name is not known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its TLS certificate is not accepted ({error.verify_message.rstrip('.')})"
    if isinstance(error, ssl.SSLError):
        return "its TLS handshake failed"
    # Where a name has several addresses and none takes a connection, the errors come as one text.
    if isinstance(error, ConnectionRefusedError) or f"Errno {errno.ECONNREFUSED}" in str(error):
        return "it refused the connection"
    if isinstance(error, ConnectionError):
        return "it closed the connection while it was made"
    return f"the connection failed ({error.strerror or type(error).__name__})"
