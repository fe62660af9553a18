"""Parameters of the operations of Group users. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListGroupUsersParameters(BaseModel):
    """GET /organization/groups/{group_id}/users"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class AddGroupUserParameters(BaseModel):
    """POST /organization/groups/{group_id}/users"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]


class RetrieveGroupUserParameters(BaseModel):
    """GET /organization/groups/{group_id}/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
    user_id: Annotated[str, Field(alias="user_id")]


class RemoveGroupUserParameters(BaseModel):
    """DELETE /organization/groups/{group_id}/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
    user_id: Annotated[str, Field(alias="user_id")]
