"""What is known of each setting: its text in the help, its parser, whether it is a secret or an option."""

from __future__ import annotations

import re
from dataclasses import Field, field
from typing import Any
from urllib.parse import unquote

from app.settings import value_parsers

_PASSWORDS = (r"^[\w+]+://[^:/]*:([^@]*)@", r"(?s)^[\w+]+://[^:/]*:(.*)@", r"[?&](?:ssl)?password=([^&]*)")


def setting(
    default: Any,
    about: str,
    parse: value_parsers.Parser = value_parsers.text,
    *,
    secret: bool = False,
    option: bool | None = None,
) -> Any:
    """A field of `Settings`.

    A secret is masked wherever settings are displayed and, unless `option` is given, is no option of a
    command: other users of a machine see its command lines.
    """
    known = {"about": about, "parse": parse, "secret": secret}
    known["option"] = not secret if option is None else option
    return field(default=default, metadata=known, repr=not secret)


def default_text(of: Field[Any]) -> str:
    """A setting's default as it would be written in the environment."""
    value = of.default
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def passwords(url: str) -> set[str]:
    """A database URL's passwords, encoded and decoded; all up to the last @, if one is not encoded."""
    found = {password for pattern in _PASSWORDS for password in re.findall(pattern, url)}
    return found | {unquote(password) for password in found}
