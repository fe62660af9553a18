"""A client sends this server's own output back as input, with any optional member left out or null."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from tests.app.engine.translation.chunks import chunk, final, function, run
from tests.app.engine.translation.contract_walk import fields, tags, variants
from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.null_bodies import with_nulls
from tests.support.several_upstreams import several_upstreams
from tests.support.stack import stack

_SCHEMAS: JsonObject = openapi_document.document()["components"]["schemas"]
_USER: JsonObject = {"role": "user", "content": "Go on"}
_LONG = "x" * 70
# Only the issuer of a compaction can read it, and these are of others.
_REFUSED = ("compaction",)
_RESPONSE = json.dumps(
    {"id": "resp_theirs", "object": "response", "created_at": 1, "status": "completed", "output": []}
).encode()


def _own_items() -> list[JsonObject]:
    """What the translation makes of a chat's answer."""
    custom = {"index": 1, "id": "call_2", "type": "custom", "custom": {"name": "shell", "input": "ls"}}
    chunks = [
        chunk({"reasoning_content": "Hm."}),
        chunk({"content": "Text"}),
        chunk({"refusal": "No"}),
        chunk({"tool_calls": [function(0, "call_1", "look", "{}"), custom]}),
        chunk({}, "tool_calls"),
    ]
    items: list[JsonObject] = final(run(chunks))["output"]
    assert {item["type"] for item in items} == {"reasoning", "message", "function_call", "custom_tool_call"}
    return items


def _contract_items() -> list[JsonObject]:
    """An example of every item that an upstream with `/responses` can put out, short and full."""
    found: list[JsonObject] = []
    for variant in _SCHEMAS["OutputItem"]["oneOf"]:
        for full in (False, True):
            item = examples.instance(variant, openapi_document.resolve, full=full)
            if item["type"] == "additional_tools":
                # An output has any role, an input has this one.
                item["role"] = "developer"
            found.append(item)
    return found


_ITEMS = [item for item in _own_items() + _contract_items() if item["type"] not in _REFUSED]


def _optional(item: JsonObject) -> list[str]:
    """The members that a request need not have; an output is paired by its `call_id`, and needs it."""
    found: set[str] = set()
    for variant in variants(_SCHEMAS["InputItem"], _SCHEMAS):
        if item["type"] in tags(variant, _SCHEMAS) and item["type"] != "message":
            found |= fields(variant, _SCHEMAS).keys() - set(variant["required"])
    if item["type"] == "message":
        found = {"id", "status", "phase"}
    return sorted((found & item.keys()) - {"call_id", "type"})


def _changed(item: JsonObject, dropped: list[str], nulled: list[str], *, long_ids: bool) -> JsonObject:
    changed = copy.deepcopy(item)
    if long_ids:
        changed |= {name: changed[name] + _LONG for name in ("id", "call_id") if name in changed}
    for name in dropped:
        changed.pop(name, None)
    for name in nulled:
        changed[name] = None
    for part in changed["content"] if item["type"] == "message" else ():
        for names, value in ((dropped, ...), (nulled, None)):
            for name in {"annotations", "logprobs"} & part.keys() if names else ():
                if value is None:
                    part[name] = None
                else:
                    del part[name]
    return changed


def _input(items: list[JsonObject]) -> list[JsonObject]:
    """A turn with the items: the ids of calls are unique, and each function's call has its output."""
    sent: list[JsonObject] = [_USER]
    for number, item in enumerate(items):
        call_id = f"{item.get('call_id', '')}{number}"
        call = item | ({"call_id": call_id} if "call_id" in item else {})
        kind = item["type"].removesuffix("_output")
        if kind not in ("function_call", "custom_tool_call"):
            sent.append(call)
            continue
        if item["type"] == kind:
            text = {"function_call": "function_call_output", "custom_tool_call": "custom_tool_call_output"}
            sent += [call, {"type": text[kind], "call_id": call_id, "output": "done"}]
        else:
            field = "arguments" if kind == "function_call" else "input"
            own = {"type": kind, "call_id": call_id, "name": "look", field: "{}"}
            sent += [own, call | {"call_id": call_id}]
    return [*sent, _USER]


