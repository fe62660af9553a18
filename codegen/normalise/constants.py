"""Constants: OpenAI's document marks them for its SDK generator instead of with `const`."""

from __future__ import annotations

from codegen.normalise.schemas import JsonObject, every


def stainless_const_to_const(document: JsonObject) -> None:
    """An enum of one value under `x-stainless-const` is a constant; as `const` every tool sees that."""
    for _, schema in every(document):
        if schema.pop("x-stainless-const", False) is not True:
            continue
        values = schema.get("enum")
        if isinstance(values, list) and len(values) == 1:
            del schema["enum"]
            schema["const"] = values[0]
