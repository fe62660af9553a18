"""What a document must have before anything is generated from it; each fault is one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from codegen.normalise.schemas import METHODS, JsonObject, operations, target
from codegen.structure import wrong_kinds, wrong_values

_MOST_VANISHED = 5
_DATED = re.compile(r'-(20\d\d-\d\d-\d\d)"')


class DocumentError(Exception):
    """The document is incomplete; the message names each place."""


class RemovalError(Exception):
    """The document lacks much of what the committed contract has, or is older."""


def require_complete(document: JsonObject, place: str) -> None:
    """Raises DocumentError for references into nowhere, and for parts that are empty or of another kind."""
    faults = [*_empty(document), *wrong_kinds(document), *_dangling(document)]
    faults = faults or [*wrong_values(document)]
    if faults:
        more = f"; {len(faults) - 5} more" if len(faults) > 5 else ""
        raise DocumentError(f"{place} is incomplete: {'; '.join(faults[:5])}{more}.")


def require_newer(old: JsonObject, new: JsonObject) -> None:
    """Raises RemovalError where more than five operations vanish, or `new` is an earlier revision."""
    before, after = (
        {
            operation.get("operationId"): f"{method.upper()} {path}"
            for path, method, operation in operations(d)
        }
        for d in (old, new)
    )
    routes = {re.sub(r"{[^}]*}", "{}", route) for route in after.values()}
    vanished = [
        name
        for name, route in before.items()
        if name not in after and re.sub(r"{[^}]*}", "{}", route) not in routes
    ]
    reasons = []
    if len(vanished) > _MOST_VANISHED:
        reasons.append(f"{len(vanished)} operations vanish ({', '.join(map(str, vanished[:5]))}, …)")
    was, now = (_version(document) for document in (old, new))
    if now < was:
        reasons.append(
            f"its version is {'.'.join(map(str, now))}, the committed one {'.'.join(map(str, was))}"
        )
    earlier, later = newest_date(old), newest_date(new)
    if later < earlier:
        reasons.append(f"the newest model that it names is of {later or 'no date'}, not of {earlier}")
    if reasons:
        raise RemovalError(
            f"Nothing is written: {'; '.join(reasons)}. Use --allow-removals if that is intended."
        )


def _empty(document: JsonObject) -> Iterator[str]:
    webhooks = document.get("webhooks")
    items = [*document["paths"].items(), *(webhooks.items() if isinstance(webhooks, dict) else ())]
    for path, item in items:
        if not isinstance(item, dict):
            yield f"the path {path} is empty"
            continue
        for method in METHODS:
            operation = item.get(method)
            if operation is None and method in item:
                yield f"{method.upper()} {path} is empty"
            elif operation is not None and not (isinstance(operation, dict) and operation.get("responses")):
                yield f"{method.upper()} {path} has no responses"


def _dangling(document: JsonObject) -> Iterator[str]:
    seen: set[str] = set()
    for reference in _references(document):
        if reference not in seen:
            seen.add(reference)
            if target(document, reference) is None:
                yield f"it refers to {reference}, which does not exist"


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _references(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            # An example and a property may be called `$ref`; the value of a reference is a text.
            if key == "$ref" and isinstance(child, str):
                yield child
            elif key not in ("example", "examples", "x-oaiMeta", "default", "enum"):
                yield from _references(child)


def _version(document: JsonObject) -> tuple[int, ...]:
    version = str(document.get("info", {}).get("version", ""))
    numbers = [int(number) for number in re.findall(r"\d+", version.partition("-")[0])]
    while numbers and not numbers[-1]:
        # 2.3 and 2.3.0 are one version.
        numbers.pop()
    return tuple(numbers)


def newest_date(document: JsonObject) -> str:
    """The newest date in a value of an enum or a constant: the names of models end with theirs."""
    dates = {match for text in _texts(document) for match in _DATED.findall(f'"{text}"')}
    return max(dates, default="")


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key == "enum" and isinstance(child, list):
                yield from (value for value in child if isinstance(value, str))
            elif key == "const" and isinstance(child, str):
                yield child
            else:
                yield from _texts(child)
