"""The description of the machine beside the figures."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from tests.bench import machine


def test_machine_names_processor_cache_and_this_interpreter() -> None:
    text = machine.describe(sys.executable)
    assert "cores of" in text
    assert "L2" in text
    assert f"Python {platform.python_version()}" in text
    # The figures are published.
    assert sys.prefix not in text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("'--prefix=/x' '--enable-optimizations' '--with-lto=thin'", "(-O3, PGO, --with-lto=thin)"),
        ("", "(-O3, no --enable-optimizations (PGO), no --with-lto)"),
        ("'--enable-experimental-jit=yes'", "no --with-lto, --enable-experimental-jit=yes)"),
    ],
)
def test_interpreter_build_flags_are_those_of_its_configuration(
    tmp_path: Path, arguments: str, expected: str
) -> None:
    program = tmp_path / "python"
    printed = f'["3.14.0", "{arguments}", "-DNDEBUG -O3 -Wall", "0"]'
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{printed}\nEND\n", encoding="utf-8")
    program.chmod(0o755)
    assert machine.interpreter(str(program)).endswith(expected)
