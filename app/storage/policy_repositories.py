"""What the calls of one project may use."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col

from app.storage.repository import Changes, Key
from app.storage.tables import METADATA, HostedTools, ModelPermissions
from app.storage.unit_of_work import AdministrativeRepository


class ModelPermissionsRepository(AdministrativeRepository[ModelPermissions]):
    """Reads and changes the list of models of a project."""

    table = ModelPermissions
    key = Key(scope=col(ModelPermissions.project_id), id=col(ModelPermissions.project_id))

    def of_project(self) -> ModelPermissions | None:
        """The list, or None where every model may be called."""
        return self.get(self.scope)

    def put(self, mode: str, model_ids: list[str]) -> None:
        """Sets the list, in the place of an earlier one."""
        row = {"project_id": self.scope, "mode": mode, "model_ids": model_ids}
        if not self.add_missing(row):
            columns: Changes = {col(ModelPermissions.mode): mode, col(ModelPermissions.model_ids): model_ids}
            self.change(self.scope, columns)


class HostedToolsRepository(AdministrativeRepository[HostedTools]):
    """Reads and changes the tools that a project may use."""

    table = HostedTools
    key = Key(scope=col(HostedTools.project_id), id=col(HostedTools.project_id))

    def of_project(self) -> HostedTools:
        """The tools; all of them where none was ever disabled."""
        return self.get(self.scope) or HostedTools(project_id=self.scope)

    def enable(self, enabled: Mapping[str, bool]) -> None:
        """Enables or disables the tools of those names, and leaves the others."""
        self.add_missing(HostedTools(project_id=self.scope).model_dump())
        columns = METADATA.tables[HostedTools.__tablename__].columns
        self.change(self.scope, {columns[name]: value for name, value in enabled.items()})


def denied_tools(row: HostedTools | None) -> frozenset[str]:
    """The tools that are disabled."""
    if row is None:
        return frozenset()
    return frozenset(name for name, value in row.model_dump().items() if value is False)
