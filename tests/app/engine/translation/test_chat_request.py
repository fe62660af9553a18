"""Requests, item by item and field by field. The contract validates every chat request."""

from __future__ import annotations

import time
from typing import Any

import pytest

from app.contract.json_types import JsonObject
from app.engine.translation.chat_request import chat_request
from app.engine.translation.dialect import Dialect
from app.engine.translation.references import ReferencedFile, ResolvedReferences, file_ids, item_ids
from app.errors import BadRequest
from tests.app.engine.translation.samples import (
    BASE,
    CALL,
    CUSTOM,
    CUSTOM_CALL,
    CUSTOM_OUTPUT,
    FUNCTION,
    OUTPUT,
)
from tests.support.contract_validation import is_valid

_CHAT: JsonObject = {"$ref": "#/components/schemas/CreateChatCompletionRequest"}


def _chat(body: JsonObject, *args: Any, **more: Any) -> JsonObject:
    chat = chat_request(body, *args, **more).body
    assert is_valid(_CHAT, chat), chat
    return chat


def _messages(*items: JsonObject, history: tuple[JsonObject, ...] = (), **more: Any) -> list[JsonObject]:
    messages: list[JsonObject] = _chat(BASE | {"input": list(items)}, history, **more)["messages"]
    return messages


_NATIVE_CUSTOM = Dialect(custom_tools="native")


def _refused(body: JsonObject, *args: Any, **more: Any) -> BadRequest:
    with pytest.raises(BadRequest) as caught:
        chat_request(body, *args, **more)
    return caught.value


def _call(call_id: str, name: str = "look") -> JsonObject:
    return CALL | {"call_id": call_id, "name": name}


def _output(call_id: str, output: Any = "a") -> JsonObject:
    return OUTPUT | {"call_id": call_id, "output": output}


