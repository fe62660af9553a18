"""Fixture: the two C programs, compiled once."""

from __future__ import annotations

import pytest

from tests.bench.programs import Programs, compile_programs


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    return compile_programs(tmp_path_factory.mktemp("bench"))
