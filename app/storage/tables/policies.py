"""What the calls of a project may use, and what is stored of them. A missing row restricts nothing."""

from __future__ import annotations

from sqlalchemy import JSON
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table


class ModelPermissions(Table, table=True):
    """The models that a project may call, or may not."""

    __tablename__ = "model_permissions"

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    mode: str
    """`allow_list` or `deny_list`."""
    model_ids: list[str] = Field(sa_type=JSON().with_variant(JSONB(), "postgresql"))


class HostedTools(Table, table=True):
    """The tools that a project's calls may use."""

    __tablename__ = "hosted_tools"

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    file_search: bool = True
    web_search: bool = True
    image_generation: bool = True
    mcp: bool = True
    code_interpreter: bool = True


class DataRetention(Table, table=True):
    """What is stored of the calls of an organization or a project."""

    __tablename__ = "data_retention"

    scope_id: str = Field(primary_key=True)
    """The organization or the project."""
    type: str
    """The contract's `retention_type`."""