@st.composite
def _replayed(draw: st.DrawFn) -> list[JsonObject]:
    items: list[JsonObject] = []
    for item in draw(st.lists(st.sampled_from(_ITEMS), min_size=1, max_size=4)):
        fates = {name: draw(st.sampled_from(("keep", "drop", "null"))) for name in _optional(item)}
        dropped = [name for name, fate in fates.items() if fate == "drop"]
        nulled = [name for name, fate in fates.items() if fate == "null"]
        items.append(_changed(item, dropped, nulled, long_ids=draw(st.booleans())))
    return _input(items)


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Of a server whose model `native` is served by `/responses`, and every other one by a chat."""
    entries = {"native": 'responses = "native"\nmodels = ["native"]', "chat": ""}
    scripts = {
        "native": fixed_response("200 OK", _RESPONSE),
        "chat": fixed_response("200 OK", COMPLETION),
    }
    async with several_upstreams(tmp_path, entries, scripts) as found:
        yield found.client


@pytest.mark.parametrize("model", ["chat", "native"])
@given(items=_replayed())
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)
async def test_response_own_items_sent_back_are_accepted(
    client: httpx.AsyncClient, model: str, items: list[JsonObject]
) -> None:
    for path in ("/responses", "/responses?beta=true"):
        answer = await client.post(path, json={"model": model, "input": items, "store": False})
        assert answer.status_code == 200, (answer.text, items)


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item["type"])
async def test_response_own_item_with_null_in_each_member_is_accepted(
    client: httpx.AsyncClient, item: JsonObject
) -> None:
    for model in ("chat", "native"):
        body: Any = {"model": model, "input": _input([copy.deepcopy(item)]), "store": False}
        place = next(index for index, one in enumerate(body["input"]) if one.get("type") == item["type"])
        # Without its type an item with an id is a reference; an output is paired with its call by its id.
        with_nulls("CreateResponse", body, ("input", place), ("type", "call_id"))
        answer = await client.post("/responses", json=body)
        assert answer.status_code == 200, (answer.text, body)


async def test_replayed_items_are_stored_listed_and_continued(database: str) -> None:
    async with stack(database, fixed_response("200 OK", COMPLETION)) as s:
        for item in _ITEMS:
            names = _optional(item)
            for dropped, nulled in ((names, []), ([], names)):
                items = _input([_changed(item, dropped, nulled, long_ids=True)])
                first = await s.client.post("/responses", json={"model": "m", "input": items})
                assert first.status_code == 200, (first.text, items)
                listed = await s.client.get(f"/responses/{first.json()['id']}/input_items?limit=100")
                assert len(listed.json()["data"]) == len(items)
                body = {"model": "m", "input": "Again", "previous_response_id": first.json()["id"]}
                second = await s.client.post("/responses", json=body)
                assert second.status_code == 200, (second.text, items)
                chat: Any = s.upstream_bodies[-1]
                assert [m["content"] for m in chat["messages"] if m["role"] == "user"][-2:] == [
                    "Go on",
                    "Again",
                ]
                made = await s.client.post("/conversations", json={"items": items})
                assert made.status_code == 200, (made.text, items)
                found = await s.client.get(f"/conversations/{made.json()['id']}/items?limit=100")
                assert len(found.json()["data"]) == len(items)


async def test_replayed_items_old_web_search_without_action_is_accepted_and_listed(database: str) -> None:
    old = {"type": "web_search_call", "id": "ws_1", "status": "completed"}
    async with stack(database) as s:
        first = await s.client.post("/responses", json={"model": "builtin", "input": [old, _USER]})
        assert first.status_code == 200, first.text
        listed = await s.client.get(f"/responses/{first.json()['id']}/input_items?order=asc")
        assert listed.json()["data"][0] == {**old, "action": {"type": "search"}}
