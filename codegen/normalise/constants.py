"""Constants, which OpenAI's document marks for its SDK generator and not with `const`."""

from __future__ import annotations

from codegen.normalise.schemas import JsonObject, every


def stainless_const_to_const(document: JsonObject) -> None:
    """An enum of one value under `x-stainless-const` is a constant; every tool understands `const`."""
    for _, schema in every(document):
        if schema.pop("x-stainless-const", False) is not True:
            continue
        values = schema.get("enum")
        if isinstance(values, list) and len(values) == 1:
            del schema["enum"]
            schema["const"] = values[0]
