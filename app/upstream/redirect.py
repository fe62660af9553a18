"""Redirects of an upstream, which are not followed: the key and the body would go to another address."""

from __future__ import annotations

from app.errors import UpstreamUnreachable

_REDIRECTS = frozenset((301, 302, 303, 307, 308))


def redirect_error(name: str, status: int) -> UpstreamUnreachable:
    """The error for a status of the 300s, which is no answer.

    It does not contain the address, which may be an internal one.
    """
    if status in _REDIRECTS:
        problem = (
            f"answered with a redirect ({status}), which is not followed; its operator must correct its URL"
        )
    else:
        problem = f"answered {status}, which is no answer to this request"
    return UpstreamUnreachable(f"The upstream {name} {problem}.", code="upstream_redirect")
