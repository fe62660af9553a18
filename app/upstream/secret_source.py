"""Secrets of UPSTREAMS_FILE, which are in variables and in files of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.upstream.upstream_fields import InvalidEntry


def read_secret(
    entry: Mapping[str, Any],
    env_field: str,
    file_field: str,
    noun: str,
    folder: Path,
    environment: Mapping[str, str],
) -> tuple[str | None, str]:
    """The secret that one of the two fields names, and where it is; raises InvalidEntry."""
    if env_field in entry and file_field in entry:
        raise InvalidEntry(f"has both {env_field} and {file_field}; remove one.")
    if env_field in entry:
        name = entry[env_field]
        source, secret = f"the variable {name}", environment.get(name, "").strip()
        if not secret:
            raise InvalidEntry(f"takes its {noun} from the variable {name}, which is not set; set it.")
    elif file_field in entry:
        path = folder / entry[file_field]
        source = f"the file {path}"
        try:
            secret = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not a text"
            raise InvalidEntry(
                f"takes its {noun} from the file {path}, which cannot be read: {reason}."
            ) from None
        if not secret:
            raise InvalidEntry(
                f"takes its {noun} from the file {path}, which is empty; write the {noun} into it."
            )
    else:
        return None, f"{env_field}, which it does not have"
    if not re.fullmatch(r"[!-~]+", secret):
        raise InvalidEntry(f"has a {noun} from {source} that is not one line of printable ASCII; correct it.")
    return secret, source
