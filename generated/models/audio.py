"""Models of the contract: audio. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull
from .voices import VoiceIdsOrCustomVoice

AudioResponseFormat = TypeAliasType(
    "AudioResponseFormat", Literal["json", "text", "srt", "verbose_json", "vtt", "diarized_json"]
)


class CreateSpeechRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    model: Union[str, Literal["tts-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-12-15"]]
    input: Annotated[str, Field(max_length=4096)]
    instructions: Annotated[Union[str, None], NotNull, Field(max_length=4096)] = None
    voice: VoiceIdsOrCustomVoice
    response_format: Literal["mp3", "opus", "aac", "flac", "wav", "pcm"] = "mp3"
    speed: Annotated[StrictFloat, Field(ge=0.25, le=4.0)] = 1
    stream_format: Literal["sse", "audio"] = "audio"


class SpeechAudioDeltaEvent(ContractModel):
    type: Literal["speech.audio.delta"]
    audio: str


class SpeechAudioDoneEventUsage(ContractModel):
    input_tokens: StrictInt
    output_tokens: StrictInt
    total_tokens: StrictInt


class SpeechAudioDoneEvent(ContractModel):
    type: Literal["speech.audio.done"]
    usage: SpeechAudioDoneEventUsage


CreateSpeechResponseStreamEvent = TypeAliasType(
    "CreateSpeechResponseStreamEvent",
    Annotated[Union[SpeechAudioDeltaEvent, SpeechAudioDoneEvent], Field(discriminator="type")],
)


TranscriptionInclude = TypeAliasType("TranscriptionInclude", Literal["logprobs"])


class VadConfig(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["server_vad"]
    prefix_padding_ms: StrictInt = 300
    silence_duration_ms: StrictInt = 200
    threshold: StrictFloat = 0.5


class CreateTranscriptionRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file: UploadedFile
    model: Union[
        str,
        Literal[
            "whisper-1",
            "gpt-transcribe",
            "gpt-4o-transcribe",
            "gpt-4o-mini-transcribe",
            "gpt-4o-mini-transcribe-2025-12-15",
            "gpt-4o-transcribe-diarize",
        ],
    ]
    language: Annotated[Union[str, None], NotNull] = None
    languages: Annotated[Union[list[str], None], NotNull, Field(min_length=1)] = None
    keywords: Annotated[Union[list[str], None], NotNull] = None
    prompt: Annotated[Union[str, None], NotNull] = None
    response_format: AudioResponseFormat = "json"
    temperature: StrictFloat = 0
    include: Annotated[Union[list[TranscriptionInclude], None], NotNull] = None
    timestamp_granularities: list[Literal["word", "segment"]] = ["segment"]
    stream: Union[StrictBool, None] = None
    chunking_strategy: Union[Literal["auto"], VadConfig, None] = None
    known_speaker_names: Annotated[Union[list[str], None], NotNull, Field(max_length=4)] = None
    known_speaker_references: Annotated[Union[list[str], None], NotNull, Field(max_length=4)] = None


class TranscriptTextUsageDuration(ContractModel):
    type: Literal["duration"]
    seconds: StrictFloat


class TranscriptTextUsageTokensInputTokenDetails(ContractModel):
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class TranscriptTextUsageTokens(ContractModel):
    type: Literal["tokens"]
    input_tokens: StrictInt
    input_token_details: Annotated[Union[TranscriptTextUsageTokensInputTokenDetails, None], NotNull] = None
    output_tokens: StrictInt
    total_tokens: StrictInt


class TranscriptionDiarizedSegment(ContractModel):
    type: Literal["transcript.text.segment"]
    id: str
    start: StrictFloat
    end: StrictFloat
    text: str
    speaker: str


class CreateTranscriptionResponseDiarizedJson(ContractModel):
    task: Literal["transcribe"]
    duration: StrictFloat
    text: str
    segments: list[TranscriptionDiarizedSegment]
    usage: Annotated[
        Union[
            Annotated[
                Union[TranscriptTextUsageTokens, TranscriptTextUsageDuration], Field(discriminator="type")
            ],
            None,
        ],
        NotNull,
    ] = None


class CreateTranscriptionResponseJsonLogprob(ContractModel):
    token: Annotated[Union[str, None], NotNull] = None
    logprob: Annotated[Union[StrictFloat, None], NotNull] = None
    bytes: Annotated[Union[list[StrictFloat], None], NotNull] = None


class TranscriptionLanguage(ContractModel):
    code: str


class CreateTranscriptionResponseJson(ContractModel):
    text: str
    languages: Annotated[Union[list[TranscriptionLanguage], None], NotNull] = None
    logprobs: Annotated[Union[list[CreateTranscriptionResponseJsonLogprob], None], NotNull] = None
    usage: Annotated[
        Union[
            Annotated[
                Union[TranscriptTextUsageTokens, TranscriptTextUsageDuration], Field(discriminator="type")
            ],
            None,
        ],
        NotNull,
    ] = None


class TranscriptionSegment(ContractModel):
    id: StrictInt
    seek: StrictInt
    start: StrictFloat
    end: StrictFloat
    text: str
    tokens: list[StrictInt]
    temperature: StrictFloat
    avg_logprob: StrictFloat
    compression_ratio: StrictFloat
    no_speech_prob: StrictFloat


class TranscriptionWord(ContractModel):
    word: str
    start: StrictFloat
    end: StrictFloat


class CreateTranscriptionResponseVerboseJson(ContractModel):
    language: str
    duration: StrictFloat
    text: str
    words: Annotated[Union[list[TranscriptionWord], None], NotNull] = None
    segments: Annotated[Union[list[TranscriptionSegment], None], NotNull] = None
    usage: Annotated[Union[TranscriptTextUsageDuration, None], NotNull] = None


CreateTranscriptionResponse200 = TypeAliasType(
    "CreateTranscriptionResponse200",
    Union[
        CreateTranscriptionResponseJson,
        CreateTranscriptionResponseDiarizedJson,
        CreateTranscriptionResponseVerboseJson,
    ],
)


class TranscriptTextDeltaEventLogprob(ContractModel):
    token: Annotated[Union[str, None], NotNull] = None
    logprob: Annotated[Union[StrictFloat, None], NotNull] = None
    bytes: Annotated[Union[list[StrictInt], None], NotNull] = None


class TranscriptTextDeltaEvent(ContractModel):
    type: Literal["transcript.text.delta"]
    delta: str
    logprobs: Annotated[Union[list[TranscriptTextDeltaEventLogprob], None], NotNull] = None
    segment_id: Annotated[Union[str, None], NotNull] = None


class TranscriptTextDoneEventLogprob(ContractModel):
    token: Annotated[Union[str, None], NotNull] = None
    logprob: Annotated[Union[StrictFloat, None], NotNull] = None
    bytes: Annotated[Union[list[StrictInt], None], NotNull] = None


class TranscriptTextDoneEvent(ContractModel):
    type: Literal["transcript.text.done"]
    text: str
    languages: Annotated[Union[list[TranscriptionLanguage], None], NotNull] = None
    logprobs: Annotated[Union[list[TranscriptTextDoneEventLogprob], None], NotNull] = None
    usage: Annotated[Union[TranscriptTextUsageTokens, None], NotNull] = None


class TranscriptTextSegmentEvent(ContractModel):
    type: Literal["transcript.text.segment"]
    id: str
    start: StrictFloat
    end: StrictFloat
    text: str
    speaker: str


CreateTranscriptionResponseStreamEvent = TypeAliasType(
    "CreateTranscriptionResponseStreamEvent",
    Annotated[
        Union[TranscriptTextSegmentEvent, TranscriptTextDeltaEvent, TranscriptTextDoneEvent],
        Field(discriminator="type"),
    ],
)


class CreateTranslationRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file: UploadedFile
    model: Union[str, Literal["whisper-1"]]
    prompt: Annotated[Union[str, None], NotNull] = None
    response_format: Literal["json", "text", "srt", "verbose_json", "vtt"] = "json"
    temperature: StrictFloat = 0


class CreateTranslationResponseJson(ContractModel):
    text: str


class CreateTranslationResponseVerboseJson(ContractModel):
    language: str
    duration: StrictFloat
    text: str
    segments: Annotated[Union[list[TranscriptionSegment], None], NotNull] = None


CreateTranslationResponse200 = TypeAliasType(
    "CreateTranslationResponse200", Union[CreateTranslationResponseJson, CreateTranslationResponseVerboseJson]
)


class CreateVoiceConsentRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    recording: UploadedFile
    language: str


class CreateVoiceRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    audio_sample: UploadedFile
    consent: str


class UpdateVoiceConsentRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    name: str


class VoiceConsentDeletedResource(ContractModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    object: Literal["audio.voice_consent"]
    deleted: StrictBool


class VoiceConsentResource(ContractModel):
    model_config = ConfigDict(extra="forbid")
    object: Literal["audio.voice_consent"]
    id: str
    name: str
    language: str
    created_at: StrictInt


class VoiceConsentListResource(ContractModel):
    model_config = ConfigDict(extra="forbid")
    object: Literal["list"]
    data: list[VoiceConsentResource]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class VoiceResource(ContractModel):
    model_config = ConfigDict(extra="forbid")
    object: Literal["audio.voice"]
    id: str
    name: str
    created_at: StrictInt
