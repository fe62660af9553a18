"""JSON for commits: a value that fits stays on one line, so that a difference shows only what changed."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """JSON indented by one space; a value that fits into 110 columns is one line. Ends with a newline."""
    lines: list[str] = []
    _write(value, "", "", "", lines)
    return "\n".join(lines) + "\n"


def _write(value: Any, indent: str, prefix: str, suffix: str, lines: list[str]) -> None:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(prefix) + len(flat) <= 110:
        lines.append(f"{indent}{prefix}{flat}{suffix}")
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    lines.append(f"{indent}{prefix}{opening}")
    items = list(value.items()) if isinstance(value, dict) else [(None, child) for child in value]
    for index, (key, child) in enumerate(items):
        comma = "," if index < len(items) - 1 else ""
        label = "" if key is None else json.dumps(key, ensure_ascii=False) + ": "
        _write(child, indent + " ", label, comma, lines)
    lines.append(f"{indent}{closing}{suffix}")
