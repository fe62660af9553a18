"""Responses: the answer, its items, its events, and the background job that creates it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table
from app.storage.tables.json_text import JsonText
from app.storage.tables.leased import Leased

UNFINISHED_JOB = text("background AND status IN ('queued', 'in_progress')")
"""A query must use this text, or the planner does not use the index below."""
UNFINISHED_TURN = text("NOT background AND status = 'in_progress'")
"""The same for responses whose callers wait and which have run hosted tools."""


class Response(Leased, table=True):
    """One response. The id sorts by time. In the background it is leased work; its lane is an upstream.

    One whose caller waits has a row from its first call of a hosted tool on, leased by its process.
    """

    __tablename__ = "responses"
    __table_args__ = (
        # Few rows at a time, which job runners query every second.
        Index(
            "ix_responses_unfinished_jobs",
            "project_id",
            "lane",
            "lease_until",
            "id",
            sqlite_where=UNFINISHED_JOB,
            postgresql_where=UNFINISHED_JOB,
        ),
        # Those of processes that were killed are looked for.
        Index(
            "ix_responses_unfinished_turns",
            "project_id",
            "lease_until",
            "id",
            sqlite_where=UNFINISHED_TURN,
            postgresql_where=UNFINISHED_TURN,
        ),
    )

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    id: str = Field(primary_key=True)
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    status: str
    """The contract's: `queued`, `in_progress`, `completed`, `incomplete`, `failed` or `cancelled`."""
    model: str
    """As in the answer."""
    previous_response_id: str | None = None
    """No foreign key: this response outlives that one."""
    conversation_id: str | None = None
    background: bool = False
    request: str = Field(sa_type=Text)
    """The contract's `CreateResponse` without its input, as JSON."""
    response: str = Field(sa_type=JsonText)
    """The last snapshot of the contract's `Response`, as JSON."""
    upstream: str
    """The upstream that answers; empty before the request to one."""
    provider_id: str | None = None
    """The upstream's id: data, never a key of ours."""
    metadata_: dict[str, Any] | None = Field(
        default=None,
        sa_column=Column(
            "labels",
            JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
            key="metadata_",
        ),
    )
    """The contract's `metadata`, a name that SQLModel reserves; the column's name predates the attribute's.
    """


class ResponseItem(Table, table=True):
    """One item of a response's input or output."""

    __tablename__ = "response_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "response_id"], ["responses.project_id", "responses.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("project_id", "id", "response_id"),
    )

    project_id: str = Field(primary_key=True)
    response_id: str = Field(primary_key=True)
    side: str = Field(primary_key=True)
    """`input` or `output`, which is also their order."""
    position: int = Field(primary_key=True, sa_type=BigInteger)
    """From 0 on each side."""
    id: str
    """Ours."""
    provider_id: str | None = None
    """The id that its issuer gave it: data, never a key of ours."""
    payload: str = Field(sa_type=JsonText)
    """The contract's item, as JSON."""


class EventSegment(Table, table=True):
    """Consecutive events of a response that can be streamed again: those of one commit."""

    __tablename__ = "response_events"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "response_id"], ["responses.project_id", "responses.id"], ondelete="CASCADE"
        ),
    )

    project_id: str = Field(primary_key=True)
    response_id: str = Field(primary_key=True)
    sequence_number: int = Field(primary_key=True, sa_type=BigInteger)
    """Of the last event; so the rows above a number have all events above it."""
    attempt: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """The attempt that wrote them; 0 for those of the creation, and of versions before segments."""
    payload: str = Field(sa_type=JsonText)
    """The contract's `ResponseStreamEvent` as JSON, one in each line. A long one is alone in its segment."""


class ResponseStep(Table, table=True):
    """A call of a hosted tool, or another item that this server makes, before it runs and once it is done.

    A call has a row `begun` that is committed before its effect, and later a row `done`. No row has a secret.
    """

    __tablename__ = "response_steps"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "response_id"], ["responses.project_id", "responses.id"], ondelete="CASCADE"
        ),
    )

    project_id: str = Field(primary_key=True)
    response_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    """From 0 on, in the order of the calls; both rows of a call have its number."""
    state: str = Field(primary_key=True)
    """`begun` or `done`."""
    kind: str
    """The kind of the tool, such as `web_search`."""
    call_id: str
    """The model's call; empty for what ran before the model was asked."""
    attempt: int = 0
    """The attempt that wrote it; 1 for a response whose caller waits."""
    item: str = Field(sa_type=JsonText)
    """Of `begun` the call and the id of its item, of `done` the item and the result, as JSON."""
