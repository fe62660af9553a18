"""An upstream's reason reaches the caller in the contract's shape, whatever its own shape and status."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.support.error_shapes import ERROR_SHAPES, TEXTS, ErrorShape
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.forwarding import CALLS, OPERATOR_KEY, forwarding_server
from tests.support.streams import text_event
from tests.support.upstream_scripts import content_event

_SHAPES = {**ERROR_SHAPES, **TEXTS}


def _error(answer: httpx.Response) -> dict[str, Any]:
    body = answer.json()
    assert body.keys() == {"error"}
    # An error of the contract's shape keeps its further members.
    error = {name: body["error"][name] for name in ("message", "type", "param", "code")}
    assert isinstance(error["message"], str)
    return error


def _stream_error(text: str) -> str:
    """The message of the error that a stream of chunks or of a response's events ends with."""
    for line in text.split("\n"):
        if line.startswith("data: {"):
            event = json.loads(line[6:])
            error = event.get("error") or (event.get("response") or {}).get("error")
            if error:
                return str(error["message"])
    raise AssertionError(text)


def _shape_of_request(fake: FakeUpstream) -> ErrorShape:
    body = fake.current_request.body
    return next(shape for name, shape in _SHAPES.items() if json.dumps(name).encode() in body)


def _answers_shape(status: str, content_type: str = "application/json") -> Script:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        answer = fixed_response(status, _shape_of_request(fake).body, content_type=content_type)
        await answer(fake, writer)

    return script


@pytest.mark.parametrize(
    "status", ["400 Bad Request", "404 Not Found", "429 Slow Down", "500 Oops", "529 Busy"]
)
async def test_upstream_error_of_any_shape_is_the_contracts_with_its_reason(status: str) -> None:
    number = int(status[:3])
    default = "invalid_request_error" if number < 500 else "upstream_error"
    async with forwarding_server(_answers_shape(status)) as server:
        for name, shape in _SHAPES.items():
            answer = await server.call("/chat/completions", name)
            message = shape.message
            if name in TEXTS:
                message = f"The upstream 127.0.0.1:{server.fake.port} answered {number}: {message}"
            expected = {
                "message": message,
                "type": shape.type or default,
                "param": shape.param,
                "code": shape.code,
            }
            assert (name, answer.status_code, _error(answer)) == (name, number, expected)


@pytest.mark.parametrize(("path", "stream"), CALLS)
async def test_upstream_error_of_any_shape_reaches_the_caller_of_any_operation(
    path: str, stream: bool
) -> None:
    async with forwarding_server(_answers_shape("400 Bad Request")) as server:
        for name, shape in _SHAPES.items():
            answer = await server.call(path, name, stream=stream)
            assert (name, answer.status_code) == (name, 400)
            assert shape.message in _error(answer)["message"]


@pytest.mark.parametrize(("path", "stream"), [call for call in CALLS if call != ("/responses", True)])
async def test_upstream_error_with_status_200_is_an_error_with_its_reason(path: str, stream: bool) -> None:
    async with forwarding_server(_answers_shape("200 OK")) as server:
        for name, shape in ERROR_SHAPES.items():
            if shape.body.startswith(b"event:"):
                continue
            answer = await server.call(path, name, stream=stream)
            assert (name, answer.status_code >= 400) == (name, True)
            assert shape.message in _error(answer)["message"], name


async def test_upstream_error_with_status_200_has_the_status_that_it_names() -> None:
    bodies = {
        b'{"error": {"message": "Slow down.", "code": 429}}': 429,
        b'[{"error": {"message": "Slow down.", "code": "429", "status": "RESOURCE_EXHAUSTED"}}]': 429,
        b'{"statusCode": 503, "message": "Slow down."}': 503,
        b'{"error": {"message": "Slow down.", "code": 1302}}': 502,
    }
    for body, status in bodies.items():
        async with forwarding_server(fixed_response("200 OK", body)) as server:
            answer = await server.call("/chat/completions")
        assert (answer.status_code, "Slow down." in _error(answer)["message"]) == (status, True)


async def test_upstream_error_in_place_of_a_streamed_response_is_a_failed_response() -> None:
    async with forwarding_server(_answers_shape("200 OK")) as server:
        for name, shape in ERROR_SHAPES.items():
            if not shape.body.startswith(b"event:"):
                answer = await server.call("/responses", name, stream=True)
                assert shape.message in _stream_error(answer.text), name


