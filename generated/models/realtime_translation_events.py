"""Models of the contract: realtime translation events. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .realtime import NoiseReductionType, RealtimeTranslationSession
from .realtime_events import RealtimeServerEventError


class RealtimeTranslationClientEventInputAudioBufferAppend(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["session.input_audio_buffer.append"]
    audio: str


class RealtimeTranslationClientEventSessionClose(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["session.close"]


class RealtimeTranslationSessionUpdateRequestAudioInputNoiseReduction(ContractModel):
    type: NoiseReductionType


class RealtimeTranslationSessionUpdateRequestAudioInputTranscription(ContractModel):
    model: str


class RealtimeTranslationSessionUpdateRequestAudioInput(ContractModel):
    transcription: Union[RealtimeTranslationSessionUpdateRequestAudioInputTranscription, None] = None
    noise_reduction: Union[RealtimeTranslationSessionUpdateRequestAudioInputNoiseReduction, None] = None


class RealtimeTranslationSessionUpdateRequestAudioOutput(ContractModel):
    language: Annotated[Union[str, None], NotNull] = None


class RealtimeTranslationSessionUpdateRequestAudio(ContractModel):
    input: Annotated[Union[RealtimeTranslationSessionUpdateRequestAudioInput, None], NotNull] = None
    output: Annotated[Union[RealtimeTranslationSessionUpdateRequestAudioOutput, None], NotNull] = None


class RealtimeTranslationSessionUpdateRequest(ContractModel):
    audio: Annotated[Union[RealtimeTranslationSessionUpdateRequestAudio, None], NotNull] = None


class RealtimeTranslationClientEventSessionUpdate(ContractModel):
    event_id: Annotated[Union[str, None], NotNull, Field(max_length=512)] = None
    type: Literal["session.update"]
    session: RealtimeTranslationSessionUpdateRequest


RealtimeTranslationClientEvent = TypeAliasType(
    "RealtimeTranslationClientEvent",
    Annotated[
        Union[
            RealtimeTranslationClientEventSessionUpdate,
            RealtimeTranslationClientEventInputAudioBufferAppend,
            RealtimeTranslationClientEventSessionClose,
        ],
        Field(discriminator="type"),
    ],
)


class RealtimeTranslationServerEventSessionClosed(ContractModel):
    event_id: str
    type: Literal["session.closed"]


class RealtimeTranslationServerEventSessionCreated(ContractModel):
    event_id: str
    type: Literal["session.created"]
    session: RealtimeTranslationSession


class RealtimeTranslationServerEventSessionInputTranscriptDelta(ContractModel):
    event_id: str
    type: Literal["session.input_transcript.delta"]
    delta: str
    elapsed_ms: Union[StrictInt, None] = None


class RealtimeTranslationServerEventSessionOutputAudioDelta(ContractModel):
    event_id: str
    type: Literal["session.output_audio.delta"]
    delta: str
    sample_rate: StrictInt = 24000
    channels: StrictInt = 1
    format: Annotated[Union[Literal["pcm16"], None], NotNull] = None
    elapsed_ms: Union[StrictInt, None] = None


class RealtimeTranslationServerEventSessionOutputTranscriptDelta(ContractModel):
    event_id: str
    type: Literal["session.output_transcript.delta"]
    delta: str
    elapsed_ms: Union[StrictInt, None] = None


class RealtimeTranslationServerEventSessionUpdated(ContractModel):
    event_id: str
    type: Literal["session.updated"]
    session: RealtimeTranslationSession


RealtimeTranslationServerEvent = TypeAliasType(
    "RealtimeTranslationServerEvent",
    Annotated[
        Union[
            RealtimeServerEventError,
            RealtimeTranslationServerEventSessionCreated,
            RealtimeTranslationServerEventSessionUpdated,
            RealtimeTranslationServerEventSessionClosed,
            RealtimeTranslationServerEventSessionInputTranscriptDelta,
            RealtimeTranslationServerEventSessionOutputTranscriptDelta,
            RealtimeTranslationServerEventSessionOutputAudioDelta,
        ],
        Field(discriminator="type"),
    ],
)
