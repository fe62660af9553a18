"""Modules of the server layer stay small."""

from __future__ import annotations

from pathlib import Path


def test_module_has_at_most_250_lines() -> None:
    modules = list(Path("app/server").glob("*.py"))
    assert len(modules) > 10
    for module in modules:
        assert len(module.read_text(encoding="utf-8").splitlines()) <= 250, module
