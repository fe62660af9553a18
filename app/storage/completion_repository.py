"""Stored chat completions, of one project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, func, select, type_coerce, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from app.storage.tables import ChatCompletion

Order = Literal["asc", "desc"]


class CompletionRepository:
    """Reads and changes what `project` stored; another project's are not there."""

    def __init__(self, session: Session, project: str) -> None:
        self._session = session
        self._project = project

    def page(
        self, *, model: str | None, labels: Mapping[str, str], after: str | None, limit: int, order: Order
    ) -> Sequence[ChatCompletion]:
        """At most `limit`, without the messages that were asked; `after` is the id of the last one seen."""
        found = select(ChatCompletion).where(self._mine()).options(defer(ChatCompletion.messages))  # type: ignore[arg-type]  # a column on the class
        if model is not None:
            found = found.where(col(ChatCompletion.model) == model)
        for key, value in labels.items():
            found = found.where(self._labelled(key, value))
        key_column = col(ChatCompletion.id)
        if after is not None:
            found = found.where(key_column > after if order == "asc" else key_column < after)
        found = found.order_by(key_column.asc() if order == "asc" else key_column.desc()).limit(limit)
        return self._session.execute(found).scalars().all()

    def get(self, completion_id: str) -> ChatCompletion | None:
        """One, or None where this project has none of that id."""
        return self._session.get(ChatCompletion, (self._project, completion_id))

    def update_metadata(self, completion_id: str, labels: Mapping[str, str] | None) -> ChatCompletion | None:
        """Replaces its metadata."""
        changed = (
            update(ChatCompletion)
            .where(self._mine(), col(ChatCompletion.id) == completion_id)
            .values(labels=dict(labels) if labels is not None else None)
        )
        self._session.execute(changed)
        return self.get(completion_id)

    def delete(self, completion_id: str) -> bool:
        """Whether there was one."""
        gone = delete(ChatCompletion).where(self._mine(), col(ChatCompletion.id) == completion_id)
        return bool(self._session.connection().execute(gone).rowcount)

    def _mine(self) -> ColumnElement[bool]:
        return col(ChatCompletion.project_id) == self._project

    def _labelled(self, key: str, value: str) -> ColumnElement[bool]:
        labels: Any = col(ChatCompletion.labels)
        if self._session.connection().dialect.name == "postgresql":
            contains: ColumnElement[bool] = type_coerce(labels, JSONB).contains({key: value})
            return contains
        # A path would have to quote the key; members compared as values need no quoting.
        members = func.json_each(labels).table_valued("key", "value")
        return select(members.c.key).where(members.c.key == key, members.c.value == value).exists()
