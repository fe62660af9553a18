"""Logs: a line a record, in the format that was asked for, and no secret in any of them."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import log
from tests.support.properties import property_settings

_SECRETS = ('ca"nary\\-1', "canary-2-é", "canary\n3", "canary-22", "canary-2")


def _record(message: object, *arguments: object, **extra: Any) -> logging.LogRecord:
    record = logging.LogRecord("app.test", logging.WARNING, __file__, 1, message, arguments, None)
    vars(record).update(extra)
    return record


def _failed(message: str) -> logging.LogRecord:
    try:
        raise ValueError(message)
    except ValueError:
        record = logging.LogRecord("app.test", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    return record


def _json(record: logging.LogRecord) -> dict[str, Any]:
    line = log.Masked(_SECRETS, json=True).format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def _text(record: logging.LogRecord) -> str:
    return log.Masked(_SECRETS, json=False).format(record)


def test_a_line_of_json_has_the_records_fields_and_its_extra_ones() -> None:
    line = _json(_record("took %d", 5, request_id="req_1", status=None, ms=1.5))
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "app.test",
        "message": "took 5",
        "request_id": "req_1",
        "status": None,
        "ms": 1.5,
    }


def test_an_extra_field_does_not_pass_for_the_records_own() -> None:
    assert _json(_record("it", level="INFO", logger="other", time="never"))["level"] == "WARNING"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("\ud800", "\ud800"),
        (2**70, 2**70),
        ({1: {2: 3}}, {"1": {"2": 3}}),
        ({"a"}, "{'a'}"),
        (ValueError("wrong"), "wrong"),
        (b"bytes", "b'bytes'"),
    ],
)
def test_any_value_can_be_written(value: object, shown: object) -> None:
    assert _json(_record("it", field=value))["field"] == shown


def test_a_traceback_is_a_field_of_its_line() -> None:
    line = _json(_failed("the reason"))
    assert line["message"] == "failed"
    assert line["traceback"].startswith("Traceback")
    assert line["traceback"].endswith("ValueError: the reason")


def test_a_line_of_text_has_the_extra_fields_that_say_something() -> None:
    text = _text(_record("took %d", 5, request_id="req_1", status=None))
    assert text[8:] == " warning took 5 request_id=req_1"
    assert _text(_record("alone")).endswith(" alone")


def test_a_traceback_follows_its_line_of_text() -> None:
    first, *others = _text(_failed("the reason")).splitlines()
    assert first.endswith("failed")
    assert others[0].startswith("Traceback")
    assert others[-1] == "ValueError: the reason"


@pytest.mark.parametrize("formatted", [_text, lambda record: json.dumps(_json(record))])
def test_nobody_but_us_writes_a_line(formatted: Any) -> None:
    text = formatted(_record("a\n12:00:00 info  b", field="c\r\nd\x1b[31m"))
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("secret", _SECRETS)
def test_known_secrets_are_masked_wherever_they_stand(secret: str, as_json: bool) -> None:
    formatter = log.Masked(_SECRETS, json=as_json)
    records = [
        _record(f"x{secret}x"),
        _record("x%sx", secret),
        _record("it", field=f"x{secret}x", deep={"a": [secret]}, name_of={secret: 1}),
        _failed(f"x{secret}x"),
        _failed(repr({"key": secret})),
    ]
    for record in records:
        line = formatter.format(record)
        assert "canary" not in line
        assert "nary" not in line
        assert "***" in line


@property_settings
@given(st.text(st.characters(codec="utf-8"), min_size=4), st.booleans())
def test_any_secret_is_masked(secret: str, as_json: bool) -> None:
    mark = f"<{secret}>"
    line = log.Masked([mark], json=as_json).format(_record("it", field=mark, message_of=f"a{mark}b"))
    shown = line.split("it", 1)[1]
    assert mark not in shown
    assert json.dumps(mark)[1:-1] not in shown
    assert shown.count("***") >= 2


@pytest.mark.parametrize(
    "text",
    [
        "key sk-proj-abcdefgh_1234",
        "Authorization: Bearer canary.token-1",
        "authorization: bearer canary",
        "postgresql://user:canary@host/name",
        "sess-abcdefgh12345678",
    ],
)
def test_what_looks_like_a_key_is_masked_though_nobody_named_it(text: str) -> None:
    for formatted in (_text(_record(text)), json.dumps(_json(_record("it", field=text)))):
        assert "canary" not in formatted
        assert "abcdefgh" not in formatted
        assert "***" in formatted


def test_short_values_are_no_secrets_and_words_stay() -> None:
    text = log.Masked(["a", ""], json=False).format(_record("a task-force asks at https://host/path"))
    assert text.endswith("a task-force asks at https://host/path")


@pytest.fixture
def _own_root() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    log.answered.configure(None, json=False)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "aiohttp", "python_multipart"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.usefixtures("_own_root")
def test_every_record_of_the_process_goes_to_stderr_by_its_level(monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    log.configure("INFO", json=True, secrets=["canary-9"])
    logging.getLogger("app.test").debug("unseen")
    logging.getLogger("app.test").info("seen %s", "canary-9")
    logging.getLogger("uvicorn.error").info("unseen")
    logging.getLogger("uvicorn.error").warning("seen")
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    assert [(line["logger"], line["message"]) for line in lines] == [
        ("app.test", "seen ***"),
        ("uvicorn.error", "seen"),
    ]
    log.configure("DEBUG", json=True, secrets=[])
    logging.getLogger("uvicorn.error").debug("seen now")
    assert told.getvalue().count("seen now") == 1


@pytest.mark.usefixtures("_own_root")
@pytest.mark.parametrize("as_json", [True, False])
async def test_answered_requests_are_told_by_a_line_each_a_moment_later(
    monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    log.configure("INFO", json=as_json, secrets=[])
    log.answered.tell("req_1", "GET", "list_models", "/models", 200, 0.0015)
    log.answered.tell("req_2", "PUT", None, None, None, 0.0001)
    assert told.getvalue() == ""
    for _ in range(100):
        if told.getvalue():
            break
        await asyncio.sleep(0.02)
    first, second = told.getvalue().splitlines()
    if as_json:
        line = json.loads(first)
        assert line.pop("time").endswith("+00:00")
        assert line == {
            "level": "INFO", "logger": "app.access", "message": "request", "request_id": "req_1",
            "operation": "list_models", "method": "GET", "route": "/models", "status": 200, "ms": 1.5,
        }  # fmt: skip
        assert json.loads(second)["status"] is None
    else:
        assert first[8:] == (
            " info    request request_id=req_1 operation=list_models method=GET route=/models status=200 ms=1.5"
        )
        assert second[8:] == " info    request request_id=req_2 method=PUT ms=0.1"
    log.configure("WARNING", json=as_json, secrets=[])
    log.answered.tell("req_3", "GET", None, None, 404, 0.0001)
    log.answered.flush()
    assert "req_3" not in told.getvalue()
