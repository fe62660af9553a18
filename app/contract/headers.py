"""Names and values of headers."""

from __future__ import annotations

from typing import Any

UPSTREAM_HEADER = "x-llm-backend-upstream"
"""In a request: the upstream that is to answer it. In an answer: the upstream whose answer it is."""
TRIED_HEADER = "x-llm-backend-tried"
"""In an answer: the upstreams that were asked, if one of them failed, and why."""


def header_safe(value: Any) -> str:
    """The value as printable ASCII; any other character becomes a question mark."""
    return "".join(character if " " <= character <= "~" else "?" for character in str(value))
