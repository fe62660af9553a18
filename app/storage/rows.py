"""The rows of the hot path: a typed dictionary for each table.

Constructing a table class costs as much as twenty events. The members are the columns of the table class, all
of them: mypy compares the two below, and so does a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from sqlalchemy import Table

from app.contract.long_json import LongJson
from app.storage.tables import (
    ChatCompletion,
    CompletionMetadata,
    ConversationItem,
    EventSegment,
    Response,
    ResponseItem,
    ResponseStep,
    UsageRecord,
)

if TYPE_CHECKING:
    from sqlmodel import SQLModel


class UsageRow(TypedDict):
    """A row of `UsageRecord`."""

    project_id: str
    id: str
    key_id: str | None
    request_id: str
    operation: str
    model: str | None
    upstream: str | None
    provider_id: str | None
    object_id: str | None
    status: str
    http_status: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    reasoning_tokens: int
    estimated: bool
    details: str | None
    streamed: bool
    duration_ms: int
    created_at: int
    model_request: bool
    error_code: str | None
    error_message: str | None
    first_token_ms: int | None


class ChatCompletionRow(TypedDict):
    """A row of `ChatCompletion`."""

    project_id: str
    id: str
    created_at: int
    model: str
    metadata_: dict[str, Any] | None
    messages: str | LongJson
    parameters: str
    response: str | LongJson
    upstream: str
    provider_id: str | None
    helper: str | None


class CompletionMetadataRow(TypedDict):
    """A row of `CompletionMetadata`."""

    project_id: str
    pair: str
    completion_id: str


class ConversationItemRow(TypedDict):
    """A row of `ConversationItem`."""

    project_id: str
    conversation_id: str
    position: int
    id: str
    provider_id: str | None
    payload: str | LongJson


class ResponseRow(TypedDict):
    """A row of `Response`."""

    project_id: str
    id: str
    created_at: int
    status: str
    model: str
    previous_response_id: str | None
    conversation_id: str | None
    background: bool
    request: str
    response: str | LongJson
    upstream: str
    provider_id: str | None
    metadata_: dict[str, Any] | None
    lane: str
    attempt: int
    owner: str | None
    lease_until: int | None
    cancel_requested: bool


class ResponseItemRow(TypedDict):
    """A row of `ResponseItem`."""

    project_id: str
    response_id: str
    side: str
    position: int
    id: str
    provider_id: str | None
    payload: str | LongJson


class EventSegmentRow(TypedDict):
    """A row of `EventSegment`."""

    project_id: str
    response_id: str
    sequence_number: int
    attempt: int
    payload: str | LongJson


class ResponseStepRow(TypedDict):
    """A row of `ResponseStep`."""

    project_id: str
    response_id: str
    seq: int
    state: str
    kind: str
    call_id: str
    attempt: int
    item: str | LongJson


ROWS: Mapping[type[SQLModel], type[Any]] = {
    UsageRecord: UsageRow,
    ChatCompletion: ChatCompletionRow,
    CompletionMetadata: CompletionMetadataRow,
    ConversationItem: ConversationItemRow,
    Response: ResponseRow,
    ResponseItem: ResponseItemRow,
    EventSegment: EventSegmentRow,
    ResponseStep: ResponseStepRow,
}
"""Table class -> its row."""

Values: TypeAlias = Mapping[str, Any]
"""One of the rows above."""
Row: TypeAlias = tuple[Table, Values]
RowFactory: TypeAlias = tuple[Table, Callable[[], Values]]
"""A row that is built right before its commit: built together, the rows of a group cost less than one by one.
"""

if TYPE_CHECKING:

    def _compare(
        usage: UsageRow,
        completion: ChatCompletionRow,
        completion_metadata: CompletionMetadataRow,
        conversation_item: ConversationItemRow,
        response: ResponseRow,
        response_item: ResponseItemRow,
        segment: EventSegmentRow,
        step: ResponseStepRow,
    ) -> tuple[SQLModel, ...]:
        """Never called: mypy reports a renamed column, or one of another type, here."""
        return (
            UsageRecord(**usage),
            ChatCompletion(**completion),  # type: ignore[arg-type]  # a LongJson is written as text
            CompletionMetadata(**completion_metadata),
            ConversationItem(**conversation_item),  # type: ignore[arg-type]  # a LongJson is written as text
            Response(**response),  # type: ignore[arg-type]  # a LongJson is written as text
            ResponseItem(**response_item),  # type: ignore[arg-type]  # a LongJson is written as text
            EventSegment(**segment),  # type: ignore[arg-type]  # a LongJson is written as text
            ResponseStep(**step),  # type: ignore[arg-type]  # a LongJson is written as text
        )
