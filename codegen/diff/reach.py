"""The operations that use a component, in requests, in responses or in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from codegen.normalise.schemas import JsonObject, operations

_PREFIX = "#/components/schemas/"


class Reach:
    """Component name -> the operations that send it, and those that respond with it."""

    def __init__(self, document: JsonObject) -> None:
        self._document = document
        self.requests: dict[str, set[str]] = defaultdict(set)
        self.responses: dict[str, set[str]] = defaultdict(set)
        self._uses = {
            name: set(self._references(schema))
            for name, schema in document.get("components", {}).get("schemas", {}).items()
        }
        for _, _, operation in operations(document):
            name = operation["operationId"]
            sent = [operation.get("requestBody", {}), operation.get("parameters", [])]
            self._mark(sent, name, self.requests)
            self._mark(operation.get("responses", {}), name, self.responses)
        # A webhook's body is sent to the caller, like a response.
        for name, _, operation in operations(document, "webhooks"):
            self._mark(operation.get("requestBody", {}), f"webhook {name}", self.responses)

    def operations(self, component: str) -> tuple[str, ...]:
        """All operations that use a component."""
        return tuple(sorted(self.requests[component] | self.responses[component]))

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
                    yield from self._references(self._target(reference))
            for key, child in node.items():
                if key != "discriminator":
                    yield from self._references(child)

    def _target(self, reference: str) -> Any:
        """The target of a `$ref` to a shared response, parameter or body."""
        node: Any = self._document
        for part in reference.removeprefix("#/").split("/"):
            node = node.get(part, {}) if isinstance(node, dict) else {}
        return node
