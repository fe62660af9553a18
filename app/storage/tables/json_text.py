"""The type of a column with JSON that may be long."""

from __future__ import annotations

from sqlalchemy import Dialect, Text, TypeDecorator
from typing_extensions import override

from app.contract.long_json import LongJson


class JsonText(TypeDecorator[str]):
    """JSON as text. The group-commit writer writes a `LongJson` part by part (`LongInsert`)."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | LongJson | None, dialect: Dialect) -> str | None:
        return value.joined().decode() if isinstance(value, LongJson) else value
