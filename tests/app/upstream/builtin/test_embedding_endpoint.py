"""The built-in model's embeddings: similar texts are near; any dimensions; deterministic."""

from __future__ import annotations

import base64
import itertools
import math
import struct
from typing import Any

import orjson
import pytest

from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.tokens.tokenizer import tokenizer_for_encoding
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import UpstreamRequest
from tests.support.builtin_model import BuiltinResponse, post_builtin

_PATH = "/embeddings"


async def _ask(given: Any, **fields: Any) -> BuiltinResponse:
    return await post_builtin(_PATH, {"model": "text-embedding-3-small", "input": given, **fields})


async def _vectors(given: Any, **fields: Any) -> list[list[float]]:
    answered = await _ask(given, **fields)
    assert [entry["index"] for entry in answered.body["data"]] == list(range(len(answered.body["data"])))
    return [entry["embedding"] for entry in answered.body["data"]]


def _near(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("How do I reset my password?", "Password reset instructions", "The weather in Rome is warm"),
        ("running shoes for runners", "He runs in a shoe", "A bank transfer to Berlin"),
        ("the invoice was paid", "unpaid invoices", "the cat was fed"),
        ("Größe und Gewicht", "groesse, gewichtet", "Haus und Hof"),
        ("東京都の天気", "東京の天気予報", "大阪の電車"),
        ("GET_USER_BY_ID", "get user by id", "delete file by name"),
        ("colour", "color", "taste"),
    ],
)
async def test_embeddings_texts_with_common_words_or_stems_are_nearer(text: str, near: str, far: str) -> None:
    a, b, c = await _vectors([text, near, far])
    assert _near(a, b) > _near(a, c) + 0.1


async def test_embeddings_frequent_words_do_not_make_texts_near() -> None:
    a, b = await _vectors(["What is the price of the house?", "What is the name of the dog?"])
    assert _near(a, b) < 0.3


async def test_embeddings_unrelated_texts_are_rarely_near() -> None:
    texts = ["apple", "bridge", "cloud", "desert", "engine", "forest", "guitar", "hammer", "island", "jungle"]
    pairs = [_near(a, b) for a, b in itertools.combinations(await _vectors(texts), 2)]
    assert max(map(abs, pairs)) < 0.35


@pytest.mark.parametrize("size", [1, 2, 256, 384, 1536, 8192])
async def test_embeddings_have_384_or_the_requested_dimensions_and_length_one(size: int) -> None:
    fields = {} if size == 384 else {"dimensions": size}
    vectors = await _vectors(["Hello there", "", "🏳️", "a b"], **fields)
    for vector in vectors:
        assert len(vector) == size
        assert math.isclose(_near(vector, vector), 1)
    assert vectors == await _vectors(["Hello there", "", "🏳️", "a b"], **fields)


async def test_embeddings_base64_has_the_same_numbers() -> None:
    plain = (await _vectors("Hello"))[0]
    encoded = (await ask_raw("Hello"))["data"][0]["embedding"]
    assert struct.unpack(f"<{len(plain)}f", base64.b64decode(encoded)) == pytest.approx(plain)


async def ask_raw(text: str) -> JsonObject:
    """Base64 is not in the contract's schema, so this answer is not validated by it."""
    body = orjson.dumps({"model": "builtin", "input": text, "encoding_format": "base64"})
    request = UpstreamRequest("POST", _PATH, "", [], MemoryContent(body, "application/json"))
    response = await BuiltinClient().send(request)
    found: JsonObject = orjson.loads(b"".join([chunk async for chunk in response.chunks]))
    return found


async def test_embeddings_of_tokens_equal_those_of_their_text() -> None:
    text = "Hello 🏳️ there"
    tokens = tokenizer_for_encoding("cl100k_base").encode(text)
    assert await _vectors(tokens) == await _vectors(text)
    assert await _vectors([tokens, tokens]) == await _vectors([text, text])
    assert (await _ask([text, text])).body["usage"] == {
        "prompt_tokens": 2 * len(tokens),
        "total_tokens": 2 * len(tokens),
    }
    for given, param in (([0, -1], "input[1]"), ([[0], [0, 999_999]], "input[1][1]")):
        refused = await _ask(given)
        assert (refused.status, refused.body["error"]["param"]) == (400, param)


async def test_embeddings_input_over_openais_limits_is_refused() -> None:
    for given, fields, param in (
        ("word " * 9000, {}, "input"),
        (["word " * 8000] * 40, {}, "input"),
        ("a", {"dimensions": 10_000}, "dimensions"),
    ):
        refused = await _ask(given, **fields)
        assert (refused.status, refused.body["error"]["param"]) == (400, param)
