"""Skills: 11 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Binary, Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class SkillsStub:
    """Skills: subclass it and override what you implement."""

    async def list_skills(
        self,
        call: Call[Any],
        *,
        limit: int | None = None,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
    ) -> models.SkillListResource | Relay:
        """GET /skills: 200 application/json."""
        not_implemented(BY_ID["list_skills"])

    async def create_skill(
        self, call: Call[Any], *, body: models.CreateSkillBody | None = None
    ) -> models.SkillResource | Relay:
        """POST /skills: 200 application/json."""
        not_implemented(BY_ID["create_skill"])

    async def get_skill(self, call: Call[Any], *, skill_id: str) -> models.SkillResource | Relay:
        """GET /skills/{skill_id}: 200 application/json."""
        not_implemented(BY_ID["get_skill"])

    async def update_skill_default_version(
        self, call: Call[Any], *, skill_id: str, body: models.SetDefaultSkillVersionBody | None = None
    ) -> models.SkillResource | Relay:
        """POST /skills/{skill_id}: 200 application/json."""
        not_implemented(BY_ID["update_skill_default_version"])

    async def delete_skill(self, call: Call[Any], *, skill_id: str) -> models.DeletedSkillResource | Relay:
        """DELETE /skills/{skill_id}: 200 application/json."""
        not_implemented(BY_ID["delete_skill"])

    async def get_skill_content(self, call: Call[Any], *, skill_id: str) -> Binary | Relay:
        """GET /skills/{skill_id}/content: 200 application/zip, 200 application/json."""
        not_implemented(BY_ID["get_skill_content"])

    async def list_skill_versions(
        self,
        call: Call[Any],
        *,
        skill_id: str,
        limit: int | None = None,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
    ) -> models.SkillVersionListResource | Relay:
        """GET /skills/{skill_id}/versions: 200 application/json."""
        not_implemented(BY_ID["list_skill_versions"])

    async def create_skill_version(
        self, call: Call[Any], *, skill_id: str, body: models.CreateSkillVersionBody | None = None
    ) -> models.SkillVersionResource | Relay:
        """POST /skills/{skill_id}/versions: 200 application/json."""
        not_implemented(BY_ID["create_skill_version"])

    async def get_skill_version(
        self, call: Call[Any], *, skill_id: str, version: str
    ) -> models.SkillVersionResource | Relay:
        """GET /skills/{skill_id}/versions/{version}: 200 application/json."""
        not_implemented(BY_ID["get_skill_version"])

    async def delete_skill_version(
        self, call: Call[Any], *, skill_id: str, version: str
    ) -> models.DeletedSkillVersionResource | Relay:
        """DELETE /skills/{skill_id}/versions/{version}: 200 application/json."""
        not_implemented(BY_ID["delete_skill_version"])

    async def get_skill_version_content(
        self, call: Call[Any], *, skill_id: str, version: str
    ) -> Binary | Relay:
        """GET /skills/{skill_id}/versions/{version}/content: 200 application/zip, 200 application/json."""
        not_implemented(BY_ID["get_skill_version_content"])
