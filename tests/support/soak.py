"""How much the long tests do."""

from __future__ import annotations

import os

SOAK = os.environ.get("TEST_SOAK") == "1"
"""Set by `nox -s soak`: the whole numbers, in place of the smaller ones of the ordinary run."""


def amount(ordinary: int, soak: int) -> int:
    """The number for this run."""
    return soak if SOAK else ordinary
