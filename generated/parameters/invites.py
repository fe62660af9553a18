"""Parameters of the operations of Invites. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ListInvitesParameters(BaseModel):
    """GET /organization/invites"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class RetrieveInviteParameters(BaseModel):
    """GET /organization/invites/{invite_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    invite_id: Annotated[str, Field(alias="invite_id")]


class DeleteInviteParameters(BaseModel):
    """DELETE /organization/invites/{invite_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    invite_id: Annotated[str, Field(alias="invite_id")]
