"""Responses: created by any upstream, stored by this server."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.long_texts import LongTexts
from app.engine.list_page import MOST_PAGE_BYTES, list_page, validate_limit
from app.engine.long_answers import short_value, stored_json
from app.engine.responses.compaction import compact
from app.engine.responses.token_count import count_input_tokens
from app.engine.services import Services
from app.errors import BadRequest, NotFound
from app.relay.passthrough import EVENT_STREAM
from app.storage.repository import PayloadPage
from app.storage.response_repository import ResponseRepository
from app.storage.tables import Response, ResponseItem
from generated.runtime import Relay
from generated.stubs.responses import ResponsesStub

if TYPE_CHECKING:
    from generated import models

T = TypeVar("T")


class ResponsesOperations(ResponsesStub):
    """`/responses`: thin, the work is in `engine.responses`."""

    fields_operations: ClassVar[frozenset[str]] = frozenset(
        (
            "create_response", "get_input_token_counts", "compact_conversation",
            "beta_create_response", "beta_get_input_token_counts", "beta_compact_conversation",
        )
    )  # fmt: skip
    """The service reads the fields as the client sent them: no instance of a model is built."""
    unknown_places: ClassVar[Mapping[str, re.Pattern[str]]] = dict.fromkeys(
        ("create_response", "beta_create_response"),
        re.compile(r"(?:input\[\d+\]\.)?tools\[\d+\](?:\.tools\[\d+\])?"),
    )
    """Tools of types that the contract does not know yet: a chat upstream's model answers without them."""

    def __init__(self, services: Services) -> None:
        self._service = services.responses
        self._jobs = services.jobs
        self._database = services.database

    @override
    async def create_response(self, call: Call, *, body: models.CreateResponse) -> Relay:
        del body
        turn = await self._service.begin(call)
        return await (self._jobs.enqueue(turn) if turn.options.background else self._service.create(turn))

    @override
    async def get_input_token_counts(
        self, call: Call, *, body: models.TokenCountsBody | None = None
    ) -> Relay:
        del body
        return await count_input_tokens(self._service, call)

    @override
    async def get_response(
        self,
        call: Call,
        *,
        response_id: str,
        include: list[Any] | None = None,
        stream: bool | None = None,
        starting_after: int | None = None,
        include_obfuscation: bool | None = None,
    ) -> Relay:
        # A stored response has what its own request asked to include.
        del include
        if not stream:
            return await self._snapshot(call, response_id)
        row = await self._get(call, response_id)
        if not row.background:
            raise BadRequest(
                "This response does not run in the background: it cannot be streamed again.",
                param="stream",
                code="invalid_value",
            )
        after = -1 if starting_after is None else starting_after
        frames = self._jobs.replay(
            call.caller.project, response_id, after, obfuscates=include_obfuscation is True
        )
        return Relay(200, EVENT_STREAM, frames)

    @override
    async def delete_response(
        self, call: Call, *, response_id: str
    ) -> models.DeleteResponseResponse200 | Relay:
        from generated import models

        await self._get(call, response_id)
        await self._jobs.cancel(call.caller.project, response_id)
        await self._delete(call, lambda responses: responses.remove(response_id))
        return models.DeleteResponseResponse200(id=response_id, object="response", deleted=True)

    @override
    async def cancel_response(self, call: Call, *, response_id: str) -> Relay:
        row = await self._get(call, response_id)
        if not row.background:
            raise BadRequest("Only a background response can be cancelled.", param="response_id")
        await self._jobs.cancel(call.caller.project, response_id)
        return await self._snapshot(call, response_id)

    @override
    async def list_input_items(
        self,
        call: Call,
        *,
        response_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        include: list[Any] | None = None,
    ) -> Relay:
        del include
        limit = validate_limit(call, limit)
        await self._get(call, response_id)

        def page(session: Session) -> PayloadPage[ResponseItem]:
            items = ResponseRepository(session, call.caller.project).items(response_id)
            if after is not None and items.get(after) is None:
                raise NotFound(f"No item found with id '{after[:100]}'.", param="after")
            # The newest first is OpenAI's default.
            rows = items.page_of("input", after=after, limit=limit, order=order or "desc")
            return items.payload_page(rows, "payload", limit, MOST_PAGE_BYTES)

        read, texts = await self._database.list_page(call.caller.project, page), LongTexts()
        items = [await short_value(data, texts) for data in read.payloads]
        return list_page(call, items, limit, texts=texts, is_cut=read.has_more)

    @override
    async def compact_conversation(
        self, call: Call, *, body: models.CompactResponseMethodPublicBody | None = None
    ) -> Relay:
        del body
        return await compact(self._service, call)

    # The `?beta=true` twins behave like the others; fields that only they have are refused.

    @override
    async def beta_create_response(
        self, call: Call, *, body: models.BetaCreateResponse, openai_beta: list[Any] | None = None
    ) -> Relay:
        del openai_beta
        if call.body_fields.get("multi_agent") is not None:
            raise BadRequest(
                "'multi_agent' is not supported by this server: leave it out.",
                param="multi_agent",
                code="unsupported_parameter",
            )
        return await self.create_response(call, body=body)  # type: ignore[arg-type]  # the same but for that field

    @override
    async def beta_get_input_token_counts(
        self,
        call: Call,
        *,
        openai_beta: list[Any] | None = None,
        body: models.BetaTokenCountsBody | None = None,
    ) -> Relay:
        del openai_beta, body
        return await count_input_tokens(self._service, call)

    @override
    async def beta_get_response(
        self,
        call: Call,
        *,
        response_id: str,
        include: list[Any] | None = None,
        stream: bool | None = None,
        starting_after: int | None = None,
        include_obfuscation: bool | None = None,
        openai_beta: list[Any] | None = None,
    ) -> Relay:
        del include, openai_beta
        return await self.get_response(
            call,
            response_id=response_id,
            stream=stream,
            starting_after=starting_after,
            include_obfuscation=include_obfuscation,
        )

    @override
    async def beta_delete_response(
        self, call: Call, *, response_id: str, openai_beta: list[Any] | None = None
    ) -> models.BetaDeleteResponseResponse200 | Relay:
        del openai_beta
        return await self.delete_response(call, response_id=response_id)

    @override
    async def beta_cancel_response(
        self, call: Call, *, response_id: str, openai_beta: list[Any] | None = None
    ) -> Relay:
        del openai_beta
        return await self.cancel_response(call, response_id=response_id)

    @override
    async def beta_list_input_items(
        self,
        call: Call,
        *,
        response_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        include: list[Any] | None = None,
        openai_beta: list[Any] | None = None,
    ) -> Relay:
        del include, openai_beta
        return await self.list_input_items(
            call, response_id=response_id, limit=limit, order=order, after=after
        )

    @override
    async def beta_compact_conversation(
        self,
        call: Call,
        *,
        openai_beta: list[Any] | None = None,
        body: models.BetaCompactResponseMethodPublicBody | None = None,
    ) -> Relay:
        del openai_beta, body
        return await compact(self._service, call)

    async def _get(self, call: Call, response_id: str) -> Response:
        read = partial(_read, project=call.caller.project, response_id=response_id)
        return _found(await self._database.read(read), response_id)

    async def _snapshot(self, call: Call, response_id: str) -> Relay:
        read = partial(_read_snapshot, project=call.caller.project, response_id=response_id)
        return stored_json(_found(await self._database.read(read), response_id))

    async def _delete(self, call: Call, work: Callable[[ResponseRepository], T]) -> T:
        return await self._database.write(
            lambda session: work(ResponseRepository(session, call.caller.project)), uses_reserve=True
        )


def _read(session: Session, project: str, response_id: str) -> Response | None:
    return ResponseRepository(session, project).state(response_id)


def _read_snapshot(session: Session, project: str, response_id: str) -> bytes | None:
    responses = ResponseRepository(session, project)
    row = responses.state(response_id)
    return None if row is None else responses.payloads([row], "response")[0]


def _found(read: T | None, response_id: str) -> T:
    if read is None:
        raise NotFound(f"Response with id '{response_id[:100]}' not found.", param="response_id")
    return read
