"""The API's base URL as the sender of a request has to write it, and the error for a path outside of it."""

from __future__ import annotations

import re
from functools import cache

from starlette.types import Scope

from app.errors import MethodNotAllowed, NotFound
from app.http.request.head import raw_path
from generated.operations import OPERATIONS

PREFIX = "/v1"
"""What every path of the API begins with."""
HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^:@/\s]+))(?::\d+)?", re.IGNORECASE)
"""A valid `Host` header."""
_MAX_HOST = 255
_MAX_PATH = 100


def base_url(scope: Scope) -> str:
    """By the request's own scheme and `Host`; the path alone without a valid `Host`."""
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    path = f"{scope.get('root_path', '')}{PREFIX}"
    if len(hosts) != 1 or len(hosts[0]) > _MAX_HOST or HOST.fullmatch(hosts[0]) is None:
        return path
    return f"{scope['scheme']}://{hosts[0]}{path}"


def unknown_path(scope: Scope) -> NotFound:
    """The 404 for a path that this server does not have. It names the base URL, which is mostly the fault."""
    path, base = raw_path(scope), base_url(scope)
    meant = _meant(path)
    advice = f"Set the client's base URL to {base}: {base}{meant} exists."
    return NotFound(
        f"This server has no path {_shortened(path)}. "
        + (f"The API's base URL is {base}." if meant is None else advice),
        code="unknown_url",
    )


def wrong_method(scope: Scope, allowed: str) -> MethodNotAllowed:
    """The 405 of a path, such as `/` for a base URL without the prefix, or `/v1/responses/responses`."""
    path, base = _shortened(raw_path(scope)), base_url(scope)
    return MethodNotAllowed(
        f"{path} allows {allowed}, not {scope['method']}. The API's base URL is {base}.",
        headers={"allow": allowed},
    )


def _shortened(path: str) -> str:
    return path if len(path) <= _MAX_PATH else path[:_MAX_PATH] + "…"


def _meant(path: str) -> str | None:
    """The operation's path that `path` ends with: `/chat/completions` of `/v1/v1/chat/completions`."""
    segments = path.rstrip("/").split("/")[-_longest() :]
    ends = ("/" + "/".join(segments[start:]) for start in range(len(segments)))
    return next((end for end in ends if end in _plain_paths()), None)


@cache
def _plain_paths() -> frozenset[str]:
    """Paths of operations without a parameter."""
    return frozenset(operation.path for operation in OPERATIONS if "{" not in operation.path)


@cache
def _longest() -> int:
    return max(path.count("/") for path in _plain_paths())
