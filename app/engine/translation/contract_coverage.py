"""Every support table, with the part of the contract that it covers; a test compares both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.engine.translation import item_table, request_table, tool_table
from app.engine.translation.support import SupportTable


@dataclass(frozen=True, slots=True)
class CoveredTable:
    """One table and the contract's components that it covers.

    `schemas` are the components; `of` is what the table's keys are: their fields, the tags of their variants,
    or their values. `tag` restricts unions to the variants with that tag. Another table covers the fields of
    the components `without`.
    """

    title: str
    table: SupportTable
    of: Literal["fields", "tags", "values"]
    schemas: tuple[str, ...]
    tag: str | None = None
    without: tuple[str, ...] = ()


_CREATE = ("CreateResponse", "BetaCreateResponse")
_ITEMS = ("InputItem", "BetaInputItem", "ItemResource", "OutputItem")
_PARTS = ("InputContent", "OutputMessageContent")
_OUTPUT_PARTS = ("InputTextContentParam", "InputImageContentParamAutoParam", "InputFileContentParam")
_TOOLS = ("Tool", "BetaTool")
_ENVIRONMENTS = ("ContainerAutoParam", "LocalEnvironmentParam", "ContainerReferenceParam")
_CUSTOM_FORMATS = ("CustomTextFormatParam", "CustomGrammarFormatParam")
_FORMATS = ("TextResponseFormatConfiguration",)

COVERED_TABLES: tuple[CoveredTable, ...] = (
    CoveredTable("Fields of the request", request_table.FIELDS, "fields", _CREATE),
    CoveredTable("Fields of `reasoning`", request_table.REASONING, "fields", ("Reasoning", "BetaReasoning")),
    CoveredTable("Fields of `text`", request_table.TEXT, "fields", ("ResponseTextParam",)),
    CoveredTable("Types of `text.format`", request_table.FORMATS, "tags", _FORMATS),
    CoveredTable(
        "Fields of the format `json_schema`", request_table.JSON_SCHEMA, "fields", _FORMATS, tag="json_schema"
    ),
    CoveredTable(
        "Fields of the format `json_object`",
        request_table.PLAIN_FORMAT,
        "fields",
        _FORMATS,
        tag="json_object",
    ),
    CoveredTable("Fields of the format `text`", request_table.PLAIN_FORMAT, "fields", _FORMATS, tag="text"),
    CoveredTable(
        "Fields of `stream_options`", request_table.STREAM_OPTIONS, "fields", ("ResponseStreamOptions",)
    ),
    CoveredTable("Values of `include`", request_table.INCLUDE, "values", ("IncludeEnum", "BetaIncludeEnum")),
    CoveredTable(
        "Fields that only chat completions have",
        request_table.CHAT_ONLY,
        "fields",
        ("CreateChatCompletionRequest",),
        without=_CREATE,
    ),
    CoveredTable("ChatTools", tool_table.TOOLS, "tags", _TOOLS),
    CoveredTable("Fields of the tool `function`", tool_table.FUNCTION, "fields", _TOOLS, tag="function"),
    CoveredTable("Fields of the tool `custom`", tool_table.CUSTOM, "fields", _TOOLS, tag="custom"),
    CoveredTable("Formats of the tool `custom`", tool_table.CUSTOM_FORMATS, "tags", _CUSTOM_FORMATS),
    CoveredTable(
        "Fields of its format `grammar`", tool_table.GRAMMAR, "fields", _CUSTOM_FORMATS, tag="grammar"
    ),
    CoveredTable(
        "Fields of its format `text`", tool_table.PLAIN_CUSTOM_FORMAT, "fields", _CUSTOM_FORMATS, tag="text"
    ),
    CoveredTable("Fields of the tool `namespace`", tool_table.NAMESPACE, "fields", _TOOLS, tag="namespace"),
    CoveredTable(
        "Fields of the tool `tool_search`", tool_table.TOOL_SEARCH, "fields", _TOOLS, tag="tool_search"
    ),
    CoveredTable("Fields of the tool `shell`", tool_table.SHELL, "fields", _TOOLS, tag="shell"),
    CoveredTable("Environments of the tool `shell`", tool_table.SHELL_ENVIRONMENTS, "tags", _ENVIRONMENTS),
    CoveredTable(
        "Fields of the tool `local_shell`", tool_table.LOCAL_SHELL, "fields", _TOOLS, tag="local_shell"
    ),
    CoveredTable(
        "Fields of the tool `apply_patch`", tool_table.APPLY_PATCH, "fields", _TOOLS, tag="apply_patch"
    ),
    CoveredTable("Choices of a tool", tool_table.CHOICES, "tags", ("ToolChoiceParam", "BetaToolChoiceParam")),
    CoveredTable("Input items", item_table.ITEMS, "tags", _ITEMS),
    *(
        CoveredTable(f"Fields of the item `{name}`", table, "fields", _ITEMS, tag=name)
        for name, table in item_table.ITEM_FIELDS.items()
    ),
    CoveredTable("ContentTranslator of content", item_table.PARTS, "tags", _PARTS + _OUTPUT_PARTS),
    *(
        CoveredTable(f"Fields of the part `{name}`", table, "fields", _PARTS + _OUTPUT_PARTS, tag=name)
        for name, table in item_table.PART_FIELDS.items()
    ),
)
