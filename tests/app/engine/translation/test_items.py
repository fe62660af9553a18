"""Items as they are kept and listed, judged by the contract's ItemResource, and as the next turn carries them."""

from __future__ import annotations

from typing import Any

import pytest

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from app.engine.translation.item_table import ITEMS
from app.engine.translation.items import PREFIXES, carried, input_items
from app.engine.translation.references import ResolvedReferences
from app.engine.translation.request import chat_request
from app.errors import BadRequest
from tests.app.engine.translation.chunks import chunk, final, function, mint, run
from tests.app.engine.translation.samples import BASE, CALL, CUSTOM_CALL, CUSTOM_OUTPUT, FUNCTION, OUTPUT
from tests.support.contract_validation import is_valid

_ITEM: JsonObject = {"$ref": "#/components/schemas/ItemResource"}
_OUTPUTS = openapi_document.document()["components"]["schemas"]["OutputItem"]["oneOf"]


def _kept(said: Any, **more: Any) -> list[JsonObject]:
    items = input_items(said, mint=mint(), **more)
    for item in items:
        assert is_valid(_ITEM, item), item
    return items


def test_a_text_is_a_users_message() -> None:
    assert _kept("Hello") == [
        {
            "id": "msg_0",
            "type": "message",
            "status": "completed",
            "role": "user",
            "content": [{"type": "input_text", "text": "Hello"}],
        }
    ]
    assert _kept(None) == []


def test_each_item_gets_what_a_list_of_items_shows() -> None:
    image = {"type": "input_image", "image_url": "https://example.com/a.png"}
    items = _kept(
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


def test_a_reference_is_kept_as_the_item_that_it_names() -> None:
    known = {"id": "msg_1", "type": "message", "role": "user", "content": []}
    assert _kept([{"id": "msg_1"}], known=ResolvedReferences(items={"msg_1": known})) == [known]
    with pytest.raises(BadRequest) as caught:
        input_items([{"id": "msg_1"}], mint=mint())
    assert caught.value.param == "input[0].id"


def test_each_type_of_item_has_a_prefix_for_its_ids() -> None:
    beta = {"agent_message", "multi_agent_call", "multi_agent_call_output"}
    assert set(PREFIXES) == set(ITEMS) - beta - {"compaction_trigger", "item_reference"}
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@pytest.mark.parametrize("schema", _OUTPUTS, ids=lambda schema: schema["$ref"].rsplit("/", 1)[-1])
def test_what_another_upstream_put_out_is_kept_as_it_is(schema: JsonObject) -> None:
    item = examples.instance(schema, openapi_document.resolve)
    assert input_items([item], mint=mint())[0].items() >= item.items()


def test_a_response_is_carried_into_the_next_turn_with_its_calls() -> None:
    chunks = [
        chunk({"reasoning": "Hm"}),
        chunk({"content": "Let me see."}),
        chunk({"tool_calls": [function(0, "a", "look", "{}"), function(1, "b", "look", "{}")]}),
        chunk({}, "tool_calls"),
    ]
    history = [*_kept("Look"), *carried(final(run(chunks))["output"])]
    outputs = [OUTPUT | {"call_id": call_id} for call_id in "ab"]
    messages = chat_request(BASE | {"input": outputs}, history).body["messages"]
    assert [message["role"] for message in messages] == ["user", "assistant", "tool", "tool"]
    assert [call["id"] for call in messages[1]["tool_calls"]] == ["a", "b"]
    # The input of that turn, kept, says the same as when it came.
    assert chat_request(BASE | {"input": _kept(outputs)}, history).body["messages"] == messages


def test_a_call_that_was_cut_off_is_not_carried_on() -> None:
    calls = [function(0, "a", "look", "{}"), function(1, "b", "look", "{")]
    output = final(run([chunk({"tool_calls": calls}), chunk({}, "length")]))["output"]
    assert [item["call_id"] for item in carried(output)] == ["a"]
    said = final(run([chunk({"content": "Well"}), chunk({}, "length")]))["output"]
    assert carried(said) == said
