"""Usage: one row for every call to a model, without its payload."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field, SQLModel


class UsageRecord(SQLModel, table=True):
    """One call.

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
    """`completed`, `failed` or `cancelled` (the client disconnected)."""
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
