"""A completion that was not asked for as a stream: read, given our id; or one body instead of a stream."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.errors import UpstreamUnreachable
from app.masking import NO_SECRETS, KnownSecrets
from app.relay import frames, upstream_errors
from app.relay.accumulator import CompletionKind
from app.relay.counted_text import counted_text
from app.relay.outcome import Outcome
from app.relay.reader.ordinary import has_choices, is_ordinary
from app.relay.reader.sniffing import is_event_stream, start_of
from app.relay.shape import Shapes
from app.relay.stream_parser import StreamParser
from app.usage.token_usage import from_answer

# Nearly every server sends the id as the first member.
_ID_FIRST = re.compile(rb'\s*\{\s*"id"\s*:\s*"([^"\\]*)"')


def convert_completion(
    body: bytes,
    completion_id: str,
    upstream_name: str,
    *,
    kind: CompletionKind = "chat",
    model: str = "",
    secrets: KnownSecrets = NO_SECRETS,
    reject_error: Callable[[bytes], None] | None = None,
    texts: LongTexts | None = None,
) -> tuple[bytes, Outcome]:
    """The client's body and the outcome to record; raises UpstreamUnreachable if it is not a completion.

    Only the id is replaced in the bytes of a body that is as the contract has it. Any other is read as a
    stream is, which it may be, if `reject_error` raises nothing. `model` is the model of one that names none,
    `secrets` are masked in errors, `texts` are those that the body has markers for.
    """
    value = _strictly_parsed(body)
    if not isinstance(value, dict) or not is_ordinary(value, kind):
        if value is None:
            value = _parsed(body)
        if reject_error is not None:
            reject_error(body)
        if not is_event_stream(start_of(body)):
            _require_completion(value, upstream_name, secrets)
        return _read(body, completion_id, upstream_name, kind, model, secrets, texts)
    provider_id = value["id"] or None
    value["id"] = completion_id
    usage = from_answer(value)
    # The text is needed only to count its tokens.
    text = "" if usage is not None else "".join(_generated_texts(value["choices"], kind))
    stored_id = provider_id
    if texts is not None:
        text, stored_id = counted_text(text, texts), texts.whole(provider_id)
    outcome = Outcome("completed", value, usage, stored_id, text=text, texts=texts)
    id_match = _ID_FIRST.match(body)
    if id_match is None or provider_id is None or id_match[1] != provider_id.encode():
        return frames.dumps(value), outcome
    return body[: id_match.start(1)] + completion_id.encode() + body[id_match.end(1) :], outcome


def stream_completion(
    body: bytes, upstream_name: str, *, secrets: KnownSecrets = NO_SECRETS
) -> AsyncGenerator[bytes, None]:
    """The packets of a body that an upstream sent instead of a stream, for a relay.

    Raises like `convert_completion`, at once.
    """
    _require_completion(_parsed(body), upstream_name, secrets)
    return _packets(body)


async def _packets(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


def _read(
    body: bytes,
    completion_id: str,
    upstream_name: str,
    kind: CompletionKind,
    model: str,
    secrets: KnownSecrets,
    given: LongTexts | None,
) -> tuple[bytes, Outcome]:
    texts = LongTexts() if given is None else given
    parser = StreamParser(
        completion_id=completion_id,
        # An upstream that sends all at once has ignored nothing that is still to come.
        choices=1,
        show_usage=False,
        upstream_name=upstream_name,
        kind=kind,
        max_event_bytes=len(body),
        secrets=secrets,
        shapes=Shapes(),
        texts=texts,
        model=model,
    )
    parser.feed(body)
    parser.end_of_input()
    parser.close()
    usage = parser.reader.usage
    completion = parser.completion(usage)
    if parser.reader.fault is not None or completion is None:
        raise parser.reader.fault or _not_a_completion(upstream_name, "nothing")
    text = "" if usage is not None else parser.generated_text()
    outcome = Outcome(
        "completed", completion, usage, parser.reader.provider_id, text=text, texts=texts or None
    )
    data = frames.dumps(completion)
    # The caller expands the texts that it has given.
    return (bytes(texts.expand(data).joined()) if given is None else data), outcome


def _strictly_parsed(body: bytes) -> Any:
    """The JSON of a body; None if it is none that every client reads, as with half a surrogate pair."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _parsed(body: bytes) -> Any:
    """The JSON of a body; the bytes if it is none."""
    try:
        return frames.loads(body.removeprefix(frames.BOM))
    except ValueError:
        return body


def _require_completion(value: Any, upstream_name: str, secrets: KnownSecrets) -> None:
    """Raises UpstreamUnreachable, in words that say what came instead."""
    if isinstance(value, bytes):
        raise _not_a_completion(upstream_name, "something that is not JSON")
    if not isinstance(value, dict | list):
        raise _not_a_completion(upstream_name, "JSON that is not an object")
    if not has_choices(value):
        message = secrets.mask_text(upstream_errors.parse_value(value).message or "")
        what = f"an object without choices{': ' + message if message else ''}"
        raise _not_a_completion(upstream_name, what)


def _not_a_completion(upstream_name: str, what: str) -> UpstreamUnreachable:
    message = f"The upstream {upstream_name} answered with {what} instead of a completion."
    return UpstreamUnreachable(message, code="upstream_invalid_answer")


def _generated_texts(choices: list[JsonObject], kind: CompletionKind) -> Iterator[str]:
    for choice in choices:
        yield from _strings(choice["message"] if kind == "chat" else choice["text"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in ("role", "id", "type"):
                yield from _strings(member)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
