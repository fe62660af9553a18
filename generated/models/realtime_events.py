"""Models of the contract: realtime events. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import MISSING_TAG, OTHER_TAG, tagged
from .audio import TranscriptionLanguage, TranscriptTextUsageDuration, TranscriptTextUsageTokens
from .common import Metadata
from .items import MCPListToolsTool
from .mcp import MCPTool
from .prompts import Prompt
from .realtime import (
    RealtimeAudioFormats,
    RealtimeFunctionTool,
    RealtimeReasoning,
    RealtimeSessionCreateRequestGA,
    RealtimeSessionCreateResponseGA,
    RealtimeTranscriptionSessionCreateRequest,
    RealtimeTranscriptionSessionCreateRequestGA,
    RealtimeTranscriptionSessionCreateResponse,
    RealtimeTranscriptionSessionCreateResponseGA,
)
from .tool_choices import ToolChoiceFunction, ToolChoiceMCP, ToolChoiceOptions
from .voices import VoiceIdsOrCustomVoice, VoiceIdsShared


class LogProbProperties(ContractModel):
    token: str
    logprob: StrictFloat
    bytes: list[StrictInt]


class RealtimeConversationItemFunctionCall(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.item"], None], NotNull] = None
    type: Literal["function_call"]
    status: Annotated[Union[Literal["completed", "incomplete", "in_progress"], None], NotNull] = None
    call_id: Annotated[Union[str, None], NotNull] = None
    name: str
    arguments: str


class RealtimeConversationItemFunctionCallOutput(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.item"], None], NotNull] = None
    type: Literal["function_call_output"]
    status: Annotated[Union[Literal["completed", "incomplete", "in_progress"], None], NotNull] = None
    call_id: str
    output: str


class RealtimeConversationItemMessageAssistantContentItem(ContractModel):
    type: Annotated[Union[Literal["output_text", "output_audio"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeConversationItemMessageAssistant(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.item"], None], NotNull] = None
    type: Literal["message"]
    status: Annotated[Union[Literal["completed", "incomplete", "in_progress"], None], NotNull] = None
    role: Literal["assistant"]
    content: list[RealtimeConversationItemMessageAssistantContentItem]


class RealtimeConversationItemMessageSystemContentItem(ContractModel):
    type: Annotated[Union[Literal["input_text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None


class RealtimeConversationItemMessageSystem(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.item"], None], NotNull] = None
    type: Literal["message"]
    status: Annotated[Union[Literal["completed", "incomplete", "in_progress"], None], NotNull] = None
    role: Literal["system"]
    content: list[RealtimeConversationItemMessageSystemContentItem]


class RealtimeConversationItemMessageUserContentItem(ContractModel):
    type: Annotated[Union[Literal["input_text", "input_audio", "input_image"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    image_url: Annotated[Union[str, None], NotNull] = None
    detail: Literal["auto", "low", "high"] = "auto"
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeConversationItemMessageUser(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.item"], None], NotNull] = None
    type: Literal["message"]
    status: Annotated[Union[Literal["completed", "incomplete", "in_progress"], None], NotNull] = None
    role: Literal["user"]
    content: list[RealtimeConversationItemMessageUserContentItem]


class RealtimeMCPApprovalRequest(ContractModel):
    type: Literal["mcp_approval_request"]
    id: str
    server_label: str
    name: str
    arguments: str


class RealtimeMCPApprovalResponse(ContractModel):
    type: Literal["mcp_approval_response"]
    id: str
    approval_request_id: str
    approve: StrictBool
    reason: Union[str, None] = None


class RealtimeMCPListTools(ContractModel):
    type: Literal["mcp_list_tools"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    tools: list[MCPListToolsTool]


class RealtimeMCPHTTPError(ContractModel):
    type: Literal["http_error"]
    code: StrictInt
    message: str


class RealtimeMCPProtocolError(ContractModel):
    type: Literal["protocol_error"]
    code: StrictInt
    message: str


class RealtimeMCPToolExecutionError(ContractModel):
    type: Literal["tool_execution_error"]
    message: str


class RealtimeMCPToolCall(ContractModel):
    type: Literal["mcp_call"]
    id: str
    server_label: str
    name: str
    arguments: str
    approval_request_id: Union[str, None] = None
    output: Union[str, None] = None
    error: Union[
        Annotated[
            Union[RealtimeMCPProtocolError, RealtimeMCPToolExecutionError, RealtimeMCPHTTPError],
            Field(discriminator="type"),
        ],
        None,
    ] = None


RealtimeConversationItem = TypeAliasType(
    "RealtimeConversationItem",
    Annotated[
        Union[
            Annotated[
                Union[
                    RealtimeConversationItemMessageSystem,
                    RealtimeConversationItemMessageUser,
                    RealtimeConversationItemMessageAssistant,
                ],
                Tag("message"),
            ],
            Annotated[RealtimeConversationItemFunctionCall, Tag("function_call")],
            Annotated[RealtimeConversationItemFunctionCallOutput, Tag("function_call_output")],
            Annotated[RealtimeMCPApprovalResponse, Tag("mcp_approval_response")],
            Annotated[RealtimeMCPListTools, Tag("mcp_list_tools")],
            Annotated[RealtimeMCPToolCall, Tag("mcp_call")],
            Annotated[RealtimeMCPApprovalRequest, Tag("mcp_approval_request")],
        ],
        Discriminator(
            tagged(
                "type",
                "message",
                "function_call",
                "function_call_output",
                "mcp_approval_response",
                "mcp_list_tools",
                "mcp_call",
                "mcp_approval_request",
                missing=False,
                other=False,
                objects=False,
            )
        ),
    ],
)


class RealtimeClientEventConversationItemCreate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["conversation.item.create"]
    previous_item_id: Annotated[Union[str, None], NotNull] = None
    item: RealtimeConversationItem


class RealtimeClientEventConversationItemDelete(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["conversation.item.delete"]
    item_id: str


class RealtimeClientEventConversationItemRetrieve(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["conversation.item.retrieve"]
    item_id: str


class RealtimeClientEventConversationItemTruncate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["conversation.item.truncate"]
    item_id: str
    content_index: StrictInt
    audio_end_ms: StrictInt


class RealtimeClientEventInputAudioBufferAppend(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["input_audio_buffer.append"]
    audio: str


class RealtimeClientEventInputAudioBufferClear(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["input_audio_buffer.clear"]


class RealtimeClientEventInputAudioBufferCommit(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["input_audio_buffer.commit"]


class RealtimeClientEventOutputAudioBufferClear(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["output_audio_buffer.clear"]


class RealtimeClientEventResponseCancel(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["response.cancel"]
    response_id: Annotated[Union[str, None], NotNull] = None


class RealtimeResponseCreateParamsAudioOutput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    voice: Annotated[VoiceIdsOrCustomVoice, Field(validate_default=True)] = "alloy"


class RealtimeResponseCreateParamsAudio(ContractModel):
    output: Annotated[Union[RealtimeResponseCreateParamsAudioOutput, None], NotNull] = None


class RealtimeResponseCreateParams(ContractModel):
    output_modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    instructions: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[RealtimeResponseCreateParamsAudio, None], NotNull] = None
    tools: Annotated[
        Union[
            list[
                Annotated[
                    Union[
                        Annotated[RealtimeFunctionTool, Tag("function")],
                        Annotated[MCPTool, Tag("mcp")],
                        Annotated[RealtimeFunctionTool, Tag(MISSING_TAG)],
                    ],
                    Discriminator(
                        tagged("type", "function", "mcp", missing=True, other=False, objects=False)
                    ),
                ]
            ],
            None,
        ],
        NotNull,
    ] = None
    tool_choice: Annotated[
        Annotated[
            Union[
                Annotated[Union[ToolChoiceFunction, ToolChoiceOptions], Tag("function")],
                Annotated[Union[ToolChoiceMCP, ToolChoiceOptions], Tag("mcp")],
                Annotated[ToolChoiceOptions, Tag(OTHER_TAG)],
            ],
            Discriminator(tagged("type", "function", "mcp", missing=False, other=True, objects=False)),
        ],
        Field(validate_default=True),
    ] = "auto"
    parallel_tool_calls: Annotated[Union[StrictBool, None], NotNull] = None
    reasoning: Annotated[Union[RealtimeReasoning, None], NotNull] = None
    max_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None
    conversation: Annotated[Union[str, Literal["auto", "none"], None], NotNull] = None
    metadata: Union[Metadata, None] = None
    prompt: Union[Prompt, None] = None
    input: Annotated[Union[list[RealtimeConversationItem], None], NotNull] = None


class RealtimeClientEventResponseCreate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["response.create"]
    response: Annotated[Union[RealtimeResponseCreateParams, None], NotNull] = None


class RealtimeClientEventSessionUpdate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["session.update"]
    session: Annotated[
        Union[RealtimeSessionCreateRequestGA, RealtimeTranscriptionSessionCreateRequestGA],
        Field(discriminator="type"),
    ]


RealtimeClientEvent = TypeAliasType(
    "RealtimeClientEvent",
    Annotated[
        Union[
            RealtimeClientEventConversationItemCreate,
            RealtimeClientEventConversationItemDelete,
            RealtimeClientEventConversationItemRetrieve,
            RealtimeClientEventConversationItemTruncate,
            RealtimeClientEventInputAudioBufferAppend,
            RealtimeClientEventInputAudioBufferClear,
            RealtimeClientEventOutputAudioBufferClear,
            RealtimeClientEventInputAudioBufferCommit,
            RealtimeClientEventResponseCancel,
            RealtimeClientEventResponseCreate,
            RealtimeClientEventSessionUpdate,
        ],
        Field(discriminator="type"),
    ],
)


class RealtimeClientEventTranscriptionSessionUpdate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["transcription_session.update"]
    session: RealtimeTranscriptionSessionCreateRequest


class RealtimeResponseAudioOutput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    voice: VoiceIdsShared = "alloy"


class RealtimeResponseAudio(ContractModel):
    output: Annotated[Union[RealtimeResponseAudioOutput, None], NotNull] = None


class RealtimeResponseStatusDetailsError(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    code: Annotated[Union[str, None], NotNull] = None


class RealtimeResponseStatusDetails(ContractModel):
    type: Annotated[Union[Literal["completed", "cancelled", "failed", "incomplete"], None], NotNull] = None
    reason: Annotated[
        Union[Literal["turn_detected", "client_cancelled", "max_output_tokens", "content_filter"], None],
        NotNull,
    ] = None
    error: Annotated[Union[RealtimeResponseStatusDetailsError, None], NotNull] = None


class RealtimeResponseUsageInputTokenDetailsCachedTokensDetails(ContractModel):
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeResponseUsageInputTokenDetails(ContractModel):
    cached_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    cached_tokens_details: Annotated[
        Union[RealtimeResponseUsageInputTokenDetailsCachedTokensDetails, None], NotNull
    ] = None


class RealtimeResponseUsageOutputTokenDetails(ContractModel):
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeResponseUsage(ContractModel):
    total_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    output_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_token_details: Annotated[Union[RealtimeResponseUsageInputTokenDetails, None], NotNull] = None
    output_token_details: Annotated[Union[RealtimeResponseUsageOutputTokenDetails, None], NotNull] = None


class RealtimeResponse(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.response"], None], NotNull] = None
    status: Annotated[
        Union[Literal["completed", "cancelled", "failed", "incomplete", "in_progress"], None], NotNull
    ] = None
    status_details: Annotated[Union[RealtimeResponseStatusDetails, None], NotNull] = None
    output: Annotated[Union[list[RealtimeConversationItem], None], NotNull] = None
    metadata: Union[Metadata, None] = None
    audio: Annotated[Union[RealtimeResponseAudio, None], NotNull] = None
    usage: Annotated[Union[RealtimeResponseUsage, None], NotNull] = None
    conversation_id: Annotated[Union[str, None], NotNull] = None
    output_modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    max_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None


class RealtimeServerEventConversationCreatedConversation(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[str, None], NotNull] = None


class RealtimeServerEventConversationCreated(ContractModel):
    event_id: str
    type: Literal["conversation.created"]
    conversation: RealtimeServerEventConversationCreatedConversation


class RealtimeServerEventConversationItemAdded(ContractModel):
    event_id: str
    type: Literal["conversation.item.added"]
    previous_item_id: Union[str, None] = None
    item: RealtimeConversationItem


class RealtimeServerEventConversationItemCreated(ContractModel):
    event_id: str
    type: Literal["conversation.item.created"]
    previous_item_id: Union[str, None] = None
    item: RealtimeConversationItem


class RealtimeServerEventConversationItemDeleted(ContractModel):
    event_id: str
    type: Literal["conversation.item.deleted"]
    item_id: str


class RealtimeServerEventConversationItemDone(ContractModel):
    event_id: str
    type: Literal["conversation.item.done"]
    previous_item_id: Union[str, None] = None
    item: RealtimeConversationItem


class RealtimeServerEventConversationItemInputAudioTranscriptionCompleted(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.completed"]
    item_id: str
    content_index: StrictInt
    transcript: str
    languages: Annotated[Union[list[TranscriptionLanguage], None], NotNull] = None
    logprobs: Union[list[LogProbProperties], None] = None
    usage: Annotated[
        Union[TranscriptTextUsageTokens, TranscriptTextUsageDuration], Field(discriminator="type")
    ]


class RealtimeServerEventConversationItemInputAudioTranscriptionDelta(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.delta"]
    item_id: str
    content_index: Annotated[Union[StrictInt, None], NotNull] = None
    delta: Annotated[Union[str, None], NotNull] = None
    logprobs: Union[list[LogProbProperties], None] = None


class RealtimeServerEventConversationItemInputAudioTranscriptionFailedError(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    code: Annotated[Union[str, None], NotNull] = None
    message: Annotated[Union[str, None], NotNull] = None
    param: Annotated[Union[str, None], NotNull] = None


class RealtimeServerEventConversationItemInputAudioTranscriptionFailed(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.failed"]
    item_id: str
    content_index: StrictInt
    error: RealtimeServerEventConversationItemInputAudioTranscriptionFailedError


class RealtimeServerEventConversationItemInputAudioTranscriptionSegment(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.segment"]
    item_id: str
    content_index: StrictInt
    text: str
    id: str
    speaker: str
    start: StrictFloat
    end: StrictFloat


class RealtimeServerEventConversationItemRetrieved(ContractModel):
    event_id: str
    type: Literal["conversation.item.retrieved"]
    item: RealtimeConversationItem


class RealtimeServerEventConversationItemTruncated(ContractModel):
    event_id: str
    type: Literal["conversation.item.truncated"]
    item_id: str
    content_index: StrictInt
    audio_end_ms: StrictInt


class RealtimeServerEventErrorError(ContractModel):
    type: str
    code: Union[str, None] = None
    message: str
    param: Union[str, None] = None
    event_id: Union[str, None] = None


class RealtimeServerEventError(ContractModel):
    event_id: str
    type: Literal["error"]
    error: RealtimeServerEventErrorError


class RealtimeServerEventInputAudioBufferCleared(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.cleared"]


class RealtimeServerEventInputAudioBufferCommitted(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.committed"]
    previous_item_id: Union[str, None] = None
    item_id: str


class RealtimeServerEventInputAudioBufferDtmfEventReceived(ContractModel):
    type: Literal["input_audio_buffer.dtmf_event_received"]
    event: str
    received_at: StrictInt


class RealtimeServerEventInputAudioBufferSpeechStarted(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.speech_started"]
    audio_start_ms: StrictInt
    item_id: str


class RealtimeServerEventInputAudioBufferSpeechStopped(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.speech_stopped"]
    audio_end_ms: StrictInt
    item_id: str


class RealtimeServerEventInputAudioBufferTimeoutTriggered(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.timeout_triggered"]
    audio_start_ms: StrictInt
    audio_end_ms: StrictInt
    item_id: str


class RealtimeServerEventMCPListToolsCompleted(ContractModel):
    event_id: str
    type: Literal["mcp_list_tools.completed"]
    item_id: str


class RealtimeServerEventMCPListToolsFailed(ContractModel):
    event_id: str
    type: Literal["mcp_list_tools.failed"]
    item_id: str


class RealtimeServerEventMCPListToolsInProgress(ContractModel):
    event_id: str
    type: Literal["mcp_list_tools.in_progress"]
    item_id: str


class RealtimeServerEventOutputAudioBufferCleared(ContractModel):
    event_id: str
    type: Literal["output_audio_buffer.cleared"]
    response_id: str


class RealtimeServerEventOutputAudioBufferStarted(ContractModel):
    event_id: str
    type: Literal["output_audio_buffer.started"]
    response_id: str


class RealtimeServerEventOutputAudioBufferStopped(ContractModel):
    event_id: str
    type: Literal["output_audio_buffer.stopped"]
    response_id: str


class RealtimeServerEventRateLimitsUpdatedRateLimit(ContractModel):
    name: Annotated[Union[Literal["requests", "tokens"], None], NotNull] = None
    limit: Annotated[Union[StrictInt, None], NotNull] = None
    remaining: Annotated[Union[StrictInt, None], NotNull] = None
    reset_seconds: Annotated[Union[StrictFloat, None], NotNull] = None


class RealtimeServerEventRateLimitsUpdated(ContractModel):
    event_id: str
    type: Literal["rate_limits.updated"]
    rate_limits: list[RealtimeServerEventRateLimitsUpdatedRateLimit]


class RealtimeServerEventResponseAudioDelta(ContractModel):
    event_id: str
    type: Literal["response.output_audio.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str


class RealtimeServerEventResponseAudioDone(ContractModel):
    event_id: str
    type: Literal["response.output_audio.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt


class RealtimeServerEventResponseAudioTranscriptDelta(ContractModel):
    event_id: str
    type: Literal["response.output_audio_transcript.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str


class RealtimeServerEventResponseAudioTranscriptDone(ContractModel):
    event_id: str
    type: Literal["response.output_audio_transcript.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    transcript: str


class RealtimeServerEventResponseContentPartAddedPart(ContractModel):
    type: Annotated[Union[Literal["audio", "text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeServerEventResponseContentPartAdded(ContractModel):
    event_id: str
    type: Literal["response.content_part.added"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    part: RealtimeServerEventResponseContentPartAddedPart


class RealtimeServerEventResponseContentPartDonePart(ContractModel):
    type: Annotated[Union[Literal["audio", "text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeServerEventResponseContentPartDone(ContractModel):
    event_id: str
    type: Literal["response.content_part.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    part: RealtimeServerEventResponseContentPartDonePart


class RealtimeServerEventResponseCreated(ContractModel):
    event_id: str
    type: Literal["response.created"]
    response: RealtimeResponse


class RealtimeServerEventResponseDone(ContractModel):
    event_id: str
    type: Literal["response.done"]
    response: RealtimeResponse


class RealtimeServerEventResponseFunctionCallArgumentsDelta(ContractModel):
    event_id: str
    type: Literal["response.function_call_arguments.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    call_id: str
    delta: str


class RealtimeServerEventResponseFunctionCallArgumentsDone(ContractModel):
    event_id: str
    type: Literal["response.function_call_arguments.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    call_id: str
    name: str
    arguments: str


class RealtimeServerEventResponseMCPCallArgumentsDelta(ContractModel):
    event_id: str
    type: Literal["response.mcp_call_arguments.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    delta: str
    obfuscation: Union[str, None] = None


class RealtimeServerEventResponseMCPCallArgumentsDone(ContractModel):
    event_id: str
    type: Literal["response.mcp_call_arguments.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    arguments: str


class RealtimeServerEventResponseMCPCallCompleted(ContractModel):
    event_id: str
    type: Literal["response.mcp_call.completed"]
    output_index: StrictInt
    item_id: str


class RealtimeServerEventResponseMCPCallFailed(ContractModel):
    event_id: str
    type: Literal["response.mcp_call.failed"]
    output_index: StrictInt
    item_id: str


class RealtimeServerEventResponseMCPCallInProgress(ContractModel):
    event_id: str
    type: Literal["response.mcp_call.in_progress"]
    output_index: StrictInt
    item_id: str


class RealtimeServerEventResponseOutputItemAdded(ContractModel):
    event_id: str
    type: Literal["response.output_item.added"]
    response_id: str
    output_index: StrictInt
    item: RealtimeConversationItem


class RealtimeServerEventResponseOutputItemDone(ContractModel):
    event_id: str
    type: Literal["response.output_item.done"]
    response_id: str
    output_index: StrictInt
    item: RealtimeConversationItem


class RealtimeServerEventResponseTextDelta(ContractModel):
    event_id: str
    type: Literal["response.output_text.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str


class RealtimeServerEventResponseTextDone(ContractModel):
    event_id: str
    type: Literal["response.output_text.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    text: str


class RealtimeServerEventSessionCreated(ContractModel):
    event_id: str
    type: Literal["session.created"]
    session: Annotated[
        Union[RealtimeSessionCreateResponseGA, RealtimeTranscriptionSessionCreateResponseGA],
        Field(discriminator="type"),
    ]


class RealtimeServerEventSessionUpdated(ContractModel):
    event_id: str
    type: Literal["session.updated"]
    session: Annotated[
        Union[RealtimeSessionCreateResponseGA, RealtimeTranscriptionSessionCreateResponseGA],
        Field(discriminator="type"),
    ]


RealtimeServerEvent = TypeAliasType(
    "RealtimeServerEvent",
    Annotated[
        Union[
            RealtimeServerEventConversationCreated,
            RealtimeServerEventConversationItemCreated,
            RealtimeServerEventConversationItemDeleted,
            RealtimeServerEventConversationItemInputAudioTranscriptionCompleted,
            RealtimeServerEventConversationItemInputAudioTranscriptionDelta,
            RealtimeServerEventConversationItemInputAudioTranscriptionFailed,
            RealtimeServerEventConversationItemRetrieved,
            RealtimeServerEventConversationItemTruncated,
            RealtimeServerEventError,
            RealtimeServerEventInputAudioBufferCleared,
            RealtimeServerEventInputAudioBufferCommitted,
            RealtimeServerEventInputAudioBufferDtmfEventReceived,
            RealtimeServerEventInputAudioBufferSpeechStarted,
            RealtimeServerEventInputAudioBufferSpeechStopped,
            RealtimeServerEventRateLimitsUpdated,
            RealtimeServerEventResponseAudioDelta,
            RealtimeServerEventResponseAudioDone,
            RealtimeServerEventResponseAudioTranscriptDelta,
            RealtimeServerEventResponseAudioTranscriptDone,
            RealtimeServerEventResponseContentPartAdded,
            RealtimeServerEventResponseContentPartDone,
            RealtimeServerEventResponseCreated,
            RealtimeServerEventResponseDone,
            RealtimeServerEventResponseFunctionCallArgumentsDelta,
            RealtimeServerEventResponseFunctionCallArgumentsDone,
            RealtimeServerEventResponseOutputItemAdded,
            RealtimeServerEventResponseOutputItemDone,
            RealtimeServerEventResponseTextDelta,
            RealtimeServerEventResponseTextDone,
            RealtimeServerEventSessionCreated,
            RealtimeServerEventSessionUpdated,
            RealtimeServerEventOutputAudioBufferStarted,
            RealtimeServerEventOutputAudioBufferStopped,
            RealtimeServerEventOutputAudioBufferCleared,
            RealtimeServerEventConversationItemAdded,
            RealtimeServerEventConversationItemDone,
            RealtimeServerEventInputAudioBufferTimeoutTriggered,
            RealtimeServerEventConversationItemInputAudioTranscriptionSegment,
            RealtimeServerEventMCPListToolsInProgress,
            RealtimeServerEventMCPListToolsCompleted,
            RealtimeServerEventMCPListToolsFailed,
            RealtimeServerEventResponseMCPCallArgumentsDelta,
            RealtimeServerEventResponseMCPCallArgumentsDone,
            RealtimeServerEventResponseMCPCallInProgress,
            RealtimeServerEventResponseMCPCallCompleted,
            RealtimeServerEventResponseMCPCallFailed,
        ],
        Field(discriminator="type"),
    ],
)


class RealtimeServerEventTranscriptionSessionUpdated(ContractModel):
    event_id: str
    type: Literal["transcription_session.updated"]
    session: RealtimeTranscriptionSessionCreateResponse
