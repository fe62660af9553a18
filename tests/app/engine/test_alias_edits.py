"""Aliases with defaults and a system prompt: what goes up, what is stored, what the caller gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.callers import Call, Caller
from app.aio.content import MemoryContent
from app.engine.upstream_request import upstream_request
from app.upstream.alias_fields import alias_options
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.upstream import Route, Upstream
from generated.operations import BY_ID
from tests.support.aliased import PROMPT, aliased_stack
from tests.support.properties import property_settings
from tests.support.response_events import read_frames
from tests.support.response_sockets import open_socket, turn

_MODEL = "llama-3.3-70b"
_HELLO: Any = {"role": "user", "content": "Hello"}
_SYSTEM: Any = {"role": "system", "content": "Answer in French."}
_PROMPTED: Any = {"role": "system", "content": PROMPT}
_OF_CHATS = {"temperature": 0.2, "max_tokens": 100, "reasoning_effort": "low", "stop": ["END"]}
_OF_TEXTS = {"temperature": 0.2, "max_tokens": 100, "logprobs": 2, "stop": ["END"]}
_OF_RESPONSES = {
    "temperature": 0.2,
    "max_output_tokens": 200,
    "reasoning": {"effort": "high"},
    "truncation": "auto",
}


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/alias.db"


async def test_alias_each_operation_gets_the_defaults_that_it_knows(tmp_path: Path) -> None:
    calls: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("/chat/completions", {"messages": [_HELLO]}, {**_OF_CHATS, "messages": [_PROMPTED, _HELLO]}),
        ("/completions", {"prompt": "Hello"}, {**_OF_TEXTS, "prompt": "Hello"}),
        ("/embeddings", {"input": "Hello"}, {"dimensions": 8, "input": "Hello"}),
    ]
    async with aliased_stack(tmp_path, _url(tmp_path)) as s:
        for path, body, expected in calls:
            for stream in ({}, {"stream": True, "stream_options": {"include_usage": True}}):
                if path == "/embeddings" and stream:
                    continue
                answered = await s.client.post(path, json={"model": "helpdesk", **body, **stream})
                assert answered.status_code == 200, answered.text
                assert s.upstream_bodies[-1] == {"model": _MODEL, **expected, **stream}
        # A call that has no place for defaults is renamed only.
        await s.client.post("/moderations", json={"model": "helpdesk", "input": "Hello"})
        assert s.upstream_bodies[-1] == {"model": _MODEL, "input": "Hello"}


async def test_alias_callers_own_fields_come_before_defaults(tmp_path: Path) -> None:
    async with aliased_stack(tmp_path, _url(tmp_path)) as s:
        own: dict[str, Any] = {"temperature": 0, "max_completion_tokens": 5, "stop": None}
        await s.client.post("/chat/completions", json={"model": "helpdesk", "messages": [_HELLO], **own})
        sent = s.upstream_bodies[-1]
        # One limit of the tokens, by the name that the caller used; a null is not set.
        assert (sent["temperature"], sent["max_completion_tokens"], sent["stop"]) == (0, 5, ["END"])
        assert "max_tokens" not in sent
        await s.client.post("/responses", json={"model": "helpdesk", "input": "x", "reasoning": {}})
        assert "reasoning_effort" not in s.upstream_bodies[-1]


async def test_alias_body_that_needs_no_edit_goes_up_as_the_callers_bytes(tmp_path: Path) -> None:
    aliases = '[upstream.aliases.m]\nmodel = "m"\ndefaults = { top_p = 0.5 }\n'
    body = b'{ "model":"m",  "messages": [{"role":"user","content":"Hell\\u006f"}], "top_p": 1.0 }'
    headers = {"content-type": "application/json"}
    async with aliased_stack(tmp_path, _url(tmp_path), aliases=aliases) as s:
        assert (await s.client.post("/chat/completions", content=body, headers=headers)).status_code == 200
        assert s.fake is not None
        assert s.fake.requests[-1].body == body
        await s.client.post(
            "/chat/completions", content=body.replace(b', "top_p": 1.0', b""), headers=headers
        )
        assert s.fake.requests[-1].body == b'{"top_p":0.5,' + body[1:].replace(b', "top_p": 1.0', b"")


@pytest.mark.parametrize(
    ("lines", "messages", "expected"),
    [
        ("", [_SYSTEM, _HELLO], [_PROMPTED, _SYSTEM, _HELLO]),
        ('developer_role = "developer"', [_HELLO], [{"role": "developer", "content": PROMPT}, _HELLO]),
        ('developer_role = "developer"', [_SYSTEM, _HELLO], [_PROMPTED, _SYSTEM, _HELLO]),
        (
            'system_messages = "first"',
            [_HELLO, _SYSTEM],
            [{"role": "system", "content": PROMPT + "\n\nAnswer in French."}, _HELLO],
        ),
    ],
)
async def test_alias_system_prompt_comes_before_a_chats_own_messages(
    tmp_path: Path, lines: str, messages: list[Any], expected: list[Any]
) -> None:
    async with aliased_stack(tmp_path, _url(tmp_path), lines) as s:
        await s.client.post("/chat/completions", json={"model": "helpdesk", "messages": messages})
        assert s.upstream_bodies[-1]["messages"] == expected


@pytest.mark.parametrize("stream", [False, True])
async def test_alias_response_translated_has_prompt_and_defaults_once_per_turn(
    tmp_path: Path, database: str, stream: bool
) -> None:
    async with aliased_stack(tmp_path, database) as s:
        first = await _respond(s.client, stream, instructions="Answer in French.")
        sent = s.upstream_bodies[-1]
        assert sent["messages"] == [
            {"role": "system", "content": PROMPT + "\n\nAnswer in French."},
            {"role": "user", "content": "Hello"},
        ]
        assert (sent["model"], sent["temperature"]) == (_MODEL, 0.2)
        assert (sent["max_completion_tokens"], sent["reasoning_effort"]) == (200, "high")
        # The defaults of chats are not those of responses.
        assert not {"max_tokens", "stop", "logprobs"} & sent.keys()
        await _respond(s.client, stream, previous_response_id=first["id"])
        assert s.upstream_bodies[-1]["messages"] == [
            _PROMPTED,
            {"role": "user", "content": "Hello"},
            {"role": "assistant", "content": "Hi"},
            {"role": "user", "content": "Hello"},
        ]
        _check_response(first, "Answer in French.")
        assert (await s.client.get(f"/responses/{first['id']}")).json() == first
        assert PROMPT.split("\n", 1)[0] not in json.dumps(
            [s.rows("responses"), s.rows("response_items")], default=str
        )


@pytest.mark.parametrize("stream", [False, True])
async def test_alias_response_native_has_prompt_and_defaults_once_per_turn(
    tmp_path: Path, database: str, stream: bool
) -> None:
    async with aliased_stack(tmp_path, database, 'responses = "native"') as s:
        conversation = (await s.client.post("/conversations", json={})).json()["id"]
        first = await _respond(s.client, stream, instructions="Answer in French.", conversation=conversation)
        sent = s.upstream_bodies[-1]
        assert sent["instructions"] == PROMPT + "\n\nAnswer in French."
        assert {name: sent[name] for name in _OF_RESPONSES} == _OF_RESPONSES
        assert sent["model"] == _MODEL
        await _respond(s.client, stream, conversation=conversation)
        sent = s.upstream_bodies[-1]
        assert sent["instructions"] == PROMPT
        assert [item.get("role") for item in sent["input"]] == ["user", "assistant", "user"]
        _check_response(first, "Answer in French.")
        stored = [s.rows("responses"), s.rows("response_items"), s.rows("conversation_items")]
        assert PROMPT.split("\n", 1)[0] not in json.dumps(stored, default=str)
        items = (await s.client.get(f"/conversations/{conversation}/items")).json()["data"]
        assert {item["role"] for item in items} == {"user", "assistant"}


async def _respond(client: Any, stream: bool, **fields: Any) -> dict[str, Any]:
    body = {"model": "helpdesk", "input": "Hello", "stream": stream, **fields}
    answered = await client.post("/responses", json=body)
    assert answered.status_code == 200, answered.text
    response: dict[str, Any] = read_frames(answered.content)[-1]["response"] if stream else answered.json()
    assert response["status"] == "completed"
    return response


def _check_response(response: dict[str, Any], instructions: str) -> None:
    """The parameters are the effective ones; the instructions are the caller's."""
    assert response["instructions"] == instructions
    assert (response["temperature"], response["max_output_tokens"]) == (0.2, 200)
    assert (response["reasoning"]["effort"], response["truncation"]) == ("high", "auto")
    assert (response["model"], response["top_p"]) in (("helpdesk", 1.0), (_MODEL, 1.0))


