"""Writes the operation table, stubs, parameter models, webhooks and runtime types of `generated/`."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen.models.index import ModelIndex
from codegen.normalise.schemas import JsonObject, escape, operations
from codegen.permissions import Permissions
from codegen.stubs.record_builder import build_records
from codegen.stubs.records import OperationRecord, ParameterRecord

_PACKAGES = {
    ".": "Replaced by each run of codegen; no policy, no I/O, no hand edits.",
    "stubs": "One class per group of the contract, one typed method per operation.",
    "parameters": "One model per operation that has path, query or header parameters.",
}


def write_stubs(contract: JsonObject, models: ModelIndex, permissions: Permissions, out: Path) -> None:
    """Writes into the folder `out`, which already holds the models."""
    records = build_records(contract, models, permissions)
    render = _Renderer(out)
    for folder, purpose in _PACKAGES.items():
        render("package.py", f"{folder}/__init__.py", purpose=purpose)
    render("runtime.py", "runtime.py")
    render("operations.py", "operations.py", operations=records)
    for group, members in groupby(
        sorted(records, key=lambda record: record.group), key=lambda record: record.group
    ):
        inside = list(members)
        about = {"tag": inside[0].tag, "stub": inside[0].stub, "operations": inside}
        render("stub.py", f"stubs/{group}.py", **about)
        if any(record.parameters for record in inside):
            render("parameters.py", f"parameters/{group}.py", **about)
    render("webhooks.py", "webhooks.py", webhooks=_webhooks(contract, models))


class _Renderer:
    def __init__(self, out: Path) -> None:
        self._out = out
        self._environment = Environment(  # noqa: S701 - the output is Python, not HTML
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
        )
        self._environment.filters.update(
            py=repr, plain=_plain, body=_body, result=_result, optional=_optional
        )

    def __call__(self, template: str, file: str, **context: object) -> None:
        path = self._out / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._environment.get_template(f"{template}.jinja").render(context), encoding="utf-8")


def _plain(value: str) -> str:
    """Text that is safe in a docstring: without quotes and backslashes."""
    return re.sub(r"[^\w /{}.?=&,:«»+-]", "", value)


def _body(record: OperationRecord) -> str:
    kinds = [f"models.{body.model}" if body.model else "str" for body in record.bodies]
    return " | ".join(dict.fromkeys(kinds))


def _result(record: OperationRecord) -> str:
    kinds: list[str] = []
    for response in record.successes:
        if response.kind == "events":
            kinds.append(f"EventStream[models.{response.model}]" if response.model else "EventStream[Any]")
        elif response.kind == "empty":
            kinds.append("None")
        elif response.kind == "binary" or not response.model:
            kinds.append("Binary")
        else:
            kinds.append(f"models.{response.model}")
    return " | ".join(dict.fromkeys([*kinds, "Relay"]))


def _optional(parameter: ParameterRecord) -> str:
    if parameter.default is not None:
        return f"{parameter.annotation} = {parameter.default!r}"
    return f"{parameter.annotation}{'' if parameter.nullable else ' | None'} = None"


def _webhooks(contract: JsonObject, models: ModelIndex) -> list[tuple[str, str | None]]:
    found = []
    for name, method, operation in operations(contract, "webhooks"):
        for media_type in operation.get("requestBody", {}).get("content", {}):
            pointer = f"#/webhooks/{escape(name)}/{method}/requestBody/content/{escape(media_type)}/schema"
            found.append((name, models.name(pointer)))
    return sorted(found)
