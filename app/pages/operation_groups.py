"""The order of operations in the reference: by use, with administration last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generated.runtime import Operation

_FIRST = (
    "Chat",
    "Responses",
    "Conversations",
    "Models",
    "Completions",
    "Embeddings",
    "Moderations",
    "Images",
    "Audio",
)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Some of administration takes the key of a project.
_ADMINISTRATION_PREFIXES = ("/organization/", "/projects/")


class OperationGroup(NamedTuple):
    """Operations of one use."""

    title: str
    administration: bool
    operations: tuple[Operation, ...]


def grouped(operations: Iterable[Operation]) -> list[OperationGroup]:
    """Every operation, in groups by tag: those of use first, then by name, administration last."""
    by_title: dict[tuple[bool, str], list[Operation]] = {}
    for operation in operations:
        by_title.setdefault((_is_administration(operation), operation.tag), []).append(operation)
    return [
        OperationGroup(title, administration, tuple(sorted(members, key=_key)))
        for (administration, title), members in sorted(by_title.items(), key=lambda item: _rank(*item[0]))
    ]


def _is_administration(operation: Operation) -> bool:
    return operation.security == "admin_api_key" or operation.path.startswith(_ADMINISTRATION_PREFIXES)


def _rank(administration: bool, title: str) -> tuple[bool, int, str]:
    return administration, _FIRST.index(title) if title in _FIRST else len(_FIRST), title


def _key(operation: Operation) -> tuple[bool, bool, int, str, int]:
    """A group starts with the creation of its objects; deprecated and beta operations end it."""
    creates = operation.method == "POST" and "{" not in operation.path
    depth = operation.path.count("/")
    return (
        operation.deprecated,
        operation.beta,
        depth - creates,
        operation.path,
        _METHODS.index(operation.method),
    )
