"""Usage: one row for every call to an upstream, without its payload."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Text, true
from sqlmodel import Field

from app.storage.tables.base import Table


class UsageRecord(Table, table=True):
    """One call to an upstream. The calls of one request of a caller have its `request_id`.

    An incomplete row is better than none: unknown values are None, tokens that we counted are marked.
    """

    __tablename__ = "usage_records"
    __table_args__ = (Index("ix_usage_records_project_id_created_at", "project_id", "created_at"),)

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    id: str = Field(primary_key=True)
    key_id: str | None = None
    """The key of the caller; None in open mode. No foreign key: the record outlives the key."""
    request_id: str
    operation: str
    """The contract's operation, as in the operation table."""
    model: str | None = None
    """As in the request."""
    upstream: str | None = None
    """The upstream of the request; None where none was available."""
    provider_id: str | None = None
    """The upstream's id of the answer: data, never a key of ours."""
    object_id: str | None = None
    """Ours."""
    status: str
    """`completed`, `failed`, `cancelled` (the client disconnected), or `interrupted`.

    Interrupted: the server's process was killed during the call.
    """
    http_status: int
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    estimated: bool = False
    """True where the upstream reported no usage and the tokens were counted here."""
    details: str | None = Field(default=None, sa_type=Text)
    """The upstream's own usage object, as JSON."""
    streamed: bool = False
    duration_ms: int = 0
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    model_request: bool = Field(
        default=True, sa_column=Column(Boolean, nullable=False, server_default=true())
    )
    """Whether it counts as a request to a model. False for a failed attempt: its tokens are 0."""
    error_code: str | None = None
    """The code of the error that the caller got; None for a call that did not fail."""
    error_message: str | None = Field(default=None, sa_type=Text)
    """Its message: bounded, with keys masked."""
    first_token_ms: int | None = None
    """From the request to the upstream to the first output of a stream; None without one."""
