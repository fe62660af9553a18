"""Logs: one line per record, in the configured format, without secrets."""

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
from app.access_log import AccessLog, access_log
from tests.support.properties import property_settings

_SECRETS = ('ca"nary\\-1', "canary-2-é", "canary\n3", "canary-22", "canary-2")


def _record(message: object, *arguments: object, **extra: Any) -> logging.LogRecord:
    record = logging.LogRecord("app.test", logging.WARNING, __file__, 1, message, arguments, None)
    vars(record).update(extra)
    return record


def _error_record(message: str) -> logging.LogRecord:
    try:
        raise ValueError(message)
    except ValueError:
        record = logging.LogRecord("app.test", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    return record


def _json(record: logging.LogRecord) -> dict[str, Any]:
    line = log.MaskingFormatter(_SECRETS, json=True).format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def _text(record: logging.LogRecord) -> str:
    return log.MaskingFormatter(_SECRETS, json=False).format(record)


def test_masking_formatter_json_has_standard_and_extra_fields() -> None:
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


def test_masking_formatter_json_extra_field_cannot_replace_standard_one() -> None:
    assert _json(_record("it", level="INFO", logger="other", time="never"))["level"] == "WARNING"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("\ud800", "\ud800"),
        (2**70, 2**70),
        ({1: {2: 3}}, {"1": {"2": 3}}),
        ({"a"}, "{'a'}"),
        (ValueError("wrong"), "wrong"),
        (b"bytes", "b'bytes'"),
    ],
)
def test_masking_formatter_json_any_value_is_encoded(value: object, expected: object) -> None:
    assert _json(_record("it", field=value))["field"] == expected


def test_masking_formatter_json_traceback_is_field() -> None:
    line = _json(_error_record("the reason"))
    assert line["message"] == "failed"
    assert line["traceback"].startswith("Traceback")
    assert line["traceback"].endswith("ValueError: the reason")


def test_masking_formatter_text_has_extra_fields_except_none() -> None:
    text = _text(_record("took %d", 5, request_id="req_1", status=None))
    assert text[8:] == " warning took 5 request_id=req_1"
    assert _text(_record("alone")).endswith(" alone")


def test_masking_formatter_text_traceback_follows_line() -> None:
    first, *others = _text(_error_record("the reason")).splitlines()
    assert first.endswith("failed")
    assert others[0].startswith("Traceback")
    assert others[-1] == "ValueError: the reason"


@pytest.mark.parametrize("formatted", [_text, lambda record: json.dumps(_json(record))])
def test_masking_formatter_control_characters_are_escaped(formatted: Any) -> None:
    text = formatted(_record("a\n12:00:00 info  b", field="c\r\nd\x1b[31m"))
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("secret", _SECRETS)
def test_masking_formatter_known_secret_is_masked_everywhere(secret: str, as_json: bool) -> None:
    formatter = log.MaskingFormatter(_SECRETS, json=as_json)
    records = [
        _record(f"x{secret}x"),
        _record("x%sx", secret),
        _record("it", field=f"x{secret}x", deep={"a": [secret]}, name_of={secret: 1}),
        _error_record(f"x{secret}x"),
        _error_record(repr({"key": secret})),
    ]
    for record in records:
        line = formatter.format(record)
        assert "canary" not in line
        assert "nary" not in line
        assert "***" in line


@property_settings
@given(st.text(st.characters(codec="utf-8"), min_size=4), st.booleans())
def test_masking_formatter_arbitrary_secret_is_masked(secret: str, as_json: bool) -> None:
    mark = f"<{secret}>"
    line = log.MaskingFormatter([mark], json=as_json).format(
        _record("it", field=mark, message_of=f"a{mark}b")
    )
    fields = line.split("it", 1)[1]
    assert mark not in fields
    assert json.dumps(mark)[1:-1] not in fields
    assert fields.count("***") >= 2


@pytest.mark.parametrize(
    "text",
    [
        "key sk-proj-abcdefgh_1234",
        "Authorization: Bearer canary.token-1",
        "authorization: bearer canary",
        "postgresql://user:canary@host/name",
        "sess-abcdefgh12345678",
        "pk-abcdefgh12345678",
    ],
)
def test_masking_formatter_unknown_key_is_masked_by_pattern(text: str) -> None:
    for formatted in (_text(_record(text)), json.dumps(_json(_record("it", field=text)))):
        assert "canary" not in formatted
        assert "abcdefgh" not in formatted
        assert "***" in formatted


def test_masking_formatter_short_values_and_words_stay() -> None:
    text = log.MaskingFormatter(["a", ""], json=False).format(
        _record("a task-force asks at https://host/path")
    )
    assert text.endswith("a task-force asks at https://host/path")


