"""The class of each schema of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from codegen.normalise.schemas import JsonObject


@dataclass(frozen=True, slots=True)
class ModelIndex:
    """`classes` maps a schema's JSON pointer (`#/components/schemas/Error`) to a name in the facade."""

    contract: JsonObject
    classes: dict[str, str]
    modules: dict[str, str]
    """Public name -> its module."""

    def name(self, pointer: str) -> str | None:
        """The class of the schema at a pointer or of its `$ref`; None if the schema needs no class."""
        if pointer in self.classes:
            return self.classes[pointer]
        node: Any = self.contract
        for part in pointer.removeprefix("#/").split("/"):
            node = node[int(part) if isinstance(node, list) else part.replace("~1", "/").replace("~0", "~")]
        reference = node.get("$ref")
        return self.name(reference) if isinstance(reference, str) else None
