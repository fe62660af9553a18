"""The two programs, compiled once."""

from __future__ import annotations

import pytest

from tests.bench.programs import Programs, compiled


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    return compiled(tmp_path_factory.mktemp("bench"))
