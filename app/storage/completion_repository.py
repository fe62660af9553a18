"""Stored chat completions of one project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, select
from sqlalchemy.orm import aliased, defer
from sqlmodel import col

from app.storage.repository import Condition, Key, Order, Repository
from app.storage.rows import CompletionMetadataRow
from app.storage.tables import ChatCompletion, CompletionMetadata, metadata_pair
from app.storage.tables.completions import IS_HELPER

# More rows of a pair than this cost about the same, so that none of them is worth counting.
_MOST_COUNTED = 1_000


_WITHOUT_PAYLOADS = (
    defer(ChatCompletion.messages),  # type: ignore[arg-type]  # a column on the class
    defer(ChatCompletion.response),  # type: ignore[arg-type]  # as above
)


class CompletionRepository(Repository[ChatCompletion]):
    """Reads and changes the chat completions that a project stored."""

    table = ChatCompletion
    key = Key(scope=col(ChatCompletion.project_id), id=col(ChatCompletion.id))
    page_options = _WITHOUT_PAYLOADS

    def search(
        self,
        *,
        model: str | None,
        metadata: Mapping[str, str],
        helper: bool | None = None,
        after: str | None,
        limit: int,
        order: Order,
    ) -> Sequence[ChatCompletion]:
        """A page of those with that model and all of that metadata; without what `payloads` reads.

        With `helper` only the helper calls of UIs are found, or only all others.
        """
        conditions: list[Condition] = []
        if model is not None:
            conditions.append(col(ChatCompletion.model) == model)
        if helper is not None:
            conditions.append(IS_HELPER if helper else col(ChatCompletion.helper).is_(None))
        if metadata:
            ids = self._with_metadata(metadata, conditions, after=after, limit=limit, order=order)
            conditions.append(col(ChatCompletion.id).in_(ids))
        return self.page(*conditions, after=after, limit=limit, order=order)

    def state(self, completion_id: str) -> ChatCompletion | None:
        """The row of that id without its messages and its answer, which `payloads` reads."""
        return self.get(completion_id, options=_WITHOUT_PAYLOADS)

    def update_metadata(
        self, completion_id: str, metadata: Mapping[str, str] | None
    ) -> ChatCompletion | None:
        """Replaces the metadata; None where the project has no completion of that id."""
        if self.change(completion_id, {col(ChatCompletion.metadata_): metadata}):
            pairs = CompletionMetadata
            self._session.execute(
                delete(pairs).where(
                    col(pairs.project_id) == self.scope, col(pairs.completion_id) == completion_id
                )
            )
            rows = [*metadata_rows(self.scope, completion_id, metadata)]
            if rows:
                self._session.execute(insert(pairs), rows)
        return self.state(completion_id)

    def _with_metadata(
        self,
        metadata: Mapping[str, str],
        conditions: Sequence[Condition],
        *,
        after: str | None,
        limit: int,
        order: Order,
    ) -> Sequence[str]:
        """Ids of a page, from indexes only, in ranges of this project.

        The rarest pair is read in the order of ids, and each of its rows is looked up under the other pairs.
        A database that plans this by itself may read all completions of the project instead.
        """
        first, *others = sorted(
            (metadata_pair(key, value) for key, value in metadata.items()), key=self._count
        )
        driving = aliased(CompletionMetadata)
        completion_id = col(driving.completion_id)
        found: Select[Any] = select(completion_id).where(self._is_pair(driving, first))
        for pair in others:
            other = aliased(CompletionMetadata)
            found = found.where(
                exists().where(self._is_pair(other, pair), col(other.completion_id) == completion_id)
            )
        if conditions:
            found = found.where(exists().where(self.in_scope(), self.key.id == completion_id, *conditions))
        if after is not None:
            found = found.where(completion_id > after if order == "asc" else completion_id < after)
        sorted_by = completion_id.asc() if order == "asc" else completion_id.desc()
        return self._session.execute(found.order_by(sorted_by).limit(limit + 1)).scalars().all()

    def _count(self, pair: str) -> int:
        """How many completions have the pair; a large number is not counted to its end."""
        rows = select(col(CompletionMetadata.completion_id)).where(self._is_pair(CompletionMetadata, pair))
        few = rows.limit(_MOST_COUNTED).subquery()
        return int(self._session.execute(select(func.count()).select_from(few)).scalar_one())

    def _is_pair(self, table: type[CompletionMetadata], pair: str) -> ColumnElement[bool]:
        return (col(table.project_id) == self.scope) & (col(table.pair) == pair)


def metadata_rows(
    project: str, completion_id: str, metadata: Mapping[str, Any] | None
) -> Iterator[CompletionMetadataRow]:
    """What the list's filter needs of a completion's metadata, written together with the completion."""
    for key, value in (metadata or {}).items():
        if isinstance(value, str):
            yield {
                "project_id": project,
                "pair": metadata_pair(key, value),
                "completion_id": completion_id,
            }
