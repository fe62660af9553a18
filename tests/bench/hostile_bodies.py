"""Bodies that cost a careless server far more than they cost their sender."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_FORM = "multipart/form-data; boundary=b"
_MESSAGE = b'{"role":"user","content":"a"}'
CHATS = "chat/completions"
_RESPONSES = "responses"


@dataclass(frozen=True, slots=True)
class Attack:
    """A request's body, and how long it is once it is decompressed."""

    name: str
    path: str
    body: bytes
    size: int
    content_type: str = "application/json"
    encoding: str = ""


def _json(name: str, path: str, body: bytes, *, packed: bool = False) -> Attack:
    sent = gzip.compress(body, 9) if packed else body
    return Attack(name, path, sent, len(body), encoding="gzip" if packed else "")


def _messages(item: bytes, count: int, more: bytes = b"") -> bytes:
    return b'{"model":"builtin","messages":[' + b",".join([item] * count) + b"]" + more + b"}"


def _input(item: bytes, count: int, model: bytes = b"builtin") -> bytes:
    return b'{"model":"' + model + b'","input":[' + b",".join([item] * count) + b"]}"


def _part(name: str, value: bytes) -> bytes:
    return b'--b\r\ncontent-disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + value + b"\r\n"


def _form(name: str, path: str, parts: list[bytes]) -> Attack:
    body = b"".join(parts) + b"--b--\r\n"
    return Attack(name, path, body, len(body), _FORM)


def _members(data: bytes, count: int) -> Attack:
    member = gzip.compress(data, 9)
    return Attack(
        f"{count:,} gzip members", "chat/completions", member * count, len(data) * count, encoding="gzip"
    )