@pytest.mark.parametrize("stream", [False, True])
async def test_alias_chat_is_stored_as_the_caller_sent_it(
    tmp_path: Path, database: str, stream: bool
) -> None:
    messages = [_SYSTEM, _HELLO]
    async with aliased_stack(tmp_path, database) as s:
        await s.client.post(
            "/chat/completions",
            json={"model": "helpdesk", "messages": messages, "top_p": 0.9, "stream": stream},
        )
        [row] = s.rows("chat_completions")
        assert json.loads(row["messages"]) == messages
        assert json.loads(row["parameters"]) == {"model": "helpdesk", "top_p": 0.9, "stream": stream}
        stored = (await s.client.get(f"/chat/completions/{row['id']}/messages")).json()["data"]
        assert [message["content"] for message in stored] == ["Answer in French.", "Hello"]


async def test_alias_response_in_background_gets_prompt_and_defaults(tmp_path: Path) -> None:
    async with aliased_stack(tmp_path, _url(tmp_path)) as s:
        queued = await s.sdk.responses.create(model="helpdesk", input="Hello", background=True)
        events = [event async for event in await s.sdk.responses.retrieve(queued.id, stream=True)]
        final = events[-1].response  # type: ignore[union-attr]  # the last event has the response
        assert s.upstream_bodies[-1]["messages"][0] == _PROMPTED
        assert (final.status, final.temperature, final.instructions) == ("completed", 0.2, None)


