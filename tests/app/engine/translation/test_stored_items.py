"""Items as they are stored and listed, validated by the contract, and as history of the next turn."""

from __future__ import annotations

from typing import Any

import pytest

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from app.engine.translation.chat_request import chat_request
from app.engine.translation.item_ids import PREFIXES
from app.engine.translation.item_table import ITEMS
from app.engine.translation.references import ResolvedReferences
from app.engine.translation.stored_items import history_items, input_items
from app.errors import BadRequest
from tests.app.engine.translation.chunks import chunk, final, function, mint, run
from tests.app.engine.translation.samples import BASE, CALL, CUSTOM_CALL, CUSTOM_OUTPUT, FUNCTION, OUTPUT
from tests.support.contract_validation import is_valid

_ITEM: JsonObject = {"$ref": "#/components/schemas/ItemResource"}
_OUTPUTS = openapi_document.document()["components"]["schemas"]["OutputItem"]["oneOf"]


def _stored(given: Any, **more: Any) -> list[JsonObject]:
    items = input_items(given, mint=mint(), **more)
    for item in items:
        assert is_valid(_ITEM, item), item
    return items


def test_input_items_text_is_a_user_message() -> None:
    assert _stored("Hello") == [
        {
            "id": "msg_0",
            "type": "message",
            "status": "completed",
            "role": "user",
            "content": [{"type": "input_text", "text": "Hello"}],
        }
    ]
    assert _stored(None) == []


def test_input_items_get_ids_and_defaults_of_a_list() -> None:
    image = {"type": "input_image", "image_url": "https://example.com/a.png"}
    items = _stored(
        [
            {"role": "developer", "content": "Be brief", "phase": None},
            {"role": "user", "content": [{"type": "input_text", "text": "See"}, image], "type": "message"},
            {"role": "assistant", "content": "Yes", "phase": "commentary"},
            {
                "role": "assistant",
                "content": [{"type": "input_text", "text": "a"}, {"type": "refusal", "refusal": "b"}],
            },
            CALL | {"id": None, "status": None},
            OUTPUT | {"id": "fco_mine", "name": None, "status": "incomplete"},
            CUSTOM_CALL,
            CUSTOM_OUTPUT,
            {"type": "reasoning", "id": "rs_mine", "summary": []},
            {"type": "additional_tools", "id": None, "role": "developer", "tools": [FUNCTION]},
            {"type": "compaction", "encrypted_content": "x"},
            {"type": "compaction_trigger"},
        ]
    )
    assert [item["id"] for item in items] == [
        "msg_0",
        "msg_1",
        "msg_2",
        "msg_3",
        "fc_4",
        "fco_mine",
        "ctc_5",
        "ctco_6",
        "rs_mine",
        "at_7",
        "cmp_8",
    ]
    assert items[1]["content"][1] == image | {"detail": "auto"}
    assert items[2]["phase"] == "commentary"
    assert items[3]["content"][0] == {"type": "output_text", "text": "a", "annotations": [], "logprobs": []}
    assert [items[4]["status"], items[5]["status"]] == ["completed", "incomplete"]


def test_input_items_reference_is_stored_as_its_item() -> None:
    referenced = {"id": "msg_1", "type": "message", "role": "user", "content": []}
    assert _stored([{"id": "msg_1"}], references=ResolvedReferences(items={"msg_1": referenced})) == [
        referenced
    ]
    with pytest.raises(BadRequest) as caught:
        input_items([{"id": "msg_1"}], mint=mint())
    assert caught.value.param == "input[0].id"


def test_id_prefixes_exist_for_each_item_type() -> None:
    beta = {"agent_message", "multi_agent_call", "multi_agent_call_output"}
    assert set(PREFIXES) == set(ITEMS) - beta - {"compaction_trigger", "item_reference"}
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@pytest.mark.parametrize("schema", _OUTPUTS, ids=lambda schema: schema["$ref"].rsplit("/", 1)[-1])
def test_input_items_output_of_another_upstream_is_unchanged(schema: JsonObject) -> None:
    item = examples.instance(schema, openapi_document.resolve)
    assert input_items([item], mint=mint())[0].items() >= item.items()


def test_history_items_next_turn_has_calls_with_outputs() -> None:
    chunks = [
        chunk({"reasoning": "Hm"}),
        chunk({"content": "Let me see."}),
        chunk({"tool_calls": [function(0, "a", "look", "{}"), function(1, "b", "look", "{}")]}),
        chunk({}, "tool_calls"),
    ]
    history = [*_stored("Look"), *history_items(final(run(chunks))["output"])]
    outputs = [OUTPUT | {"call_id": call_id} for call_id in "ab"]
    messages = chat_request(BASE | {"input": outputs}, history).body["messages"]
    assert [message["role"] for message in messages] == ["user", "assistant", "tool", "tool"]
    assert [call["id"] for call in messages[1]["tool_calls"]] == ["a", "b"]
    # The stored input of that turn translates to the same messages.
    assert chat_request(BASE | {"input": _stored(outputs)}, history).body["messages"] == messages


def test_history_items_incomplete_call_is_dropped() -> None:
    calls = [function(0, "a", "look", "{}"), function(1, "b", "look", "{")]
    output = final(run([chunk({"tool_calls": calls}), chunk({}, "length")]))["output"]
    assert [item["call_id"] for item in history_items(output)] == ["a"]
    text = final(run([chunk({"content": "Well"}), chunk({}, "length")]))["output"]
    assert history_items(text) == text
