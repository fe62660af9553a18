"""The parameters of an operation, and how their values are written."""

from __future__ import annotations

import re
from typing import Any

from codegen.normalise.schemas import JsonObject, resolve

_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def parameters_of(document: JsonObject, operation: JsonObject) -> dict[tuple[str, str], JsonObject]:
    """(in, name) -> parameter. A path's parameters are numbered: their names are not part of the URL."""
    found: dict[tuple[str, str], JsonObject] = {}
    for parameter in (resolve(document, entry) for entry in operation.get("parameters", [])):
        where, name = str(parameter.get("in")), str(parameter.get("name"))
        found[where, name.lower() if where == "header" else name] = parameter
    in_path = [name for where, name in found if where == "path"]
    path = str(operation.get("x-path", ""))
    for name in in_path:
        names = re.findall(r"{([^}]*)}", path)
        if name in names:
            found["path", f"{{{names.index(name)}}}"] = found.pop(("path", name))
    return found


def schema_of(parameter: JsonObject) -> Any:
    """The schema of a parameter or a header, or that of its content."""
    content: JsonObject = next(iter(parameter.get("content", {}).values()), {})
    return parameter.get("schema", content.get("schema", True))


def style_of(parameter: JsonObject, *, is_single: bool) -> str:
    """How its value is written; `is_single` is neither an array nor an object."""
    style = parameter.get("style") or _STYLES.get(str(parameter.get("in")), "simple")
    explode = parameter.get("explode", style == "form")
    media = next(iter(parameter.get("content", {})), "")
    reserved = ", allowReserved" if parameter.get("allowReserved") else ""
    exploded = ", explode" if explode and not is_single else ""
    return media or f"{style}{exploded}{reserved}"
