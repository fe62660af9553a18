"""What the calls of one project may use."""

from __future__ import annotations

from sqlmodel import col

from app.storage.repository import Changes, Key
from app.storage.tables import ModelPermissions
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
