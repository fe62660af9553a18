"""Models of the contract: realtime beta events. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, StrictFloat, StrictInt, Tag

from ._base import ContractModel, NotNull
from ._unions import OTHER_TAG, tagged
from .audio import TranscriptionLanguage, TranscriptTextUsageDuration, TranscriptTextUsageTokens
from .common import Metadata
from .prompts import Prompt
from .realtime import (
    AudioTranscriptionResponse,
    NoiseReductionType,
    RealtimeFunctionTool,
    RealtimeSessionCreateRequest,
    RealtimeTranscriptionSessionCreateRequest,
    RealtimeTranscriptionSessionCreateResponse,
    RealtimeTurnDetection,
)
from .realtime_events import LogProbProperties, RealtimeConversationItem
from .tool_choices import ToolChoiceFunction, ToolChoiceMCP, ToolChoiceOptions
from .voices import VoiceIdsOrCustomVoice, VoiceIdsShared


class RealtimeBetaClientEventConversationItemCreate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["conversation.item.create"]
    previous_item_id: Annotated[Union[str, None], NotNull] = None
    item: RealtimeConversationItem


class RealtimeBetaClientEventConversationItemDelete(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["conversation.item.delete"]
    item_id: str


class RealtimeBetaClientEventConversationItemRetrieve(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["conversation.item.retrieve"]
    item_id: str


class RealtimeBetaClientEventConversationItemTruncate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["conversation.item.truncate"]
    item_id: str
    content_index: StrictInt
    audio_end_ms: StrictInt


class RealtimeBetaClientEventInputAudioBufferAppend(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["input_audio_buffer.append"]
    audio: str


class RealtimeBetaClientEventInputAudioBufferClear(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["input_audio_buffer.clear"]


class RealtimeBetaClientEventInputAudioBufferCommit(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["input_audio_buffer.commit"]


class RealtimeBetaClientEventOutputAudioBufferClear(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["output_audio_buffer.clear"]


class RealtimeBetaClientEventResponseCancel(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["response.cancel"]
    response_id: Annotated[Union[str, None], NotNull] = None


class RealtimeBetaResponseCreateParamsTool(ContractModel):
    type: Annotated[Union[Literal["function"], None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    description: Annotated[Union[str, None], NotNull] = None
    parameters: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeBetaResponseCreateParams(ContractModel):
    modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    instructions: Annotated[Union[str, None], NotNull] = None
    voice: Annotated[Union[VoiceIdsOrCustomVoice, None], NotNull] = None
    output_audio_format: Annotated[Union[Literal["pcm16", "g711_ulaw", "g711_alaw"], None], NotNull] = None
    tools: Annotated[Union[list[RealtimeBetaResponseCreateParamsTool], None], NotNull] = None
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
    temperature: Annotated[Union[StrictFloat, None], NotNull] = None
    max_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None
    conversation: Annotated[Union[str, Literal["auto", "none"], None], NotNull] = None
    metadata: Union[Metadata, None] = None
    prompt: Union[Prompt, None] = None
    input: Annotated[Union[list[RealtimeConversationItem], None], NotNull] = None


class RealtimeBetaClientEventResponseCreate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["response.create"]
    response: Annotated[Union[RealtimeBetaResponseCreateParams, None], NotNull] = None


class RealtimeBetaClientEventSessionUpdate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["session.update"]
    session: RealtimeSessionCreateRequest


class RealtimeBetaClientEventTranscriptionSessionUpdate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull] = None
    type: Literal["transcription_session.update"]
    session: RealtimeTranscriptionSessionCreateRequest


class RealtimeBetaResponseStatusDetailsError(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    code: Annotated[Union[str, None], NotNull] = None


class RealtimeBetaResponseStatusDetails(ContractModel):
    type: Annotated[Union[Literal["completed", "cancelled", "failed", "incomplete"], None], NotNull] = None
    reason: Annotated[
        Union[Literal["turn_detected", "client_cancelled", "max_output_tokens", "content_filter"], None],
        NotNull,
    ] = None
    error: Annotated[Union[RealtimeBetaResponseStatusDetailsError, None], NotNull] = None


class RealtimeBetaResponseUsageInputTokenDetailsCachedTokensDetails(ContractModel):
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeBetaResponseUsageInputTokenDetails(ContractModel):
    cached_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    cached_tokens_details: Annotated[
        Union[RealtimeBetaResponseUsageInputTokenDetailsCachedTokensDetails, None], NotNull
    ] = None


class RealtimeBetaResponseUsageOutputTokenDetails(ContractModel):
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeBetaResponseUsage(ContractModel):
    total_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    output_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_token_details: Annotated[Union[RealtimeBetaResponseUsageInputTokenDetails, None], NotNull] = None
    output_token_details: Annotated[Union[RealtimeBetaResponseUsageOutputTokenDetails, None], NotNull] = None


class RealtimeBetaResponse(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.response"], None], NotNull] = None
    status: Annotated[
        Union[Literal["completed", "cancelled", "failed", "incomplete", "in_progress"], None], NotNull
    ] = None
    status_details: Annotated[Union[RealtimeBetaResponseStatusDetails, None], NotNull] = None
    output: Annotated[Union[list[RealtimeConversationItem], None], NotNull] = None
    metadata: Union[Metadata, None] = None
    usage: Annotated[Union[RealtimeBetaResponseUsage, None], NotNull] = None
    conversation_id: Annotated[Union[str, None], NotNull] = None
    voice: Annotated[Union[VoiceIdsShared, None], NotNull] = None
    modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    output_audio_format: Annotated[Union[Literal["pcm16", "g711_ulaw", "g711_alaw"], None], NotNull] = None
    temperature: Annotated[Union[StrictFloat, None], NotNull] = None
    max_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None


class RealtimeBetaServerEventConversationItemCreated(ContractModel):
    event_id: str
    type: Literal["conversation.item.created"]
    previous_item_id: Union[str, None] = None
    item: RealtimeConversationItem


class RealtimeBetaServerEventConversationItemDeleted(ContractModel):
    event_id: str
    type: Literal["conversation.item.deleted"]
    item_id: str


class RealtimeBetaServerEventConversationItemInputAudioTranscriptionCompleted(ContractModel):
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


class RealtimeBetaServerEventConversationItemInputAudioTranscriptionDelta(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.delta"]
    item_id: str
    content_index: Annotated[Union[StrictInt, None], NotNull] = None
    delta: Annotated[Union[str, None], NotNull] = None
    logprobs: Union[list[LogProbProperties], None] = None


class RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailedError(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    code: Annotated[Union[str, None], NotNull] = None
    message: Annotated[Union[str, None], NotNull] = None
    param: Annotated[Union[str, None], NotNull] = None


class RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailed(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.failed"]
    item_id: str
    content_index: StrictInt
    error: RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailedError


class RealtimeBetaServerEventConversationItemInputAudioTranscriptionSegment(ContractModel):
    event_id: str
    type: Literal["conversation.item.input_audio_transcription.segment"]
    item_id: str
    content_index: StrictInt
    text: str
    id: str
    speaker: str
    start: StrictFloat
    end: StrictFloat


class RealtimeBetaServerEventConversationItemRetrieved(ContractModel):
    event_id: str
    type: Literal["conversation.item.retrieved"]
    item: RealtimeConversationItem


class RealtimeBetaServerEventConversationItemTruncated(ContractModel):
    event_id: str
    type: Literal["conversation.item.truncated"]
    item_id: str
    content_index: StrictInt
    audio_end_ms: StrictInt


class RealtimeBetaServerEventErrorError(ContractModel):
    type: str
    code: Union[str, None] = None
    message: str
    param: Union[str, None] = None
    event_id: Union[str, None] = None


class RealtimeBetaServerEventError(ContractModel):
    event_id: str
    type: Literal["error"]
    error: RealtimeBetaServerEventErrorError


class RealtimeBetaServerEventInputAudioBufferCleared(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.cleared"]


class RealtimeBetaServerEventInputAudioBufferCommitted(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.committed"]
    previous_item_id: Union[str, None] = None
    item_id: str


class RealtimeBetaServerEventInputAudioBufferSpeechStarted(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.speech_started"]
    audio_start_ms: StrictInt
    item_id: str


class RealtimeBetaServerEventInputAudioBufferSpeechStopped(ContractModel):
    event_id: str
    type: Literal["input_audio_buffer.speech_stopped"]
    audio_end_ms: StrictInt
    item_id: str


class RealtimeBetaServerEventMCPListToolsCompleted(ContractModel):
    event_id: str
    type: Literal["mcp_list_tools.completed"]
    item_id: str


class RealtimeBetaServerEventMCPListToolsFailed(ContractModel):
    event_id: str
    type: Literal["mcp_list_tools.failed"]
    item_id: str


class RealtimeBetaServerEventMCPListToolsInProgress(ContractModel):
    event_id: str
    type: Literal["mcp_list_tools.in_progress"]
    item_id: str


class RealtimeBetaServerEventRateLimitsUpdatedRateLimit(ContractModel):
    name: Annotated[Union[Literal["requests", "tokens"], None], NotNull] = None
    limit: Annotated[Union[StrictInt, None], NotNull] = None
    remaining: Annotated[Union[StrictInt, None], NotNull] = None
    reset_seconds: Annotated[Union[StrictFloat, None], NotNull] = None


class RealtimeBetaServerEventRateLimitsUpdated(ContractModel):
    event_id: str
    type: Literal["rate_limits.updated"]
    rate_limits: list[RealtimeBetaServerEventRateLimitsUpdatedRateLimit]


class RealtimeBetaServerEventResponseAudioDelta(ContractModel):
    event_id: str
    type: Literal["response.output_audio.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str


class RealtimeBetaServerEventResponseAudioDone(ContractModel):
    event_id: str
    type: Literal["response.output_audio.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt


class RealtimeBetaServerEventResponseAudioTranscriptDelta(ContractModel):
    event_id: str
    type: Literal["response.output_audio_transcript.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str


class RealtimeBetaServerEventResponseAudioTranscriptDone(ContractModel):
    event_id: str
    type: Literal["response.output_audio_transcript.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    transcript: str


class RealtimeBetaServerEventResponseContentPartAddedPart(ContractModel):
    type: Annotated[Union[Literal["audio", "text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeBetaServerEventResponseContentPartAdded(ContractModel):
    event_id: str
    type: Literal["response.content_part.added"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    part: RealtimeBetaServerEventResponseContentPartAddedPart


class RealtimeBetaServerEventResponseContentPartDonePart(ContractModel):
    type: Annotated[Union[Literal["audio", "text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeBetaServerEventResponseContentPartDone(ContractModel):
    event_id: str
    type: Literal["response.content_part.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    part: RealtimeBetaServerEventResponseContentPartDonePart


class RealtimeBetaServerEventResponseCreated(ContractModel):
    event_id: str
    type: Literal["response.created"]
    response: RealtimeBetaResponse


class RealtimeBetaServerEventResponseDone(ContractModel):
    event_id: str
    type: Literal["response.done"]
    response: RealtimeBetaResponse


class RealtimeBetaServerEventResponseFunctionCallArgumentsDelta(ContractModel):
    event_id: str
    type: Literal["response.function_call_arguments.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    call_id: str
    delta: str


class RealtimeBetaServerEventResponseFunctionCallArgumentsDone(ContractModel):
    event_id: str
    type: Literal["response.function_call_arguments.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    call_id: str
    name: str
    arguments: str


class RealtimeBetaServerEventResponseMCPCallArgumentsDelta(ContractModel):
    event_id: str
    type: Literal["response.mcp_call_arguments.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    delta: str
    obfuscation: Union[str, None] = None


class RealtimeBetaServerEventResponseMCPCallArgumentsDone(ContractModel):
    event_id: str
    type: Literal["response.mcp_call_arguments.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    arguments: str


class RealtimeBetaServerEventResponseMCPCallCompleted(ContractModel):
    event_id: str
    type: Literal["response.mcp_call.completed"]
    output_index: StrictInt
    item_id: str


class RealtimeBetaServerEventResponseMCPCallFailed(ContractModel):
    event_id: str
    type: Literal["response.mcp_call.failed"]
    output_index: StrictInt
    item_id: str


class RealtimeBetaServerEventResponseMCPCallInProgress(ContractModel):
    event_id: str
    type: Literal["response.mcp_call.in_progress"]
    output_index: StrictInt
    item_id: str


class RealtimeBetaServerEventResponseOutputItemAdded(ContractModel):
    event_id: str
    type: Literal["response.output_item.added"]
    response_id: str
    output_index: StrictInt
    item: RealtimeConversationItem


class RealtimeBetaServerEventResponseOutputItemDone(ContractModel):
    event_id: str
    type: Literal["response.output_item.done"]
    response_id: str
    output_index: StrictInt
    item: RealtimeConversationItem


class RealtimeBetaServerEventResponseTextDelta(ContractModel):
    event_id: str
    type: Literal["response.output_text.delta"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str


class RealtimeBetaServerEventResponseTextDone(ContractModel):
    event_id: str
    type: Literal["response.output_text.done"]
    response_id: str
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    text: str


class RealtimeSessionInputAudioNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeSessionTracing(ContractModel):
    workflow_name: Annotated[Union[str, None], NotNull] = None
    group_id: Annotated[Union[str, None], NotNull] = None
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeSession(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[Literal["realtime.session"], None], NotNull] = None
    modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    model: Annotated[
        Union[
            str,
            Literal[
                "gpt-realtime",
                "gpt-realtime-1.5",
                "gpt-realtime-2025-08-28",
                "gpt-4o-realtime-preview",
                "gpt-4o-realtime-preview-2024-10-01",
                "gpt-4o-realtime-preview-2024-12-17",
                "gpt-4o-realtime-preview-2025-06-03",
                "gpt-4o-mini-realtime-preview",
                "gpt-4o-mini-realtime-preview-2024-12-17",
                "gpt-realtime-mini",
                "gpt-realtime-mini-2025-10-06",
                "gpt-realtime-mini-2025-12-15",
                "gpt-audio-1.5",
                "gpt-audio-mini",
                "gpt-audio-mini-2025-10-06",
                "gpt-audio-mini-2025-12-15",
            ],
            None,
        ],
        NotNull,
    ] = None
    instructions: Annotated[Union[str, None], NotNull] = None
    voice: Annotated[Union[VoiceIdsShared, None], NotNull] = None
    input_audio_format: Literal["pcm16", "g711_ulaw", "g711_alaw"] = "pcm16"
    output_audio_format: Literal["pcm16", "g711_ulaw", "g711_alaw"] = "pcm16"
    input_audio_transcription: Union[AudioTranscriptionResponse, None] = None
    turn_detection: Union[RealtimeTurnDetection, None] = None
    input_audio_noise_reduction: Annotated[Union[RealtimeSessionInputAudioNoiseReduction, None], NotNull] = (
        None
    )
    speed: Annotated[StrictFloat, Field(ge=0.25, le=1.5)] = 1
    tracing: Union[Literal["auto"], RealtimeSessionTracing, None] = None
    tools: Annotated[Union[list[RealtimeFunctionTool], None], NotNull] = None
    tool_choice: str = "auto"
    temperature: StrictFloat = 0.8
    max_response_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    prompt: Union[Prompt, None] = None
    include: Union[list[Literal["item.input_audio_transcription.logprobs"]], None] = None


class RealtimeBetaServerEventSessionCreated(ContractModel):
    event_id: str
    type: Literal["session.created"]
    session: RealtimeSession


class RealtimeBetaServerEventSessionUpdated(ContractModel):
    event_id: str
    type: Literal["session.updated"]
    session: RealtimeSession


class RealtimeBetaServerEventTranscriptionSessionCreated(ContractModel):
    event_id: str
    type: Literal["transcription_session.created"]
    session: RealtimeTranscriptionSessionCreateResponse


class RealtimeBetaServerEventTranscriptionSessionUpdated(ContractModel):
    event_id: str
    type: Literal["transcription_session.updated"]
    session: RealtimeTranscriptionSessionCreateResponse
