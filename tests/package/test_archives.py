"""What is installed elsewhere has each file of the program and no other."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from tests.package import archives

_PAGE = (Path(__file__).parents[2] / "docs/deploy.md").read_text(encoding="utf-8")


def test_build_archives_have_the_files_of_the_repository(tmp_path: Path) -> None:
    wheel, _archive = archives.build(tmp_path)
    folders = {name.partition("/")[0] for name in archives.files(wheel)}
    assert {folder.partition("-")[0] for folder in folders} == {"llm_backend"}
    assert len(folders) == 2
    named = re.findall(r"(dist/\S+\.whl)", _PAGE)
    assert len(named) > 2
    assert all(fnmatch(f"dist/{wheel.name}", name) for name in named)