@pytest.mark.parametrize("events_before", [0, 1])
@pytest.mark.parametrize("path", ["/chat/completions", "/completions", "/responses"])
async def test_upstream_error_event_of_any_shape_ends_the_stream_with_its_reason(
    path: str, events_before: int
) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        for _ in range(events_before):
            text = text_event("half") if path == "/completions" else content_event("half")
            write_chunk(writer, text)
        body = b" ".join(_shape_of_request(fake).body.split(b"\n"))
        write_chunk(writer, body if body.startswith(b"event:") else b"data: " + body + b"\n\n")
        write_chunk(writer, b"")

    async with forwarding_server(script) as server:
        for name, shape in ERROR_SHAPES.items():
            if shape.body.startswith(b"event:"):
                continue
            answer = await server.call(path, name, stream=True)
            assert shape.message in _stream_error(answer.text), name
            assert ("half" in answer.text) == bool(events_before)


async def test_upstream_error_without_a_reason_names_the_upstream() -> None:
    for body in (b"", b"{}", b"[]", b"null", b"\x00\x01\x02 binary", b'{"error": null}', b"<html></html>"):
        async with forwarding_server(fixed_response("503 No", body)) as server:
            error = _error(await server.call("/chat/completions"))
        assert f"127.0.0.1:{server.fake.port} answered 503" in error["message"], body


async def test_upstream_error_is_bounded_in_each_member() -> None:
    long = "word " * 100_000
    shapes: list[Any] = [
        {"error": {"message": long, "type": long, "param": long, "code": long}},
        {"error": {"message": "m", "type": "t", "param": None, "code": None, "metadata": {"raw": long}}},
        {"detail": [{"loc": ["body", *["x"] * 10_000], "msg": long}] * 100},
        [[[[[[[[[[[[{"error": long}]]]]]]]]]]]],
        long,
    ]
    for shape in shapes:
        async with forwarding_server(fixed_response("400 Bad Request", json.dumps(shape).encode())) as server:
            answer = await server.call("/chat/completions")
        assert len(answer.content) < 5_000
        assert answer.status_code == 400
    body = b"<title>" * 100_000
    async with forwarding_server(fixed_response("502 Bad Gateway", body, content_type="text/html")) as server:
        assert len((await server.call("/chat/completions")).content) < 5_000


async def test_upstream_error_that_is_cut_keeps_its_message() -> None:
    body = (
        b'{"error": {"message": "Too \\"many\\" images.", "type": "t", "details": "' + b"x" * 400_000 + b'"}}'
    )
    async with forwarding_server(fixed_response("400 Bad Request", body)) as server:
        assert 'Too "many" images.' in _error(await server.call("/chat/completions"))["message"]


async def test_upstream_error_that_breaks_off_keeps_its_message() -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        head = b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n"
        writer.write(head + b'{"error": {"message": "Too many images.", "type": "t"')
        await writer.drain()

    async with forwarding_server(script) as server:
        answer = await server.call("/chat/completions")
    assert answer.status_code == 400
    assert "Too many images." in _error(answer)["message"]


_ESCAPED = "".join(f"\\u{ord(character):04x}" for character in OPERATOR_KEY)


@pytest.mark.parametrize(
    "body",
    [
        f'{{"error": {{"message": "with {OPERATOR_KEY}", "type": "t", "param": null, "code": null}}}}',
        f'{{"error": {{"message": "with {_ESCAPED}", "type": "t", "param": null, "code": null}}}}',
        f'{{"error": {{"message": "m", "type": "{OPERATOR_KEY}", "param": "{_ESCAPED}", "code": null}}}}',
        f'{{"error": {{"message": "m", "type": "t", "param": null, "code": "{OPERATOR_KEY}"}}}}',
        f'{{"error": {{"message": "m", "type": "t", "param": null, "code": null, "sent": "{_ESCAPED}"}}}}',
        f'{{"detail": "with {OPERATOR_KEY}"}}',
        f'{{"error": {{"message": "{{\\"error\\": \\"with {OPERATOR_KEY}\\"}}"}}}}',
        f"<html><title>with {OPERATOR_KEY}</title></html>",
        f"with {OPERATOR_KEY}",
        "x" * 1990 + " " + OPERATOR_KEY,
        f'{{"odd": "{_ESCAPED}"}}',
        '{"detail": "with sk-another-key-0002"}',
    ],
)
async def test_upstream_error_with_a_key_is_masked(body: str) -> None:
    for status in ("400 Bad Request", "200 OK"):
        async with forwarding_server(fixed_response(status, body.encode())) as server:
            for path in ("/chat/completions", "/responses"):
                answer = await server.call(path)
                for part in (OPERATOR_KEY, OPERATOR_KEY[:12], "sk-another"):
                    assert part not in answer.text


