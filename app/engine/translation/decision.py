"""What becomes of one field, item, part, tool or value of a response's request over a chat upstream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from app.errors import BadRequest

Kind: TypeAlias = Literal["translated", "stored only", "refused"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`translated`: it reaches the upstream; `stored only`: it is kept with the response and echoed; `refused`: a 400 names it.

    `note` says how or why. `but` are the values that are decided the other way: of a refused field those that pass,
    of any other those that are refused.
    """

    kind: Kind
    note: str
    but: tuple[Any, ...] = ()

    def refuses(self, value: Any) -> bool:
        """Whether this value of the field is refused; null is as if it had not been sent."""
        return value is not None and (value in self.but) == (self.kind != "refused")


Table: TypeAlias = Mapping[str, Decision]


def translated(note: str, *, but: tuple[Any, ...] = ()) -> Decision:
    """It reaches the upstream, as the note says."""
    return Decision("translated", note, but)


def stored(note: str, *, but: tuple[Any, ...] = ()) -> Decision:
    """It changes nothing for the upstream."""
    return Decision("stored only", note, but)


def refused(note: str, *, but: tuple[Any, ...] = ()) -> Decision:
    """It is a 400."""
    return Decision("refused", note, but)


class DroppedFields(list[str]):
    """Paths of fields that the contract does not have and that have no place upstream, for the caller to be told."""


def check(table: Table, value: Mapping[str, Any], path: str, left_out: DroppedFields) -> None:
    """Refuses the first field that the table refuses; of those it does not know, the paths go to `left_out`."""
    for name, member in value.items():
        decision = table.get(name)
        place = f"{path}.{name}" if path else name
        if decision is None:
            left_out.append(place)
        elif decision.refuses(member):
            raise no_field(place, decision.note)


def require_supported(table: Table, tag: str, path: str) -> Decision:
    """The decision on a variant, by its tag; one that is refused, or that nobody decided, is a 400."""
    decision = table.get(tag)
    if decision is None:
        raise no_value(path, tag, "chat completions have no such thing")
    if decision.kind == "refused":
        raise no_value(path, tag, decision.note)
    return decision


def no_field(path: str, why: str) -> BadRequest:
    """The refusal of a field."""
    return BadRequest(
        f"'{path}' cannot be used: this model's upstream only knows chat completions ({why}).",
        param=path,
        code="unsupported_parameter",
    )


def no_value(path: str, value: str, why: str) -> BadRequest:
    """The refusal of a value, which for a union is its tag."""
    return BadRequest(
        f"'{path}' cannot be '{value}': this model's upstream only knows chat completions ({why}).",
        param=path,
        code="unsupported_value",
    )
