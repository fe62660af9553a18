"""The permissions of callers: those of their roles, as far as their kind of key has them."""

from __future__ import annotations

from functools import lru_cache

from app.access.roles import PREDEFINED
from generated.operations import OPERATIONS
from generated.runtime import Operation

PROJECT_PERMISSIONS = frozenset(o.permission for o in OPERATIONS if o.security == "api_key")
"""What a project's key may do at most: every operation but the administrative ones."""
ADMIN_PERMISSIONS = frozenset(o.permission for o in OPERATIONS if o.security == "admin_api_key")
"""What an admin key may do at most: the administrative operations and no other."""
_MODEL_REQUEST = "api.model.request"
# They ask a model, too; their permission is also that of deleting and cancelling a response.
_RESPONSES = frozenset(
    (
        "create_response",
        "beta_create_response",
        "compact_conversation",
        "beta_compact_conversation",
        "get_input_token_counts",
        "beta_get_input_token_counts",
    )
)


# Few combinations exist: many callers share one set.
@lru_cache(maxsize=1_000)
def effective_permissions(
    role_ids: frozenset[str],
    custom: frozenset[str] = frozenset(),
    scopes: frozenset[str] | None = None,
    *,
    is_admin: bool,
) -> frozenset[str]:
    """The union of the roles' permissions, within the key's `scopes` and within those of its kind.

    `role_ids` are short ids of predefined roles, `custom` the permissions of custom ones.
    """
    granted = custom.union(*(PREDEFINED[each].permissions for each in role_ids if each in PREDEFINED))
    granted &= ADMIN_PERMISSIONS if is_admin else PROJECT_PERMISSIONS
    return granted if scopes is None else granted & scopes


def asks_model(operation: Operation) -> bool:
    """Whether it sends a request to a model."""
    return operation.permission == _MODEL_REQUEST or operation.id in _RESPONSES