def test_chat_request_small_request_is_translated() -> None:
    assert _chat({"model": "small", "input": "Hello", "instructions": "Be brief", "stream": True}) == {
        "model": "small",
        "messages": [{"role": "system", "content": "Be brief"}, {"role": "user", "content": "Hello"}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_chat_request_stream_argument_overrides_the_body() -> None:
    assert _chat(BASE, stream=True)["stream"] is True
    assert "stream" not in _chat(BASE | {"stream": True}, stream=False)


def test_chat_request_history_is_between_instructions_and_input() -> None:
    history = ({"role": "user", "content": "One"}, {"role": "assistant", "content": "Two"})
    messages = _chat(BASE | {"instructions": "Be brief", "input": "Three"}, history)["messages"]
    assert [message["content"] for message in messages] == ["Be brief", "One", "Two", "Three"]


def test_chat_request_developer_role_follows_the_dialect() -> None:
    items = [{"role": role, "content": role} for role in ("system", "developer", "user", "assistant")]
    dialect = Dialect(system_messages="separate")
    messages = _messages(*items, dialect=dialect)
    assert [message["role"] for message in messages] == ["system", "system", "user", "assistant"]
    dialect = Dialect(developer_role="developer")
    assert [message["role"] for message in _messages(*items, dialect=dialect)][1] == "developer"
    chat = _chat(BASE | {"instructions": "Be brief"}, dialect=dialect)
    assert chat["messages"][0] == {"role": "developer", "content": "Be brief"}


def test_chat_request_images_and_files_by_url_data_and_id() -> None:
    known = ResolvedReferences(files={"file-1": ReferencedFile("data:image/png;base64,aGk=", "hi.png")})
    content = [
        {"type": "input_text", "text": "Look"},
        {"type": "input_image", "image_url": "https://example.com/a.png", "detail": "low"},
        {"type": "input_image", "file_id": "file-1", "detail": "auto"},
        {"type": "input_file", "file_data": "data:;base64,aGk=", "filename": "a.txt"},
        {"type": "input_file", "file_id": "file-1"},
    ]
    item = {"role": "user", "content": content}
    assert file_ids([item, {"role": "user", "content": "text"}, CALL]) == ["file-1", "file-1"]
    (message,) = _messages(item, references=known)
    assert message["content"] == [
        {"type": "text", "text": "Look"},
        {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "low"}},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,aGk=", "detail": "auto"}},
        {"type": "file", "file": {"file_data": "data:;base64,aGk=", "filename": "a.txt"}},
        {"type": "file", "file": {"file_data": "data:image/png;base64,aGk=", "filename": "hi.png"}},
    ]


@pytest.mark.parametrize(
    ("part", "param"),
    [
        ({"type": "input_image", "file_id": "file-9", "detail": "auto"}, "file_id"),
        ({"type": "input_file", "file_id": "file-9"}, "file_id"),
        ({"type": "input_image", "detail": "auto"}, "image_url"),
        ({"type": "input_file", "filename": "a"}, "file_data"),
        ({"type": "input_file", "file_url": "https://example.com/a"}, "file_url"),
        ({"type": "output_text", "text": "a", "annotations": [], "logprobs": []}, "type"),
        ({"type": "input_audio"}, "type"),
    ],
)
def test_chat_request_unsupported_part_is_refused_by_path(part: JsonObject, param: str) -> None:
    error = _refused(BASE | {"input": [{"role": "user", "content": [part]}]})
    assert error.param == f"input[0].content[0].{param}"


def test_chat_request_leading_system_messages_are_one() -> None:
    instructions = {"instructions": "Be brief"}
    developer = {"role": "developer", "content": "Be kind"}
    parts = {"role": "system", "content": [{"type": "input_text", "text": text} for text in "ab"]}
    hello = {"role": "user", "content": "Hello"}
    merged = {"role": "system", "content": "Be brief\n\nBe kind"}
    body = BASE | instructions | {"input": [developer, hello, developer]}
    later = {"role": "system", "content": "Be kind"}
    assert _chat(body)["messages"] == [merged, hello, later]
    first = Dialect(system_messages="first")
    assert _chat(body, dialect=first)["messages"] == [
        {"role": "system", "content": "Be brief\n\nBe kind\n\nBe kind"},
        hello,
    ]
    separate = Dialect(system_messages="separate")
    assert [message["role"] for message in _chat(body, dialect=separate)["messages"]] == [
        "system",
        "system",
        "user",
        "system",
    ]
    (message, _) = _chat(BASE | instructions | {"input": [parts, hello]})["messages"]
    assert [part["text"] for part in message["content"]] == ["Be brief", "a", "b"]


_IMAGE = {"type": "input_image", "image_url": "https://example.com/a.png", "detail": "original"}
_CHAT_IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "high"}}


def test_chat_request_image_of_a_tool_follows_its_outputs_in_a_user_message() -> None:
    seen = {"type": "input_text", "text": "seen"}
    calls = [_call("a"), _call("b"), _output("a", [seen, _IMAGE]), _output("b", "B")]
    (_, first, second, images) = _messages(*calls)
    note = {"type": "text", "text": "[The images and files of this output are in the next user message.]"}
    assert first == {"role": "tool", "tool_call_id": "a", "content": [{"type": "text", "text": "seen"}, note]}
    assert second["tool_call_id"] == "b"
    origin = {"type": "text", "text": "[Images and files from the output of the call a:]"}
    assert images == {"role": "user", "content": [origin, _CHAT_IMAGE]}
    (_, alone, _) = _messages(_call("a"), _output("a", [_IMAGE]))
    assert alone["content"] == note["text"]


def test_chat_request_image_of_a_tool_stays_where_the_upstream_takes_it() -> None:
    dialect = Dialect(tool_images="tool_message")
    items = [_call("a"), _output("a", [_IMAGE])]
    chat = chat_request(BASE | {"input": items}, dialect=dialect).body
    assert chat["messages"][1] == {"role": "tool", "tool_call_id": "a", "content": [_CHAT_IMAGE]}


