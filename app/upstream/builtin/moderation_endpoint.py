"""Answers `POST /moderations`: flags the categories that a text names, as in `flag:violence`."""

from __future__ import annotations

import re
from typing import Any

from app.aio import random_hex
from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.current_turn import attachments_of, text_of

# Category -> whether it applies to images too.
CATEGORIES = {
    "hate": False,
    "hate/threatening": False,
    "harassment": False,
    "harassment/threatening": False,
    "illicit": False,
    "illicit/violent": False,
    "self-harm": True,
    "self-harm/intent": True,
    "self-harm/instructions": True,
    "sexual": True,
    "sexual/minors": False,
    "violence": True,
    "violence/graphic": True,
}
_MAX_TEXTS = 2048
_FLAG = re.compile(r"flag:([a-z/-]+)")


def moderations(request: JsonObject, behaviour: Behaviour) -> JsonObject:
    """The contract's `CreateModerationResponse`: a result for each text.

    Content parts together are one input.
    """
    del behaviour
    given = request["input"]
    texts = isinstance(given, list) and all(isinstance(item, str) for item in given)
    if texts and len(given) > _MAX_TEXTS:
        raise BadRequest(f"'input' has more than {_MAX_TEXTS:,} texts.", param="input")
    results = [_result(item) for item in given] if texts else [_result(given)]
    return {
        "id": "modr-" + random_hex.hexadecimal(24),
        "model": request.get("model") or "builtin",
        "results": results,
    }


def _result(content: Any) -> JsonObject:
    requested = set(_FLAG.findall(text_of(content)))
    has_image = attachments_of(content)["image_url"] > 0
    flags = {name: name in requested for name in CATEGORIES}
    return {
        "flagged": any(flags.values()),
        "categories": flags,
        "category_scores": {name: 0.99 if flag else 0.0 for name, flag in flags.items()},
        "category_applied_input_types": {
            name: ["text", "image"] if has_image and for_images else ["text"]
            for name, for_images in CATEGORIES.items()
        },
    }
