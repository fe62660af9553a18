"""A contract that lacks what hand-written code relies on is refused, with the file and the line."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.contract.json_types import JsonObject
from codegen.__main__ import main
from codegen.diff.compare import compare
from codegen.normalise.schemas import every
from codegen.normalise.steps import normalise
from codegen.uses import entries
from codegen.uses.check import Fault, check
from codegen.uses.entries import FileUses, UsesError
from codegen.uses.touched import Touched
from codegen.uses.update import updated
from tests.support.documents import document, schemas

_ROOT = Path(__file__).parents[2]
_Mutation = Callable[[JsonObject], object]


@cache
def _published() -> bytes:
    return (_ROOT / "generated/openapi.json").read_bytes()


def _contract() -> JsonObject:
    found: JsonObject = orjson.loads(_published())
    return found


def _component(whole: JsonObject, name: str) -> JsonObject:
    found: JsonObject = whole["components"]["schemas"][name]
    return found


def _field(component: str, name: str) -> _Mutation:
    """Renames a field, in whatever part of the component it is."""

    def rename(whole: JsonObject) -> None:
        count = 0
        for _, schema in every({"components": {"schemas": {component: _component(whole, component)}}}):
            if name in schema.get("properties", {}):
                schema["properties"][f"new_{name}"] = schema["properties"].pop(name)
                count += 1
            if name in schema.get("required", ()):
                schema["required"] = [f"new_{n}" if n == name else n for n in schema["required"]]
        assert count

    return rename


def _value(component: str, value: str) -> _Mutation:
    """Takes a value out of every enum of the component; a constant becomes another one."""

    def narrow(whole: JsonObject) -> None:
        count = 0
        for _, schema in every({"components": {"schemas": {component: _component(whole, component)}}}):
            if value in schema.get("enum", ()):
                schema["enum"] = [v for v in schema["enum"] if v != value] or [f"new_{value}"]
                count += 1
            if schema.get("const") == value:
                schema["const"] = f"new_{value}"
                count += 1
        assert count

    return narrow


def _operation(whole: JsonObject, path: str, method: str) -> JsonObject:
    found: JsonObject = whole["paths"][path][method]
    return found


def _answer(path: str, method: str, component: str, media: str = "application/json") -> _Mutation:
    """The operation answers with another component."""

    def change(whole: JsonObject) -> None:
        content = _operation(whole, path, method)["responses"]["200"]["content"]
        content[media]["schema"] = {"$ref": f"#/components/schemas/{component}"}

    return change


def _no_parameter(path: str, method: str, name: str) -> _Mutation:
    def remove(whole: JsonObject) -> None:
        operation = _operation(whole, path, method)
        operation["parameters"] = [p for p in operation["parameters"] if p.get("name") != name]

    return remove


def _no_stream(whole: JsonObject) -> None:
    _operation(whole, "/chat/completions", "post")["responses"]["200"]["content"].pop("text/event-stream")


_ENGINE, _TRANSLATION, _BUILTIN = "app/engine/responses/", "app/engine/translation/", "app/upstream/builtin/"
_CHAT = "app/engine/chat_exchange.py"
_STREAMED = "CreateChatCompletionStreamResponse"
_MUTATIONS: dict[str, tuple[_Mutation, str, str]] = {
    # Name: mutation, file, what the line that is named contains.
    "messages": (_field("CreateChatCompletionRequest", "messages"), _CHAT, '"messages"'),
    "n": (_field("CreateChatCompletionRequest", "n"), "app/engine/chat_options.py", '"n"'),
    "store": (_field("CreateChatCompletionRequest", "store"), _CHAT, '"store"'),
    "include_usage": (
        _field("ChatCompletionStreamOptions", "include_usage"), _CHAT, '"include_usage"',
    ),
    "choices": (_field("CreateChatCompletionResponse", "choices"), "app/relay/non_stream.py", '"choices"'),
    "streamed choices": (_field(_STREAMED, "choices"), "app/relay/reader/chat_reader.py", '"choices"'),
    "delta": (_field(_STREAMED, "delta"), _TRANSLATION + "response_stream.py", '"delta"'),
    "delta of a response's text": (
        _field("ResponseTextDeltaEvent", "delta"), _ENGINE + "native_output.py", '"delta"',
    ),
    "delta of a call's arguments": (
        _field("ResponseFunctionCallArgumentsDeltaEvent", "delta"), _ENGINE + "native_output.py", '"delta"',
    ),
    "prompts": (_field("CreateCompletionRequest", "prompt"), "app/engine/chat_options.py", '"prompt"'),
    "input": (_field("CreateResponse", "input"), _ENGINE + "expanded_request.py", '"input"'),
    "output": (_field("Response", "output"), _ENGINE + "response_usage.py", '"output"'),
    "previous response": (
        _field("ResponseProperties", "previous_response_id"),
        _ENGINE + "response_options.py", '"previous_response_id"',
    ),
    "conversation": (
        _field("CreateResponse", "conversation"), _ENGINE + "response_options.py", '"conversation"',
    ),
    "max_output_tokens": (
        _field("CreateResponse", "max_output_tokens"),
        _TRANSLATION + "chat_request.py", '"max_output_tokens"',
    ),
    "effort": (_field("Reasoning", "effort"), _TRANSLATION + "chat_request.py", '"effort"'),
    "sent tool calls": (
        _field("ChatCompletionRequestAssistantMessage", "tool_calls"),
        _TRANSLATION + "message_builder.py", '"tool_calls"',
    ),
    "received tool calls": (
        _field("ChatCompletionResponseMessage", "tool_calls"), "app/relay/accumulator.py", '"tool_calls"',
    ),
    "streamed tool calls": (
        _field("ChatCompletionStreamResponseDelta", "tool_calls"), "app/relay/accumulator.py", '"tool_calls"',
    ),
    "arguments of a call": (
        _field("FunctionToolCall", "arguments"), _TRANSLATION + "message_builder.py", '"arguments"',
    ),
    "tool_call_id": (
        _field("ChatCompletionRequestToolMessage", "tool_call_id"),
        _TRANSLATION + "message_builder.py", '"tool_call_id"',
    ),
    "prompt_tokens": (
        _field("CompletionUsage", "prompt_tokens"), "app/usage/token_usage.py", '"prompt_tokens"',
    ),
    "input_tokens": (
        _field("ResponseUsage", "input_tokens"), _TRANSLATION + "response_object.py", '"input_tokens"',
    ),
    "reason: length": (_value(_STREAMED, "length"), "app/relay/reader/finish_reasons.py", '"length"'),
    "reason: tool calls": (
        _value(_STREAMED, "tool_calls"), "app/relay/reader/finish_reasons.py", '"tool_calls"',
    ),
    "reason: content filter": (
        _value(_STREAMED, "content_filter"), _TRANSLATION + "response_stream.py", '"content_filter"',
    ),
    "event: completed": (
        _value("ResponseCompletedEvent", "response.completed"),
        _ENGINE + "native_stream.py", '"response.completed"',
    ),
    "event: item done": (
        _value("ResponseOutputItemDoneEvent", "response.output_item.done"),
        _ENGINE + "native_stream.py", '"response.output_item.done"',
    ),
    "status": (_value("Response", "incomplete"), _TRANSLATION + "response_stream.py", '"incomplete"'),
    "type of an item": (
        _value("FunctionCallOutputItemParam", "function_call_output"),
        _TRANSLATION + "message_builder.py", '"function_call_output"',
    ),
    "error code": (
        _value("ResponseErrorCode", "server_error"), _ENGINE + "response_job.py", '"server_error"',
    ),
    "choice of a tool": (
        _value("ChatCompletionToolChoiceOption", "required"), _BUILTIN + "tool_selection.py", '"required"',
    ),
    "encoding": (
        _value("CreateEmbeddingRequest", "base64"), _BUILTIN + "embedding_endpoint.py", '"base64"',
    ),
    "category": (
        _field("CreateModerationResponse", "self-harm/intent"),
        _BUILTIN + "moderation_endpoint.py", '"self-harm/intent"',
    ),
    "logprobs": (
        _field("ChatCompletionTokenLogprob", "logprob"), _TRANSLATION + "logprobs.py", '"logprob"',
    ),
    "project": (_field("Project", "archived_at"), "app/operations/admin/projects.py", '"archived_at"'),
    "answer of a response": (
        _answer("/responses", "post", "CreateEmbeddingResponse"), _ENGINE + "response_usage.py", '"output"',
    ),
    "answer of models": (
        _answer("/models", "get", "CreateEmbeddingResponse"), "app/operations/models.py", '"owned_by"',
    ),
    "answer of a stream": (
        _answer("/chat/completions", "post", "ResponseStreamEvent", "text/event-stream"),
        "app/relay/client_chunks.py", '"choices"',
    ),
    "no stream": (_no_stream, "app/relay/reader/chat_reader.py", '"choices"'),
    "no operation": (
        lambda whole: whole["paths"].pop("/embeddings"), _BUILTIN + "embedding_endpoint.py", '"dimensions"',
    ),
    "parameter": (
        _no_parameter("/responses/{response_id}", "get", "starting_after"),
        "app/operations/responses.py", "starting_after",
    ),
}  # fmt: skip
_NOT_CAUGHT: dict[str, tuple[_Mutation, str]] = {
    "type": (
        lambda whole: _component(whole, "CompletionUsage")["properties"].update(
            prompt_tokens={"type": "string"}
        ),
        "a place is a name; the report names the place, for a reader to check",
    ),
    "required": (
        lambda whole: _component(whole, "CreateEmbeddingRequest")["required"].append("user"),
        "a place exists or does not; the report names the place, and validation follows the models",
    ),
}


def _rename_component(whole: JsonObject) -> None:
    text = orjson.dumps(whole).replace(
        b'"#/components/schemas/ResponseUsage"', b'"#/components/schemas/UsageOfAResponse"'
    )
    renamed = orjson.loads(text)
    renamed["components"]["schemas"]["UsageOfAResponse"] = renamed["components"]["schemas"].pop(
        "ResponseUsage"
    )
    whole.update(renamed)


def _inline(whole: JsonObject) -> None:
    _component(whole, "CreateChatCompletionResponse")["properties"]["usage"] = copy.deepcopy(
        _component(whole, "CompletionUsage")
    )


def _move_to_a_part(whole: JsonObject) -> None:
    usage = _component(whole, "CompletionUsage")
    tokens = usage["properties"].pop("prompt_tokens")
    usage["allOf"] = [{"type": "object", "properties": {"prompt_tokens": tokens}}]


def _make_nullable(whole: JsonObject) -> None:
    properties = _component(whole, "CreateChatCompletionResponse")["properties"]
    properties["usage"] = {"anyOf": [properties["usage"], {"type": "null"}]}


def _open(whole: JsonObject) -> None:
    properties = _component(whole, _STREAMED)["properties"]["choices"]["items"]["properties"]
    properties["finish_reason"] = {"type": "string"}


_COMPATIBLE: dict[str, _Mutation] = {
    "renamed component": _rename_component,
    "inlined component": _inline,
    "another part of allOf": _move_to_a_part,
    "null beside": _make_nullable,
    "open string": _open,
}


def _faults(whole: JsonObject) -> list[Fault]:
    return check(_ROOT, entries.load(_ROOT / "spec/uses.yaml"), whole)


def _line(fault: Fault) -> str:
    return (_ROOT / fault.file).read_text().splitlines()[fault.line - 1]


def test_check_committed_contract_has_no_faults() -> None:
    assert _faults(_contract()) == []


@pytest.mark.parametrize(("mutation", "file", "text"), _MUTATIONS.values(), ids=_MUTATIONS.keys())
def test_check_mutated_contract_names_file_and_line(mutation: _Mutation, file: str, text: str) -> None:
    whole = _contract()
    mutation(whole)
    found = _faults(whole)
    lines = [_line(fault) for fault in found if fault.file == file]
    assert any(text in line for line in lines), found


@pytest.mark.parametrize(("mutation", "reason"), _NOT_CAUGHT.values(), ids=_NOT_CAUGHT.keys())
def test_check_mutation_that_is_listed_is_not_caught(mutation: _Mutation, reason: str) -> None:
    assert reason
    whole = _contract()
    mutation(whole)
    assert _faults(whole) == [], "remove it from the list"


@pytest.mark.parametrize("mutation", _COMPATIBLE.values(), ids=_COMPATIBLE.keys())
def test_check_other_spelling_has_no_faults(mutation: _Mutation) -> None:
    whole = _contract()
    mutation(whole)
    assert whole != _contract()
    assert _faults(whole) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("messages", "the contract has no 'messages' in create_chat_completion request"),
        ("answer of models", "the contract has no 'owned_by', of 'data.owned_by' in list_models answer"),
        (
            "reason: length",
            "'length' is no value of 'choices.finish_reason' in create_chat_completion stream",
        ),
    ],
    ids=["renamed field", "changed answer", "narrowed enum"],
)
def test_command_drifted_document_fails_and_names_the_line(
    name: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mutation, file, text = _MUTATIONS[name]
    whole = _contract()
    mutation(whole)
    drifted = tmp_path / "drifted.json"
    drifted.write_bytes(orjson.dumps(whole))
    # What `nox -s check` runs, with the contract in place.
    assert main(["uses", "--contract", str(drifted)]) == 1
    found = [line for line in capsys.readouterr().out.splitlines() if message in line and file in line]
    number = int(found[0].split(":")[1])
    assert text in (_ROOT / file).read_text().splitlines()[number - 1]


_CODE = """
def read(cat):
    if cat["kind"] == "x" and "weight" in cat:
        return cat.get("name"), {"toys": 1, "ours": 2}
    match cat:
        case {"colour": "white"}:
            return cat["type"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only file reads cats."""
    (tmp_path / "app/engine").mkdir(parents=True)
    (tmp_path / "app/engine/cats.py").write_text(_CODE)
    return tmp_path


def _small() -> JsonObject:
    return normalise(document())


def test_check_keys_that_nothing_lists_are_faults(project: Path) -> None:
    found = [(fault.line, fault.message.split("'")[1]) for fault in check(project, [], _small())]
    assert found == [(4, "name"), (4, "toys"), (6, "colour"), (6, "white"), (7, "type")]


def _values(project: Path, code: str, *entries_of_file: FileUses) -> list[tuple[int, str]]:
    (project / "app/engine/cats.py").write_text(code)
    whole = _small()
    schemas(whole)["CatRequest"]["properties"]["mood"] = {"type": "string", "enum": ["calm", "very_cross"]}
    schemas(whole)["CatRequest"]["properties"]["full_name"] = {"type": "string"}
    found = check(project, [*entries_of_file], whole)
    return [(fault.line, fault.message.split("'")[1]) for fault in found]


@pytest.mark.parametrize(
    "code",
    [
        'cat["mood"] == "calm"', 'cat.get("mood") in ("calm", "dark")', '{"mood": "calm"}',
        '"calm" != cat["mood"]', '{"mood": "calm" if cat else "dark"}',
    ],
)  # fmt: skip
def test_check_value_beside_its_field_that_nothing_lists_is_a_fault(project: Path, code: str) -> None:
    listed = FileUses("app/engine/cats.py", {"create_cat request": ["mood"]})
    assert _values(project, f"found = {code}", listed) == [(1, "calm")]
    listed.values = {"create_cat request": {"mood": ["calm"]}}
    assert _values(project, f"found = {code}", listed) == []


def test_check_statements_with_a_value_of_a_field_are_faults(project: Path) -> None:
    code = 'cat["mood"] = "calm"\nmatch cat:\n    case {"mood": "very_cross" | "other"}:\n        pass\n'
    listed = FileUses("app/engine/cats.py", {"create_cat request": ["mood"]})
    assert _values(project, code, listed) == [(1, "calm"), (3, "very_cross")]
    # A field of that name of something else has no values of the contract.
    assert (
        _values(project, code.replace("very_cross", "x"), FileUses("app/engine/cats.py", own=["mood"])) == []
    )


def test_check_strings_that_mean_nothing_else_are_faults_wherever_they_are(project: Path) -> None:
    code = 'mood = "very_cross"\nprint("full_name", "name")\n'
    assert _values(project, code) == [(1, "very_cross"), (2, "full_name")]
    assert _values(project, code, FileUses("app/engine/cats.py", own=["full_name", "very_cross"])) == []


@pytest.mark.parametrize("code", ['("name", "toys")', '["name", "toys"]', 'frozenset({"name", "toys"})'])
def test_check_names_of_fields_together_are_faults(project: Path, code: str) -> None:
    assert _values(project, f"names = {code}") == [(1, "name"), (1, "toys")]


@pytest.mark.parametrize("code", ['("name", "other")', 'Literal["name", "toys"]', '("name",)'])
def test_check_other_words_together_are_no_faults(project: Path, code: str) -> None:
    assert _values(project, f"names = {code}") == []


def test_check_value_of_an_optional_variant_is_no_fault(project: Path) -> None:
    (project / "app/engine/cats.py").write_text('cat = {"type": "mouse", "tail": 1}')
    entry = FileUses(
        "app/engine/cats.py",
        {"create_cat request": ["toys.type"]},
        {},
        {"create_cat request": {"toys.type": ["mouse"]}},
    )
    whole = _small()
    schemas(whole)["Mouse"]["properties"]["type"] = {"type": "string", "enum": ["rat"]}
    assert [fault.message for fault in check(project, [entry], whole)] == [
        "'mouse' is no value of 'toys.type' in create_cat request"
    ]
    entry.optional = {"create_cat request": ["toys<mouse>.tail"]}
    assert check(project, [entry], whole) == []


def test_updated_value_that_no_listed_place_has_gets_the_nearest_one(project: Path) -> None:
    (project / "app/engine/cats.py").write_text('kind = "very_cross"\nfound = cat["colour"] == "white"\n')
    whole = _small()
    schemas(whole)["CatRequest"]["properties"]["mood"] = {"type": "string", "enum": ["calm", "very_cross"]}
    entry = FileUses("app/engine/cats.py", {"create_cat request": ["colour"]})
    (found,) = updated(project, [entry], whole, [])
    assert found.values == {"create_cat request": {"colour": ["white"], "mood": ["very_cross"]}}
    assert check(project, [found], whole) == []


def test_check_listed_place_that_the_file_lacks_is_a_fault(project: Path) -> None:
    stale = FileUses(
        "app/engine/cats.py",
        {"create_cat request": ["name", "toys", "colour", "stream"]},
        {"create_cat request": ["toys.type"]},
        {"create_cat request": {"colour": ["black", "white"]}},
        ["kind", "gone"],
    )
    found = [fault.message for fault in check(project, [stale], _small())]
    assert found == [
        "spec/uses.yaml lists 'gone' as own, which is not in this file",
        "spec/uses.yaml lists 'stream', which is not in this file",
        "spec/uses.yaml lists the value 'black' of 'colour', which is not in this file",
    ]


def test_check_optional_place_that_the_contract_lacks_is_no_fault(project: Path) -> None:
    def entry(**options: Any) -> FileUses:
        return FileUses("app/engine/cats.py", own=["colour", "name", "toys", "type"], **options)

    lacked = {"create_cat request": ["weight"]}
    assert check(project, [entry(optional=lacked)], _small()) == []
    assert [fault.line for fault in check(project, [entry(places=lacked)], _small())] == [3]


def test_check_file_that_is_gone_is_a_fault(project: Path) -> None:
    (project / "app/engine/cats.py").unlink()
    found = check(project, [FileUses("app/engine/cats.py", own=["name"])], _small())
    assert [str(fault) for fault in found] == ["spec/uses.yaml:1: error: 'app/engine/cats.py' does not exist"]


def test_updated_new_file_has_each_key_and_value(project: Path) -> None:
    whole = _small()
    uses = updated(project, [], whole, [], ["create_cat request"])
    assert uses == [
        FileUses(
            "app/engine/cats.py",
            {"create_cat request": ["colour", "name", "toys", "toys.type"]},
            {},
            {"create_cat request": {"colour": ["white"]}},
        )
    ]
    assert check(project, uses, whole) == []
    assert updated(project, uses, whole, []) == uses


def test_updated_other_file_of_the_folder_has_the_same_roots(project: Path) -> None:
    uses = updated(project, [], _small(), [], ["create_cat request"])
    (project / "app/engine/more.py").write_text('def name(cat):\n    return cat["name"]\n')
    (project / "app/engine/cats.py").write_text('def name(cat):\n    return cat["name"]\n')
    uses = updated(project, uses, _small(), [])
    places = {"create_cat request": ["name"]}
    assert uses == [FileUses("app/engine/cats.py", places), FileUses("app/engine/more.py", places)]


def test_load_text_gives_the_same_entries(tmp_path: Path) -> None:
    uses = entries.load(_ROOT / "spec/uses.yaml")
    text = entries.text(uses)
    (tmp_path / "uses.yaml").write_text(text)
    assert entries.load(tmp_path / "uses.yaml") == uses
    assert text == (_ROOT / "spec/uses.yaml").read_text(), "`nox -s uses -- --update` writes it"


def test_load_unknown_key_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "uses.yaml").write_text("- {file: app/x.py, fields: [a]}")
    with pytest.raises(UsesError, match="an entry has `file`"):
        entries.load(tmp_path / "uses.yaml")


def _renamed_name(whole: JsonObject) -> None:
    schemas(whole)["CatRequest"]["properties"]["full_name"] = schemas(whole)["CatRequest"]["properties"].pop(
        "name"
    )


def _without_white(whole: JsonObject) -> None:
    schemas(whole)["CatRequest"]["properties"]["colour"]["enum"] = ["black"]


def _without_black(whole: JsonObject) -> None:
    schemas(whole)["CatRequest"]["properties"]["colour"]["enum"] = ["white"]


@pytest.mark.parametrize(
    ("mutation", "line"),
    [
        (_renamed_name, "- `app/engine/cats.py:4`: breaking, field removed, `CatRequest.name`: `string`"),
        (
            _without_white,
            "- `app/engine/cats.py:6`: breaking, enum value removed, `CatRequest.colour`: `white`",
        ),
        (_without_black, None),
        (
            lambda whole: whole["paths"]["/cats"].pop("post"),
            "- `app/engine/cats.py:4`: breaking, operation removed, `create_cat`: `POST /cats`",
        ),
        (lambda whole: whole["paths"]["/cats"].pop("get"), None),
    ],
    ids=["field", "value", "value that nothing reads", "operation", "another operation"],
)
def test_report_change_of_a_listed_place_names_the_line(
    project: Path, mutation: _Mutation, line: str | None
) -> None:
    whole = document()
    mutation(whole)
    old, new = _small(), normalise(whole)
    uses = updated(project, [], old, [], ["create_cat request"])
    report = compare(old, new).markdown(reliances=Touched(project, uses, old, new))
    section = report.partition("## What it touches in our code")[2].partition("\n## ")[0].split("\n")
    expected = [line] if line else ["Nothing that `spec/uses.yaml` lists."]
    assert [text for text in section if text] == expected
