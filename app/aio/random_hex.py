"""Random digits for ids: the system's, fetched many at a time.

A call of the system for each id costs more than it seems to: it lets another thread have the interpreter, and then waits for it.
"""

from __future__ import annotations

import os

_FETCHED = 4096
_LONG = 16

# Texts of 16 digits. Taking one off is a single step of the interpreter, so that no thread gets what another has got.
_words: list[str] = []
# A child of the process would have the same as its parent.
os.register_at_fork(after_in_child=_words.clear)


def hexadecimal(count: int) -> str:
    """That many random hex digits; none is given out twice, to no thread and to no child of the process."""
    return "".join([random_hex16() for _ in range(0, count, _LONG)])[:count]


def random_hex16() -> str:
    """16 of them."""
    while True:
        try:
            return _words.pop()
        except IndexError:
            digits = os.urandom(_FETCHED).hex()
            _words.extend([digits[start : start + _LONG] for start in range(0, len(digits), _LONG)])
