"""The assembler of tool calls looks at arguments so far a bounded number of times."""

from __future__ import annotations

from itertools import count

from app.relay.reader.tool_calls import ToolCallAssembler


def test_assembler_looks_at_long_arguments_of_ever_new_ids_a_bounded_number_of_times() -> None:
    text, looks = '{"a":"' + "}" * 1_000_000, 0

    def text_of(call: int, kind: str) -> str:
        nonlocal looks
        del call, kind
        looks += 1
        return text

    minted = count()
    calls = ToolCallAssembler(lambda prefix: f"{prefix}{next(minted)}", text_of)
    calls.add([{"index": 0, "id": "a", "function": {"name": "f", "arguments": text}}])
    passed = [
        entry
        for number in range(500)
        for entry in calls.add([{"index": 0, "id": f"b{number}", "function": {"arguments": "}"}}])
    ]
    assert looks < 40
    # They go on with the call.
    assert [entry["index"] for entry in passed] == [0] * 500
