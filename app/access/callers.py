"""The caller of a request: its organization, project, principal and permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.storage.tables import DEFAULT_ORGANIZATION, ModelPermissions
from app.upstream.model_access import ModelAccess
from generated import runtime

CallerKind: TypeAlias = Literal["open", "project", "service_account", "admin"]
"""The kind of the principal: none, since keys are off, or the kind of its key."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The principal on whose behalf a call is made, and what it belongs to."""

    project: str
    """The scope of every repository of a project's rows; empty for an admin key."""
    kind: CallerKind
    key_id: str | None = None
    """The id of the key's row, never the key; None if keys are off."""
    principal: str | None = None
    """The id of the user or service account that the key belongs to; None for a key without an owner."""
    organization: str = DEFAULT_ORGANIZATION
    permissions: frozenset[str] = frozenset()
    """Values of `Operation.permission` that the caller has."""
    models: ModelAccess | None = None
    """The models that its project may call; None: all."""
    denied_tools: frozenset[str] = frozenset()
    """The hosted tools that its project may not use."""


def model_access(row: ModelPermissions) -> ModelAccess:
    """The list of models that a project has."""
    return ModelAccess(row.mode == "allow_list", frozenset(row.model_ids))


Call: TypeAlias = runtime.Call[Caller]
"""A call in this application. Hot code creates `generated.runtime.Call`: a bound generic is slower."""
