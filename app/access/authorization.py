"""Authorization: who may call an operation, checked right after authentication."""

from __future__ import annotations

import dataclasses
from collections.abc import Coroutine
from typing import Any

from app.access.authentication import Authenticator
from app.access.callers import Caller
from app.access.permissions import ADMIN_PERMISSIONS, asks_model
from app.contract.headers import UPSTREAM_HEADER
from app.errors import Forbidden
from app.storage.tables import DEFAULT_PROJECT
from generated.runtime import Operation


class Authorization:
    """Authenticates the caller of an operation and checks its permission: the one place for both."""

    def __init__(self, authenticate: Authenticator) -> None:
        self._authenticate = authenticate

    def __call__(
        self, operation: Operation, key: str | None, chooses_upstream: bool = False
    ) -> Caller | Coroutine[Any, Any, Caller]:
        """The caller; a coroutine where its key is looked up. `chooses_upstream`: the request has the header.

        Raises Unauthorized (401), or Forbidden (403), which names the missing permission.
        """
        caller = self._authenticate(key)
        if isinstance(caller, Caller):
            return _require_permission(operation, caller, chooses_upstream)
        return self._looked_up(operation, caller, chooses_upstream)

    async def _looked_up(
        self, operation: Operation, caller: Coroutine[Any, Any, Caller], chooses_upstream: bool
    ) -> Caller:
        return _require_permission(operation, await caller, chooses_upstream)


def _require_permission(operation: Operation, caller: Caller, chooses_upstream: bool) -> Caller:
    if chooses_upstream:
        caller = _choosing(operation, caller)
    if operation.permission in caller.permissions:
        return caller
    if operation.security == "admin_api_key" and caller.kind != "admin":
        hint = "Use an admin API key."
    elif operation.security != "admin_api_key" and caller.kind == "admin":
        hint = "An admin API key is for administrative operations only; use a project's key."
    else:
        hint = (
            "Check the roles of the key's owner in the organization and in the project, and the key's scopes."
        )
    raise Forbidden(
        "You have insufficient permissions for this operation. "
        f"Missing scopes: {operation.permission}. {hint}"
    )


def _choosing(operation: Operation, caller: Caller) -> Caller:
    """A caller who chooses the upstream administers the server. With an admin key it may ask a model, too.

    Such a call belongs to the default project, as an admin key has none.
    """
    if not caller.permissions >= ADMIN_PERMISSIONS:
        raise Forbidden(
            f"The header {UPSTREAM_HEADER} chooses the upstream of a call, which is for admin API keys; "
            "send the call without it."
        )
    if caller.project or not asks_model(operation):
        return caller
    return dataclasses.replace(
        caller, project=DEFAULT_PROJECT, permissions=caller.permissions | {operation.permission}
    )
