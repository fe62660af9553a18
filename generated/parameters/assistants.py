"""Parameters of the operations of Assistants. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListAssistantsParameters(BaseModel):
    """GET /assistants"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None


class GetAssistantParameters(BaseModel):
    """GET /assistants/{assistant_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    assistant_id: Annotated[str, Field(alias="assistant_id")]


class ModifyAssistantParameters(BaseModel):
    """POST /assistants/{assistant_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    assistant_id: Annotated[str, Field(alias="assistant_id")]


class DeleteAssistantParameters(BaseModel):
    """DELETE /assistants/{assistant_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    assistant_id: Annotated[str, Field(alias="assistant_id")]


class GetThreadParameters(BaseModel):
    """GET /threads/{thread_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]


class ModifyThreadParameters(BaseModel):
    """POST /threads/{thread_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]


class DeleteThreadParameters(BaseModel):
    """DELETE /threads/{thread_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]


class ListMessagesParameters(BaseModel):
    """GET /threads/{thread_id}/messages"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None
    run_id: Annotated[str | None, Field(alias="run_id")] = None


class CreateMessageParameters(BaseModel):
    """POST /threads/{thread_id}/messages"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]


class GetMessageParameters(BaseModel):
    """GET /threads/{thread_id}/messages/{message_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    message_id: Annotated[str, Field(alias="message_id")]


class ModifyMessageParameters(BaseModel):
    """POST /threads/{thread_id}/messages/{message_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    message_id: Annotated[str, Field(alias="message_id")]


class DeleteMessageParameters(BaseModel):
    """DELETE /threads/{thread_id}/messages/{message_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    message_id: Annotated[str, Field(alias="message_id")]


class ListRunsParameters(BaseModel):
    """GET /threads/{thread_id}/runs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None


class CreateRunParameters(BaseModel):
    """POST /threads/{thread_id}/runs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    include: Annotated[
        list[Literal["step_details.tool_calls[*].file_search.results[*].content"]] | None,
        Field(alias="include[]"),
    ] = None


class GetRunParameters(BaseModel):
    """GET /threads/{thread_id}/runs/{run_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    run_id: Annotated[str, Field(alias="run_id")]


class ModifyRunParameters(BaseModel):
    """POST /threads/{thread_id}/runs/{run_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    run_id: Annotated[str, Field(alias="run_id")]


class CancelRunParameters(BaseModel):
    """POST /threads/{thread_id}/runs/{run_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    run_id: Annotated[str, Field(alias="run_id")]


class ListRunStepsParameters(BaseModel):
    """GET /threads/{thread_id}/runs/{run_id}/steps"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    run_id: Annotated[str, Field(alias="run_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None
    include: Annotated[
        list[Literal["step_details.tool_calls[*].file_search.results[*].content"]] | None,
        Field(alias="include[]"),
    ] = None


class GetRunStepParameters(BaseModel):
    """GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    run_id: Annotated[str, Field(alias="run_id")]
    step_id: Annotated[str, Field(alias="step_id")]
    include: Annotated[
        list[Literal["step_details.tool_calls[*].file_search.results[*].content"]] | None,
        Field(alias="include[]"),
    ] = None


class SubmitToolOuputsToRunParameters(BaseModel):
    """POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    thread_id: Annotated[str, Field(alias="thread_id")]
    run_id: Annotated[str, Field(alias="run_id")]
