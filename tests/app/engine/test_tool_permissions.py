"""Where a request has hosted tools, and which of them a project may not use."""

from __future__ import annotations

from typing import Any

import pytest

from app.access.callers import Call, Caller
from app.engine.tool_permissions import require_tools
from app.errors import Forbidden
from generated.operations import BY_ID


def _call(fields: dict[str, Any], *denied: str) -> Call:
    operation = BY_ID["create_response"]
    caller = Caller("proj_1", "project", denied_tools=frozenset(denied))
    return Call(operation, caller, "req_1", operation.path, "", {}, None, body_fields=fields)


@pytest.mark.parametrize(
    ("fields", "denied", "place"),
    [
        ({"tools": [{"type": "mcp"}]}, "mcp", "tools[0].type"),
        (
            {"tools": [{"type": "function"}, {"type": "image_generation"}]},
            "image_generation",
            "tools[1].type",
        ),
        ({"tools": [{"type": "web_search_2025_08_26"}]}, "web_search", "tools[0].type"),
        (
            {"tools": [{"type": "namespace", "tools": [{"type": "file_search"}]}]},
            "file_search",
            "tools[0].tools[0].type",
        ),
        (
            {"input": ["x", {"type": "additional_tools", "tools": [{"type": "code_interpreter"}]}]},
            "code_interpreter",
            "input[1].tools[0].type",
        ),
        ({"web_search_options": {}}, "web_search", "web_search_options"),
    ],
)
def test_require_tools_denied_tool_is_forbidden_wherever_it_is(
    fields: dict[str, Any], denied: str, place: str
) -> None:
    with pytest.raises(Forbidden, match=rf"`proj_1` may not use the hosted tool `{denied}`") as raised:
        require_tools(_call(fields, denied))
    assert raised.value.param == place
    require_tools(_call(fields))
    others = {"file_search", "web_search", "image_generation", "mcp", "code_interpreter"} - {denied}
    require_tools(_call(fields, *others))


@pytest.mark.parametrize(
    "fields", [{}, {"tools": None, "input": "x"}, {"tools": ["x"], "input": [{"tools": 1}]}]
)
def test_require_tools_request_without_tools_passes(fields: dict[str, Any]) -> None:
    require_tools(_call(fields, "mcp", "web_search"))
