"""docs/glossary.md agrees with the code: every place and new name exists, no old name does."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_PAGE = (_ROOT / "docs/glossary.md").read_text(encoding="utf-8")


def _rows(heading: str) -> list[list[str]]:
    """The cells of a heading's table, without the header."""
    section = re.split(rf"^#+ {heading}$", _PAGE, flags=re.M)[1]
    section = re.split(r"^#", section, maxsplit=1, flags=re.M)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line[:1] == "|"
    ]
    return rows[2:]


def _quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def _modules(place: str) -> Iterator[Path]:
    path = _ROOT / place
    yield from path.rglob("*.py") if path.is_dir() else (path,)


@lru_cache
def _identifiers(place: str) -> frozenset[str]:
    """Every identifier in the modules of a file or folder, and the modules' own names."""
    found = set()
    for module in _modules(place):
        found.add(module.stem)
        code = io.StringIO(module.read_text(encoding="utf-8"))
        found |= {
            token.string for token in tokenize.generate_tokens(code.readline) if token.type == tokenize.NAME
        }
    return frozenset(found)


_TERMS = _rows("Terms")
_NAMES = _rows("Old names")
_PATHS = _rows("Modules")
_REMAINING = {word: reason for cell, reason in _rows("Old words that remain") for word in _quoted(cell)}
_LITERARY = frozenset(
    {"begun", "cure", "gone", "judge", "judged", "kept", "said", "say", "says", "seldom", "shown", "taken"}
    | {"tell", "tells", "told", "verdict", "wish"}
)
_OLD = sorted({name.rsplit(".", 1)[-1] for row in _NAMES for name in _quoted(row[0])})


def test_terms_are_sorted_and_their_places_exist() -> None:
    terms = [row[0] for row in _TERMS]
    assert terms == sorted(terms)
    for term, _, places in _TERMS:
        assert _quoted(places), term
        for place in _quoted(places):
            assert (_ROOT / place).exists(), f"{term}: {place}"


@pytest.mark.parametrize("row", _NAMES, ids=lambda row: row[0])
def test_new_name_exists_at_its_place(row: list[str]) -> None:
    _, new, place = row
    for name in _quoted(new):
        assert name in _identifiers(_quoted(place)[0])


@pytest.mark.parametrize("old", _OLD)
def test_old_name_is_no_identifier_any_more(old: str) -> None:
    used = [place for place in ("app", "generated") if old in _identifiers(place)]
    assert bool(used) == (old in _REMAINING), f"{old} in {used}"


def test_identifiers_have_no_literary_word() -> None:
    names = _identifiers("app") - {"tell"}  # a file's method
    assert [name for name in names if _LITERARY & {*name.lower().split("_")}] == []


def test_old_word_remains_for_a_reason() -> None:
    assert set(_REMAINING) <= set(_OLD)
    assert all(_REMAINING.values())


@pytest.mark.parametrize("row", _PATHS, ids=lambda row: row[0])
def test_module_is_at_its_new_path_only(row: list[str]) -> None:
    old, new = (_quoted(cell)[0] for cell in row)
    assert (_ROOT / new).exists()
    # A package may have the name of the module that it replaces.
    assert not (_ROOT / old).is_file()