def test_chat_request_screenshot_of_a_computer_is_an_image() -> None:
    screenshot = {"type": "computer_screenshot", "image_url": "data:image/png;base64,aGk="}
    (message,) = _messages({"type": "computer_call_output", "call_id": "c", "output": screenshot})
    assert message == {
        "role": "user",
        "content": [
            {"type": "text", "text": "[computer_call_output] {}"},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,aGk="}},
        ],
    }


def test_chat_request_images_outside_user_messages_are_refused() -> None:
    image = {"type": "input_image", "image_url": "https://example.com/a.png", "detail": "auto"}
    for role in ("assistant", "system", "developer"):
        assert (
            _refused(BASE | {"input": [{"role": role, "content": [image]}]}).param
            == "input[0].content[0].type"
        )


def test_chat_request_assistant_message_has_its_parts() -> None:
    text = {"type": "output_text", "text": "a", "annotations": [], "logprobs": []}
    refusal = {"type": "refusal", "refusal": "No"}
    assistant = [
        {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": content}
        for content in ([text], [text, text], [refusal], [text, refusal], [])
    ]
    assert [(message["content"], message.get("refusal")) for message in _messages(*assistant)] == [
        ("a", None),
        ([{"type": "text", "text": "a"}, {"type": "text", "text": "a"}], None),
        (None, "No"),
        ([{"type": "text", "text": "a"}, {"type": "refusal", "refusal": "No"}], None),
        ("", None),
    ]


def test_chat_request_adjacent_output_items_are_one_message() -> None:
    text = {"role": "assistant", "content": "Let me see."}
    reasoning = {"type": "reasoning", "id": "rs_1", "summary": []}
    custom = CUSTOM_CALL | {"call_id": "c"}
    messages = _messages(
        text, reasoning, _call("a"), reasoning, _call("b"), custom,
        _output("b", "B"), _output("a", "A"), CUSTOM_OUTPUT | {"call_id": "c", "output": "C"},
        dialect=_NATIVE_CUSTOM,
    )  # fmt: skip
    assert messages == [
        {
            "role": "assistant",
            "content": "Let me see.",
            "tool_calls": [
                {"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}},
                {"id": "b", "type": "function", "function": {"name": "look", "arguments": "{}"}},
                {"id": "c", "type": "custom", "custom": {"name": "run", "input": "ls"}},
            ],
        },
        {"role": "tool", "tool_call_id": "b", "content": "B"},
        {"role": "tool", "tool_call_id": "a", "content": "A"},
        {"role": "tool", "tool_call_id": "c", "content": "C"},
    ]


def test_chat_request_sequential_calls_are_separate_messages() -> None:
    messages = _messages(_call("a"), _output("a", "1"), _call("a"), _output("a", "2"))
    assert [message["role"] for message in messages] == ["assistant", "tool", "assistant", "tool"]


def test_chat_request_outputs_follow_their_calls() -> None:
    assistant = {"role": "assistant", "content": "Wait"}
    messages = _messages(
        _call("a"), assistant, assistant, {"role": "user", "content": "And?"}, _output("a", "A")
    )
    assert [(message["role"], message["content"]) for message in messages] == [
        ("assistant", "Wait"),
        ("tool", "A"),
        ("assistant", "Wait"),
        ("user", "And?"),
    ]


def test_chat_request_call_output_may_be_text_parts() -> None:
    one, two = ({"type": "input_text", "text": text} for text in "ab")
    (_, first, _, second, _, third) = _messages(
        _call("a"), _output("a", [one]), _call("a"), _output("a", [one, two]), _call("a"), _output("a", [])
    )
    assert first["content"] == "a"
    assert second["content"] == [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert third["content"] == ""


def test_chat_request_unpaired_calls_and_outputs_are_refused() -> None:
    error = _refused(BASE | {"input": [_call("a"), _call("b"), _output("b")]})
    assert (error.param, error.message) == ("input", "No tool output found for the call 'a'.")
    for items in (
        [_output("a")],
        [_call("a"), _output("a"), _output("a")],
        [_call("b"), OUTPUT | {"call_id": None}],
    ):
        error = _refused(BASE | {"input": items})
        assert error.param == f"input[{len(items) - 1}].call_id"
    assert _refused(BASE | {"input": [_call("a"), _call("a")]}).param == "input[1].call_id"


def test_chat_request_output_for_call_in_history_is_paired() -> None:
    messages = _messages(_output("a", "A"), history=({"role": "user", "content": "Look"}, _call("a")))
    assert [message["role"] for message in messages] == ["user", "assistant", "tool"]


def test_chat_request_references_are_their_items() -> None:
    items = [{"id": "msg_1"}, {"type": "item_reference", "id": "fc_1"}, _output("a")]
    assert item_ids(items) == ["msg_1", "fc_1"]
    known = ResolvedReferences(items={"msg_1": {"role": "user", "content": "Hello"}, "fc_1": _call("a")})
    assert [message["role"] for message in _messages(*items, references=known)] == [
        "user",
        "assistant",
        "tool",
    ]
    error = _refused(BASE | {"input": items})
    assert (error.param, error.code) == ("input[0].id", "item_not_found")


def test_chat_request_reasoning_is_sent_if_dialect_has_a_field() -> None:
    reasoning = {
        "type": "reasoning",
        "id": "rs_1",
        "summary": [],
        "content": [{"type": "reasoning_text", "text": "Hm"}, {"type": "reasoning_text", "text": "m"}],
    }
    assistant = {"role": "assistant", "content": "Yes"}
    dialect = Dialect(reasoning_field="reasoning_content")
    assert _messages(reasoning, assistant) == [assistant]
    assert _messages(reasoning, assistant, dialect=dialect) == [assistant | {"reasoning_content": "Hmm"}]
    assert _messages(assistant, reasoning, assistant, dialect=dialect) == [
        assistant,
        assistant | {"reasoning_content": "Hmm"},
    ]
    assert _messages(reasoning, assistant, assistant, dialect=dialect) == [
        assistant | {"reasoning_content": "Hmm"},
        assistant,
    ]
    user = {"role": "user", "content": "Go on"}
    assert _messages(reasoning, user, assistant, dialect=dialect) == [user, assistant]
    encrypted = {"type": "reasoning", "id": "rs_1", "summary": [], "encrypted_content": "x"}
    assert _messages(encrypted, assistant, dialect=dialect) == [assistant]


@pytest.mark.parametrize("path", ["previous_response_id", "conversation"])
def test_chat_request_unsupported_history_names_its_source(path: str) -> None:
    history = [{"role": "user", "content": "Hello"}, {"type": "file_search_call", "id": "fs_1"}]
    assert chat_request(BASE | {path: "x"}, history).left_out == (f"{path}[1] (file_search_call)",)
    history = [{"role": "user", "content": "Hello"}, {"type": "compaction", "id": "cmp_1"}]
    assert _refused(BASE | {path: "x"}, history).param == f"{path}[1].type"


def test_chat_request_tools_are_translated() -> None:
    grammar = {"type": "grammar", "syntax": "regex", "definition": "a+"}
    tools = [
        FUNCTION | {"description": None, "defer_loading": False},
        FUNCTION | {"name": "see", "strict": None, "parameters": None, "description": "Sees"},
        CUSTOM | {"format": grammar},
    ]
    chat = chat_request(BASE | {"tools": tools, "parallel_tool_calls": False}, dialect=_NATIVE_CUSTOM).body
    assert chat["tools"] == [
        {"type": "function", "function": {"name": "look", "parameters": {"type": "object"}, "strict": True}},
        {"type": "function", "function": {"name": "see", "description": "Sees"}},
        {
            "type": "custom",
            "custom": {
                "name": "run",
                "format": {"type": "grammar", "grammar": {"syntax": "regex", "definition": "a+"}},
            },
        },
    ]
    assert chat["parallel_tool_calls"] is False


def test_chat_request_additional_tools_replace_tools_of_same_name() -> None:
    added = {"type": "additional_tools", "role": "developer", "tools": [CUSTOM, FUNCTION | {"strict": False}]}
    chat = _chat(BASE | {"tools": [FUNCTION], "input": [{"role": "user", "content": "Hello"}, added]})
    assert [tool["function"]["name"] for tool in chat["tools"]] == ["look", "run"]
    assert chat["tools"][0]["function"]["strict"] is False
    hosted = {"type": "additional_tools", "role": "developer", "tools": [{"type": "web_search"}]}
    hello = {"role": "user", "content": "Hello"}
    assert chat_request(BASE | {"input": [hosted, hello]}).left_out == (
        "input[0].tools[0] (web_search: no backend)",
    )


def test_chat_request_tool_choices_are_translated() -> None:
    tools = {"tools": [FUNCTION, CUSTOM]}
    for mode in ("auto", "none", "required"):
        assert _chat(BASE | tools | {"tool_choice": mode})["tool_choice"] == mode
    for kind, name in (("function", "look"), ("custom", "run")):
        body = BASE | tools | {"tool_choice": {"type": kind, "name": name}}
        chat = chat_request(body, dialect=_NATIVE_CUSTOM).body
        assert chat["tool_choice"] == {"type": kind, kind: {"name": name}}


def test_chat_request_tools_not_allowed_are_not_sent() -> None:
    choice = {"type": "allowed_tools", "mode": "required", "tools": [{"type": "custom", "name": "run"}]}
    chat = _chat(BASE | {"tools": [FUNCTION, CUSTOM], "tool_choice": choice})
    assert [tool["function"]["name"] for tool in chat["tools"]] == ["run"]
    assert chat["tool_choice"] == "required"
    none = choice | {"mode": "auto", "tools": []}
    assert _chat(BASE | {"tools": [FUNCTION], "tool_choice": none})["tool_choice"] == "none"


@pytest.mark.parametrize(
    ("choice", "param"),
    [
        ({"type": "function", "name": "see"}, "tool_choice"),
        ({"type": "web_search_preview"}, "tool_choice.type"),
        (
            {"type": "allowed_tools", "mode": "auto", "tools": [{"type": "function", "name": "see"}]},
            "tool_choice.tools[0]",
        ),
        ({"type": "allowed_tools", "mode": "auto", "tools": [{"type": "mcp"}]}, "tool_choice.tools[0].type"),
        ({"type": "allowed_tools", "mode": "required", "tools": []}, "tool_choice.tools"),
    ],
)
def test_chat_request_invalid_tool_choice_is_refused(choice: Any, param: str) -> None:
    assert _refused(BASE | {"tools": [FUNCTION], "tool_choice": choice}).param == param


def test_chat_request_tool_choice_without_tools_is_dropped() -> None:
    for choice in ("auto", "none"):
        assert _chat(BASE | {"tools": [], "tool_choice": choice, "parallel_tool_calls": True}) == _chat(BASE)
    function: Any = {"type": "function", "name": "look"}
    for choice in ("required", function):
        assert _refused(BASE | {"tool_choice": choice}).param == "tool_choice"


def test_chat_request_hosted_tool_is_left_out_unless_chosen() -> None:
    search = {"type": "web_search_preview"}
    chat = chat_request(BASE | {"tools": [FUNCTION, search], "tool_choice": "auto"})
    assert chat.left_out == ("tools[1] (web_search_preview: no backend)",)
    assert [tool["type"] for tool in chat.body["tools"]] == ["function"]
    assert "tools" not in _chat(BASE | {"tools": [search]})
    assert _refused(BASE | {"tools": [search], "tool_choice": "required"}).param == "tool_choice"
    assert _refused(BASE | {"tools": [search], "tool_choice": search}).param == "tool_choice.type"
    choice: JsonObject = {"type": "allowed_tools", "mode": "auto", "tools": [search]}
    body = BASE | {"tools": [FUNCTION, search], "tool_choice": choice}
    assert chat_request(body).left_out == (
        "tools[1] (web_search_preview: no backend)",
        "tool_choice.tools[0] (web_search_preview: no backend)",
    )
    assert _chat(body)["tool_choice"] == "none"
    required = body | {"tool_choice": choice | {"mode": "required"}}
    assert _refused(required).param == "tool_choice.tools"


def test_chat_request_tool_that_has_to_act_is_refused_with_reason() -> None:
    error = _refused(BASE | {"tools": [FUNCTION, {"type": "mcp"}]})
    assert error.param == "tools[1].type"
    assert error.message == (
        "'tools[1].type' cannot be 'mcp': this model's upstream supports chat completions only "
        "(this server runs those of the request's own `tools`)."
    )
    chosen = {"tools": [{"type": "brand_new"}], "tool_choice": {"type": "brand_new"}}
    assert _refused(BASE | chosen).param == "tool_choice.type"
    assert chat_request(BASE | {"tools": [{"type": "brand_new"}]}).left_out == (
        "tools[0] (brand_new: unknown)",
    )


def test_chat_request_text_format_and_verbosity() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    form = {"type": "json_schema", "name": "answer", "schema": schema, "strict": True, "description": None}
    chat = _chat(BASE | {"text": {"format": form, "verbosity": "low"}})
    assert chat["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": schema, "strict": True},
    }
    assert chat["verbosity"] == "low"


def test_chat_request_limits_effort_and_logprobs() -> None:
    wanted = {
        "max_output_tokens": 20,
        "reasoning": {"effort": "low", "summary": "auto"},
        "top_logprobs": 0,
        "include": ["message.output_text.logprobs", "reasoning.encrypted_content"],
    }
    chat = _chat(BASE | wanted)
    assert {name: chat[name] for name in chat.keys() - BASE.keys() - {"messages"}} == {
        "max_completion_tokens": 20,
        "reasoning_effort": "low",
        "logprobs": True,
        "top_logprobs": 0,
    }
    assert _chat(BASE | wanted, dialect=Dialect(max_tokens_field="max_tokens"))["max_tokens"] == 20
    assert _chat(BASE | {"top_logprobs": 2})["logprobs"] is True
    assert "logprobs" not in _chat(BASE | {"top_logprobs": 0})


def test_chat_request_unknown_fields_are_sent_at_top_and_dropped_inside() -> None:
    body = BASE | {
        "top_k": 5,
        "reasoning": {"depth": 1},
        "text": {"format": {"type": "text", "colour": "red"}},
        "tools": [
            FUNCTION | {"cache": True},
            CUSTOM | {"format": {"type": "text", "colour": "red"}},
            CUSTOM
            | {
                "name": "sh",
                "format": {"type": "grammar", "syntax": "lark", "definition": "a", "colour": "red"},
            },
        ],
        "input": [
            {
                "role": "user",
                "content": [{"type": "input_text", "text": "Hello", "lang": "en"}],
                "name": "Ann",
            }
        ],
    }
    chat = chat_request(body)
    assert chat.body["top_k"] == 5
    assert sorted(chat.dropped) == [
        "input[0].content[0].lang",
        "input[0].name",
        "reasoning.depth",
        "text.format.colour",
        "tools[0].cache",
        "tools[1].format.colour",
        "tools[2].format.colour",
    ]


def test_chat_request_without_model_or_input_is_refused() -> None:
    assert _refused({"input": "Hello"}).param == "model"
    assert _refused({"model": "small"}).param == "input"
    assert _refused({"model": "small", "input": []}).param == "input"
    assert _chat({"model": "small", "instructions": "Say hello"})["messages"][0]["role"] == "system"


def test_chat_request_arguments_are_not_modified() -> None:
    body = {
        "model": "small",
        "input": [_call("a"), _output("a")],
        "tools": [FUNCTION],
        "text": {"verbosity": "low"},
    }
    before = repr(body)
    _chat(body, dialect=Dialect(reasoning_field="reasoning"))
    assert repr(body) == before


def test_unpaired_call_and_output_of_a_client_s_tool_are_notes() -> None:
    action = {"type": "exec", "command": ["ls"], "env": {}}
    call = {
        "type": "local_shell_call",
        "id": "lsh_1",
        "call_id": "call_1",
        "action": action,
        "status": "completed",
    }
    text = {"role": "assistant", "content": "Listing."}
    (message,) = _messages(text, call)
    assert message["content"].startswith('Listing.\n\n[local_shell_call] {"action":')
    assert "tool_calls" not in message
    (noted,) = _messages({"type": "local_shell_call_output", "id": "lsh_2", "output": "a.txt"})
    assert noted == {"role": "user", "content": '[local_shell_call_output] {"output":"a.txt"}'}
    paired = _messages(call, {"type": "local_shell_call_output", "id": "lsh_1", "output": "a.txt"})
    assert [message["role"] for message in paired] == ["assistant", "tool"]


def test_allowed_tools_are_found_in_time_of_their_number() -> None:
    count = 5000
    tools = [{"type": "function", "name": f"t{index}", "parameters": {}} for index in range(count)]
    allowed = [{"type": "function", "name": f"t{index}"} for index in range(count - 1, 0, -1)]
    choice = {"type": "allowed_tools", "mode": "auto", "tools": allowed}
    started = time.process_time()
    chat = chat_request({"model": "m", "input": "x", "tools": tools, "tool_choice": choice}).body
    assert time.process_time() - started < 1
    assert len(chat["tools"]) == count - 1


def test_search_of_many_long_descriptions_takes_no_longer_than_of_short_ones() -> None:
    many = [
        {"type": "custom", "name": f"t{index}", "defer_loading": True, "description": "a b c d " * 500}
        for index in range(5000)
    ]
    wanted = {"type": "custom", "name": "needle", "defer_loading": True}
    started = time.process_time()
    chat = chat_request(
        {"model": "m", "input": "needle", "tools": [{"type": "tool_search"}, *many, wanted]}
    ).body
    assert time.process_time() - started < 1
    assert [tool["function"]["name"] for tool in chat["tools"]] == ["needle"]


def test_namespace_s_long_description_is_not_repeated_without_a_bound() -> None:
    inner = [{"type": "function", "name": f"t{index}", "parameters": {}} for index in range(100)]
    space = {"type": "namespace", "name": "n", "description": "a" * 1_000_000, "tools": inner}
    assert _refused({"model": "m", "input": "x", "tools": [space]}).param == "tools[0].tools[5]"
    chat_request({"model": "m", "input": "x", "tools": [{**space, "tools": inner[:2]}]})


def test_sealed_reasoning_that_is_repeated_is_opened_once() -> None:
    sealed = {"type": "reasoning", "summary": [], "encrypted_content": "token"}
    opened: list[str] = []

    def unseal(token: str) -> str:
        opened.append(token)
        return "thought"

    body = {"model": "m", "input": [sealed, sealed, {"role": "assistant", "content": "x"}, sealed]}
    chat = chat_request(body, dialect=Dialect(reasoning_field="r"), unseal=unseal).body
    assert opened == ["token"]
    assert chat["messages"][0]["r"] == "thought"


def test_reasoning_of_many_turns_is_left_out_in_time_of_their_number() -> None:
    turn = [{"type": "reasoning", "summary": [], "content": [{"type": "reasoning_text", "text": "t"}]}]
    turn += [{"role": "assistant", "content": "x"}, {"role": "user", "content": ""}]
    started = time.process_time()
    body = {"model": "m", "input": turn * 4000, "reasoning": {"context": "current_turn"}}
    messages = chat_request(body, dialect=Dialect(reasoning_field="r")).body["messages"]
    assert time.process_time() - started < 1
    assert not any("r" in message for message in messages)