def test_masking_formatter_secret_of_4_characters_is_masked() -> None:
    assert log.MaskingFormatter(["zx9q"], json=False).format(_record("azx9qb")).endswith(" a***b")


def test_masking_formatter_secret_within_longer_secret_leaves_no_rest() -> None:
    formatter = log.MaskingFormatter(["canary", "canary-tail"], json=False)
    assert formatter.format(_record("a canary-tail b canary")).endswith(" a *** b ***")


@pytest.mark.usefixtures("_own_root")
def test_log_refused_path_is_masked_before_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    log.configure("INFO", json=True, secrets=["canary-9"])
    for secret in ("canary-9", "sk-abcdefghijklmnop"):
        log.log_refused("req_1", "GET", "/" + "x" * 193 + "/" + secret, 404, "not_found", 0.1)
        log.log_refused("req_1", "GET", "/" + secret + "x" * 500, 404, "not_found", 0.1)
    paths = [json.loads(line)["path"] for line in stderr.getvalue().splitlines()]
    assert [path.strip("x") for path in paths[::2]] == ["/" + "x" * 193 + "/***"] * 2
    assert paths[1] == "/***" + "x" * 196
    assert paths[3] == "/***"


def test_access_log_closed_loop_does_not_stop_later_flushes() -> None:
    stream = io.StringIO()
    own_log = AccessLog()
    own_log.configure(stream, json=False)

    async def add(request_id: str, seconds: float) -> None:
        own_log.add(request_id, "GET", None, None, 200, 0.001)
        await asyncio.sleep(seconds)

    # The first loop ends before its flush.
    asyncio.run(add("req_1", 0))
    assert stream.getvalue() == ""
    asyncio.run(add("req_2", 0.1))
    assert [line.split()[3] for line in stream.getvalue().splitlines()] == [
        "request_id=req_1",
        "request_id=req_2",
    ]


@pytest.fixture
def _own_root() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    access_log.configure(None, json=False)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "aiohttp", "python_multipart"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.usefixtures("_own_root")
def test_configure_records_go_to_stderr_from_level(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    log.configure("INFO", json=True, secrets=["canary-9"])
    logging.getLogger("app.test").debug("unseen")
    logging.getLogger("app.test").info("seen %s", "canary-9")
    logging.getLogger("uvicorn.error").info("unseen")
    logging.getLogger("uvicorn.error").warning("seen")
    lines = [json.loads(line) for line in stderr.getvalue().splitlines()]
    assert [(line["logger"], line["message"]) for line in lines] == [
        ("app.test", "seen ***"),
        ("uvicorn.error", "seen"),
    ]
    log.configure("DEBUG", json=True, secrets=[])
    logging.getLogger("uvicorn.error").debug("seen now")
    assert stderr.getvalue().count("seen now") == 1


@pytest.mark.parametrize("as_json", [True, False])
async def test_access_log_upstreams_that_were_tried_are_one_field(as_json: bool) -> None:
    stream, lines = io.StringIO(), AccessLog()
    lines.configure(stream, json=as_json)
    lines.add("req_1", "GET", "list_models", "/models", 200, 0.0015, tried="a (503), b")
    lines.flush()
    expected = '"tried":"a (503), b"}' if as_json else ' status=200 tried="a (503), b" ms=1.5'
    assert stream.getvalue().rstrip().endswith(expected)


@pytest.mark.usefixtures("_own_root")
@pytest.mark.parametrize("as_json", [True, False])
async def test_access_log_requests_are_written_after_interval(
    monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    log.configure("INFO", json=as_json, secrets=[])
    access_log.add("req_1", "GET", "list_models", "/models", 200, 0.0015)
    access_log.add("req_2", "PUT", None, None, None, 0.0001)
    assert stderr.getvalue() == ""
    for _ in range(100):
        if stderr.getvalue():
            break
        await asyncio.sleep(0.02)
    first, second = stderr.getvalue().splitlines()
    if as_json:
        line = json.loads(first)
        assert line.pop("time").endswith("+00:00")
        assert line == {
            "level": "INFO", "logger": "app.access", "message": "request", "request_id": "req_1",
            "operation": "list_models", "method": "GET", "route": "/models", "status": 200, "ms": 1.5,
        }  # fmt: skip
        assert json.loads(second)["status"] is None
    else:
        fields = "operation=list_models method=GET route=/models status=200 ms=1.5"
        assert first[8:] == f" info    request request_id=req_1 {fields}"
        assert second[8:] == " info    request request_id=req_2 method=PUT ms=0.1"
    log.configure("WARNING", json=as_json, secrets=[])
    access_log.add("req_3", "GET", None, None, 404, 0.0001)
    access_log.flush()
    assert "req_3" not in stderr.getvalue()
