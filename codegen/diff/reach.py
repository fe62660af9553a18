"""Which operations use a component, and whether in requests, in answers, or in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from codegen.normalise.schemas import JsonObject, operations

_PREFIX = "#/components/schemas/"


class Reach:
    """Component name -> the operations that send it, and those that answer with it."""

    def __init__(self, document: JsonObject) -> None:
        self._document = document
        self.requests: dict[str, set[str]] = defaultdict(set)
        self.answers: dict[str, set[str]] = defaultdict(set)
        self._uses = {
            name: set(self._references(schema))
            for name, schema in document.get("components", {}).get("schemas", {}).items()
        }
        for _, _, operation in operations(document):
            name = operation["operationId"]
            sent = [operation.get("requestBody", {}), operation.get("parameters", [])]
            self._mark(sent, name, self.requests)
            self._mark(operation.get("responses", {}), name, self.answers)
        # A webhook's body is what a caller is sent: for them it is an answer.
        for name, _, operation in operations(document, "webhooks"):
            self._mark(operation.get("requestBody", {}), f"webhook {name}", self.answers)

    def operations(self, component: str) -> tuple[str, ...]:
        """All operations that a component reaches."""
        return tuple(sorted(self.requests[component] | self.answers[component]))

    def _mark(self, node: Any, operation: str, table: dict[str, set[str]]) -> None:
        waiting, seen = list(self._references(node)), set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                table[name].add(operation)
                waiting += self._uses.get(name, ())

    def _references(self, node: Any) -> Iterator[str]:
        if isinstance(node, list):
            for child in node:
                yield from self._references(child)
        elif isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                if reference.startswith(_PREFIX):
                    yield reference.removeprefix(_PREFIX)
                else:
                    yield from self._references(self._held(reference))
            for key, child in node.items():
                if key != "discriminator":
                    yield from self._references(child)

    def _held(self, reference: str) -> Any:
        """What a `$ref` to a shared response, parameter or body holds."""
        node: Any = self._document
        for part in reference.removeprefix("#/").split("/"):
            node = node.get(part, {}) if isinstance(node, dict) else {}
        return node
