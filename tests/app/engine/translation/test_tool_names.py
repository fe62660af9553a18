"""Flat names of tools, and back."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.translation.tool_names import ToolName, ToolNames

_NAMES = st.lists(
    st.builds(
        ToolName,
        st.sampled_from(("function", "custom", "shell", "tool_search")),
        st.text("ab_.é", min_size=1, max_size=80),
        st.none() | st.text("ab_", min_size=1, max_size=5),
    ),
    max_size=20,
)


def test_tool_names_namespace_stands_before_the_name() -> None:
    names = ToolNames()
    assert names.declare(ToolName("function", "look")) == "look"
    assert names.declare(ToolName("function", "exec", "functions")) == "functions__exec"
    assert names.tool("functions__exec") == ToolName("function", "exec", "functions")
    assert names.tool("exec") is None


def test_tool_names_long_name_ends_with_a_hash() -> None:
    flat = ToolNames().declare(ToolName("function", "a" * 70, "b"))
    assert re.fullmatch("b__" + "a" * 52 + "_[0-9a-f]{8}", flat)
    other = ToolNames().declare(ToolName("function", "a" * 71, "b"))
    assert flat[:55] == other[:55]
    assert flat != other


def test_tool_names_collision_gets_a_hash() -> None:
    names = ToolNames()
    assert names.declare(ToolName("function", "a.b")) == "a_b"
    collided = names.declare(ToolName("function", "a-b".replace("-", " ")))
    assert re.fullmatch("a_b_[0-9a-f]{8}", collided)
    assert names.tool(collided) == ToolName("function", "a b")


def test_tool_names_later_tool_of_the_same_name_wins() -> None:
    names = ToolNames()
    assert names.declare(ToolName("function", "run")) == names.declare(ToolName("custom", "run"))
    assert names.tool("run") == ToolName("custom", "run")
    # A call in the history says nothing about the tool that is declared.
    assert names.flat(ToolName("function", "run")) == "run"
    assert names.tool("run") == ToolName("custom", "run")
    assert names.declare(ToolName("shell", "run")) != "run"


@given(_NAMES)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_tool_names_any_tools_come_back_from_valid_unique_names(tools: list[ToolName]) -> None:
    names, again = ToolNames(), ToolNames()
    flat = [names.declare(tool) for tool in tools]
    assert flat == [again.declare(tool) for tool in tools]
    assert all(re.fullmatch("[A-Za-z0-9_-]{1,64}", name) for name in flat)
    last = {tool.identity: tool for tool in tools}
    assert {names.tool(name) for name in flat} == set(last.values())
    assert len(set(flat)) == len(last)
