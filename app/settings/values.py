"""What a setting's text means; what it cannot mean is told as the end of a sentence that begins with its name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

# What is pasted along with a base URL.
_BELOW = ("/chat/completions", "/completions", "/responses", "/models")


class Wrong(Exception):
    """What is wrong with one value, as the end of a sentence that begins with its name."""


def text(value: str) -> str:
    """As it is."""
    return value


def integer(least: int, most: int) -> Callable[[str], int]:
    """A whole number between the two."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}", value) or not least <= int(value) <= most:
            raise Wrong(f"must be a whole number from {least} to {most}, not '{value[:40]}'")
        return int(value)

    return parse


def seconds(value: str) -> float:
    """A time above 0, up to a day."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 < number <= 86_400:
        raise Wrong(f"must be a number of seconds above 0 and up to 86400, not '{value[:40]}'")
    return number


def boolean(value: str) -> bool:
    """true or false, as people write them."""
    known = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
    }
    if value.lower() not in known:
        raise Wrong(f"must be true or false, not '{value[:40]}'")
    return known[value.lower()]


def one_of(*names: str) -> Callable[[str], str]:
    """One of the names, in any case."""

    def parse(value: str) -> str:
        found = next((name for name in names if name.lower() == value.lower()), None)
        if found is None:
            raise Wrong(f"must be {' or '.join(names)}, not '{value[:40]}'")
        return found

    return parse


def url(value: str) -> str:
    """Where an API begins."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        parts, usable = urlsplit(""), False
    if not usable or parts.query or parts.fragment:
        raise Wrong("must be a URL such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1")
    if parts.username or parts.password:
        raise Wrong("must not hold a user or password; put the key into UPSTREAM_API_KEY")
    path = next((path for path in _BELOW if parts.path.rstrip("/").endswith(path)), "")
    if path:
        raise Wrong(f"must be where the API begins: leave {path} out at its end")
    return value


def key(value: str) -> str:
    """A key for an upstream."""
    # Not repeated: it is a secret, if a broken one.
    if not re.fullmatch(r"[!-~]+", value):
        raise Wrong("must be one line of printable ASCII without spaces; copy the key anew")
    return value


def names(value: str) -> tuple[str, ...]:
    """A list with commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def folder(value: str) -> str:
    """A folder that can be written to."""
    if not os.access(value, os.W_OK) or not Path(value).is_dir():
        raise Wrong(f"must be a folder that can be written to; '{value[:200]}' is none")
    return value
