"""All tables of decisions, each with where the contract has what it decides on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.engine.translation import item_table, request_table, tool_table
from app.engine.translation.decision import Table


@dataclass(frozen=True, slots=True)
class Section:
    """One table. `schemas` are the contract's components that it covers: their fields, the tags of their variants, or
    their values. `tag` narrows unions to the variants that bear it. `without` are components whose fields another
    table covers."""

    title: str
    table: Table
    of: Literal["fields", "tags", "values"]
    schemas: tuple[str, ...]
    tag: str | None = None
    without: tuple[str, ...] = ()


_CREATE = ("CreateResponse", "BetaCreateResponse")
_ITEMS = ("InputItem", "BetaInputItem", "ItemResource", "OutputItem")
_PARTS = ("InputContent", "OutputMessageContent")
_OUTPUT_PARTS = ("InputTextContentParam", "InputImageContentParamAutoParam", "InputFileContentParam")
_TOOLS = ("Tool", "BetaTool")
_CUSTOM_FORMATS = ("CustomTextFormatParam", "CustomGrammarFormatParam")
_FORMATS = ("TextResponseFormatConfiguration",)

SECTIONS: tuple[Section, ...] = (
    Section("Fields of the request", request_table.FIELDS, "fields", _CREATE),
    Section("Fields of `reasoning`", request_table.REASONING, "fields", ("Reasoning", "BetaReasoning")),
    Section("Fields of `text`", request_table.TEXT, "fields", ("ResponseTextParam",)),
    Section("Types of `text.format`", request_table.FORMATS, "tags", _FORMATS),
    Section(
        "Fields of the format `json_schema`", request_table.JSON_SCHEMA, "fields", _FORMATS, tag="json_schema"
    ),
    Section(
        "Fields of the format `json_object`",
        request_table.PLAIN_FORMAT,
        "fields",
        _FORMATS,
        tag="json_object",
    ),
    Section("Fields of the format `text`", request_table.PLAIN_FORMAT, "fields", _FORMATS, tag="text"),
    Section("Fields of `stream_options`", request_table.STREAM_OPTIONS, "fields", ("ResponseStreamOptions",)),
    Section("Values of `include`", request_table.INCLUDE, "values", ("IncludeEnum", "BetaIncludeEnum")),
    Section(
        "Fields that only chat completions have",
        request_table.CHAT_ONLY,
        "fields",
        ("CreateChatCompletionRequest",),
        without=_CREATE,
    ),
    Section("Tools", tool_table.TOOLS, "tags", _TOOLS),
    Section("Fields of the tool `function`", tool_table.FUNCTION, "fields", _TOOLS, tag="function"),
    Section("Fields of the tool `custom`", tool_table.CUSTOM, "fields", _TOOLS, tag="custom"),
    Section("Formats of the tool `custom`", tool_table.CUSTOM_FORMATS, "tags", _CUSTOM_FORMATS),
    Section("Fields of its format `grammar`", tool_table.GRAMMAR, "fields", _CUSTOM_FORMATS, tag="grammar"),
    Section(
        "Fields of its format `text`", tool_table.PLAIN_CUSTOM_FORMAT, "fields", _CUSTOM_FORMATS, tag="text"
    ),
    Section("Choices of a tool", tool_table.CHOICES, "tags", ("ToolChoiceParam", "BetaToolChoiceParam")),
    Section("Input items", item_table.ITEMS, "tags", _ITEMS),
    *(
        Section(f"Fields of the item `{name}`", table, "fields", _ITEMS, tag=name)
        for name, table in item_table.ITEM_FIELDS.items()
    ),
    Section("Parts of content", item_table.PARTS, "tags", _PARTS + _OUTPUT_PARTS),
    *(
        Section(f"Fields of the part `{name}`", table, "fields", _PARTS + _OUTPUT_PARTS, tag=name)
        for name, table in item_table.PART_FIELDS.items()
    ),
)
