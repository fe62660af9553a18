"""The base of the tables' classes."""

from __future__ import annotations

from pydantic import ConfigDict
from sqlmodel import SQLModel


class Table(SQLModel):
    """Rows of a table: the database validates them, and pydantic's validators are built where one is used."""

    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel exports no type of its own
