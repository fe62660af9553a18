"""Random hex digits for ids, read from the system many at a time.

A system call for each id releases the interpreter to another thread, and then waits to get it back.
"""

from __future__ import annotations

import os

_FETCHED = 4096
_LONG = 16

# Texts of 16 digits. `pop` is atomic, so that no two threads get the same one.
_words: list[str] = []
# A forked child would have the same ones as its parent.
os.register_at_fork(after_in_child=_words.clear)


def hexadecimal(count: int) -> str:
    """That many random hex digits; no thread and no forked child gets the same ones."""
    return "".join([random_hex16() for _ in range(0, count, _LONG)])[:count]


def random_hex16() -> str:
    """16 random hex digits."""
    while True:
        try:
            return _words.pop()
        except IndexError:
            digits = os.urandom(_FETCHED).hex()
            _words.extend([digits[start : start + _LONG] for start in range(0, len(digits), _LONG)])
