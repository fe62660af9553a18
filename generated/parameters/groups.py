"""Parameters of the operations of Groups. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListGroupsParameters(BaseModel):
    """GET /organization/groups"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class RetrieveGroupParameters(BaseModel):
    """GET /organization/groups/{group_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]


class UpdateGroupParameters(BaseModel):
    """POST /organization/groups/{group_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]


class DeleteGroupParameters(BaseModel):
    """DELETE /organization/groups/{group_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
