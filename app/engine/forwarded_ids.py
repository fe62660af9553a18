"""Ids in the paths of forwarded operations: they may not lead to another path of the upstream.

The permission of a call is that of its operation. A server or a proxy that decodes and normalises the path
would otherwise run another one: `/files/%2E%2E/organization/users`, `/files/file-1%2Fcontent`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from app.errors import BadRequest

# Ids of models such as `meta-llama/Llama-3`.
_WITH_SLASHES = frozenset(("model", "fine_tuned_model_checkpoint"))
# A path is decoded by each server on its way.
_MAX_DECODINGS = 5
_SEPARATOR = re.compile(r"[/\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def require_plain_ids(values: Mapping[str, str]) -> None:
    """Raises BadRequest, which names the parameter. `values` are the path's parameters, decoded once."""
    for name, value in values.items():
        problem = _problem(value, may_have_slashes=name in _WITH_SLASHES)
        if problem is not None:
            message = f"'{name}' in the path {problem}, so the call is not forwarded."
            raise BadRequest(message, param=name, code="invalid_value")


def _problem(value: str, *, may_have_slashes: bool) -> str | None:
    for _ in range(_MAX_DECODINGS):
        # Some servers take compatible characters for a dot or a slash.
        parts = _SEPARATOR.split(unicodedata.normalize("NFKC", value))
        # Some servers cut a part at a semicolon.
        if any(part.partition(";")[0].strip() in (".", "..") for part in parts):
            return "leads out of its place"
        if len(parts) > 1 and (not may_have_slashes or "\\" in value):
            return "contains a slash"
        if _CONTROL.search(value):
            return "contains a control character"
        decoded = unquote(value)
        if decoded == value:
            return None
        value = decoded
    return "is encoded too often"
