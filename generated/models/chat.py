"""Models of the contract: chat. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import OTHER_TAG, tagged
from .common import Metadata
from .completion_usage import CompletionUsage
from .functions import ChatCompletionTool, FunctionParameters
from .generation_options import (
    ChatCompletionStreamOptions,
    ModelIdsShared,
    ModelResponsePropertiesSafetyIdentifier,
    ModelResponsePropertiesTemperature,
    ModelResponsePropertiesTopP,
    ParallelToolCalls,
    PromptCacheBreakpointParam,
    PromptCacheOptionsParam,
    ReasoningEffort,
    StopConfiguration,
    Verbosity,
)
from .moderation_results import ModerationParam, ModerationResultBody
from .response_formats import ResponseFormatJsonObject, ResponseFormatJsonSchema, ResponseFormatText
from .voices import VoiceIdsOrCustomVoice


class Audio(ContractModel):
    voice: VoiceIdsOrCustomVoice
    format: Literal["wav", "aac", "mp3", "flac", "opus", "pcm16"]


class ChatCompletionAllowedTools(ContractModel):
    mode: Literal["auto", "required"]
    tools: list[dict[str, Any]]


class ChatCompletionAllowedToolsChoice(ContractModel):
    type: Literal["allowed_tools"]
    allowed_tools: ChatCompletionAllowedTools


class ChatCompletionDeleted(ContractModel):
    object: Literal["chat.completion.deleted"]
    id: str
    deleted: StrictBool


class ChatCompletionFunctionCallOption(ContractModel):
    name: str


class ChatCompletionFunctions(ContractModel):
    description: Annotated[Union[str, None], NotNull] = None
    name: str
    parameters: Annotated[Union[FunctionParameters, None], NotNull] = None


class ChatCompletionModerationError(ContractModel):
    type: Literal["error"]
    code: str
    message: str


class ChatCompletionModerationResults(ContractModel):
    type: Literal["moderation_results"]
    model: str
    results: list[ModerationResultBody]


class ChatCompletionModeration(ContractModel):
    input: Annotated[
        Union[ChatCompletionModerationResults, ChatCompletionModerationError], Field(discriminator="type")
    ]
    output: Annotated[
        Union[ChatCompletionModerationResults, ChatCompletionModerationError], Field(discriminator="type")
    ]


class ChatCompletionMessageCustomToolCallCustom(ContractModel):
    name: str
    input: str


class ChatCompletionMessageCustomToolCall(ContractModel):
    id: str
    type: Literal["custom"]
    custom: ChatCompletionMessageCustomToolCallCustom


class ChatCompletionMessageToolCallFunction(ContractModel):
    name: str
    arguments: str


class ChatCompletionMessageToolCall(ContractModel):
    id: str
    type: Literal["function"]
    function: ChatCompletionMessageToolCallFunction


ChatCompletionMessageToolCallsChatCompletionMessageToolCalls = TypeAliasType(
    "ChatCompletionMessageToolCallsChatCompletionMessageToolCalls",
    Annotated[
        Union[ChatCompletionMessageToolCall, ChatCompletionMessageCustomToolCall], Field(discriminator="type")
    ],
)


ChatCompletionMessageToolCalls = TypeAliasType(
    "ChatCompletionMessageToolCalls", list[ChatCompletionMessageToolCallsChatCompletionMessageToolCalls]
)


class ChatCompletionResponseMessageAnnotationUrlCitation(ContractModel):
    end_index: StrictInt
    start_index: StrictInt
    url: str
    title: str


class ChatCompletionResponseMessageAnnotation(ContractModel):
    type: Literal["url_citation"]
    url_citation: ChatCompletionResponseMessageAnnotationUrlCitation


class ChatCompletionResponseMessageAudio(ContractModel):
    id: str
    expires_at: StrictInt
    data: str
    transcript: str


class ChatCompletionResponseMessageFunctionCall(ContractModel):
    arguments: str
    name: str


class ChatCompletionResponseMessage(ContractModel):
    content: Union[str, None]
    refusal: Union[str, None]
    tool_calls: Annotated[Union[ChatCompletionMessageToolCalls, None], NotNull] = None
    annotations: Annotated[Union[list[ChatCompletionResponseMessageAnnotation], None], NotNull] = None
    role: Literal["assistant"]
    function_call: Annotated[Union[ChatCompletionResponseMessageFunctionCall, None], NotNull] = None
    audio: Union[ChatCompletionResponseMessageAudio, None] = None


class ChatCompletionTokenLogprobTopLogprob(ContractModel):
    token: str
    logprob: StrictFloat
    bytes: Union[list[StrictInt], None]


class ChatCompletionTokenLogprob(ContractModel):
    token: str
    logprob: StrictFloat
    bytes: Union[list[StrictInt], None]
    top_logprobs: list[ChatCompletionTokenLogprobTopLogprob]


class CreateChatCompletionResponseChoiceLogprobs(ContractModel):
    content: Union[list[ChatCompletionTokenLogprob], None]
    refusal: Union[list[ChatCompletionTokenLogprob], None]


class CreateChatCompletionResponseChoice(ContractModel):
    finish_reason: Literal["stop", "length", "tool_calls", "content_filter", "function_call"]
    index: StrictInt
    message: ChatCompletionResponseMessage
    logprobs: Union[CreateChatCompletionResponseChoiceLogprobs, None]


ServiceTier = TypeAliasType(
    "ServiceTier", Union[Literal["auto", "default", "flex", "scale", "priority", "fast"], None]
)


class CreateChatCompletionResponse(ContractModel):
    id: str
    choices: list[CreateChatCompletionResponseChoice]
    created: StrictInt
    model: str
    metadata: Union[Metadata, None] = None
    service_tier: Union[ServiceTier, None] = None
    system_fingerprint: Annotated[Union[str, None], NotNull] = None
    object: Literal["chat.completion"]
    usage: Annotated[Union[CompletionUsage, None], NotNull] = None
    moderation: Union[ChatCompletionModeration, None] = None


class ChatCompletionList(ContractModel):
    object: Literal["list"]
    data: list[CreateChatCompletionResponse]
    first_id: str
    last_id: str
    has_more: StrictBool


class ChatCompletionRequestMessageContentPartAudioInputAudio(ContractModel):
    data: str
    format: Literal["wav", "mp3"]


class ChatCompletionRequestMessageContentPartAudio(ContractModel):
    type: Literal["input_audio"]
    input_audio: ChatCompletionRequestMessageContentPartAudioInputAudio
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointParam, None], NotNull] = None


class ChatCompletionRequestMessageContentPartFileFile(ContractModel):
    filename: Annotated[Union[str, None], NotNull] = None
    file_data: Annotated[Union[str, None], NotNull] = None
    file_id: Annotated[Union[str, None], NotNull] = None


class ChatCompletionRequestMessageContentPartFile(ContractModel):
    type: Literal["file"]
    file: ChatCompletionRequestMessageContentPartFileFile
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointParam, None], NotNull] = None


class ChatCompletionRequestMessageContentPartImageImageUrl(ContractModel):
    url: str
    detail: Literal["auto", "low", "high"] = "auto"


class ChatCompletionRequestMessageContentPartImage(ContractModel):
    type: Literal["image_url"]
    image_url: ChatCompletionRequestMessageContentPartImageImageUrl
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointParam, None], NotNull] = None


class ChatCompletionRequestMessageContentPartText(ContractModel):
    type: Literal["text"]
    text: str
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointParam, None], NotNull] = None


class Datum(ContractModel):
    role: Literal["assistant", "developer", "system", "user", "tool", "function"]
    content: Union[str, None]
    refusal: Union[str, None]
    name: Union[str, None] = None
    tool_calls: Annotated[Union[ChatCompletionMessageToolCalls, None], NotNull] = None
    tool_call_id: Annotated[Union[str, None], NotNull] = None
    id: str
    content_parts: Union[
        list[
            Annotated[
                Union[
                    ChatCompletionRequestMessageContentPartText,
                    ChatCompletionRequestMessageContentPartImage,
                    ChatCompletionRequestMessageContentPartAudio,
                    ChatCompletionRequestMessageContentPartFile,
                ],
                Field(discriminator="type"),
            ]
        ],
        None,
    ] = None


class ChatCompletionMessageList(ContractModel):
    object: Literal["list"]
    data: list[Datum]
    first_id: str
    last_id: str
    has_more: StrictBool


class ChatCompletionMessageToolCallChunkCustom(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    input: Annotated[Union[str, None], NotNull] = None


class ChatCompletionMessageToolCallChunkFunction(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    arguments: Annotated[Union[str, None], NotNull] = None


class ChatCompletionMessageToolCallChunk(ContractModel):
    index: StrictInt
    id: Annotated[Union[str, None], NotNull] = None
    type: Annotated[Union[Literal["function", "custom"], None], NotNull] = None
    function: Annotated[Union[ChatCompletionMessageToolCallChunkFunction, None], NotNull] = None
    custom: Annotated[Union[ChatCompletionMessageToolCallChunkCustom, None], NotNull] = None


class ChatCompletionNamedToolChoiceFunction(ContractModel):
    name: str


class ChatCompletionNamedToolChoice(ContractModel):
    type: Literal["function"]
    function: ChatCompletionNamedToolChoiceFunction


class ChatCompletionNamedToolChoiceCustomCustom(ContractModel):
    name: str


class ChatCompletionNamedToolChoiceCustom(ContractModel):
    type: Literal["custom"]
    custom: ChatCompletionNamedToolChoiceCustomCustom


class ChatCompletionRequestAssistantMessageAudio(ContractModel):
    id: str


class ChatCompletionRequestMessageContentPartRefusal(ContractModel):
    type: Literal["refusal"]
    refusal: str


ChatCompletionRequestAssistantMessageContentPart = TypeAliasType(
    "ChatCompletionRequestAssistantMessageContentPart",
    Annotated[
        Union[ChatCompletionRequestMessageContentPartText, ChatCompletionRequestMessageContentPartRefusal],
        Field(discriminator="type"),
    ],
)


ChatCompletionRequestAssistantMessageContent = TypeAliasType(
    "ChatCompletionRequestAssistantMessageContent",
    Annotated[list[ChatCompletionRequestAssistantMessageContentPart], Field(min_length=1)],
)


class ChatCompletionRequestAssistantMessageFunctionCall(ContractModel):
    arguments: str
    name: str


class ChatCompletionRequestAssistantMessage(ContractModel):
    content: Union[str, ChatCompletionRequestAssistantMessageContent, None] = None
    refusal: Union[str, None] = None
    role: Literal["assistant"]
    name: Annotated[Union[str, None], NotNull] = None
    audio: Union[ChatCompletionRequestAssistantMessageAudio, None] = None
    tool_calls: Annotated[Union[ChatCompletionMessageToolCalls, None], NotNull] = None
    function_call: Union[ChatCompletionRequestAssistantMessageFunctionCall, None] = None


ChatCompletionRequestDeveloperMessageContent = TypeAliasType(
    "ChatCompletionRequestDeveloperMessageContent",
    Annotated[list[ChatCompletionRequestMessageContentPartText], Field(min_length=1)],
)


class ChatCompletionRequestDeveloperMessage(ContractModel):
    content: Union[str, ChatCompletionRequestDeveloperMessageContent]
    role: Literal["developer"]
    name: Annotated[Union[str, None], NotNull] = None


class ChatCompletionRequestFunctionMessage(ContractModel):
    role: Literal["function"]
    content: Union[str, None]
    name: str


ChatCompletionRequestSystemMessageContentPart = TypeAliasType(
    "ChatCompletionRequestSystemMessageContentPart", ChatCompletionRequestMessageContentPartText
)


ChatCompletionRequestSystemMessageContent = TypeAliasType(
    "ChatCompletionRequestSystemMessageContent",
    Annotated[list[ChatCompletionRequestSystemMessageContentPart], Field(min_length=1)],
)


class ChatCompletionRequestSystemMessage(ContractModel):
    content: Union[str, ChatCompletionRequestSystemMessageContent]
    role: Literal["system"]
    name: Annotated[Union[str, None], NotNull] = None


ChatCompletionRequestToolMessageContentPart = TypeAliasType(
    "ChatCompletionRequestToolMessageContentPart", ChatCompletionRequestMessageContentPartText
)


ChatCompletionRequestToolMessageContent = TypeAliasType(
    "ChatCompletionRequestToolMessageContent",
    Annotated[list[ChatCompletionRequestToolMessageContentPart], Field(min_length=1)],
)


class ChatCompletionRequestToolMessage(ContractModel):
    role: Literal["tool"]
    content: Union[str, ChatCompletionRequestToolMessageContent]
    tool_call_id: str


ChatCompletionRequestUserMessageContentPart = TypeAliasType(
    "ChatCompletionRequestUserMessageContentPart",
    Annotated[
        Union[
            ChatCompletionRequestMessageContentPartText,
            ChatCompletionRequestMessageContentPartImage,
            ChatCompletionRequestMessageContentPartAudio,
            ChatCompletionRequestMessageContentPartFile,
        ],
        Field(discriminator="type"),
    ],
)


ChatCompletionRequestUserMessageContent = TypeAliasType(
    "ChatCompletionRequestUserMessageContent",
    Annotated[list[ChatCompletionRequestUserMessageContentPart], Field(min_length=1)],
)


class ChatCompletionRequestUserMessage(ContractModel):
    content: Union[str, ChatCompletionRequestUserMessageContent]
    role: Literal["user"]
    name: Annotated[Union[str, None], NotNull] = None


ChatCompletionRequestMessage = TypeAliasType(
    "ChatCompletionRequestMessage",
    Annotated[
        Union[
            ChatCompletionRequestDeveloperMessage,
            ChatCompletionRequestSystemMessage,
            ChatCompletionRequestUserMessage,
            ChatCompletionRequestAssistantMessage,
            ChatCompletionRequestToolMessage,
            ChatCompletionRequestFunctionMessage,
        ],
        Field(discriminator="role"),
    ],
)


class ChatCompletionStreamResponseDeltaFunctionCall(ContractModel):
    arguments: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class ChatCompletionStreamResponseDelta(ContractModel):
    content: Union[str, None] = None
    function_call: Annotated[Union[ChatCompletionStreamResponseDeltaFunctionCall, None], NotNull] = None
    tool_calls: Annotated[Union[list[ChatCompletionMessageToolCallChunk], None], NotNull] = None
    role: Annotated[Union[Literal["developer", "system", "user", "assistant", "tool"], None], NotNull] = None
    refusal: Union[str, None] = None


ChatCompletionToolChoiceOption = TypeAliasType(
    "ChatCompletionToolChoiceOption",
    Annotated[
        Union[
            Annotated[
                Union[ChatCompletionAllowedToolsChoice, Literal["none", "auto", "required"]],
                Tag("allowed_tools"),
            ],
            Annotated[
                Union[ChatCompletionNamedToolChoice, Literal["none", "auto", "required"]], Tag("function")
            ],
            Annotated[
                Union[ChatCompletionNamedToolChoiceCustom, Literal["none", "auto", "required"]], Tag("custom")
            ],
            Annotated[Literal["none", "auto", "required"], Tag(OTHER_TAG)],
        ],
        Discriminator(
            tagged("type", "allowed_tools", "function", "custom", missing=False, other=True, objects=False)
        ),
    ],
)


class CustomToolChatCompletionsCustomFormatGrammarGrammar(ContractModel):
    definition: str
    syntax: Literal["lark", "regex"]


class CustomToolChatCompletionsCustomFormatGrammar(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["grammar"]
    grammar: CustomToolChatCompletionsCustomFormatGrammarGrammar


class CustomToolChatCompletionsCustomFormatText(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["text"]


class CustomToolChatCompletionsCustom(ContractModel):
    name: str
    description: Annotated[Union[str, None], NotNull] = None
    format: Annotated[
        Union[
            Annotated[
                Union[
                    CustomToolChatCompletionsCustomFormatText, CustomToolChatCompletionsCustomFormatGrammar
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None


class CustomToolChatCompletions(ContractModel):
    type: Literal["custom"]
    custom: CustomToolChatCompletionsCustom


PredictionContentContent = TypeAliasType(
    "PredictionContentContent",
    Annotated[list[ChatCompletionRequestMessageContentPartText], Field(min_length=1)],
)


class PredictionContent(ContractModel):
    type: Literal["content"]
    content: Union[str, PredictionContentContent]


ResponseModalities = TypeAliasType("ResponseModalities", Union[list[Literal["text", "audio"]], None])


TopLogprobs = TypeAliasType("TopLogprobs", Annotated[StrictInt, Field(ge=0, le=20)])


TopLogprobs1 = TypeAliasType("TopLogprobs1", None)


WebSearchContextSize = TypeAliasType("WebSearchContextSize", Literal["low", "medium", "high"])


class WebSearchLocation(ContractModel):
    country: Annotated[Union[str, None], NotNull] = None
    region: Annotated[Union[str, None], NotNull] = None
    city: Annotated[Union[str, None], NotNull] = None
    timezone: Annotated[Union[str, None], NotNull] = None


class WebSearchOptionsUserLocationApproximate(ContractModel):
    type: Literal["approximate"]
    approximate: WebSearchLocation


class WebSearchOptions(ContractModel):
    user_location: Union[WebSearchOptionsUserLocationApproximate, None] = None
    search_context_size: WebSearchContextSize = "medium"


class CreateChatCompletionRequest(ContractModel):
    metadata: Union[Metadata, None] = None
    temperature: Union[ModelResponsePropertiesTemperature, None] = None
    top_p: Union[ModelResponsePropertiesTopP, None] = None
    user: Annotated[Union[str, None], NotNull] = None
    safety_identifier: Union[ModelResponsePropertiesSafetyIdentifier, None] = None
    prompt_cache_key: Union[str, None] = None
    prompt_cache_retention: Union[Literal["in_memory", "24h"], None] = None
    prompt_cache_options: Annotated[Union[PromptCacheOptionsParam, None], NotNull] = None
    messages: Annotated[list[ChatCompletionRequestMessage], Field(min_length=1)]
    model: ModelIdsShared
    service_tier: Union[ServiceTier, None] = None
    modalities: Union[ResponseModalities, None] = None
    verbosity: Union[Verbosity, None] = None
    reasoning_effort: Union[ReasoningEffort, None] = None
    max_completion_tokens: Union[StrictInt, None] = None
    frequency_penalty: Annotated[Union[StrictFloat, None], Field(ge=-2.0, le=2.0)] = 0
    presence_penalty: Annotated[Union[StrictFloat, None], Field(ge=-2.0, le=2.0)] = 0
    web_search_options: Annotated[Union[WebSearchOptions, None], NotNull] = None
    top_logprobs: Union[TopLogprobs, TopLogprobs1, None] = None
    response_format: Annotated[
        Union[
            Annotated[
                Union[ResponseFormatText, ResponseFormatJsonSchema, ResponseFormatJsonObject],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    audio: Union[Audio, None] = None
    store: Union[StrictBool, None] = False
    moderation: Union[ModerationParam, None] = None
    stream: Union[StrictBool, None] = False
    stop: StopConfiguration = None
    logit_bias: Union[dict[str, StrictInt], None] = None
    logprobs: Union[StrictBool, None] = False
    max_tokens: Union[StrictInt, None] = None
    n: Annotated[Union[StrictInt, None], Field(ge=1, le=128)] = 1
    prediction: Union[PredictionContent, None] = None
    seed: Union[StrictFloat, None] = None
    stream_options: Union[ChatCompletionStreamOptions, None] = None
    tools: Annotated[
        Union[
            list[
                Annotated[Union[ChatCompletionTool, CustomToolChatCompletions], Field(discriminator="type")]
            ],
            None,
        ],
        NotNull,
    ] = None
    tool_choice: Annotated[Union[ChatCompletionToolChoiceOption, None], NotNull] = None
    parallel_tool_calls: ParallelToolCalls = True
    function_call: Annotated[
        Union[Literal["none", "auto"], ChatCompletionFunctionCallOption, None], NotNull
    ] = None
    functions: Annotated[
        Union[list[ChatCompletionFunctions], None], NotNull, Field(max_length=128, min_length=1)
    ] = None


class CreateChatCompletionStreamResponseChoiceLogprobs(ContractModel):
    content: Union[list[ChatCompletionTokenLogprob], None]
    refusal: Union[list[ChatCompletionTokenLogprob], None]


class CreateChatCompletionStreamResponseChoice(ContractModel):
    delta: ChatCompletionStreamResponseDelta
    logprobs: Union[CreateChatCompletionStreamResponseChoiceLogprobs, None] = None
    finish_reason: Union[Literal["stop", "length", "tool_calls", "content_filter", "function_call"], None]
    index: StrictInt


class CreateChatCompletionStreamResponse(ContractModel):
    id: str
    choices: list[CreateChatCompletionStreamResponseChoice]
    created: StrictInt
    model: str
    obfuscation: Annotated[Union[str, None], NotNull] = None
    service_tier: Union[ServiceTier, None] = None
    system_fingerprint: Annotated[Union[str, None], NotNull] = None
    object: Literal["chat.completion.chunk"]
    usage: Union[CompletionUsage, None] = None
    moderation: Union[ChatCompletionModeration, None] = None


class UpdateChatCompletionRequest(ContractModel):
    metadata: Metadata
