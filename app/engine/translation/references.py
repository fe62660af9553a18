"""Items and files that a request names by id. The caller resolves them before the translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.errors import BadRequest


@dataclass(frozen=True, slots=True)
class ReferencedFile:
    """A file's content as a `data:` URL."""

    data_url: str
    filename: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedReferences:
    """The objects found, by id; the translation refuses an id that is missing here."""

    items: Mapping[str, JsonObject] = field(default_factory=dict)
    files: Mapping[str, ReferencedFile] = field(default_factory=dict)

    def item(self, reference: Mapping[str, Any], path: str) -> JsonObject:
        """The item that a reference names. Raises BadRequest with `path` if it was not found."""
        found = self.items.get(reference["id"])
        if found is None:
            raise _not_found(f"{path}.id", "item", reference["id"])
        return found

    def file(self, part: Mapping[str, Any], path: str) -> ReferencedFile:
        """The file that a part of a message names. Raises BadRequest with `path` if it was not found."""
        found = self.files.get(part["file_id"])
        if found is None:
            raise _not_found(f"{path}.file_id", "file", part["file_id"])
        return found


def item_type(item: Mapping[str, Any]) -> str:
    """An input item's type, which messages and references may omit."""
    found = item.get("type")
    if isinstance(found, str):
        return found
    return "message" if item.get("role") is not None else "item_reference"


def item_ids(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids that the references among the items name."""
    return [item["id"] for item in items if item_type(item) == "item_reference"]


def file_ids(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of files in the content of messages."""
    return list(_file_ids(items))


def _file_ids(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        content = item.get("content") if item_type(item) == "message" else None
        for part in content if isinstance(content, list) else ():
            if part.get("file_id"):
                yield part["file_id"]


def _not_found(path: str, what: str, missing: str) -> BadRequest:
    return BadRequest(
        f"'{path}' names the {what} '{missing}', which does not exist.", param=path, code=f"{what}_not_found"
    )
