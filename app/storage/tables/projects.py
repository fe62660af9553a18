"""The owners of all objects: an organization, and the projects in it."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from app.storage.tables.base import Table

DEFAULT_ORGANIZATION = "org-default"
DEFAULT_PROJECT = "proj_default"
"""The ids of the organization and the project that the first migration inserts."""


class Organization(Table, table=True):
    """The operator's organization; a server has one."""

    __tablename__ = "organizations"

    id: str = Field(primary_key=True)
    name: str
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds, as everywhere in the contract."""
    generation: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    """Raised by every administrative transaction: what a replica knows of keys and policies is that old."""


class Project(Table, table=True):
    """The scope of callers and their objects."""

    __tablename__ = "projects"

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)
    name: str
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    archived_at: int | None = Field(default=None, sa_type=BigInteger)
    """Unix seconds; None while the project is active."""
    external_key_id: str | None = None
    """Of the operator's own key management: data without an effect here."""
    residency: str | None = None
    """The contract's `PublicProjectResidency`: data without an effect here."""
    geography: str | None = None
    """OpenAI's SDKs send this for `residency`: data, too."""
