"""The permission sets of callers. The organization's roles replace them."""

from __future__ import annotations

from generated.operations import OPERATIONS
from generated.runtime import Operation

PROJECT_PERMISSIONS = frozenset(o.permission for o in OPERATIONS if o.security == "api_key")
"""What a project's key may do: every operation but the administrative ones."""
ADMIN_PERMISSIONS = frozenset(o.permission for o in OPERATIONS if o.security == "admin_api_key")
"""What an admin key may do: the administrative operations and no other."""
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


def asks_model(operation: Operation) -> bool:
    """Whether it sends a request to a model."""
    return operation.permission == _MODEL_REQUEST or operation.id in _RESPONSES
