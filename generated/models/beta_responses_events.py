"""Models of the contract: beta responses events. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .responses import (
    BetaAgentTag,
    BetaCreateResponse,
    BetaInputItem,
    BetaResponseAudioDeltaEvent,
    BetaResponseAudioDoneEvent,
    BetaResponseAudioTranscriptDeltaEvent,
    BetaResponseAudioTranscriptDoneEvent,
    BetaResponseCodeInterpreterCallCodeDeltaEvent,
    BetaResponseCodeInterpreterCallCodeDoneEvent,
    BetaResponseCodeInterpreterCallCompletedEvent,
    BetaResponseCodeInterpreterCallInProgressEvent,
    BetaResponseCodeInterpreterCallInterpretingEvent,
    BetaResponseCompletedEvent,
    BetaResponseContentPartAddedEvent,
    BetaResponseContentPartDoneEvent,
    BetaResponseCreatedEvent,
    BetaResponseCustomToolCallInputDeltaEvent,
    BetaResponseCustomToolCallInputDoneEvent,
    BetaResponseFailedEvent,
    BetaResponseFileSearchCallCompletedEvent,
    BetaResponseFileSearchCallInProgressEvent,
    BetaResponseFileSearchCallSearchingEvent,
    BetaResponseFunctionCallArgumentsDeltaEvent,
    BetaResponseFunctionCallArgumentsDoneEvent,
    BetaResponseImageGenCallCompletedEvent,
    BetaResponseImageGenCallGeneratingEvent,
    BetaResponseImageGenCallInProgressEvent,
    BetaResponseImageGenCallPartialImageEvent,
    BetaResponseIncompleteEvent,
    BetaResponseInProgressEvent,
    BetaResponseMCPCallArgumentsDeltaEvent,
    BetaResponseMCPCallArgumentsDoneEvent,
    BetaResponseMCPCallCompletedEvent,
    BetaResponseMCPCallFailedEvent,
    BetaResponseMCPCallInProgressEvent,
    BetaResponseMCPListToolsCompletedEvent,
    BetaResponseMCPListToolsFailedEvent,
    BetaResponseMCPListToolsInProgressEvent,
    BetaResponseOutputItemAddedEvent,
    BetaResponseOutputItemDoneEvent,
    BetaResponseOutputTextAnnotationAddedEvent,
    BetaResponseQueuedEvent,
    BetaResponseReasoningSummaryPartAddedEvent,
    BetaResponseReasoningSummaryPartDoneEvent,
    BetaResponseReasoningSummaryTextDeltaEvent,
    BetaResponseReasoningSummaryTextDoneEvent,
    BetaResponseReasoningTextDeltaEvent,
    BetaResponseReasoningTextDoneEvent,
    BetaResponseRefusalDeltaEvent,
    BetaResponseRefusalDoneEvent,
    BetaResponseShellCallCommandAddedStreamingEvent,
    BetaResponseShellCallCommandDeltaStreamingEvent,
    BetaResponseShellCallCommandDoneStreamingEvent,
    BetaResponseShellCallOutputContentDeltaStreamingEvent,
    BetaResponseShellCallOutputContentDoneStreamingEvent,
    BetaResponseTextDeltaEvent,
    BetaResponseTextDoneEvent,
    BetaResponseWebSearchCallCompletedEvent,
    BetaResponseWebSearchCallInProgressEvent,
    BetaResponseWebSearchCallSearchingEvent,
)
from .responses_events import ErrorPayload, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent


class BetaResponseInjectCreatedEvent(ContractModel):
    type: Literal["response.inject.created"]
    response_id: str
    sequence_number: StrictInt
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponseInjectEvent(ContractModel):
    type: Literal["response.inject"]
    response_id: str
    input: Annotated[list[BetaInputItem], Field(max_length=16384)]


class BetaResponseInjectFailedEventError(ContractModel):
    code: Literal["response_already_completed", "response_not_found"]
    message: str


class BetaResponseInjectFailedEvent(ContractModel):
    type: Literal["response.inject.failed"]
    response_id: str
    input: list[BetaInputItem]
    error: BetaResponseInjectFailedEventError
    sequence_number: StrictInt
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponseWsError(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["error"]
    status: Annotated[Union[StrictInt, None], NotNull] = None
    sequence_number: Annotated[Union[StrictInt, None], NotNull] = None
    error: ErrorPayload
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesClientEventResponseCreate(BetaCreateResponse):
    type: Literal["response.create"]
    stream_id: Annotated[
        Union[str, None], NotNull, Field(max_length=256, min_length=1, pattern="^[A-Za-z0-9_.-]+$")
    ] = None


BetaResponsesClientEvent = TypeAliasType(
    "BetaResponsesClientEvent",
    Annotated[
        Union[BetaResponsesClientEventResponseCreate, BetaResponseInjectEvent], Field(discriminator="type")
    ],
)


class BetaResponsesServerEvent1(BetaResponseAudioDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent10(BetaResponseCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent11(BetaResponseContentPartAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent12(BetaResponseContentPartDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent13(BetaResponseCreatedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent14(BetaResponseFileSearchCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent15(BetaResponseFileSearchCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent16(BetaResponseFileSearchCallSearchingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent17(BetaResponseFunctionCallArgumentsDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent18(BetaResponseFunctionCallArgumentsDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent19(BetaResponseShellCallCommandAddedStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent2(BetaResponseAudioDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent20(BetaResponseShellCallCommandDeltaStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent21(BetaResponseShellCallCommandDoneStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent22(BetaResponseShellCallOutputContentDeltaStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent23(BetaResponseShellCallOutputContentDoneStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent24(BetaResponseInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent25(BetaResponseFailedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent26(BetaResponseIncompleteEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent27(BetaResponseOutputItemAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent28(BetaResponseOutputItemDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent29(BetaResponseReasoningSummaryPartAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent3(BetaResponseAudioTranscriptDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent30(BetaResponseReasoningSummaryPartDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent31(BetaResponseReasoningSummaryTextDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent32(BetaResponseReasoningSummaryTextDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent33(BetaResponseReasoningTextDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent34(BetaResponseReasoningTextDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent35(BetaResponseRefusalDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent36(BetaResponseRefusalDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent37(BetaResponseTextDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent38(BetaResponseTextDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent39(BetaResponseWebSearchCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent4(BetaResponseAudioTranscriptDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent40(BetaResponseWebSearchCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent41(BetaResponseWebSearchCallSearchingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent42(BetaResponseImageGenCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent43(BetaResponseImageGenCallGeneratingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent44(BetaResponseImageGenCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent45(BetaResponseImageGenCallPartialImageEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent46(BetaResponseMCPCallArgumentsDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent47(BetaResponseMCPCallArgumentsDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent48(BetaResponseMCPCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent49(BetaResponseMCPCallFailedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent5(BetaResponseCodeInterpreterCallCodeDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent50(BetaResponseMCPCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent51(BetaResponseMCPListToolsCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent52(BetaResponseMCPListToolsFailedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent53(BetaResponseMCPListToolsInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent54(BetaResponseOutputTextAnnotationAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent55(BetaResponseQueuedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent56(BetaResponseCustomToolCallInputDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent57(BetaResponseCustomToolCallInputDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent6(BetaResponseCodeInterpreterCallCodeDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent7(BetaResponseCodeInterpreterCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent8(BetaResponseCodeInterpreterCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class BetaResponsesServerEvent9(BetaResponseCodeInterpreterCallInterpretingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


BetaResponsesServerEvent = TypeAliasType(
    "BetaResponsesServerEvent",
    Annotated[
        Union[
            BetaResponsesServerEvent1,
            BetaResponsesServerEvent2,
            BetaResponsesServerEvent3,
            BetaResponsesServerEvent4,
            BetaResponsesServerEvent5,
            BetaResponsesServerEvent6,
            BetaResponsesServerEvent7,
            BetaResponsesServerEvent8,
            BetaResponsesServerEvent9,
            BetaResponsesServerEvent10,
            BetaResponsesServerEvent11,
            BetaResponsesServerEvent12,
            BetaResponsesServerEvent13,
            BetaResponsesServerEvent14,
            BetaResponsesServerEvent15,
            BetaResponsesServerEvent16,
            BetaResponsesServerEvent17,
            BetaResponsesServerEvent18,
            BetaResponsesServerEvent19,
            BetaResponsesServerEvent20,
            BetaResponsesServerEvent21,
            BetaResponsesServerEvent22,
            BetaResponsesServerEvent23,
            BetaResponsesServerEvent24,
            BetaResponsesServerEvent25,
            BetaResponsesServerEvent26,
            BetaResponsesServerEvent27,
            BetaResponsesServerEvent28,
            BetaResponsesServerEvent29,
            BetaResponsesServerEvent30,
            BetaResponsesServerEvent31,
            BetaResponsesServerEvent32,
            BetaResponsesServerEvent33,
            BetaResponsesServerEvent34,
            BetaResponsesServerEvent35,
            BetaResponsesServerEvent36,
            BetaResponsesServerEvent37,
            BetaResponsesServerEvent38,
            BetaResponsesServerEvent39,
            BetaResponsesServerEvent40,
            BetaResponsesServerEvent41,
            BetaResponsesServerEvent42,
            BetaResponsesServerEvent43,
            BetaResponsesServerEvent44,
            BetaResponsesServerEvent45,
            BetaResponsesServerEvent46,
            BetaResponsesServerEvent47,
            BetaResponsesServerEvent48,
            BetaResponsesServerEvent49,
            BetaResponsesServerEvent50,
            BetaResponsesServerEvent51,
            BetaResponsesServerEvent52,
            BetaResponsesServerEvent53,
            BetaResponsesServerEvent54,
            BetaResponsesServerEvent55,
            BetaResponsesServerEvent56,
            BetaResponsesServerEvent57,
            BetaResponseWsError,
            BetaResponseInjectCreatedEvent,
            BetaResponseInjectFailedEvent,
        ],
        Field(discriminator="type"),
    ],
)


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent1(
    BetaResponseAudioDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent10(
    BetaResponseCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent11(
    BetaResponseContentPartAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent12(
    BetaResponseContentPartDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent13(
    BetaResponseCreatedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent14(
    BetaResponseFileSearchCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent15(
    BetaResponseFileSearchCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent16(
    BetaResponseFileSearchCallSearchingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent17(
    BetaResponseFunctionCallArgumentsDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent18(
    BetaResponseFunctionCallArgumentsDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent19(
    BetaResponseShellCallCommandAddedStreamingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent2(
    BetaResponseAudioDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent20(
    BetaResponseShellCallCommandDeltaStreamingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent21(
    BetaResponseShellCallCommandDoneStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent22(
    BetaResponseShellCallOutputContentDeltaStreamingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent23(
    BetaResponseShellCallOutputContentDoneStreamingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent24(
    BetaResponseInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent25(
    BetaResponseFailedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent26(
    BetaResponseIncompleteEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent27(
    BetaResponseOutputItemAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent28(
    BetaResponseOutputItemDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent29(
    BetaResponseReasoningSummaryPartAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent3(
    BetaResponseAudioTranscriptDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent30(
    BetaResponseReasoningSummaryPartDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent31(
    BetaResponseReasoningSummaryTextDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent32(
    BetaResponseReasoningSummaryTextDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent33(
    BetaResponseReasoningTextDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent34(
    BetaResponseReasoningTextDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent35(
    BetaResponseRefusalDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent36(
    BetaResponseRefusalDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent37(
    BetaResponseTextDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent38(
    BetaResponseTextDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent39(
    BetaResponseWebSearchCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent4(
    BetaResponseAudioTranscriptDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent40(
    BetaResponseWebSearchCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent41(
    BetaResponseWebSearchCallSearchingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent42(
    BetaResponseImageGenCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent43(
    BetaResponseImageGenCallGeneratingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent44(
    BetaResponseImageGenCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent45(
    BetaResponseImageGenCallPartialImageEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent46(
    BetaResponseMCPCallArgumentsDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent47(
    BetaResponseMCPCallArgumentsDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent48(
    BetaResponseMCPCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent49(
    BetaResponseMCPCallFailedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent5(
    BetaResponseCodeInterpreterCallCodeDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent50(
    BetaResponseMCPCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent51(
    BetaResponseMCPListToolsCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent52(
    BetaResponseMCPListToolsFailedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent53(
    BetaResponseMCPListToolsInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent54(
    BetaResponseOutputTextAnnotationAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent55(
    BetaResponseQueuedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent56(
    BetaResponseCustomToolCallInputDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent57(
    BetaResponseCustomToolCallInputDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent6(
    BetaResponseCodeInterpreterCallCodeDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent7(
    BetaResponseCodeInterpreterCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent8(
    BetaResponseCodeInterpreterCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent9(
    BetaResponseCodeInterpreterCallInterpretingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


BetaResponsesWebSocketStreamEvent = TypeAliasType(
    "BetaResponsesWebSocketStreamEvent",
    Annotated[
        Union[
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent1,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent2,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent3,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent4,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent5,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent6,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent7,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent8,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent9,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent10,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent11,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent12,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent13,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent14,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent15,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent16,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent17,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent18,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent19,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent20,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent21,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent22,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent23,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent24,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent25,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent26,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent27,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent28,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent29,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent30,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent31,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent32,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent33,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent34,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent35,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent36,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent37,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent38,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent39,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent40,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent41,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent42,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent43,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent44,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent45,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent46,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent47,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent48,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent49,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent50,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent51,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent52,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent53,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent54,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent55,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent56,
            BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent57,
        ],
        Field(discriminator="type"),
    ],
)
