"""Models of the contract: responses events. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .responses import (
    CreateResponse,
    ResponseAudioDeltaEvent,
    ResponseAudioDoneEvent,
    ResponseAudioTranscriptDeltaEvent,
    ResponseAudioTranscriptDoneEvent,
    ResponseCodeInterpreterCallCodeDeltaEvent,
    ResponseCodeInterpreterCallCodeDoneEvent,
    ResponseCodeInterpreterCallCompletedEvent,
    ResponseCodeInterpreterCallInProgressEvent,
    ResponseCodeInterpreterCallInterpretingEvent,
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseContentPartDoneEvent,
    ResponseCreatedEvent,
    ResponseCustomToolCallInputDeltaEvent,
    ResponseCustomToolCallInputDoneEvent,
    ResponseFailedEvent,
    ResponseFileSearchCallCompletedEvent,
    ResponseFileSearchCallInProgressEvent,
    ResponseFileSearchCallSearchingEvent,
    ResponseFunctionCallArgumentsDeltaEvent,
    ResponseFunctionCallArgumentsDoneEvent,
    ResponseImageGenCallCompletedEvent,
    ResponseImageGenCallGeneratingEvent,
    ResponseImageGenCallInProgressEvent,
    ResponseImageGenCallPartialImageEvent,
    ResponseIncompleteEvent,
    ResponseInProgressEvent,
    ResponseMCPCallArgumentsDeltaEvent,
    ResponseMCPCallArgumentsDoneEvent,
    ResponseMCPCallCompletedEvent,
    ResponseMCPCallFailedEvent,
    ResponseMCPCallInProgressEvent,
    ResponseMCPListToolsCompletedEvent,
    ResponseMCPListToolsFailedEvent,
    ResponseMCPListToolsInProgressEvent,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputTextAnnotationAddedEvent,
    ResponseQueuedEvent,
    ResponseReasoningSummaryPartAddedEvent,
    ResponseReasoningSummaryPartDoneEvent,
    ResponseReasoningSummaryTextDeltaEvent,
    ResponseReasoningSummaryTextDoneEvent,
    ResponseReasoningTextDeltaEvent,
    ResponseReasoningTextDoneEvent,
    ResponseRefusalDeltaEvent,
    ResponseRefusalDoneEvent,
    ResponseShellCallCommandAddedStreamingEvent,
    ResponseShellCallCommandDeltaStreamingEvent,
    ResponseShellCallCommandDoneStreamingEvent,
    ResponseShellCallOutputContentDeltaStreamingEvent,
    ResponseShellCallOutputContentDoneStreamingEvent,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
    ResponseWebSearchCallCompletedEvent,
    ResponseWebSearchCallInProgressEvent,
    ResponseWebSearchCallSearchingEvent,
)


class ErrorPayload(ContractModel):
    type: str
    code: Union[str, None]
    message: str
    param: Union[str, None]
    headers: Annotated[Union[dict[str, str], None], NotNull] = None


class ResponseWsError(ContractModel):
    type: Literal["error"]
    status: Annotated[Union[StrictInt, None], NotNull] = None
    sequence_number: Annotated[Union[StrictInt, None], NotNull] = None
    error: ErrorPayload
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesClientEventResponseCreate(CreateResponse):
    type: Literal["response.create"]
    stream_id: Annotated[
        Union[str, None], NotNull, Field(max_length=256, min_length=1, pattern="^[A-Za-z0-9_.-]+$")
    ] = None


ResponsesClientEvent = TypeAliasType("ResponsesClientEvent", ResponsesClientEventResponseCreate)


class ResponsesServerEvent1(ResponseAudioDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent10(ResponseCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent11(ResponseContentPartAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent12(ResponseContentPartDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent13(ResponseCreatedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent14(ResponseFileSearchCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent15(ResponseFileSearchCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent16(ResponseFileSearchCallSearchingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent17(ResponseFunctionCallArgumentsDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent18(ResponseFunctionCallArgumentsDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent19(ResponseShellCallCommandAddedStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent2(ResponseAudioDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent20(ResponseShellCallCommandDeltaStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent21(ResponseShellCallCommandDoneStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent22(ResponseShellCallOutputContentDeltaStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent23(ResponseShellCallOutputContentDoneStreamingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent24(ResponseInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent25(ResponseFailedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent26(ResponseIncompleteEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent27(ResponseOutputItemAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent28(ResponseOutputItemDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent29(ResponseReasoningSummaryPartAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent3(ResponseAudioTranscriptDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent30(ResponseReasoningSummaryPartDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent31(ResponseReasoningSummaryTextDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent32(ResponseReasoningSummaryTextDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent33(ResponseReasoningTextDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent34(ResponseReasoningTextDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent35(ResponseRefusalDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent36(ResponseRefusalDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent37(ResponseTextDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent38(ResponseTextDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent39(ResponseWebSearchCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent4(ResponseAudioTranscriptDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent40(ResponseWebSearchCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent41(ResponseWebSearchCallSearchingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent42(ResponseImageGenCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent43(ResponseImageGenCallGeneratingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent44(ResponseImageGenCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent45(ResponseImageGenCallPartialImageEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent46(ResponseMCPCallArgumentsDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent47(ResponseMCPCallArgumentsDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent48(ResponseMCPCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent49(ResponseMCPCallFailedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent5(ResponseCodeInterpreterCallCodeDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent50(ResponseMCPCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent51(ResponseMCPListToolsCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent52(ResponseMCPListToolsFailedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent53(ResponseMCPListToolsInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent54(ResponseOutputTextAnnotationAddedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent55(ResponseQueuedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent56(ResponseCustomToolCallInputDeltaEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent57(ResponseCustomToolCallInputDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent6(ResponseCodeInterpreterCallCodeDoneEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent7(ResponseCodeInterpreterCallCompletedEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent8(ResponseCodeInterpreterCallInProgressEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesServerEvent9(ResponseCodeInterpreterCallInterpretingEvent):
    stream_id: Annotated[Union[str, None], NotNull] = None


ResponsesServerEvent = TypeAliasType(
    "ResponsesServerEvent",
    Annotated[
        Union[
            ResponsesServerEvent1,
            ResponsesServerEvent2,
            ResponsesServerEvent3,
            ResponsesServerEvent4,
            ResponsesServerEvent5,
            ResponsesServerEvent6,
            ResponsesServerEvent7,
            ResponsesServerEvent8,
            ResponsesServerEvent9,
            ResponsesServerEvent10,
            ResponsesServerEvent11,
            ResponsesServerEvent12,
            ResponsesServerEvent13,
            ResponsesServerEvent14,
            ResponsesServerEvent15,
            ResponsesServerEvent16,
            ResponsesServerEvent17,
            ResponsesServerEvent18,
            ResponsesServerEvent19,
            ResponsesServerEvent20,
            ResponsesServerEvent21,
            ResponsesServerEvent22,
            ResponsesServerEvent23,
            ResponsesServerEvent24,
            ResponsesServerEvent25,
            ResponsesServerEvent26,
            ResponsesServerEvent27,
            ResponsesServerEvent28,
            ResponsesServerEvent29,
            ResponsesServerEvent30,
            ResponsesServerEvent31,
            ResponsesServerEvent32,
            ResponsesServerEvent33,
            ResponsesServerEvent34,
            ResponsesServerEvent35,
            ResponsesServerEvent36,
            ResponsesServerEvent37,
            ResponsesServerEvent38,
            ResponsesServerEvent39,
            ResponsesServerEvent40,
            ResponsesServerEvent41,
            ResponsesServerEvent42,
            ResponsesServerEvent43,
            ResponsesServerEvent44,
            ResponsesServerEvent45,
            ResponsesServerEvent46,
            ResponsesServerEvent47,
            ResponsesServerEvent48,
            ResponsesServerEvent49,
            ResponsesServerEvent50,
            ResponsesServerEvent51,
            ResponsesServerEvent52,
            ResponsesServerEvent53,
            ResponsesServerEvent54,
            ResponsesServerEvent55,
            ResponsesServerEvent56,
            ResponsesServerEvent57,
            ResponseWsError,
        ],
        Field(discriminator="type"),
    ],
)


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent(ContractModel):
    stream_id: Annotated[Union[str, None], NotNull] = None


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent1(
    ResponseAudioDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent10(
    ResponseCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent11(
    ResponseContentPartAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent12(
    ResponseContentPartDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent13(
    ResponseCreatedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent14(
    ResponseFileSearchCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent15(
    ResponseFileSearchCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent16(
    ResponseFileSearchCallSearchingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent17(
    ResponseFunctionCallArgumentsDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent18(
    ResponseFunctionCallArgumentsDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent19(
    ResponseShellCallCommandAddedStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent2(
    ResponseAudioDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent20(
    ResponseShellCallCommandDeltaStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent21(
    ResponseShellCallCommandDoneStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent22(
    ResponseShellCallOutputContentDeltaStreamingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent23(
    ResponseShellCallOutputContentDoneStreamingEvent,
    ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent24(
    ResponseInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent25(
    ResponseFailedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent26(
    ResponseIncompleteEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent27(
    ResponseOutputItemAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent28(
    ResponseOutputItemDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent29(
    ResponseReasoningSummaryPartAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent3(
    ResponseAudioTranscriptDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent30(
    ResponseReasoningSummaryPartDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent31(
    ResponseReasoningSummaryTextDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent32(
    ResponseReasoningSummaryTextDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent33(
    ResponseReasoningTextDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent34(
    ResponseReasoningTextDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent35(
    ResponseRefusalDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent36(
    ResponseRefusalDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent37(
    ResponseTextDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent38(
    ResponseTextDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent39(
    ResponseWebSearchCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent4(
    ResponseAudioTranscriptDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent40(
    ResponseWebSearchCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent41(
    ResponseWebSearchCallSearchingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent42(
    ResponseImageGenCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent43(
    ResponseImageGenCallGeneratingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent44(
    ResponseImageGenCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent45(
    ResponseImageGenCallPartialImageEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent46(
    ResponseMCPCallArgumentsDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent47(
    ResponseMCPCallArgumentsDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent48(
    ResponseMCPCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent49(
    ResponseMCPCallFailedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent5(
    ResponseCodeInterpreterCallCodeDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent50(
    ResponseMCPCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent51(
    ResponseMCPListToolsCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent52(
    ResponseMCPListToolsFailedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent53(
    ResponseMCPListToolsInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent54(
    ResponseOutputTextAnnotationAddedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent55(
    ResponseQueuedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent56(
    ResponseCustomToolCallInputDeltaEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent57(
    ResponseCustomToolCallInputDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent6(
    ResponseCodeInterpreterCallCodeDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent7(
    ResponseCodeInterpreterCallCompletedEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent8(
    ResponseCodeInterpreterCallInProgressEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent9(
    ResponseCodeInterpreterCallInterpretingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


ResponsesWebSocketStreamEvent = TypeAliasType(
    "ResponsesWebSocketStreamEvent",
    Annotated[
        Union[
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent1,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent2,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent3,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent4,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent5,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent6,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent7,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent8,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent9,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent10,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent11,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent12,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent13,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent14,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent15,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent16,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent17,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent18,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent19,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent20,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent21,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent22,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent23,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent24,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent25,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent26,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent27,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent28,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent29,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent30,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent31,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent32,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent33,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent34,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent35,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent36,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent37,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent38,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent39,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent40,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent41,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent42,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent43,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent44,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent45,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent46,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent47,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent48,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent49,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent50,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent51,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent52,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent53,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent54,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent55,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent56,
            ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent57,
        ],
        Field(discriminator="type"),
    ],
)
