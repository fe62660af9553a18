"""The help of every command, and that its examples are command lines that it takes."""

from __future__ import annotations

import re
import shlex

import pytest

from app.cli.parser import parser

_COMMANDS = (
    "",
    "serve",
    "mock",
    "migrate",
    "keys",
    "keys create",
    "keys list",
    "keys revoke",
    "doctor",
)


def _help(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as caught:
        parser("0").parse_args([*command.split(), "--help"])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", _COMMANDS)
def test_each_help_has_examples_that_are_taken(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = _help(command, capsys)
    examples = re.findall(
        r"^  (?:[A-Z_]+=\S+ )*llm-backend (.*?)(?:  .*)?$", text.partition("examples:")[2], re.M
    )
    assert examples
    for example in examples:
        taken = parser("0").parse_args(shlex.split(example))
        assert command.split() in ([], [taken.command], [taken.command, getattr(taken, "action", "")])


def test_no_command_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("", "keys"):
        listed = re.findall(r"^    (\w+) {2,}\S", _help(command, capsys), re.M)
        assert {f"{command} {name}".strip() for name in listed} <= set(_COMMANDS)
        assert len(listed) > 2
