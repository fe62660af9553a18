"""Authorization: who may call an operation, checked right after authentication."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from app.access.authentication import Authenticator
from app.access.callers import Caller
from app.errors import Forbidden
from generated.runtime import Operation


class Authorization:
    """Authenticates the caller of an operation and checks its permission: the one place for both."""

    def __init__(self, authenticate: Authenticator) -> None:
        self._authenticate = authenticate

    def __call__(self, operation: Operation, key: str | None) -> Caller | Coroutine[Any, Any, Caller]:
        """The caller; a coroutine where its key is looked up.

        Raises Unauthorized (401), or Forbidden (403), which names the missing permission.
        """
        caller = self._authenticate(key)
        if isinstance(caller, Caller):
            return _require_permission(operation, caller)
        return self._looked_up(operation, caller)

    async def _looked_up(self, operation: Operation, caller: Coroutine[Any, Any, Caller]) -> Caller:
        return _require_permission(operation, await caller)


def _require_permission(operation: Operation, caller: Caller) -> Caller:
    if operation.permission in caller.permissions:
        return caller
    if operation.security == "admin_api_key":
        hint = "Use an admin API key."
    else:
        hint = "An admin API key is for administrative operations only; use a project's key."
    raise Forbidden(
        "You have insufficient permissions for this operation. "
        f"Missing scopes: {operation.permission}. {hint}"
    )
