"""Reads a document from a file or by URL; each failure is an error of one sentence."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import httpx
import yaml

from codegen.json_values import NoJson, as_json
from codegen.normalise.schemas import JsonObject

_SECONDS = 60.0
_MOST_BYTES = 64 * 1024 * 1024
# OpenAI's document has 21.
_MOST_LEVELS = 500
# Its values: 60,000.
_MOST_VALUES = 5_000_000
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class FetchError(Exception):
    """The document cannot be read, or is not an OpenAPI document."""


def fetch(place: str) -> bytes:
    """The bytes at a URL or in a file."""
    if not place.startswith(("https://", "http://")):
        try:
            return Path(place).read_bytes()
        except OSError as error:
            raise FetchError(f"{place} cannot be read: {error.strerror}.") from None
    body = b""
    try:
        with httpx.stream("GET", place, timeout=_SECONDS, follow_redirects=True) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _MOST_BYTES:
                    raise FetchError(
                        f"{place} is over {_MOST_BYTES} bytes, which is too large for an OpenAPI document."
                    )
    except httpx.HTTPStatusError as error:
        raise FetchError(f"{place} responded with {error.response.status_code}.") from None
    # A proxy of the environment may be no URL, or one of SOCKS, for which a package lacks.
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, ImportError) as error:
        reason = str(error).rstrip(".")
        raise FetchError(
            f"{place} cannot be fetched: {reason}. Use --from FILE for a copy on disk."
        ) from None
    return body


def parse(raw: bytes, place: str) -> JsonObject:
    """YAML or JSON -> the document; raises FetchError for anything but an OpenAPI 3 document."""
    try:
        is_json = raw.lstrip()[:1] == b"{"
        if not is_json:
            _require_shallow(raw)
        document = json.loads(raw) if is_json else yaml.load(raw, Loader=_loader())  # noqa: S506 - a safe one
        if _size(document, {}) > _MOST_VALUES:
            raise FetchError(f"{place} has over {_MOST_VALUES} values, or contains itself, by its aliases.")
        as_json(document)
    except RecursionError:
        raise FetchError(f"{place} is nested too deeply to be read.") from None
    except NoJson as error:
        raise FetchError(f"{place} is not JSON in another notation: {error}.") from None
    except (ValueError, yaml.YAMLError) as error:
        raise FetchError(f"{place} is neither YAML nor JSON: {_reason(error)}.") from None
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3."):
        raise FetchError(f"{place} is not an OpenAPI 3 document: it has no `openapi: 3.x` at its top.")
    if not isinstance(document.get("paths"), dict) or not document["paths"]:
        raise FetchError(f"{place} has no paths.")
    return document


def _reason(error: Exception) -> str:
    """What the parser says, in one line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return " ".join(str(error).split())[:300]


def _require_shallow(raw: bytes) -> None:
    """Raises RecursionError for deep YAML: the C loader would overflow the process's stack."""
    depth = 0
    # The C loader's own parser, which does not recurse: a fifth of the time of loading.
    for event in yaml.parse(raw, Loader=_loader()):
        kind = type(event)
        if kind in _STARTS:
            depth += 1
            if depth > _MOST_LEVELS:
                raise RecursionError
        elif kind in _ENDS:
            depth -= 1


def _size(node: Any, known: dict[int, int]) -> int:
    """How many values a document has where each alias counts as what it repeats."""
    if not isinstance(node, dict | list):
        return 1
    found = known.get(id(node))
    if found is None:
        # Until it is known: a value that contains itself never ends.
        known[id(node)] = _MOST_VALUES + 1
        found = 1 + sum(_size(child, known) for child in (node.values() if isinstance(node, dict) else node))
        known[id(node)] = found
    return found


@cache
def _loader() -> Any:
    """A safe loader with the scalars of YAML 1.2, which OpenAPI requires: `on` is a text, `1e-5` a number."""
    # The C loader reads 2.3 MB in 3 s, the Python one in 40 s; not every build of PyYAML includes it.
    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(safe):  # type: ignore[misc]  # a base that is known at run time
        yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    number = list("-+.0123456789")
    for tag, pattern, first in (
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", number),
        (
            "float",
            r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf)|\.(nan|NaN)",
            number,
        ),
        ("merge", r"<<", ["<"]),
    ):
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)
    Loader.add_constructor("tag:yaml.org,2002:int", _integer)
    return Loader


def _integer(loader: Any, node: Any) -> int:
    """`010` is ten, where PyYAML reads an octal number."""
    text: str = loader.construct_scalar(node)
    return int(text, 0) if text.startswith(("0x", "0o")) else int(text)
