"""The record of revisions that were taken in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from codegen.__main__ import main
from codegen.follow import Step, _older, follow, page

_ROOT = Path(__file__).parents[2]


def test_page_has_a_row_and_the_details_of_each_step() -> None:
    text = page(
        [
            Step("a-2026-01-01", 0, 1),
            Step(
                "a-2026-01-02", 2, 3, ["+ make_cat", "- pet_cat", "- feed_cat"], None, ["x.py:1: error: bad"]
            ),
            Step("a-2026-01-03", failure="it is incomplete"),
        ]
    )
    assert "| a-2026-01-01 | 0 | 1 |  | green |" in text
    assert "| a-2026-01-02 | 2 | 3 | +1 -2 | 1 by hand |" in text
    assert "| a-2026-01-03 | 0 | 0 |  | failed |" in text
    assert "- `pet_cat` removed\n- `feed_cat` removed\n- by hand: x.py:1: error: bad\n" in text
    assert text.endswith("- failed: it is incomplete\n")


def test_follow_revision_that_cannot_be_read_is_recorded_and_changes_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({"openapi": "3.1.0", "paths": {"/a": {"get": {}}}}))
    before = (_ROOT / "spec/openai.json").read_bytes()
    (step,) = follow(_ROOT, [broken])
    assert step.failure is not None
    assert step.failure.endswith("broken.json is incomplete: GET /a has no responses.")
    assert (step.breaking, step.compatible, step.operations) == (0, 0, [])
    assert (_ROOT / "spec/openai.json").read_bytes() == before


def test_page_lists_what_an_older_revision_lacks_apart_from_what_a_hand_has_to_do() -> None:
    text = page([Step("a-2026-01-01", ahead=["x.py:1: error: the contract has no 'a'"])])
    assert "| a-2026-01-01 | 0 | 0 |  | green |" in text
    assert text.endswith("- came later: x.py:1: error: the contract has no 'a'\n")


def test_revisions_before_the_project_s_own_are_older(tmp_path: Path) -> None:
    (tmp_path / "spec").mkdir()
    names = ("a-2026-01-01.json", "a-2026-01-02.json", "a-2026-01-03.json")
    revisions = [tmp_path / name for name in names]
    for revision in revisions:
        revision.write_text(revision.name)
    assert _older(tmp_path, revisions) == set()
    digest = hashlib.sha256(revisions[1].read_bytes()).hexdigest()
    (tmp_path / "spec/source.toml").write_text(f'sha256 = "{digest}"\n')
    assert _older(tmp_path, [*revisions, revisions[0]]) == {revisions[0]}


def test_follow_empty_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["follow", str(tmp_path)]) == 1
    assert "has no documents" in capsys.readouterr().err
