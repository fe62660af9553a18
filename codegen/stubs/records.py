"""The records of an operation: rows of the operation table, methods of the stubs and their parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ParameterRecord:
    """A row of `Operation.parameters`, with its annotations in the stub and in the parameters' model."""

    name: str
    argument: str
    location: str
    required: bool
    style: str
    kind: str
    annotation: str
    checked: str
    default: Any = None

    @property
    def nullable(self) -> bool:
        """Whether the annotation itself allows None."""
        return self.annotation.endswith("None") or self.annotation == "Any"


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """A row of `Operation.bodies`."""

    media_type: str
    model: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """A row of `Operation.responses`."""

    status: int | None
    media_type: str | None
    kind: str
    model: str | None


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One operation: a row of the table and a method of a stub."""

    id: str
    method: str
    path: str
    beta: bool
    beta_headers: tuple[str, ...]
    tag: str
    group: str
    security: str
    permission: str
    deprecated: bool
    parameters: tuple[ParameterRecord, ...]
    bodies: tuple[BodyRecord, ...]
    responses: tuple[ResponseRecord, ...]
    event_style: str | None
    stub: str = field(default="")
    parameters_model: str | None = field(default=None)

    @property
    def successes(self) -> list[ResponseRecord]:
        """The declared 2xx responses."""
        return [response for response in self.responses if response.status and 200 <= response.status < 300]