def attacks() -> Iterator[Attack]:
    """Built one after the other: together they are large."""
    yield _json("40,000 faulty messages, packed", CHATS, _messages(b"{}", 40_000), packed=True)
    yield _json("40,000 faulty items, packed", _RESPONSES, _input(b"{}", 40_000), packed=True)
    yield _json(
        "40,000 faulty parts",
        CHATS,
        _messages(b'{"role":"user","content":[' + b",".join([b"{}"] * 40_000) + b"]}", 1),
    )
    yield _json(
        "40,000 faulty tools",
        CHATS,
        _messages(_MESSAGE, 1, b',"tools":[' + b",".join([b"{}"] * 40_000) + b"]"),
    )
    yield _json(
        "110 KB with one NUL",
        CHATS,
        _messages(b'{"role":"user","content":[' + b",".join([b"[]"] * 36_000) + b',"\\u0000"]}', 1),
    )
    yield _json("6 MB of numbers", "embeddings", _input(b"1", 3_000_000))
    yield _json("260,000 messages", CHATS, _messages(_MESSAGE, 260_000))
    yield _json("30 MB of `[],`", CHATS, _messages(b"[]", 10_000_000))
    yield _json(
        "30 MB of `{},` as metadata",
        CHATS,
        _messages(_MESSAGE, 1, b',"metadata":[' + b"{}," * 10_000_000 + b"{}]"),
        packed=True,
    )
    yield _json(
        "30 MB of `0,` in an unknown field",
        CHATS,
        _messages(_MESSAGE, 1, b',"x":[' + b"0," * 15_000_000 + b"0]"),
        packed=True,
    )
    yield _json(
        "30 MB in one text", CHATS, _messages(b'{"role":"user","content":"' + b"a" * 30_000_000 + b'"}', 1)
    )
    yield _json(
        "30 MB in one text with an emoji",
        CHATS,
        _messages(
            b'{"role":"user","content":"' + "\N{GRINNING FACE}".encode() + b"a" * 30_000_000 + b'"}',
            1,
            b',"stream":true',
        ),
    )
    yield _json(
        "30 MB of escaped quotes",
        CHATS,
        _messages(b'{"role":"user","content":"' + b'\\"' * 15_000_000 + b'"}', 1),
    )
    yield _json("30 MB in one key", CHATS, _messages(_MESSAGE, 1, b',"' + b"a" * 30_000_000 + b'":1'))
    yield _json("30 MB of white space", CHATS, b" " * 30_000_000 + _messages(_MESSAGE, 1))
    yield _json("30 MB of `[`", CHATS, b"[" * 30_000_000)
    yield _json("250 KB of `[`", CHATS, b"[" * 250_000)
    yield _json(
        "30 MB, one byte missing",
        CHATS,
        _messages(b'{"role":"user","content":"' + b"a" * 30_000_000 + b'"}', 1)[:-1],
    )
    yield _json("a number of 30 MB", CHATS, _messages(_MESSAGE, 1, b',"seed":' + b"1" * 30_000_000))
    yield _json("a number of 250 KB", CHATS, _messages(_MESSAGE, 1, b',"seed":' + b"1" * 250_000))
    yield _json(
        "20,000 keys", CHATS, _messages(_MESSAGE, 1, b"".join(b',"k%d":{}' % i for i in range(20_000)))
    )
    yield _json(
        "1,000,000 keys", CHATS, _messages(_MESSAGE, 1, b"".join(b',"k%d":{}' % i for i in range(1_000_000)))
    )
    yield _json(
        "50,000 keys, spaced, one twice",
        CHATS,
        _messages(_MESSAGE, 1, b"".join(b',"k%d" :{}' % i for i in range(20_000)) + b',"k1":1'),
    )
    yield _json("a faulty text of 30 MB", CHATS, b'{"model":["' + b"a" * 30_000_000 + b'"],"messages":[]}')
    yield _json("a role of 30 MB", CHATS, _messages(b'{"role":"' + b"a" * 30_000_000 + b'"}', 1))
    yield _json("200,000 input items", _RESPONSES, _input(_MESSAGE, 200_000))
    yield _json("10,000 input items", _RESPONSES, _input(_MESSAGE, 10_000))
    yield _json(
        "10,000 conversation items",
        "conversations",
        b'{"items":[' + b",".join([b'{"type":"message","role":"user","content":"a"}'] * 10_000) + b"]}",
    )
    yield _json(
        "20 conversation items of 1 MB",
        "conversations",
        b'{"items":['
        + b",".join([b'{"type":"message","role":"user","content":"' + b"a" * 1_000_000 + b'"}'] * 20)
        + b"]}",
    )
    yield _json(
        "a response of 30 MB of text",
        _RESPONSES,
        b'{"model":"builtin","input":"' + b"a " * 15_000_000 + b'"}',
    )
    yield _json(
        "300,000 numbers to embed",
        "embeddings",
        _input(b"[" + b",".join([b"1234"] * 8192) + b"]", 36, b"text-embedding-3-small"),
    )
    yield _json(
        "2,000 texts to embed",
        "embeddings",
        _input(b'"' + b"a" * 10_000 + b'"', 2000, b"text-embedding-3-small"),
    )
    yield _json(
        "100,000 prompts with n of 128",
        "completions",
        b'{"model":"builtin","n":128,"prompt":[' + b",".join([b'"a"'] * 50_000) + b"]}",
    )
    yield _json(
        "2,048 prompts, streamed",
        "completions",
        b'{"model":"builtin","n":128,"stream":true,"prompt":[' + b",".join([b'"a"'] * 2048) + b"]}",
    )
    yield _json("n of 1e9", CHATS, _messages(_MESSAGE, 1, b',"n":1000000000'))
    yield _json("n of 128, streamed", CHATS, _messages(_MESSAGE, 1, b',"n":128,"stream":true'))
    yield _json(
        "20,000 unknown fields inside items",
        _RESPONSES,
        b'{"model":"builtin","input":['
        + b'{"role":"user","content":"a"'
        + b"".join(b',"k%d":1' % i for i in range(20_000))
        + b"}]}",
    )
    yield _members(b"", 700_000)
    yield _members(b" ", 700_000)
    empty = zlib.compressobj(9, zlib.DEFLATED, 31)
    blocks = b"".join(empty.flush(zlib.Z_SYNC_FLUSH) + b"\0\0\0\xff\xff" * 6_000_000 for _ in range(1))
    yield Attack("6,000,000 empty blocks", CHATS, blocks + empty.flush(), 0, encoding="gzip")
    yield _json("a bomb", CHATS, b" " * 33_000_000, packed=True)
    model = _part("model", b"builtin")
    path = "audio/transcriptions"
    yield _form(
        "form: 2,000 texts of 8 MB", path, [model, *[_part(f"a{i}", b"x" * 8_000_000) for i in range(30)]]
    )
    yield _form("form: 2,000 parts", path, [model, *[_part(f"a{i}", b"x") for i in range(1998)]])
    yield _form("form: one list of 1,999", path, [model, *[_part("include[]", b"x") for _ in range(1998)]])
    yield _form(
        "form: 2,000 deep names", path, [model, *[_part(f"a{i}" + "[b]" * 15, b"x") for i in range(1998)]]
    )
    yield _form(
        "form: 8 MB of JSON", path, [model, _part("chunking_strategy", b"[" + b"[]," * 2_600_000 + b"[]]")]
    )
    yield _form("form: 8 MB of `[`", path, [model, _part("chunking_strategy", b"[" * 8_000_000)])
    yield _form("form: 8 MB of boundaries", path, [model, _part("prompt", b"\r\n--" * 2_000_000)])
    yield _form(
        "form: a file of 60 MB",
        path,
        [
            model,
            b'--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n'
            + b"\r\n--" * 15_000_000
            + b"\r\n",
        ],
    )
