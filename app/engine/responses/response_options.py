"""What a `POST /responses` asks for, and what of it excludes each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import BadRequest


@dataclass(frozen=True, slots=True)
class ResponseOptions:
    """The fields that decide on state; the rest is for the upstream."""

    model: str
    streams: bool
    stores: bool
    background: bool
    previous: str | None
    conversation: str | None

    @classmethod
    def of(cls, fields: Mapping[str, Any], *, store_by_default: bool) -> ResponseOptions:
        """Reads a valid body. Raises BadRequest, which names the field, for what cannot be had together."""
        given = fields.get("conversation")
        conversation = given.get("id") if isinstance(given, Mapping) else given
        previous = fields.get("previous_response_id")
        background = bool(fields.get("background"))
        store = fields.get("store")
        if conversation is not None and previous is not None:
            raise BadRequest(
                "'previous_response_id' and 'conversation' exclude each other: both say what came before.",
                param="previous_response_id",
                code="mutually_exclusive_parameters",
            )
        if background and store is False:
            raise BadRequest(
                "'background' needs 'store': what goes on without its caller must be kept for it.",
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