async def test_upstream_error_event_with_a_key_is_masked() -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, b'data: [{"error": {"message": "with %b"}}]\n\n' % _ESCAPED.encode())
        write_chunk(writer, b"")

    async with forwarding_server(script) as server:
        for path in ("/chat/completions", "/responses"):
            text = (await server.call(path, stream=True)).text
            assert "with" in text
            assert OPERATOR_KEY not in text


async def test_upstream_error_event_with_an_escaped_key_of_another_form_is_masked() -> None:
    key = "aGVsbG8/d29ybGQ="
    escaped = key.replace("/", "\\/").replace("=", "\\u003d")

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, f'data: {{"error": {{"message": "with {escaped}"}}}}\n\n'.encode())
        write_chunk(writer, b"")

    async with forwarding_server(script, upstream_api_key=key) as server:
        for path in ("/chat/completions", "/responses"):
            text = (await server.call(path, stream=True)).text
            assert "with ***" in text
            assert key not in text


_PAGE = b"<!doctype html><html><head><title>Sign in to the network</title></head></html>"


@pytest.mark.parametrize(("path", "stream"), [call for call in CALLS if call != ("/responses", True)])
async def test_upstream_page_with_status_200_is_a_502_with_its_title(path: str, stream: bool) -> None:
    for content_type in ("text/html; charset=utf-8", "application/json"):
        async with forwarding_server(fixed_response("200 OK", _PAGE, content_type=content_type)) as server:
            answer = await server.call(path, stream=stream)
        assert (answer.status_code, _error(answer)["code"]) == (502, "upstream_invalid_answer")
        assert "Sign in to the network" in answer.text


@pytest.mark.parametrize("path", ["/chat/completions", "/responses"])
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"error": {"message": "out of memory", "code": "oom"}}', "out of memory"),
        (b'{\n  "detail": "out of memory"\n}\n', "out of memory"),
        (_PAGE, "Sign in to the network"),
        (b"upstream connect error", "upstream connect error"),
    ],
)
async def test_upstream_bare_text_under_an_event_streams_type_ends_the_stream_with_its_reason(
    path: str, body: bytes, reason: str
) -> None:
    script = fixed_response("200 OK", body, content_type="text/event-stream")
    async with forwarding_server(script) as server:
        answer = await server.call(path, stream=True)
    assert reason in _stream_error(answer.text)


_REASONS_403 = [
    "Your input was flagged: violence",
    "Country, region, or territory not supported",
    "Project `proj_1` does not have access to model `gpt-4`",
    "You are not allowed to sample from this model",
    "This model is gated; accept its terms first.",
    "User location is not supported for the API use.",
    "The request exceeds the monthly budget of 10 tokens.",
]


@pytest.mark.parametrize("path", ["/chat/completions", "/responses", "/embeddings"])
async def test_upstream_403_with_a_reason_of_its_own_passes(path: str) -> None:
    for reason in _REASONS_403:
        body = json.dumps({"error": {"message": reason, "code": "no"}}).encode()
        async with forwarding_server(fixed_response("403 Forbidden", body)) as server:
            answer = await server.call(path)
        assert (answer.status_code, _error(answer)["message"]) == (403, reason)


_OF_THE_KEY: list[Any] = [
    {"error": {"message": "Your API key does not have permission.", "type": "permission_error"}},
    {"error": {"message": "Your API key was reported as leaked.", "status": "PERMISSION_DENIED"}},
    {"message": "The security token included in the request is invalid."},
    {"message": "User: arn:aws:iam::1:user/x is not authorized to perform: bedrock:InvokeModel"},
    {"error": {"message": "no", "code": "invalid_api_key"}},
    {"detail": "Could not validate credentials"},
    {"error": "Forbidden"},
    {"message": "Access denied"},
    {},
    "403 Forbidden",
]


@pytest.mark.parametrize("body", _OF_THE_KEY)
async def test_upstream_403_about_the_key_is_the_operators(body: Any) -> None:
    async with forwarding_server(fixed_response("403 Forbidden", json.dumps(body).encode())) as server:
        for path in ("/chat/completions", "/responses", "/embeddings"):
            answer = await server.call(path)
            assert (answer.status_code, _error(answer)["code"]) == (502, "upstream_key_refused")
            assert "arn:" not in answer.text


async def test_upstream_401_of_an_upstream_without_a_key_names_that_it_has_none() -> None:
    body = b'{"error": {"message": "You did not provide an API key."}}'
    async with forwarding_server(fixed_response("401 Unauthorized", body), upstream_api_key="") as server:
        answer = await server.call("/chat/completions")
    assert (answer.status_code, _error(answer)["code"]) == (502, "upstream_key_refused")
    assert "this server has none for it" in _error(answer)["message"]
