"""The permission sets of callers. The organization's roles replace them."""

from __future__ import annotations

from generated.operations import OPERATIONS

PROJECT_PERMISSIONS = frozenset(o.permission for o in OPERATIONS if o.security == "api_key")
"""What a project's key may do: every operation but the administrative ones."""
ADMIN_PERMISSIONS = frozenset(o.permission for o in OPERATIONS if o.security == "admin_api_key")
"""What an admin key may do: the administrative operations and no other."""
