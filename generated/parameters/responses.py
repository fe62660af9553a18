"""Parameters of the operations of Responses. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class BetaCompactConversationParameters(BaseModel):
    """POST /responses/compact?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )


class BetaGetInputTokenCountsParameters(BaseModel):
    """POST /responses/input_tokens?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )


class GetResponseParameters(BaseModel):
    """GET /responses/{response_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]
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
    stream: Annotated[bool | None, Field(alias="stream")] = None
    starting_after: Annotated[int | None, Field(alias="starting_after")] = None
    include_obfuscation: Annotated[bool | None, Field(alias="include_obfuscation")] = None


class DeleteResponseParameters(BaseModel):
    """DELETE /responses/{response_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]


class CancelResponseParameters(BaseModel):
    """POST /responses/{response_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]


class BetaCancelResponseParameters(BaseModel):
    """POST /responses/{response_id}/cancel?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )


class ListInputItemsParameters(BaseModel):
    """GET /responses/{response_id}/input_items"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]
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


class BetaListInputItemsParameters(BaseModel):
    """GET /responses/{response_id}/input_items?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]
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
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )


class BetaGetResponseParameters(BaseModel):
    """GET /responses/{response_id}?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]
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
    stream: Annotated[bool | None, Field(alias="stream")] = None
    starting_after: Annotated[int | None, Field(alias="starting_after")] = None
    include_obfuscation: Annotated[bool | None, Field(alias="include_obfuscation")] = None
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )


class BetaDeleteResponseParameters(BaseModel):
    """DELETE /responses/{response_id}?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    response_id: Annotated[str, Field(alias="response_id")]
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )


class BetaCreateResponseParameters(BaseModel):
    """POST /responses?beta=true"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    openai_beta: Annotated[list[Literal["responses_multi_agent=v1"]] | None, Field(alias="openai-beta")] = (
        None
    )
