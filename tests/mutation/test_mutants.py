"""Mutants are found where code has behaviour, and each is one change that compiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.mutants import find_mutants, sample

_PATH = Path("app/module.py")


@pytest.mark.parametrize(
    ("source", "mutated"),
    [
        ("a < b", ["(a <= b)"]),
        ("a is None", ["(a is not None)"]),
        ("a in b", ["(a not in b)"]),
        ("a and b", ["(a or b)"]),
        ("not a", ["(a)"]),
        ("a + b", ["(a - b)"]),
        ("b if a else c", ["(b if not a else c)"]),
        ("x = 1", ["x = (1 - 1)", "x = (2)"]),
        ("x = True", ["x = (False)"]),
        ("x = 'é' + 'id'", ["x = ('é' - 'id')", "x = ('é_mutant') + 'id'", "x = 'é' + ('id_mutant')"]),
        ("x = b'a'", ["x = (b'a_mutant')"]),
        ("f(a, b=c)", ["(f(a))", "pass"]),
        ("if a:\n    b", ["if (not a):\n    b"]),
        ("def f():\n    return a", ["def f():\n    return None"]),
        ("async def f():\n    await g()", ["async def f():\n    pass"]),
        ("x += y", ["pass"]),
        ("a.b = c", ["pass"]),
        ("del a[b]", ["pass"]),
        ("raise a", ["pass"]),
    ],
)
def test_find_mutants_statement_yields_its_changes(source: str, mutated: list[str]) -> None:
    encoded = source.encode()
    found = [mutant.apply(encoded).decode() for mutant in find_mutants(_PATH, encoded)]
    assert sorted(found) == sorted(mutated)


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "import a",
        "if TYPE_CHECKING:\n    x = 1",
        "__slots__ = ('a',)",
        "x: Literal['a']",
        "T = TypeVar('T')",
        "x = cast('int', y)",
        "def f(a: Literal[1]) -> Literal[2]: ...",
        "raise_ = 'prose of an error'",
        "x = f'{a} b'",
        "x, y = z",
        "x = None",
        "def f():\n    return None",
        "del x",
        "@cache(1)\ndef f(): ...",
    ],
)
def test_find_mutants_declaration_yields_none(source: str) -> None:
    assert find_mutants(_PATH, source.encode()) == []


def test_find_mutants_of_real_modules_compile() -> None:
    for path in (Path("app/log.py"), Path("app/errors.py"), Path("app/main.py")):
        source = path.read_bytes()
        mutants = find_mutants(path, source)
        assert len(mutants) > 20
        for mutant in mutants:
            compile(mutant.apply(source), str(path), "exec")


def test_find_mutants_line_is_that_of_the_change() -> None:
    (mutant,) = find_mutants(_PATH, b"# one\n\nx = a < b\n")
    assert str(mutant) == "app/module.py:3: comparison: a < b  ->  (a <= b)"


def test_sample_same_seed_chooses_same_mutants_of_every_kind() -> None:
    mutants = find_mutants(_PATH, b"x = a < b\n" + b"y = 1\n" * 50)
    chosen = sample(mutants, 4, seed=1)
    assert chosen == sample(mutants, 4, seed=1)
    assert chosen != sample(mutants, 4, seed=2)
    assert [mutant.kind for mutant in chosen].count("comparison") == 1
    assert len(sample(mutants, 1000, seed=1)) == len(mutants)
