"""Why a call to an address that a caller names failed.

OutboundError
├── AddressRefused   it must not be called; nothing was sent
├── NotReached       no connection, no TLS, no HTTP, or a redirect that is not followed
├── CallTimedOut     a timeout of it passed
└── AnswerRefused    its answer is too long, or compressed in an unknown or broken way
"""

from __future__ import annotations


class OutboundError(Exception):
    """The message is a sentence that a caller may see.

    It has no address that a name resolved to, no header, and of a URL its host only.
    """


class AddressRefused(OutboundError):
    """The URL is invalid, or leads to a place that is not permitted."""


class NotReached(OutboundError):
    """The host gave no answer."""


class CallTimedOut(OutboundError):
    """The host was too slow."""


class AnswerRefused(OutboundError):
    """The host's answer exceeds a bound or cannot be decoded."""
