"""A document that a parser of YAML or JSON has read: only what JSON can express may be in it."""

from __future__ import annotations

import json
import math
from typing import Any

from codegen.normalise.schemas import escape


class NoJson(ValueError):
    """A value that JSON cannot express; the message names its place."""


def as_json(document: Any) -> None:
    """Makes each key a text, in place: `200:` and `on:` of YAML may be others. Raises NoJson."""
    _visit(document, "#", set())


def _visit(node: Any, pointer: str, seen: set[int]) -> None:
    if isinstance(node, dict | list):
        # An alias is the same value again.
        if id(node) in seen:
            return
        seen.add(id(node))
    if isinstance(node, dict):
        _name_keys(node, pointer)
        for key, child in node.items():
            _require_text(key, pointer)
            _visit(child, f"{pointer}/{escape(key)}", seen)
    elif isinstance(node, list):
        for number, child in enumerate(node):
            _visit(child, f"{pointer}/{number}", seen)
    elif isinstance(node, str):
        _require_text(node, pointer)
    elif isinstance(node, float) and not math.isfinite(node):
        raise NoJson(f"{pointer} is {node}, which is no number of JSON")
    elif not isinstance(node, bool | int | float | None):
        raise NoJson(f"{pointer} is a {type(node).__name__}, which JSON does not have")


def _name_keys(node: dict[Any, Any], pointer: str) -> None:
    if all(isinstance(key, str) for key in node):
        return
    for key in node:
        if not isinstance(key, str | bool | int | float | None):
            raise NoJson(f"{pointer} has a key that is a {type(key).__name__}")
    named = {key if isinstance(key, str) else json.dumps(key): child for key, child in node.items()}
    if len(named) < len(node):
        raise NoJson(f"{pointer} has the same key as a text and as another kind")
    node.clear()
    node.update(named)


def _require_text(text: str, pointer: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoJson(f"{pointer} has half of a pair of surrogates, which is no text") from None
