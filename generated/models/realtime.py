"""Models of the contract: realtime. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import MISSING_TAG, OTHER_TAG, tagged
from .mcp import MCPTool
from .prompts import Prompt
from .tool_choices import ToolChoiceFunction, ToolChoiceMCP, ToolChoiceOptions
from .voices import VoiceIdsOrCustomVoice, VoiceIdsShared


class AudioTranscription(ContractModel):
    model: Annotated[
        Union[
            str,
            Literal[
                "whisper-1",
                "gpt-transcribe",
                "gpt-live-transcribe",
                "gpt-4o-mini-transcribe",
                "gpt-4o-mini-transcribe-2025-12-15",
                "gpt-4o-transcribe",
                "gpt-4o-transcribe-diarize",
                "gpt-realtime-whisper",
            ],
            None,
        ],
        NotNull,
    ] = None
    language: Annotated[Union[str, None], NotNull] = None
    languages: Annotated[Union[list[str], None], NotNull, Field(min_length=1)] = None
    keywords: Annotated[Union[list[str], None], NotNull] = None
    prompt: Annotated[Union[str, None], NotNull] = None
    delay: Annotated[Union[Literal["minimal", "low", "medium", "high", "xhigh"], None], NotNull] = None


class AudioTranscriptionResponse(ContractModel):
    model: Annotated[
        Union[
            str,
            Literal[
                "whisper-1",
                "gpt-transcribe",
                "gpt-live-transcribe",
                "gpt-4o-mini-transcribe",
                "gpt-4o-mini-transcribe-2025-12-15",
                "gpt-4o-transcribe",
                "gpt-4o-transcribe-diarize",
                "gpt-realtime-whisper",
            ],
            None,
        ],
        NotNull,
    ] = None
    language: Annotated[Union[str, None], NotNull] = None
    languages: Annotated[Union[list[str], None], NotNull, Field(min_length=1)] = None
    prompt: Annotated[Union[str, None], NotNull] = None


NoiseReductionType = TypeAliasType("NoiseReductionType", Literal["near_field", "far_field"])


class RealtimeAudioFormatsRealtimeAudioFormatsAudioPcm(ContractModel):
    type: Annotated[Union[Literal["audio/pcm"], None], NotNull] = None
    rate: Annotated[Union[Literal[24000], None], NotNull] = None


class RealtimeAudioFormatsRealtimeAudioFormatsAudioPcma(ContractModel):
    type: Annotated[Union[Literal["audio/pcma"], None], NotNull] = None


class RealtimeAudioFormatsRealtimeAudioFormatsAudioPcmu(ContractModel):
    type: Annotated[Union[Literal["audio/pcmu"], None], NotNull] = None


RealtimeAudioFormats = TypeAliasType(
    "RealtimeAudioFormats",
    Annotated[
        Union[
            Annotated[RealtimeAudioFormatsRealtimeAudioFormatsAudioPcm, Tag("audio/pcm")],
            Annotated[RealtimeAudioFormatsRealtimeAudioFormatsAudioPcmu, Tag("audio/pcmu")],
            Annotated[RealtimeAudioFormatsRealtimeAudioFormatsAudioPcma, Tag("audio/pcma")],
            Annotated[
                Union[
                    RealtimeAudioFormatsRealtimeAudioFormatsAudioPcm,
                    RealtimeAudioFormatsRealtimeAudioFormatsAudioPcmu,
                    RealtimeAudioFormatsRealtimeAudioFormatsAudioPcma,
                ],
                Tag(MISSING_TAG),
            ],
        ],
        Discriminator(
            tagged("type", "audio/pcm", "audio/pcmu", "audio/pcma", missing=True, other=False, objects=False)
        ),
    ],
)


class RealtimeFunctionTool(ContractModel):
    type: Annotated[Union[Literal["function"], None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    description: Annotated[Union[str, None], NotNull] = None
    parameters: Annotated[Union[dict[str, Any], None], NotNull] = None


RealtimeReasoningEffort = TypeAliasType(
    "RealtimeReasoningEffort", Literal["minimal", "low", "medium", "high", "xhigh"]
)


class RealtimeReasoning(ContractModel):
    effort: RealtimeReasoningEffort = "low"


class RealtimeSessionCreateRequestGAAudioInputNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeTurnDetectionRealtimeTurnDetectionSemanticVad(ContractModel):
    type: Literal["semantic_vad"]
    eagerness: Literal["low", "medium", "high", "auto"] = "auto"
    create_response: StrictBool = True
    interrupt_response: StrictBool = True


RealtimeTurnDetectionRealtimeTurnDetectionServerVadIdleTimeoutMs = TypeAliasType(
    "RealtimeTurnDetectionRealtimeTurnDetectionServerVadIdleTimeoutMs",
    Annotated[StrictInt, Field(ge=5000, le=30000)],
)


class RealtimeTurnDetectionRealtimeTurnDetectionServerVad(ContractModel):
    type: Literal["server_vad"]
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None
    create_response: StrictBool = True
    interrupt_response: StrictBool = True
    idle_timeout_ms: Union[RealtimeTurnDetectionRealtimeTurnDetectionServerVadIdleTimeoutMs, None] = None


RealtimeTurnDetection = TypeAliasType(
    "RealtimeTurnDetection",
    Union[
        Annotated[
            Union[
                RealtimeTurnDetectionRealtimeTurnDetectionServerVad,
                RealtimeTurnDetectionRealtimeTurnDetectionSemanticVad,
            ],
            Field(discriminator="type"),
        ],
        None,
    ],
)


class RealtimeSessionCreateRequestGAAudioInput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    transcription: Annotated[Union[AudioTranscription, None], NotNull] = None
    noise_reduction: Annotated[
        Union[RealtimeSessionCreateRequestGAAudioInputNoiseReduction, None], NotNull
    ] = None
    turn_detection: Union[RealtimeTurnDetection, None] = None


class RealtimeSessionCreateRequestGAAudioOutput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    voice: Annotated[VoiceIdsOrCustomVoice, Field(validate_default=True)] = "alloy"
    speed: Annotated[StrictFloat, Field(ge=0.25, le=1.5)] = 1


class RealtimeSessionCreateRequestGAAudio(ContractModel):
    input: Annotated[Union[RealtimeSessionCreateRequestGAAudioInput, None], NotNull] = None
    output: Annotated[Union[RealtimeSessionCreateRequestGAAudioOutput, None], NotNull] = None


class RealtimeSessionCreateRequestGATracing(ContractModel):
    workflow_name: Annotated[Union[str, None], NotNull] = None
    group_id: Annotated[Union[str, None], NotNull] = None
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeTruncationRealtimeTruncationRetentionRatioTokenLimits(ContractModel):
    post_instructions: Annotated[Union[StrictInt, None], NotNull, Field(ge=0)] = None


class RealtimeTruncationRealtimeTruncationRetentionRatio(ContractModel):
    type: Literal["retention_ratio"]
    retention_ratio: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    token_limits: Annotated[
        Union[RealtimeTruncationRealtimeTruncationRetentionRatioTokenLimits, None], NotNull
    ] = None


RealtimeTruncation = TypeAliasType(
    "RealtimeTruncation",
    Union[Literal["auto", "disabled"], RealtimeTruncationRealtimeTruncationRetentionRatio],
)


class RealtimeSessionCreateRequestGA(ContractModel):
    type: Literal["realtime"]
    output_modalities: list[Literal["text", "audio"]] = ["audio"]
    model: Annotated[
        Union[
            str,
            Literal[
                "gpt-realtime",
                "gpt-realtime-1.5",
                "gpt-realtime-2",
                "gpt-realtime-2.1",
                "gpt-realtime-2.1-mini",
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
    audio: Annotated[Union[RealtimeSessionCreateRequestGAAudio, None], NotNull] = None
    include: Annotated[Union[list[Literal["item.input_audio_transcription.logprobs"]], None], NotNull] = None
    tracing: Union[Literal["auto"], RealtimeSessionCreateRequestGATracing, None] = None
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
    truncation: Annotated[Union[RealtimeTruncation, None], NotNull] = None
    prompt: Union[Prompt, None] = None


class RealtimeCallCreateRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    sdp: str
    session: Annotated[Union[RealtimeSessionCreateRequestGA, None], NotNull] = None


class RealtimeCallReferRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    target_uri: str


class RealtimeCallRejectRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    status_code: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeCreateClientSecretRequestExpiresAfter(ContractModel):
    anchor: Literal["created_at"] = "created_at"
    seconds: Annotated[StrictInt, Field(ge=10, le=7200)] = 600


class RealtimeTranscriptionSessionCreateRequestGAAudioInputNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeTranscriptionSessionCreateRequestGAAudioInput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    transcription: Annotated[Union[AudioTranscription, None], NotNull] = None
    noise_reduction: Annotated[
        Union[RealtimeTranscriptionSessionCreateRequestGAAudioInputNoiseReduction, None], NotNull
    ] = None
    turn_detection: Union[RealtimeTurnDetection, None] = None


class RealtimeTranscriptionSessionCreateRequestGAAudio(ContractModel):
    input: Annotated[Union[RealtimeTranscriptionSessionCreateRequestGAAudioInput, None], NotNull] = None


class RealtimeTranscriptionSessionCreateRequestGA(ContractModel):
    type: Literal["transcription"]
    audio: Annotated[Union[RealtimeTranscriptionSessionCreateRequestGAAudio, None], NotNull] = None
    include: Annotated[Union[list[Literal["item.input_audio_transcription.logprobs"]], None], NotNull] = None


class RealtimeCreateClientSecretRequest(ContractModel):
    expires_after: Annotated[Union[RealtimeCreateClientSecretRequestExpiresAfter, None], NotNull] = None
    session: Annotated[
        Union[
            Annotated[
                Union[RealtimeSessionCreateRequestGA, RealtimeTranscriptionSessionCreateRequestGA],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None


class RealtimeSessionCreateResponseGAAudioInputNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeSessionCreateResponseGAAudioInput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    transcription: Annotated[Union[AudioTranscriptionResponse, None], NotNull] = None
    noise_reduction: Annotated[
        Union[RealtimeSessionCreateResponseGAAudioInputNoiseReduction, None], NotNull
    ] = None
    turn_detection: Union[RealtimeTurnDetection, None] = None


class RealtimeSessionCreateResponseGAAudioOutput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    voice: VoiceIdsShared = "alloy"
    speed: Annotated[StrictFloat, Field(ge=0.25, le=1.5)] = 1


class RealtimeSessionCreateResponseGAAudio(ContractModel):
    input: Annotated[Union[RealtimeSessionCreateResponseGAAudioInput, None], NotNull] = None
    output: Annotated[Union[RealtimeSessionCreateResponseGAAudioOutput, None], NotNull] = None


class RealtimeSessionCreateResponseGATracing(ContractModel):
    workflow_name: Annotated[Union[str, None], NotNull] = None
    group_id: Annotated[Union[str, None], NotNull] = None
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeSessionCreateResponseGA(ContractModel):
    type: Literal["realtime"]
    id: str
    object: Literal["realtime.session"]
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    output_modalities: list[Literal["text", "audio"]] = ["audio"]
    model: Annotated[
        Union[
            str,
            Literal[
                "gpt-realtime",
                "gpt-realtime-1.5",
                "gpt-realtime-2",
                "gpt-realtime-2.1",
                "gpt-realtime-2.1-mini",
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
    audio: Annotated[Union[RealtimeSessionCreateResponseGAAudio, None], NotNull] = None
    include: Annotated[Union[list[Literal["item.input_audio_transcription.logprobs"]], None], NotNull] = None
    tracing: Union[Literal["auto"], RealtimeSessionCreateResponseGATracing, None] = None
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
    reasoning: Annotated[Union[RealtimeReasoning, None], NotNull] = None
    max_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None
    truncation: Annotated[Union[RealtimeTruncation, None], NotNull] = None
    prompt: Union[Prompt, None] = None


class RealtimeTranscriptionSessionCreateResponseGAAudioInputNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeTranscriptionSessionCreateResponseGAAudioInputTurnDetection(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeTranscriptionSessionCreateResponseGAAudioInput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    transcription: Annotated[Union[AudioTranscriptionResponse, None], NotNull] = None
    noise_reduction: Annotated[
        Union[RealtimeTranscriptionSessionCreateResponseGAAudioInputNoiseReduction, None], NotNull
    ] = None
    turn_detection: Union[RealtimeTranscriptionSessionCreateResponseGAAudioInputTurnDetection, None] = None


class RealtimeTranscriptionSessionCreateResponseGAAudio(ContractModel):
    input: Annotated[Union[RealtimeTranscriptionSessionCreateResponseGAAudioInput, None], NotNull] = None


class RealtimeTranscriptionSessionCreateResponseGA(ContractModel):
    type: Literal["transcription"]
    id: str
    object: str
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    include: Annotated[Union[list[Literal["item.input_audio_transcription.logprobs"]], None], NotNull] = None
    audio: Annotated[Union[RealtimeTranscriptionSessionCreateResponseGAAudio, None], NotNull] = None


class RealtimeCreateClientSecretResponse(ContractModel):
    value: str
    expires_at: StrictInt
    session: Annotated[
        Union[RealtimeSessionCreateResponseGA, RealtimeTranscriptionSessionCreateResponseGA],
        Field(discriminator="type"),
    ]


class RealtimeSessionCreateRequestClientSecret(ContractModel):
    value: str
    expires_at: StrictInt


class RealtimeSessionCreateRequestInputAudioTranscription(ContractModel):
    model: Annotated[Union[str, None], NotNull] = None


class RealtimeSessionCreateRequestTool(ContractModel):
    type: Annotated[Union[Literal["function"], None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    description: Annotated[Union[str, None], NotNull] = None
    parameters: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeSessionCreateRequestTracing(ContractModel):
    workflow_name: Annotated[Union[str, None], NotNull] = None
    group_id: Annotated[Union[str, None], NotNull] = None
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeSessionCreateRequestTurnDetection(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeSessionCreateRequest(ContractModel):
    client_secret: RealtimeSessionCreateRequestClientSecret
    modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    instructions: Annotated[Union[str, None], NotNull] = None
    voice: Annotated[Union[VoiceIdsOrCustomVoice, None], NotNull] = None
    input_audio_format: Annotated[Union[str, None], NotNull] = None
    output_audio_format: Annotated[Union[str, None], NotNull] = None
    input_audio_transcription: Annotated[
        Union[RealtimeSessionCreateRequestInputAudioTranscription, None], NotNull
    ] = None
    speed: Annotated[StrictFloat, Field(ge=0.25, le=1.5)] = 1
    tracing: Annotated[Union[Literal["auto"], RealtimeSessionCreateRequestTracing, None], NotNull] = None
    turn_detection: Annotated[Union[RealtimeSessionCreateRequestTurnDetection, None], NotNull] = None
    tools: Annotated[Union[list[RealtimeSessionCreateRequestTool], None], NotNull] = None
    tool_choice: Annotated[Union[str, None], NotNull] = None
    temperature: Annotated[Union[StrictFloat, None], NotNull] = None
    max_response_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None
    truncation: Annotated[Union[RealtimeTruncation, None], NotNull] = None
    prompt: Union[Prompt, None] = None


class RealtimeSessionCreateResponseAudioInputNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeSessionCreateResponseAudioInputTurnDetection(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeSessionCreateResponseAudioInput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    transcription: Annotated[Union[AudioTranscriptionResponse, None], NotNull] = None
    noise_reduction: Annotated[
        Union[RealtimeSessionCreateResponseAudioInputNoiseReduction, None], NotNull
    ] = None
    turn_detection: Annotated[Union[RealtimeSessionCreateResponseAudioInputTurnDetection, None], NotNull] = (
        None
    )


class RealtimeSessionCreateResponseAudioOutput(ContractModel):
    format: Annotated[Union[RealtimeAudioFormats, None], NotNull] = None
    voice: Annotated[Union[VoiceIdsShared, None], NotNull] = None
    speed: Annotated[Union[StrictFloat, None], NotNull] = None


class RealtimeSessionCreateResponseAudio(ContractModel):
    input: Annotated[Union[RealtimeSessionCreateResponseAudioInput, None], NotNull] = None
    output: Annotated[Union[RealtimeSessionCreateResponseAudioOutput, None], NotNull] = None


class RealtimeSessionCreateResponseTracing(ContractModel):
    workflow_name: Annotated[Union[str, None], NotNull] = None
    group_id: Annotated[Union[str, None], NotNull] = None
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class RealtimeSessionCreateResponseTurnDetection(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeSessionCreateResponse(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[str, None], NotNull] = None
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    include: Annotated[Union[list[Literal["item.input_audio_transcription.logprobs"]], None], NotNull] = None
    model: Annotated[Union[str, None], NotNull] = None
    output_modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    instructions: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[RealtimeSessionCreateResponseAudio, None], NotNull] = None
    tracing: Annotated[Union[Literal["auto"], RealtimeSessionCreateResponseTracing, None], NotNull] = None
    turn_detection: Annotated[Union[RealtimeSessionCreateResponseTurnDetection, None], NotNull] = None
    tools: Annotated[Union[list[RealtimeFunctionTool], None], NotNull] = None
    tool_choice: Annotated[Union[str, None], NotNull] = None
    max_output_tokens: Annotated[Union[StrictInt, Literal["inf"], None], NotNull] = None


class RealtimeTranscriptionSessionCreateRequestInputAudioNoiseReduction(ContractModel):
    type: Annotated[Union[NoiseReductionType, None], NotNull] = None


class RealtimeTranscriptionSessionCreateRequestTurnDetection(ContractModel):
    type: Annotated[Union[Literal["server_vad"], None], NotNull] = None
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeTranscriptionSessionCreateRequest(ContractModel):
    turn_detection: Annotated[
        Union[RealtimeTranscriptionSessionCreateRequestTurnDetection, None], NotNull
    ] = None
    input_audio_noise_reduction: Annotated[
        Union[RealtimeTranscriptionSessionCreateRequestInputAudioNoiseReduction, None], NotNull
    ] = None
    input_audio_format: Literal["pcm16", "g711_ulaw", "g711_alaw"] = "pcm16"
    input_audio_transcription: Annotated[Union[AudioTranscription, None], NotNull] = None
    include: Annotated[Union[list[Literal["item.input_audio_transcription.logprobs"]], None], NotNull] = None


class RealtimeTranscriptionSessionCreateResponseClientSecret(ContractModel):
    value: str
    expires_at: StrictInt


class RealtimeTranscriptionSessionCreateResponseTurnDetection(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    prefix_padding_ms: Annotated[Union[StrictInt, None], NotNull] = None
    silence_duration_ms: Annotated[Union[StrictInt, None], NotNull] = None


class RealtimeTranscriptionSessionCreateResponse(ContractModel):
    client_secret: RealtimeTranscriptionSessionCreateResponseClientSecret
    modalities: Annotated[Union[list[Literal["text", "audio"]], None], NotNull] = None
    input_audio_format: Annotated[Union[str, None], NotNull] = None
    input_audio_transcription: Annotated[Union[AudioTranscriptionResponse, None], NotNull] = None
    turn_detection: Annotated[
        Union[RealtimeTranscriptionSessionCreateResponseTurnDetection, None], NotNull
    ] = None


class RealtimeTranslationClientSecretCreateRequestExpiresAfter(ContractModel):
    anchor: Literal["created_at"] = "created_at"
    seconds: Annotated[StrictInt, Field(ge=10, le=7200)] = 600


class RealtimeTranslationSessionCreateRequestAudioInputNoiseReduction(ContractModel):
    type: NoiseReductionType


class RealtimeTranslationSessionCreateRequestAudioInputTranscription(ContractModel):
    model: str


class RealtimeTranslationSessionCreateRequestAudioInput(ContractModel):
    transcription: Union[RealtimeTranslationSessionCreateRequestAudioInputTranscription, None] = None
    noise_reduction: Union[RealtimeTranslationSessionCreateRequestAudioInputNoiseReduction, None] = None


class RealtimeTranslationSessionCreateRequestAudioOutput(ContractModel):
    language: Annotated[Union[str, None], NotNull] = None


class RealtimeTranslationSessionCreateRequestAudio(ContractModel):
    input: Annotated[Union[RealtimeTranslationSessionCreateRequestAudioInput, None], NotNull] = None
    output: Annotated[Union[RealtimeTranslationSessionCreateRequestAudioOutput, None], NotNull] = None


class RealtimeTranslationSessionCreateRequest(ContractModel):
    model: str
    audio: Annotated[Union[RealtimeTranslationSessionCreateRequestAudio, None], NotNull] = None


class RealtimeTranslationClientSecretCreateRequest(ContractModel):
    expires_after: Annotated[
        Union[RealtimeTranslationClientSecretCreateRequestExpiresAfter, None], NotNull
    ] = None
    session: RealtimeTranslationSessionCreateRequest


class RealtimeTranslationSessionAudioInputNoiseReduction(ContractModel):
    type: NoiseReductionType


class RealtimeTranslationSessionAudioInputTranscription(ContractModel):
    model: str


class RealtimeTranslationSessionAudioInput(ContractModel):
    transcription: Union[RealtimeTranslationSessionAudioInputTranscription, None] = None
    noise_reduction: Union[RealtimeTranslationSessionAudioInputNoiseReduction, None] = None


class RealtimeTranslationSessionAudioOutput(ContractModel):
    language: Annotated[Union[str, None], NotNull] = None


class RealtimeTranslationSessionAudio(ContractModel):
    input: Annotated[Union[RealtimeTranslationSessionAudioInput, None], NotNull] = None
    output: Annotated[Union[RealtimeTranslationSessionAudioOutput, None], NotNull] = None


class RealtimeTranslationSession(ContractModel):
    id: str
    type: Literal["translation"]
    expires_at: StrictInt
    model: str
    audio: RealtimeTranslationSessionAudio


class RealtimeTranslationClientSecretCreateResponse(ContractModel):
    value: str
    expires_at: StrictInt
    session: RealtimeTranslationSession
