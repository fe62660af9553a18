"""Request bodies: unedited bytes stay, and unknown fields follow the configured policy."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.access.callers import Call, Caller
from app.aio.content import MemoryContent
from app.errors import BadRequest
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.request_body import (
    UNKNOWN_FIELDS_HEADER,
    build_body,
    edit_json_object,
    report_dropped_fields,
)
from app.upstream.upstream import Route, Upstream
from generated.operations import BY_ID

_KEYS = st.sampled_from(
    ["model", "stream", "store", "métadonnées", 'quo"te', "back\\slash", "", "}", "a,b", "ключ"]
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(['"model": 1', '{"model": "x"}', "\\", '\\"', "}]"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_KEYS | st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
_SPACE = st.text(alphabet=" \t\r\n", max_size=3)


@st.composite
def _documents(draw: st.DrawFn) -> tuple[bytes, dict[str, str]]:
    """A JSON object in any valid format, and the text of each of its members."""
    members: dict[str, str] = {}
    written = draw(_SPACE) + "{"
    fields = draw(st.dictionaries(_KEYS, _VALUES, max_size=6))
    for index, (key, value) in enumerate(fields.items()):
        name = json.dumps(key, ensure_ascii=draw(st.booleans()))
        if draw(st.booleans()):
            # The same key, each character escaped.
            name = '"' + "".join(f"\\u{ord(character):04X}" for character in key) + '"'
        indent = draw(st.sampled_from([None, 1]))
        text = json.dumps(value, ensure_ascii=draw(st.booleans()), indent=indent)
        members[key] = name + draw(_SPACE) + ":" + draw(_SPACE) + text
        written += ("," if index else "") + draw(_SPACE) + members[key] + draw(_SPACE)
    return (written + draw(_SPACE) + "}" + draw(_SPACE)).encode(), members


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(_documents(), st.dictionaries(_KEYS, _VALUES, max_size=3), st.sets(_KEYS, max_size=3))
def test_edit_json_object_changes_only_the_given_keys(
    document: tuple[bytes, dict[str, str]], changes: dict[str, Any], removed: set[str]
) -> None:
    data, members = document
    fields = orjson.loads(data)
    expected = {key: value for key, value in {**fields, **changes}.items() if key not in removed}
    result = edit_json_object(data, changes, removed)
    assert orjson.loads(result) == orjson.loads(orjson.dumps(expected))
    unchanged = [members[key] for key in fields if key not in removed and key not in changes]
    position = 0
    for member in unchanged:
        # In their order, byte for byte.
        position = result.index(member.encode(), position) + len(member.encode())
    if orjson.dumps(expected) == orjson.dumps(fields):
        assert result is data


@pytest.mark.parametrize(
    ("data", "changes", "removed", "expected"),
    [
        (b"{}", {"a": 1}, (), b'{"a":1}'),
        (b' { "a": 1 } ', {"b": 2}, (), b' {"b":2, "a": 1 } '),
        (b'{ "a": 1, "b": 2, "c": 3 }', {}, ("b",), b'{ "a": 1, "c": 3 }'),
        (b'{ "a": 1, "b": 2 }', {}, ("b",), b'{ "a": 1 }'),
        (b'{ "a": 1, "b": 2 }', {}, ("a",), b'{ "b": 2 }'),
        (b'{ "a": 1, "b": 2 }', {}, ("a", "b"), b"{ }"),
        (b'{ "a": 1 , "b" : 2.50 }', {"a": [1], "c": None}, (), b'{"c":null, "a": [1] , "b" : 2.50 }'),
        ('{"é": "ü", "a": {"a": 1}}'.encode(), {"a": "ö"}, (), '{"é": "ü", "a": "ö"}'.encode()),
        (b'{"\\u0061": 1, "n": 1e400}', {"a": 2}, (), b'{"\\u0061": 2, "n": 1e400}'),
    ],
)
def test_edit_json_object_member_at_any_place_is_edited(
    data: bytes, changes: dict[str, Any], removed: tuple[str, ...], expected: bytes
) -> None:
    assert edit_json_object(data, changes, removed, json.loads(data)) == expected


def test_edit_json_object_equal_value_is_unchanged() -> None:
    data = b'{"a": 1.50, "b": {"c": [true]}}'
    assert edit_json_object(data, {"a": 1.5, "b": {"c": [True]}}, ("d",)) is data
    assert edit_json_object(data, {"b": {"c": [1]}}) == b'{"a": 1.50, "b": {"c":[1]}}'


def test_edit_json_object_extreme_numbers_and_depth_are_skipped() -> None:
    long = b'{"a": [' + b"9" * 5000 + b'], "b": 1}'
    assert edit_json_object(long, {"b": 2}, (), {"a": 0, "b": 1}) == long[:-2] + b"2}"
    deep = b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b', "b": 1}'
    assert edit_json_object(deep, {"b": 2}, (), {"a": 0, "b": 1}) == deep[:-2] + b"2}"


def _call(body: bytes, operation: str = "create_chat_completion") -> Call:
    caller = Caller(project="p", kind="open")
    content = MemoryContent(body, "application/json")
    row = BY_ID[operation]
    return Call(row, caller, "req_1", row.path, "", {}, content, body_fields=orjson.loads(body))


def _route(unknown_fields: Any = "forward", model: str = "m") -> Route:
    return Route(Upstream("up", BuiltinClient(), unknown_fields=unknown_fields), model)


_BODY = (
    b'{"model": "m", "messages": [{"role": "user", "content": "a", "odd": 1}], '
    b'"top_k": 3, "extra": {"model": 1}}'
)


async def test_build_body_unknown_fields_are_handled_and_reported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "app.upstream")
    call = _call(_BODY)
    sent = build_body(_route(), call)
    assert sent.content is call.content
    assert sent.unknown == ("top_k", "extra")
    assert call.response_headers[UNKNOWN_FIELDS_HEADER] == "forwarded: top_k, extra"
    stripped = build_body(_route("strip"), call).content
    assert stripped is not None
    assert await stripped.read() == _BODY[: _BODY.index(b', "top_k"')] + b"}"
    assert call.response_headers[UNKNOWN_FIELDS_HEADER] == "stripped: top_k, extra"
    with pytest.raises(BadRequest, match="up is configured to refuse") as caught:
        build_body(_route("refuse"), call)
    assert caught.value.param == "top_k"
    assert caplog.messages == ["unknown fields were forwarded", "unknown fields were stripped"]
    assert {record.__dict__["fields"] for record in caplog.records} == {"top_k, extra"}


def test_report_dropped_fields_adds_to_the_header_or_refuses() -> None:
    call = _call(_BODY)
    report_dropped_fields(_route(), call, ["tools[0].cache"])
    assert call.response_headers[UNKNOWN_FIELDS_HEADER] == "left out: tools[0].cache"
    build_body(_route("strip"), call)
    report_dropped_fields(_route("strip"), call, ["input[0].odd", "tools[0].cache"])
    assert (
        call.response_headers[UNKNOWN_FIELDS_HEADER]
        == "stripped: top_k, extra; left out: input[0].odd, tools[0].cache"
    )
    with pytest.raises(BadRequest, match="up is configured to refuse") as caught:
        report_dropped_fields(_route("refuse"), call, ["tools[0].cache"])
    assert caught.value.param == "tools[0].cache"


async def test_build_body_known_fields_and_same_model_is_unchanged() -> None:
    call = _call(b'{"model": "m", "messages": [], "metadata": {"odd": "1"}}')
    for policy in ("forward", "strip", "refuse"):
        assert build_body(_route(policy), call).content is call.content
    assert UNKNOWN_FIELDS_HEADER not in call.response_headers
    renamed = build_body(_route(model="other"), call, {"store": False}, ("metadata",)).content
    assert renamed is not None
    assert await renamed.read() == b'{"store":false,"model": "other", "messages": []}'
    assert renamed.length == len(await renamed.read())


async def test_build_body_header_of_unknown_fields_is_bounded_and_printable() -> None:
    fields = {"model": "m", "messages": [], "é\r\nx": 1, "y" * 500: 1, **{f"z{n}": 1 for n in range(20)}}
    call = _call(orjson.dumps(fields))
    build_body(_route(), call)
    report = call.response_headers[UNKNOWN_FIELDS_HEADER]
    assert report.startswith("forwarded: ???x, " + "y" * 60 + ", z0,")
    assert report.endswith(" and 12 more")
