"""The guides' options and files are taken by the programs that they are for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.settings import load
from app.upstream.upstreams import from_settings
from codegen.__main__ import main as codegen

_ROOT = Path(__file__).parent.parent


def _read(page: str) -> str:
    return (_ROOT / page).read_text(encoding="utf-8")


def test_contributing_options_of_regenerate_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        codegen(["regenerate", "--help"])
    assert caught.value.code == 0
    existing = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    section = _read("CONTRIBUTING.md").partition("## Import a change")[2].partition("\n### ")[0]
    named = set(re.findall(r"`-- (--[a-z-]+)", section))
    assert len(named) > 2
    assert named <= existing


def test_upstreams_page_files_load(tmp_path: Path) -> None:
    for name in ("local.key", "careful.txt"):
        (tmp_path / name).write_text("sk-local", encoding="utf-8")
    found = re.findall(r"^```toml\n(.*?)^```", _read("docs/upstreams.md"), re.M | re.S)
    # That of a proxy needs certificates.
    blocks = [block for block in found if "client_cert_file" not in block]
    routes = []
    for block in blocks:
        (tmp_path / "upstreams.toml").write_text(block, encoding="utf-8")
        settings = load({"UPSTREAMS_FILE": str(tmp_path / "upstreams.toml")})
        keys = dict.fromkeys(re.findall(r'key_env = "(\w+)"', block), "sk-x")
        routes.append(from_settings(settings, keys).routes)
    several, one = routes[:2]
    (ruled,) = [each for each, block in zip(routes, blocks, strict=True) if "[[route]]" in block]
    assert [route.upstream.name for route in several("gpt-4")] == ["openai", "local"]
    assert [route.upstream.name for route in several("builtin")] == ["echo"]
    assert [route.upstream.name for route in one("Qwen/Qwen3-8B")] == ["vllm"]
    assert [route.upstream.name for route in ruled("gpt-4")] == ["azure", "openai", "local"]
