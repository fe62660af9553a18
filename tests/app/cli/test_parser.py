"""The help of every command; its examples are valid command lines."""

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
    "backup",
    "restore",
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
def test_parser_help_examples_are_valid(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = _help(command, capsys)
    examples = re.findall(
        r"^  (?:[A-Z_]+=\S+ )*llm-backend (.*?)(?:  .*)?$", text.partition("examples:")[2], re.M
    )
    assert examples
    for example in examples:
        options = parser("0").parse_args(shlex.split(example))
        assert command.split() in ([], [options.command], [options.command, getattr(options, "action", "")])


def test_parser_each_command_has_help_test(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("", "keys"):
        listed = re.findall(r"^    (\w+) {2,}\S", _help(command, capsys), re.M)
        assert {f"{command} {name}".strip() for name in listed} <= set(_COMMANDS)
        assert len(listed) > 2