@pytest.mark.own_protocol
async def test_alias_unstored_responses_of_a_socket_have_the_prompt_once(tmp_path: Path) -> None:
    async with aliased_stack(tmp_path, _url(tmp_path)) as s:
        async with open_socket(str(s.client.base_url).rstrip("/")) as socket:
            first = await turn(socket, model="helpdesk", input="one", store=False)
            previous = first["response"]["id"]
            await turn(socket, model="helpdesk", input="two", store=False, previous_response_id=previous)
        messages = [(message["role"], message["content"]) for message in s.upstream_bodies[-1]["messages"]]
        assert messages == [("system", PROMPT), ("user", "one"), ("assistant", "Hi"), ("user", "two")]


async def test_alias_counted_tokens_are_those_of_what_goes_up(tmp_path: Path) -> None:
    async with aliased_stack(tmp_path, _url(tmp_path)) as s:
        counts = [
            (await s.client.post("/responses/input_tokens", json={"model": model, "input": "Hello"})).json()
            for model in ("plain", "helpdesk")
        ]
        assert counts[1]["input_tokens"] - counts[0]["input_tokens"] >= 8
    async with aliased_stack(tmp_path, _url(tmp_path), 'responses = "native"') as s:
        await s.client.post("/responses/input_tokens", json={"model": "helpdesk", "input": "Hello"})
        assert s.upstream_bodies[-1] == {
            "model": _MODEL,
            "input": "Hello",
            "instructions": PROMPT,
            "reasoning": {"effort": "high"},
            "truncation": "auto",
        }


async def test_alias_without_options_is_renamed_only(tmp_path: Path) -> None:
    async with aliased_stack(tmp_path, _url(tmp_path)) as s:
        body = {"model": "plain", "messages": [_HELLO]}
        answered = await s.sdk.chat.completions.create(**body)  # type: ignore[call-overload]  # a body as it is
        assert answered.choices[0].message.content == "Hi"
        assert s.upstream_bodies[-1] == {**body, "model": _MODEL}


_VALUES = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
_DEFAULTS = {"temperature": 0.2, "max_tokens": 100, "stop": ["END"], "user": "us", "dimensions": 8}
_OPERATIONS = {
    "create_chat_completion": ("temperature", "max_tokens", "stop", "user"),
    "create_completion": ("temperature", "max_tokens", "stop", "user"),
    "create_embedding": ("user", "dimensions"),
}


@property_settings
@given(
    st.sampled_from(list(_OPERATIONS)),
    st.dictionaries(st.sampled_from([*_DEFAULTS, "max_completion_tokens", "top_p", "odd"]), _VALUES),
    st.booleans(),
)
def test_alias_body_that_goes_up_is_the_callers_with_what_it_lacks(
    operation: str, own: dict[str, Any], prompts: bool
) -> None:
    table = {"model": "m", "defaults": _DEFAULTS, **({"system_prompt": PROMPT} if prompts else {})}
    options = alias_options({"a": table}, Path())["a"]
    body = {"model": "a", "messages": [_HELLO], **own}
    data = orjson.dumps(body)
    row = BY_ID[operation]
    call = Call(
        row, Caller(project="p", kind="open"), "r", row.path, "", {}, MemoryContent(data, "application/json"),
        body_fields=orjson.loads(data),
    )  # fmt: skip
    request = upstream_request(Route(Upstream("up", BuiltinClient()), "m", options), call, None)
    assert isinstance(request.content, MemoryContent)
    expected = {**body, "model": "m"}
    for name in _OPERATIONS[operation]:
        twin = "max_completion_tokens" if name == "max_tokens" else name
        if own.get(name) is None and own.get(twin) is None:
            expected[name] = _DEFAULTS[name]
    if prompts and operation == "create_chat_completion":
        expected["messages"] = [_PROMPTED, _HELLO]
    assert orjson.loads(request.content.data) == expected
    # The caller's body is what is recorded.
    assert call.body_fields == body
