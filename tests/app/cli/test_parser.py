"""The help of every command, whose examples are valid, and the hints for command lines that are not."""

from __future__ import annotations

import re
import shlex

import pytest

from app.cli.parser import parse
from app.cli.setting_options import overrides
from app.settings import SettingsError, fields, load
from app.version import package_version

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
    "users",
    "users create",
    "users list",
    "projects",
    "projects adopt",
    "doctor",
)
_SECRETS = {
    "openai_api_key", "upstream_api_key", "web_search_api_key", "https_proxy", "http_proxy", "all_proxy",
    "key_pepper",
}  # fmt: skip


def _help(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as caught:
        parse([*command.split(), "--help"])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", _COMMANDS)
def test_parse_help_examples_are_valid(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = _help(command, capsys)
    examples = re.findall(
        r"^  (?:[A-Z_]+=\S+ )*llm-backend (.*?)(?:  .*)?$", text.partition("examples:")[2], re.M
    )
    assert examples
    for example in examples:
        options = parse(shlex.split(example))
        assert command.split() in ([], [options.command], [options.command, getattr(options, "action", "")])


def test_parse_each_command_has_help_test(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("", "keys"):
        listed = re.findall(r"^    (\w+) {2,}\S", _help(command, capsys), re.M)
        assert {f"{command} {name}".strip() for name in listed} <= set(_COMMANDS)
        assert len(listed) > 2


def test_parse_serve_help_lists_each_setting_and_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    text = _help("serve", capsys)
    listed = {name.replace("-", "_") for name in re.findall(r"^  (?:--\S+ \S+, )?--([\w-]+)", text, re.M)}
    assert listed - {"migrate", "config"} == {field.name for field in fields()} - _SECRETS
    named = [field.name.upper() for field in fields() if field.name in _SECRETS]
    assert f"Secrets are no options: {', '.join(named)}." in text
    text.encode("ascii")


@pytest.mark.parametrize("command", ["serve", "mock", "migrate", "doctor", "keys list"])
def test_parse_each_setting_is_an_option_of_each_command(command: str) -> None:
    words = command.split()
    for field in fields():
        if field.name in _SECRETS:
            continue
        option = "--" + field.name.replace("_", "-")
        assert overrides(parse([*words, option, "x"])) == {field.name: "x"}
        assert overrides(parse([*words, f"{option}=x"])) == {field.name: "x"}


def test_parse_option_overrides_environment() -> None:
    line = "serve --upstream http://127.0.0.1:1 --port=9 --allow-open --store-by-default false"
    settings = load(
        {"UPSTREAM_URL": "http://127.0.0.1:2", "HOST": "::1"}, overrides=overrides(parse(line.split()))
    )
    assert (settings.upstream_url, settings.port, settings.host) == ("http://127.0.0.1:1", 9, "::1")
    assert (settings.allow_open, settings.store_by_default) == (True, False)
    assert settings.sources["port"] == "the command line"


def test_overrides_url_with_password_is_error_without_it() -> None:
    options = parse(["serve", "--database-url", "postgresql://u:canary@h/x"])
    with pytest.raises(SettingsError, match="Set DATABASE_URL in the environment") as caught:
        overrides(options)
    assert "canary" not in str(caught.value)
    without = parse(["serve", "--database-url", "postgresql://u@h/x"])
    assert overrides(without) == {"database_url": "postgresql://u@h/x"}


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("run", "unknown command 'run'; did you mean `llm-backend serve`?"),
        ("upgrade", "did you mean `llm-backend migrate`?"),
        ("srve --port 9", "did you mean `llm-backend serve`?"),
        ("xyzzy", "`llm-backend --help` lists the commands"),
        ("--port 9000 mock", "options follow the command: llm-backend mock --port ..."),
        ("--upstream=http://a", "options follow the command: llm-backend serve --upstream ..."),
        ("serve --prot 3", "unknown option --prot; did you mean --port?"),
        ("serve -p 3", "did you mean --port?"),
        ("serve --upstream-uri=http://a", "did you mean --upstream-url?"),
        ("keys create --nme x", "did you mean --name?"),
        ("mock --retain-day 3", "did you mean --retain-days?"),
        ("serve --xyzzy", "`llm-backend serve --help` lists the options"),
        ("serve 9000", "llm-backend serve has options only, such as --port 9000"),
        ("serve --port", "argument --port: expected one argument"),
        ("keys add", "choose from"),
        ("backup", "required: FILE"),
        ("serve --openai-api-key canary", "set OPENAI_API_KEY in the environment or in llm-backend.toml"),
        ("serve --api-key=canary", "set OPENAI_API_KEY in the environment"),
        ("keys list --key-pepper canary", "set KEY_PEPPER in the environment"),
    ],
)
def test_parse_wrong_line_exits_with_a_hint(line: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(line.split())
    assert caught.value.code == 2
    printed, error = capsys.readouterr()
    assert printed == ""
    assert hint in error
    assert "canary" not in error
    # The usage and the reason.
    assert len(error.splitlines()) == 2


@pytest.mark.parametrize("line", ["", "keys"])
def test_parse_without_command_prints_help(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(line.split())
    assert caught.value.code == 2
    assert capsys.readouterr().err == _help(line, capsys)


@pytest.mark.parametrize("line", ["version", "--version", "-V"])
def test_parse_version_prints_it(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse([line])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"llm-backend {package_version()}\n"


def test_parse_help_of_a_command_is_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["help", "keys", "create"])
    assert capsys.readouterr().out == _help("keys create", capsys)
