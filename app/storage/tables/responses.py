"""Responses: the answer, its items, its events, and the job that makes it in the background."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

UNFINISHED_JOB = text("background AND status IN ('queued', 'in_progress')")
"""A query has to say it in these words, or the index below does not serve it."""


class Response(SQLModel, table=True):
    """One response. The id sorts by time."""

    __tablename__ = "responses"
    __table_args__ = (
        # Few rows at a time: what job runners ask for again and again.
        Index(
            "ix_responses_unfinished_jobs",
            "lease_until",
            sqlite_where=UNFINISHED_JOB,
            postgresql_where=UNFINISHED_JOB,
        ),
    )

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    id: str = Field(primary_key=True)
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    status: str
    """The contract's: `queued`, `in_progress`, `completed`, `incomplete`, `failed` or `cancelled`."""
    model: str
    """As the answer names it."""
    previous_response_id: str | None = None
    """No foreign key: that one may be deleted, this one stays."""
    conversation_id: str | None = None
    background: bool = False
    request: str = Field(sa_type=Text)
    """The contract's `CreateResponse` without its input, as JSON."""
    response: str = Field(sa_type=Text)
    """The contract's `Response` as it was last told, as JSON."""
    upstream: str
    """Who answers; empty while nobody was asked."""
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
    """The contract's `metadata`, a name that SQLModel reserves; the column's name predates the attribute's."""
    attempt: int = 0
    """How often a runner has taken the job; what an earlier one still writes is refused."""
    owner: str | None = None
    """The runner that has the job; None while nobody has, and for what is no job."""
    lease_until: int | None = Field(default=None, sa_type=BigInteger)
    """Unix milliseconds: a job whose lease is not extended until then is anybody's."""
    cancel_requested: bool = False


class ResponseItem(SQLModel, table=True):
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
    """The id it had where it came from: data, never a key of ours."""
    payload: str = Field(sa_type=Text)
    """The contract's item, as JSON."""


class ResponseEvent(SQLModel, table=True):
    """One event of a response that can be streamed again."""

    __tablename__ = "response_events"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "response_id"], ["responses.project_id", "responses.id"], ondelete="CASCADE"
        ),
    )

    project_id: str = Field(primary_key=True)
    response_id: str = Field(primary_key=True)
    sequence_number: int = Field(primary_key=True, sa_type=BigInteger)
    payload: str = Field(sa_type=Text)
    """The contract's `ResponseStreamEvent`, as JSON."""
