"""The folder of all state where STATE_DIR does not name one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "llm-backend"
_ROOT = Path(__file__).parents[2]


def default_folder(
    environment: Mapping[str, str], current: Path, *, is_checkout: bool | None = None
) -> Path | None:
    """`var` in the current folder if the program runs from a checkout, else the user's data folder.

    A checkout that cannot be written to has its state in the data folder, too. None: there is no home folder.
    """
    if is_checkout is None:
        is_checkout = (_ROOT / "pyproject.toml").exists()
    var = current.absolute() / "var"
    if is_checkout and (os.path.exists(var) or os.access(current, os.W_OK)):
        return var
    return _data_folder(environment, sys.platform)


def _data_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """The folder for this program's data, by the rules of each platform."""
    home = environment.get("HOME") or os.path.expanduser("~")
    if os.path.isabs(named := environment.get("XDG_DATA_HOME", "")):
        return Path(named, _NAME)
    if platform == "win32" and (named := environment.get("LOCALAPPDATA", "")):
        return Path(named, _NAME)
    # A user without an entry in the system's list, as in a container, has none.
    if not os.path.isabs(home):
        return None
    if platform == "darwin":
        return Path(home, "Library/Application Support", _NAME)
    return Path(home, ".local/share", _NAME)
