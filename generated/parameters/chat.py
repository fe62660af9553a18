"""Parameters of the operations of Chat. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListChatCompletionsParameters(BaseModel):
    """GET /chat/completions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    model: Annotated[str | None, Field(alias="model")] = None
    metadata: Annotated[
        Annotated[dict[str, Annotated[str, Field(max_length=512)]], Field(max_length=16)] | None,
        Field(alias="metadata"),
    ] = None
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class GetChatCompletionParameters(BaseModel):
    """GET /chat/completions/{completion_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    completion_id: Annotated[str, Field(alias="completion_id")]


class UpdateChatCompletionParameters(BaseModel):
    """POST /chat/completions/{completion_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    completion_id: Annotated[str, Field(alias="completion_id")]


class DeleteChatCompletionParameters(BaseModel):
    """DELETE /chat/completions/{completion_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    completion_id: Annotated[str, Field(alias="completion_id")]


class GetChatCompletionMessagesParameters(BaseModel):
    """GET /chat/completions/{completion_id}/messages"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    completion_id: Annotated[str, Field(alias="completion_id")]
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
