"""Parameters of the operations of ChatKit. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class CancelChatSessionMethodParameters(BaseModel):
    """POST /chatkit/sessions/{session_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    session_id: Annotated[str, Field(alias="session_id")]


class ListThreadsMethodParameters(BaseModel):
    """GET /chatkit/threads"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None
    user: Annotated[Annotated[str, Field(max_length=512, min_length=1)] | None, Field(alias="user")] = None


class GetThreadMethodParameters(BaseModel):
    """GET /chatkit/threads/{thread_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]


class DeleteThreadMethodParameters(BaseModel):
    """DELETE /chatkit/threads/{thread_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]


class ListThreadItemsMethodParameters(BaseModel):
    """GET /chatkit/threads/{thread_id}/items"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None
