"""Parameters of the operations of Skills. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListSkillsParameters(BaseModel):
    """GET /skills"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class GetSkillParameters(BaseModel):
    """GET /skills/{skill_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]


class UpdateSkillDefaultVersionParameters(BaseModel):
    """POST /skills/{skill_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]


class DeleteSkillParameters(BaseModel):
    """DELETE /skills/{skill_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]


class GetSkillContentParameters(BaseModel):
    """GET /skills/{skill_id}/content"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]


class ListSkillVersionsParameters(BaseModel):
    """GET /skills/{skill_id}/versions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class CreateSkillVersionParameters(BaseModel):
    """POST /skills/{skill_id}/versions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]


class GetSkillVersionParameters(BaseModel):
    """GET /skills/{skill_id}/versions/{version}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]
    version: Annotated[str, Field(alias="version")]


class DeleteSkillVersionParameters(BaseModel):
    """DELETE /skills/{skill_id}/versions/{version}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]
    version: Annotated[str, Field(alias="version")]


class GetSkillVersionContentParameters(BaseModel):
    """GET /skills/{skill_id}/versions/{version}/content"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    skill_id: Annotated[str, Field(alias="skill_id")]
    version: Annotated[str, Field(alias="version")]
