"""`POST /moderations`: it judges nothing, so nothing is flagged, and every category is there."""

from __future__ import annotations

import os
from typing import Any

_CATEGORIES = (
    "hate",
    "hate/threatening",
    "harassment",
    "harassment/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/intent",
    "self-harm/instructions",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)


def moderate(request: dict[str, Any]) -> dict[str, Any]:
    """The contract's `CreateModerationResponse`."""
    given = request["input"]
    texts = given if isinstance(given, list) and given and isinstance(given[0], str) else [given]
    result = {
        "flagged": False,
        "categories": dict.fromkeys(_CATEGORIES, False),
        "category_scores": dict.fromkeys(_CATEGORIES, 0.0),
        "category_applied_input_types": {name: ["text"] for name in _CATEGORIES},
    }
    model = request.get("model") or "builtin"
    return {"id": "modr-" + os.urandom(12).hex(), "model": model, "results": [result for _ in texts]}
