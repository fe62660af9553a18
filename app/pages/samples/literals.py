"""JSON values as source text of a sample's language, on one line where they fit, else indented."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

WIDTH = 68
"""Columns of a sample, so that it rarely scrolls."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a language writes a value that is neither object nor array, and an object's key."""

    atom: Callable[[Any], str]
    key: Callable[[str], str]
    step: int = 2
    padding: str = ""
    """Inside an object's braces."""

    def literal(self, value: Any, indent: int = 0, used: int = 0) -> str:
        """The value's text. `indent` is that of its line in columns, `used` the columns before and after."""
        flat = self._flat(value)
        if indent + used + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
            return flat
        pad = " " * (indent + self.step)
        if isinstance(value, dict):
            heads = [f"{self.key(name)}: " for name in value]
            parts = [
                head + self.literal(child, indent + self.step, len(head) + 1)
                for head, child in zip(heads, value.values(), strict=True)
            ]
            opening, closing = "{}"
        else:
            parts = [self.literal(child, indent + self.step, 1) for child in value]
            opening, closing = "[]"
        lines = ",\n".join(pad + part for part in parts)
        return f"{opening}\n{lines}\n{' ' * indent}{closing}"

    def _flat(self, value: Any) -> str:
        if isinstance(value, dict):
            inside = ", ".join(f"{self.key(name)}: {self._flat(child)}" for name, child in value.items())
            return f"{{{self.padding}{inside}{self.padding}}}" if inside else "{}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._flat, value))}]"
        return self.atom(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _python(value: Any) -> str:
    return _json(value) if isinstance(value, str) else repr(value)


def _javascript_key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else _json(name)


JSON = Style(_json, _json)
PYTHON = Style(_python, _python, step=4)
JAVASCRIPT = Style(_json, _javascript_key, padding=" ")
