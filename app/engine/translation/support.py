"""Support for the fields, items, parts, tools and values of a response's request over a chat upstream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from app.errors import BadRequest

SupportLevel: TypeAlias = Literal["translated", "noted", "stored only", "left out", "refused"]


@dataclass(frozen=True, slots=True)
class Support:
    """Whether and how it reaches the upstream.

    `translated`: it does; `noted`: it does as a text; `stored only`: it is stored and echoed; `left out`: the
    same, and a header of the answer names it; `refused`: a 400.

    `note` is how, or why. `exceptions` are values with the opposite outcome: of a refused field those that
    are accepted, of a field that is left out those that no header names, of others those that are refused.
    """

    level: SupportLevel
    note: str
    exceptions: tuple[Any, ...] = ()

    def refuses(self, value: Any) -> bool:
        """Whether this value of the field is refused; null counts as absent."""
        if self.level == "left out" or value is None:
            return False
        return (value in self.exceptions) == (self.level != "refused")


SupportTable: TypeAlias = Mapping[str, Support]

CLIENTS_OWN = ("client_metadata", "internal_chat_message_metadata_passthrough")
"""Fields that agents add to requests and items about themselves: no chat upstream gets them."""


def translated(note: str, *, exceptions: tuple[Any, ...] = ()) -> Support:
    """It reaches the upstream; the note is how."""
    return Support("translated", note, exceptions)


def stored(note: str, *, exceptions: tuple[Any, ...] = ()) -> Support:
    """It does not reach the upstream; it is stored and echoed."""
    return Support("stored only", note, exceptions)


def noted(note: str) -> Support:
    """It reaches the upstream as a text; the note is how."""
    return Support("noted", note)


def left_out(note: str, *, exceptions: tuple[Any, ...] = ()) -> Support:
    """It does not reach the upstream, and a header of the answer names it; the note is the reason."""
    return Support("left out", note, exceptions)


def refused(note: str, *, exceptions: tuple[Any, ...] = ()) -> Support:
    """It is a 400; the note is the reason."""
    return Support("refused", note, exceptions)


class DroppedFields(list[str]):
    """Paths of fields that the contract does not have and that are not sent, for a header of the response."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: list[str] = []
        """What the contract has and this upstream lacks, such as `tools[1] (web_search)`."""


def check_fields(table: SupportTable, value: Mapping[str, Any], path: str, dropped: DroppedFields) -> None:
    """Raises BadRequest for the first refused field; adds fields that are not sent to `dropped`."""
    for name, member in value.items():
        support = table.get(name)
        field_path = f"{path}.{name}" if path else name
        if support is None:
            (dropped.left_out if name in CLIENTS_OWN else dropped).append(field_path)
        elif support.level == "left out":
            if member is not None and member not in support.exceptions:
                dropped.left_out.append(field_path)
        elif support.refuses(member):
            raise unsupported_field(field_path, support.note)


def require_supported(table: SupportTable, tag: str, path: str) -> Support:
    """The support for a variant, by its tag; raises BadRequest if it is refused or not in the table."""
    support = table.get(tag)
    if support is None:
        raise unsupported_value(path, tag, "chat completions have no such thing")
    if support.level == "refused":
        raise unsupported_value(path, tag, support.note)
    return support


def unsupported_field(path: str, reason: str) -> BadRequest:
    """The error for a refused field."""
    return BadRequest(
        f"'{path}' cannot be used: this model's upstream supports chat completions only ({reason}).",
        param=path,
        code="unsupported_parameter",
    )


def unsupported_value(path: str, value: str, reason: str) -> BadRequest:
    """The error for a refused value, which for a union is its tag."""
    return BadRequest(
        f"'{path}' cannot be '{value}': this model's upstream supports chat completions only ({reason}).",
        param=path,
        code="unsupported_value",
    )
