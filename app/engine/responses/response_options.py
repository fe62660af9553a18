"""The fields of a `POST /responses` that control state, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import BadRequest


@dataclass(frozen=True, slots=True)
class ResponseOptions:
    """`stores` is the effective value of `store`; all other fields of the request are for the upstream."""

    model: str
    streams: bool
    stores: bool
    background: bool
    previous: str | None
    conversation: str | None

    @classmethod
    def of(cls, fields: Mapping[str, Any], *, store_by_default: bool) -> ResponseOptions:
        """Reads a valid body. Raises BadRequest, with the field, for fields that exclude each other."""
        value = fields.get("conversation")
        conversation = value.get("id") if isinstance(value, Mapping) else value
        previous = fields.get("previous_response_id")
        # Of a compaction the contract declares no `conversation`.
        if not isinstance(conversation, str | None):
            raise BadRequest(
                "'conversation' must be a string, or an object with its 'id'.",
                param="conversation",
                code="invalid_type",
            )
        background = bool(fields.get("background"))
        store = fields.get("store")
        if conversation is not None and previous is not None:
            raise BadRequest(
                "'previous_response_id' and 'conversation' exclude each other: both name the history.",
                param="previous_response_id",
                code="mutually_exclusive_parameters",
            )
        if background and store is False:
            raise BadRequest(
                "'background' needs 'store': a background response is stored until its caller reads it.",
                param="background",
                code="invalid_value",
            )
        if fields.get("model") is None:
            raise BadRequest(
                "'model' is missing; it is required.", param="model", code="missing_required_parameter"
            )
        return cls(
            model=fields["model"],
            streams=bool(fields.get("stream")),
            stores=background or (store_by_default if store is None else store),
            background=background,
            previous=previous,
            conversation=conversation,
        )
