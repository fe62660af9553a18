"""Stored chat completions of one project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import defer
from sqlmodel import col

from app.storage.repository import Key, Order, Repository
from app.storage.tables import ChatCompletion


class CompletionRepository(Repository[ChatCompletion]):
    """Reads and changes the chat completions that a project stored."""

    table = ChatCompletion
    key = Key(scope=col(ChatCompletion.project_id), id=col(ChatCompletion.id))
    page_options = (defer(ChatCompletion.messages),)  # type: ignore[arg-type]  # a column on the class

    def search(
        self, *, model: str | None, metadata: Mapping[str, str], after: str | None, limit: int, order: Order
    ) -> Sequence[ChatCompletion]:
        """A page of those with that model and all of that metadata; their `messages` are not loaded."""
        conditions = [self._has_metadata(key, value) for key, value in metadata.items()]
        if model is not None:
            conditions.append(col(ChatCompletion.model) == model)
        return self.page(*conditions, after=after, limit=limit, order=order)

    def update_metadata(
        self, completion_id: str, metadata: Mapping[str, str] | None
    ) -> ChatCompletion | None:
        """Replaces the metadata; None where the project has no completion of that id."""
        self.change(completion_id, {col(ChatCompletion.metadata_): metadata})
        return self.get(completion_id)

    def _has_metadata(self, key: str, value: str) -> ColumnElement[bool]:
        column: Any = col(ChatCompletion.metadata_)
        if self._session.connection().dialect.name == "postgresql":
            contains: ColumnElement[bool] = type_coerce(column, JSONB).contains({key: value})
            return contains
        # A JSON path would have to quote the key; members compared as values need no quoting.
        members = func.json_each(column).table_valued("key", "value")
        return select(members.c.key).where(members.c.key == key, members.c.value == value).exists()
