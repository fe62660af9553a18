"""Stored chat completions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class ChatCompletion(SQLModel, table=True):
    """One exchange: the request, and the answer as the client received it. The id sorts by time."""

    __tablename__ = "chat_completions"

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
    messages: str = Field(sa_type=Text)
    """The messages of the request, as a JSON array; lists of completions do not load them."""
    parameters: str = Field(sa_type=Text)
    """The rest of the request, as a JSON object."""
    response: str = Field(sa_type=Text)
    """The contract's `CreateChatCompletionResponse`, as JSON."""
    upstream: str
    provider_id: str | None = None
    """The upstream's id: data, never a key of ours."""
