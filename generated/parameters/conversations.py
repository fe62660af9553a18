"""Parameters of the operations of Conversations. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class GetConversationParameters(BaseModel):
    """GET /conversations/{conversation_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]


class UpdateConversationParameters(BaseModel):
    """POST /conversations/{conversation_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]


class DeleteConversationParameters(BaseModel):
    """DELETE /conversations/{conversation_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]


class ListConversationItemsParameters(BaseModel):
    """GET /conversations/{conversation_id}/items"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    include: Annotated[
        list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None,
        Field(alias="include"),
    ] = None


class CreateConversationItemsParameters(BaseModel):
    """POST /conversations/{conversation_id}/items"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]
    include: Annotated[
        list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None,
        Field(alias="include"),
    ] = None


class GetConversationItemParameters(BaseModel):
    """GET /conversations/{conversation_id}/items/{item_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]
    item_id: Annotated[str, Field(alias="item_id")]
    include: Annotated[
        list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None,
        Field(alias="include"),
    ] = None


class DeleteConversationItemParameters(BaseModel):
    """DELETE /conversations/{conversation_id}/items/{item_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    conversation_id: Annotated[str, Field(alias="conversation_id")]
    item_id: Annotated[str, Field(alias="item_id")]
