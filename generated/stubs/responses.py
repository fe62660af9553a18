"""Responses: 14 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, EventStream, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ResponsesStub:
    """Responses: subclass it and override what you implement."""

    async def create_response(
        self, call: Call[Any], *, body: models.CreateResponse
    ) -> models.Response | EventStream[models.ResponseStreamEvent] | Relay:
        """POST /responses: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_response"])

    async def compact_conversation(
        self, call: Call[Any], *, body: models.CompactResponseMethodPublicBody | None = None
    ) -> models.CompactResource | Relay:
        """POST /responses/compact: 200 application/json."""
        not_implemented(BY_ID["compact_conversation"])

    async def beta_compact_conversation(
        self,
        call: Call[Any],
        *,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
        body: models.BetaCompactResponseMethodPublicBody | None = None,
    ) -> models.BetaCompactResource | Relay:
        """POST /responses/compact?beta=true: 200 application/json."""
        not_implemented(BY_ID["beta_compact_conversation"])

    async def get_input_token_counts(
        self, call: Call[Any], *, body: models.TokenCountsBody | None = None
    ) -> models.TokenCountsResource | Relay:
        """POST /responses/input_tokens: 200 application/json."""
        not_implemented(BY_ID["get_input_token_counts"])

    async def beta_get_input_token_counts(
        self,
        call: Call[Any],
        *,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
        body: models.BetaTokenCountsBody | None = None,
    ) -> models.BetaTokenCountsResource | Relay:
        """POST /responses/input_tokens?beta=true: 200 application/json."""
        not_implemented(BY_ID["beta_get_input_token_counts"])

    async def get_response(
        self,
        call: Call[Any],
        *,
        response_id: str,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
        stream: bool | None = None,
        starting_after: int | None = None,
        include_obfuscation: bool | None = None,
    ) -> models.Response | EventStream[models.ResponseStreamEvent] | Relay:
        """GET /responses/{response_id}: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["get_response"])

    async def delete_response(
        self, call: Call[Any], *, response_id: str
    ) -> models.DeleteResponseResponse200 | Relay:
        """DELETE /responses/{response_id}: 200 application/json."""
        not_implemented(BY_ID["delete_response"])

    async def cancel_response(self, call: Call[Any], *, response_id: str) -> models.Response | Relay:
        """POST /responses/{response_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_response"])

    async def beta_cancel_response(
        self,
        call: Call[Any],
        *,
        response_id: str,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
    ) -> models.BetaResponse | Relay:
        """POST /responses/{response_id}/cancel?beta=true: 200 application/json."""
        not_implemented(BY_ID["beta_cancel_response"])

    async def list_input_items(
        self,
        call: Call[Any],
        *,
        response_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
    ) -> models.ResponseItemList | Relay:
        """GET /responses/{response_id}/input_items: 200 application/json."""
        not_implemented(BY_ID["list_input_items"])

    async def beta_list_input_items(
        self,
        call: Call[Any],
        *,
        response_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
    ) -> models.BetaResponseItemList | Relay:
        """GET /responses/{response_id}/input_items?beta=true: 200 application/json."""
        not_implemented(BY_ID["beta_list_input_items"])

    async def beta_get_response(
        self,
        call: Call[Any],
        *,
        response_id: str,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
        stream: bool | None = None,
        starting_after: int | None = None,
        include_obfuscation: bool | None = None,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
    ) -> models.BetaResponse | EventStream[models.BetaResponseStreamEvent] | Relay:
        """GET /responses/{response_id}?beta=true: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["beta_get_response"])

    async def beta_delete_response(
        self,
        call: Call[Any],
        *,
        response_id: str,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
    ) -> models.BetaDeleteResponseResponse200 | Relay:
        """DELETE /responses/{response_id}?beta=true: 200 application/json."""
        not_implemented(BY_ID["beta_delete_response"])

    async def beta_create_response(
        self,
        call: Call[Any],
        *,
        body: models.BetaCreateResponse,
        openai_beta: list[Literal["responses_multi_agent=v1"]] | None = None,
    ) -> models.BetaResponse | EventStream[models.BetaResponseStreamEvent] | Relay:
        """POST /responses?beta=true: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["beta_create_response"])
