"""Network errors of an upstream as errors for its operator; each names the upstream."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl

from app.errors import UpstreamTimeout
from app.upstream.client import ConnectTimeout, NotConnected, Timeouts

_AUTHORITIES = "UPSTREAM_CA_FILE, or ca_file in UPSTREAMS_FILE, names the authorities to trust"
_CLIENT_CERTIFICATE = "UPSTREAM_CLIENT_CERT_FILE, or client_cert_file in UPSTREAMS_FILE, is what it checks"


class ConnectionLost(Exception):
    """An exchange failed; the message is the end of a sentence about the upstream."""


class UploadStalled(Exception):
    """The upstream accepts nothing of a request's body."""


class ProxyFailed(OSError):
    """A proxy makes no connection; the message is the end of a sentence about the upstream."""


def not_connected(
    name: str, error: OSError | UnicodeError, timeouts: Timeouts, route: str = ""
) -> NotConnected | ConnectTimeout:
    """The error for a connection that was not established. `route` is how it was tried, if not directly."""
    if isinstance(error, TimeoutError):
        return ConnectTimeout(
            f"The upstream {name} did not accept a connection{route} within {timeouts.connect:g} s."
        )
    return NotConnected(f"The upstream {name} cannot be reached: {connect_reason(error)}.")


def timeout_error(name: str, timeouts: Timeouts, ends: float, *, headed: bool = True) -> UpstreamTimeout:
    """The error for a timeout.

    `ends` is the loop's time at which `timeouts.total` ends; `headed`, whether a head arrived.
    """
    if asyncio.get_running_loop().time() >= ends:
        problem = f"did not end its answer within {timeouts.total:g} s"
    elif headed:
        problem = f"was silent for {timeouts.idle:g} s in the middle of its answer"
    else:
        problem = f"did not start its answer within {timeouts.first_byte:g} s"
    return UpstreamTimeout(f"The upstream {name} {problem}.")


def tls_ending(error: Exception | None) -> str:
    """Why the upstream ended TLS, if it is about our certificate; otherwise empty."""
    reason = error.reason or "" if isinstance(error, ssl.SSLError) else ""
    if "ALERT" not in reason or not any(
        word in reason for word in ("CERTIFICATE", "UNKNOWN_CA", "HANDSHAKE")
    ):
        return ""
    alert = reason.partition("ALERT_")[2].lower().replace("_", " ")
    return f"it ended the TLS handshake ({alert}); {_CLIENT_CERTIFICATE}"


def connect_reason(error: OSError | UnicodeError) -> str:
    """Why a connection was not established, as the end of a sentence."""
    if isinstance(error, ProxyFailed):
        return str(error)
    if isinstance(error, socket.gaierror | UnicodeError):
        return "its name is not known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its TLS certificate is not accepted ({error.verify_message.rstrip('.')}); {_AUTHORITIES}"
    if isinstance(error, ssl.SSLError):
        return tls_ending(error) or "its TLS handshake failed"
    # If a name has several addresses and all refuse, the loop raises one error with their texts.
    if isinstance(error, ConnectionRefusedError) or f"Errno {errno.ECONNREFUSED}" in str(error):
        return "it refused the connection"
    if isinstance(error, ConnectionError):
        return "it closed the connection during the handshake"
    return f"the connection failed ({error.strerror or type(error).__name__})"
