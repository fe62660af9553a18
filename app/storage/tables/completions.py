"""Stored chat completions."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table
from app.storage.tables.json_text import JsonText

IS_HELPER = text("helper IS NOT NULL")
"""A query must use this text, or the planner does not use the index below."""


class ChatCompletion(Table, table=True):
    """One exchange: the request, and the answer as the client received it. The id sorts by time."""

    __tablename__ = "chat_completions"
    __table_args__ = (
        Index("ix_chat_completions_project_id_model_id", "project_id", "model", "id"),
        Index(
            "ix_chat_completions_helpers",
            "project_id",
            "id",
            sqlite_where=IS_HELPER,
            postgresql_where=IS_HELPER,
        ),
    )

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    id: str = Field(primary_key=True)
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    model: str
    """As in the answer."""
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
    messages: str = Field(sa_type=JsonText)
    """The messages of the request, as a JSON array; lists of completions do not load them."""
    parameters: str = Field(sa_type=Text)
    """The rest of the request, as a JSON object."""
    response: str = Field(sa_type=JsonText)
    """The contract's `CreateChatCompletionResponse`, as JSON."""
    upstream: str
    provider_id: str | None = None
    """The upstream's id: data, never a key of ours."""
    helper: str | None = None
    """What a chat UI asked for on its own, such as `title`; None for a chat."""


class CompletionMetadata(Table, table=True):
    """One key and value of a completion's metadata, by which lists find it.

    An index begins with the project, so that a filter costs nothing for the rows of other projects.
    """

    __tablename__ = "chat_completion_metadata"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "completion_id"],
            ["chat_completions.project_id", "chat_completions.id"],
            ondelete="CASCADE",
        ),
        Index("ix_chat_completion_metadata_project_id_completion_id", "project_id", "completion_id"),
    )

    project_id: str = Field(primary_key=True)
    pair: str = Field(primary_key=True)
    """`metadata_pair` of the key and its value."""
    completion_id: str = Field(primary_key=True)


def metadata_pair(key: str, value: str) -> str:
    """A digest of both: an index of PostgreSQL takes 2,700 bytes, and the contract bounds no value."""
    digest = blake2b(len(key).to_bytes(4, "big"), digest_size=16)
    for each in (key, value):
        digest.update(each.encode(errors="surrogatepass"))
    return digest.hexdigest()
