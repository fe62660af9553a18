"""Models of the contract: events. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import MISSING_TAG, OTHER_TAG, tagged
from .assistants import (
    MessageStreamEventMessageStreamEventThreadMessageCompleted,
    MessageStreamEventMessageStreamEventThreadMessageCreated,
    MessageStreamEventMessageStreamEventThreadMessageDelta,
    MessageStreamEventMessageStreamEventThreadMessageIncomplete,
    MessageStreamEventMessageStreamEventThreadMessageInProgress,
    RunStepStreamEventRunStepStreamEventThreadRunStepCancelled,
    RunStepStreamEventRunStepStreamEventThreadRunStepCompleted,
    RunStepStreamEventRunStepStreamEventThreadRunStepCreated,
    RunStepStreamEventRunStepStreamEventThreadRunStepDelta,
    RunStepStreamEventRunStepStreamEventThreadRunStepExpired,
    RunStepStreamEventRunStepStreamEventThreadRunStepFailed,
    RunStepStreamEventRunStepStreamEventThreadRunStepInProgress,
    RunStreamEventRunStreamEventThreadRunCancelled,
    RunStreamEventRunStreamEventThreadRunCancelling,
    RunStreamEventRunStreamEventThreadRunCompleted,
    RunStreamEventRunStreamEventThreadRunCreated,
    RunStreamEventRunStreamEventThreadRunExpired,
    RunStreamEventRunStreamEventThreadRunFailed,
    RunStreamEventRunStreamEventThreadRunIncomplete,
    RunStreamEventRunStreamEventThreadRunInProgress,
    RunStreamEventRunStreamEventThreadRunQueued,
    RunStreamEventRunStreamEventThreadRunRequiresAction,
    ThreadStreamEventThreadStreamEventThreadCreated,
)
from .audio import TranscriptionLanguage, TranscriptTextUsageDuration, TranscriptTextUsageTokens, VadConfig
from .audio_and_chat_and_realtime import VoiceIdsOrCustomVoice, VoiceIdsShared
from .chat import (
    ChatCompletionMessageToolCalls,
    ChatCompletionRequestAssistantMessageAudio,
    ChatCompletionRequestAssistantMessageContent,
    ChatCompletionRequestAssistantMessageFunctionCall,
)
from .chat_and_responses import ModelIdsShared
from .conversations import DeletedConversationResource
from .conversations_and_responses import (
    AdditionalToolsItemParam,
    ApplyPatchToolCallItemParam,
    ApplyPatchToolCallOutputItemParam,
    CodeInterpreterToolCall,
    CompactionSummaryItemParam,
    ComputerCallOutputItemParam,
    ComputerCallSafetyCheckParam,
    ComputerScreenshotImage,
    ComputerToolCall,
    CustomToolCall,
    CustomToolCallOutput,
    FileSearchToolCall,
    FunctionCallOutputItemParam,
    FunctionShellCallItemParam,
    FunctionShellCallOutputItemParam,
    FunctionToolCall,
    ImageGenToolCall,
    InputMessage,
    LocalShellToolCall,
    LocalShellToolCallOutput,
    MCPApprovalRequest,
    MCPApprovalResponse,
    MCPListTools,
    MCPListToolsTool,
    MCPToolCall,
    OutputMessage,
    OutputTextContent,
    ReasoningItem,
    ReasoningTextContent,
    RefusalContent,
    ToolSearchCallItemParam,
    ToolSearchOutputItemParam,
    WebSearchToolCall,
)
from .realtime import (
    AudioTranscriptionResponse,
    NoiseReductionType,
    RealtimeAudioFormats,
    RealtimeFunctionTool,
    RealtimeReasoning,
    RealtimeSessionCreateRequest,
    RealtimeSessionCreateRequestGA,
    RealtimeSessionCreateResponseGA,
    RealtimeTranscriptionSessionCreateRequest,
    RealtimeTranscriptionSessionCreateRequestGA,
    RealtimeTranscriptionSessionCreateResponse,
    RealtimeTranscriptionSessionCreateResponseGA,
    RealtimeTranslationSession,
    RealtimeTurnDetection,
)
from .realtime_and_responses import Prompt, ToolChoiceFunction, ToolChoiceMCP, ToolChoiceOptions
from .responses import (
    BetaAdditionalToolsItemParam,
    BetaAgentMessageItemParam,
    BetaAgentTag,
    BetaApplyPatchToolCallItemParam,
    BetaApplyPatchToolCallOutputItemParam,
    BetaCodeInterpreterToolCall,
    BetaCompactionSummaryItemParam,
    BetaComputerCallOutputItemParam,
    BetaComputerToolCall,
    BetaCreateResponse,
    BetaCustomToolCall,
    BetaCustomToolCallOutput,
    BetaFileSearchToolCall,
    BetaFunctionCallOutputItemParam,
    BetaFunctionShellCallItemParam,
    BetaFunctionShellCallOutputItemParam,
    BetaFunctionToolCall,
    BetaImageGenToolCall,
    BetaInputItem,
    BetaInputMessage,
    BetaLocalShellToolCall,
    BetaLocalShellToolCallOutput,
    BetaMCPApprovalRequest,
    BetaMCPApprovalResponse,
    BetaMCPListTools,
    BetaMCPToolCall,
    BetaMultiAgentCallItemParam,
    BetaMultiAgentCallOutputItemParam,
    BetaOutputMessage,
    BetaReasoningItem,
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
    BetaToolSearchCallItemParam,
    BetaToolSearchOutputItemParam,
    BetaWebSearchToolCall,
    CreateResponse,
    ModelIdsResponses,
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
from .shared_by_4_e5b4fe import InputFileContent, InputImageContent, MCPTool
from .shared_by_5_f02995 import InputTextContent
from .shared_by_8_426266 import Metadata


class BetaComputerToolCallOutput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["computer_call_output"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    acknowledged_safety_checks: Annotated[Union[list[ComputerCallSafetyCheckParam], None], NotNull] = None
    output: ComputerScreenshotImage
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


BetaItem = TypeAliasType(
    "BetaItem",
    Annotated[
        Union[
            Annotated[Union[BetaInputMessage, BetaOutputMessage], Tag("message")],
            Annotated[BetaFileSearchToolCall, Tag("file_search_call")],
            Annotated[BetaComputerToolCall, Tag("computer_call")],
            Annotated[BetaComputerCallOutputItemParam, Tag("computer_call_output")],
            Annotated[BetaWebSearchToolCall, Tag("web_search_call")],
            Annotated[BetaFunctionToolCall, Tag("function_call")],
            Annotated[BetaFunctionCallOutputItemParam, Tag("function_call_output")],
            Annotated[BetaAgentMessageItemParam, Tag("agent_message")],
            Annotated[BetaMultiAgentCallItemParam, Tag("multi_agent_call")],
            Annotated[BetaMultiAgentCallOutputItemParam, Tag("multi_agent_call_output")],
            Annotated[BetaToolSearchCallItemParam, Tag("tool_search_call")],
            Annotated[BetaToolSearchOutputItemParam, Tag("tool_search_output")],
            Annotated[BetaAdditionalToolsItemParam, Tag("additional_tools")],
            Annotated[BetaReasoningItem, Tag("reasoning")],
            Annotated[BetaCompactionSummaryItemParam, Tag("compaction")],
            Annotated[BetaImageGenToolCall, Tag("image_generation_call")],
            Annotated[BetaCodeInterpreterToolCall, Tag("code_interpreter_call")],
            Annotated[BetaLocalShellToolCall, Tag("local_shell_call")],
            Annotated[BetaLocalShellToolCallOutput, Tag("local_shell_call_output")],
            Annotated[BetaFunctionShellCallItemParam, Tag("shell_call")],
            Annotated[BetaFunctionShellCallOutputItemParam, Tag("shell_call_output")],
            Annotated[BetaApplyPatchToolCallItemParam, Tag("apply_patch_call")],
            Annotated[BetaApplyPatchToolCallOutputItemParam, Tag("apply_patch_call_output")],
            Annotated[BetaMCPListTools, Tag("mcp_list_tools")],
            Annotated[BetaMCPApprovalRequest, Tag("mcp_approval_request")],
            Annotated[BetaMCPApprovalResponse, Tag("mcp_approval_response")],
            Annotated[BetaMCPToolCall, Tag("mcp_call")],
            Annotated[BetaCustomToolCallOutput, Tag("custom_tool_call_output")],
            Annotated[BetaCustomToolCall, Tag("custom_tool_call")],
            Annotated[BetaInputMessage, Tag(MISSING_TAG)],
        ],
        Discriminator(
            tagged(
                "type",
                "message",
                "file_search_call",
                "computer_call",
                "computer_call_output",
                "web_search_call",
                "function_call",
                "function_call_output",
                "agent_message",
                "multi_agent_call",
                "multi_agent_call_output",
                "tool_search_call",
                "tool_search_output",
                "additional_tools",
                "reasoning",
                "compaction",
                "image_generation_call",
                "code_interpreter_call",
                "local_shell_call",
                "local_shell_call_output",
                "shell_call",
                "shell_call_output",
                "apply_patch_call",
                "apply_patch_call_output",
                "mcp_list_tools",
                "mcp_approval_request",
                "mcp_approval_response",
                "mcp_call",
                "custom_tool_call_output",
                "custom_tool_call",
                missing=True,
                other=False,
            )
        ),
    ],
)


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


class ErrorPayload(ContractModel):
    type: str
    code: Union[str, None]
    message: str
    param: Union[str, None]
    headers: Annotated[Union[dict[str, str], None], NotNull] = None


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
    Annotated[Union[BetaResponsesClientEventResponseCreate, BetaResponseInjectEvent], Field(discriminator="type")],
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


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent(ContractModel):
    stream_id: Annotated[Union[str, None], NotNull] = None


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
    BetaResponseShellCallCommandAddedStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent2(
    BetaResponseAudioDoneEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent20(
    BetaResponseShellCallCommandDeltaStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent21(
    BetaResponseShellCallCommandDoneStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent22(
    BetaResponseShellCallOutputContentDeltaStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent23(
    BetaResponseShellCallOutputContentDoneStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
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
    BetaResponseCodeInterpreterCallInterpretingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
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


ChatCompletionModalities = TypeAliasType("ChatCompletionModalities", Union[list[Literal["text", "audio"]], None])


ChatCompletionRole = TypeAliasType(
    "ChatCompletionRole", Literal["developer", "system", "user", "assistant", "tool", "function"]
)


class CodeInterpreterFileOutputFile(ContractModel):
    mime_type: str
    file_id: str


class CodeInterpreterFileOutput(ContractModel):
    type: Literal["files"]
    files: list[CodeInterpreterFileOutputFile]


class CodeInterpreterTextOutput(ContractModel):
    type: Literal["logs"]
    logs: str


class ComputerToolCallOutput(ContractModel):
    type: Literal["computer_call_output"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    acknowledged_safety_checks: Annotated[Union[list[ComputerCallSafetyCheckParam], None], NotNull] = None
    output: ComputerScreenshotImage
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


Content = TypeAliasType(
    "Content",
    Annotated[
        Union[
            InputTextContent,
            InputImageContent,
            InputFileContent,
            OutputTextContent,
            RefusalContent,
            ReasoningTextContent,
        ],
        Field(discriminator="type"),
    ],
)


class DeletedConversation(DeletedConversationResource):
    pass


class DragPoint(ContractModel):
    x: StrictInt
    y: StrictInt


class FineTuneChatCompletionRequestAssistantMessage(ContractModel):
    content: Union[str, ChatCompletionRequestAssistantMessageContent, None] = None
    refusal: Union[str, None] = None
    name: Annotated[Union[str, None], NotNull] = None
    audio: Union[ChatCompletionRequestAssistantMessageAudio, None] = None
    tool_calls: Annotated[Union[ChatCompletionMessageToolCalls, None], NotNull] = None
    function_call: Union[ChatCompletionRequestAssistantMessageFunctionCall, None] = None
    weight: Annotated[Union[Literal[0, 1], None], NotNull] = None
    role: Literal["assistant"]


Item = TypeAliasType(
    "Item",
    Annotated[
        Union[
            Annotated[Union[InputMessage, OutputMessage], Tag("message")],
            Annotated[FileSearchToolCall, Tag("file_search_call")],
            Annotated[ComputerToolCall, Tag("computer_call")],
            Annotated[ComputerCallOutputItemParam, Tag("computer_call_output")],
            Annotated[WebSearchToolCall, Tag("web_search_call")],
            Annotated[FunctionToolCall, Tag("function_call")],
            Annotated[FunctionCallOutputItemParam, Tag("function_call_output")],
            Annotated[ToolSearchCallItemParam, Tag("tool_search_call")],
            Annotated[ToolSearchOutputItemParam, Tag("tool_search_output")],
            Annotated[AdditionalToolsItemParam, Tag("additional_tools")],
            Annotated[ReasoningItem, Tag("reasoning")],
            Annotated[CompactionSummaryItemParam, Tag("compaction")],
            Annotated[ImageGenToolCall, Tag("image_generation_call")],
            Annotated[CodeInterpreterToolCall, Tag("code_interpreter_call")],
            Annotated[LocalShellToolCall, Tag("local_shell_call")],
            Annotated[LocalShellToolCallOutput, Tag("local_shell_call_output")],
            Annotated[FunctionShellCallItemParam, Tag("shell_call")],
            Annotated[FunctionShellCallOutputItemParam, Tag("shell_call_output")],
            Annotated[ApplyPatchToolCallItemParam, Tag("apply_patch_call")],
            Annotated[ApplyPatchToolCallOutputItemParam, Tag("apply_patch_call_output")],
            Annotated[MCPListTools, Tag("mcp_list_tools")],
            Annotated[MCPApprovalRequest, Tag("mcp_approval_request")],
            Annotated[MCPApprovalResponse, Tag("mcp_approval_response")],
            Annotated[MCPToolCall, Tag("mcp_call")],
            Annotated[CustomToolCallOutput, Tag("custom_tool_call_output")],
            Annotated[CustomToolCall, Tag("custom_tool_call")],
            Annotated[InputMessage, Tag(MISSING_TAG)],
        ],
        Discriminator(
            tagged(
                "type",
                "message",
                "file_search_call",
                "computer_call",
                "computer_call_output",
                "web_search_call",
                "function_call",
                "function_call_output",
                "tool_search_call",
                "tool_search_output",
                "additional_tools",
                "reasoning",
                "compaction",
                "image_generation_call",
                "code_interpreter_call",
                "local_shell_call",
                "local_shell_call_output",
                "shell_call",
                "shell_call_output",
                "apply_patch_call",
                "apply_patch_call_output",
                "mcp_list_tools",
                "mcp_approval_request",
                "mcp_approval_response",
                "mcp_call",
                "custom_tool_call_output",
                "custom_tool_call",
                missing=True,
                other=False,
            )
        ),
    ],
)


class LogProbProperties(ContractModel):
    token: str
    logprob: StrictFloat
    bytes: list[StrictInt]


MessageStreamEvent = TypeAliasType(
    "MessageStreamEvent",
    Annotated[
        Union[
            MessageStreamEventMessageStreamEventThreadMessageCreated,
            MessageStreamEventMessageStreamEventThreadMessageInProgress,
            MessageStreamEventMessageStreamEventThreadMessageDelta,
            MessageStreamEventMessageStreamEventThreadMessageCompleted,
            MessageStreamEventMessageStreamEventThreadMessageIncomplete,
        ],
        Field(discriminator="event"),
    ],
)


ModelIds = TypeAliasType("ModelIds", Union[ModelIdsShared, ModelIdsResponses])


class OutputAudio(ContractModel):
    type: Literal["output_audio"]
    data: str
    transcript: str


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
            )
        ),
    ],
)


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
                Annotated[ToolChoiceOptions, Tag(MISSING_TAG)],
                Annotated[ToolChoiceOptions, Tag(OTHER_TAG)],
            ],
            Discriminator(tagged("type", "function", "mcp", missing=True, other=True)),
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
        Union[Literal["turn_detected", "client_cancelled", "max_output_tokens", "content_filter"], None], NotNull
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
    usage: Annotated[Union[TranscriptTextUsageTokens, TranscriptTextUsageDuration], Field(discriminator="type")]


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
    input_audio_noise_reduction: Annotated[Union[RealtimeSessionInputAudioNoiseReduction, None], NotNull] = None
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
                    Discriminator(tagged("type", "function", "mcp", missing=True, other=False)),
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
                Annotated[ToolChoiceOptions, Tag(MISSING_TAG)],
                Annotated[ToolChoiceOptions, Tag(OTHER_TAG)],
            ],
            Discriminator(tagged("type", "function", "mcp", missing=True, other=True)),
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
        Union[RealtimeSessionCreateRequestGA, RealtimeTranscriptionSessionCreateRequestGA], Field(discriminator="type")
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


class RealtimeConversationItemWithReferenceContentItem(ContractModel):
    type: Annotated[Union[Literal["input_audio", "input_text", "item_reference", "text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    id: Annotated[Union[str, None], NotNull] = None
    audio: Annotated[Union[str, None], NotNull] = None
    transcript: Annotated[Union[str, None], NotNull] = None


class RealtimeConversationItemWithReference(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    type: Annotated[Union[Literal["message", "function_call", "function_call_output"], None], NotNull] = None
    object: Annotated[Union[Literal["realtime.item"], None], NotNull] = None
    status: Annotated[Union[Literal["completed", "incomplete", "in_progress"], None], NotNull] = None
    role: Annotated[Union[Literal["user", "assistant", "system"], None], NotNull] = None
    content: Annotated[Union[list[RealtimeConversationItemWithReferenceContentItem], None], NotNull] = None
    call_id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    arguments: Annotated[Union[str, None], NotNull] = None
    output: Annotated[Union[str, None], NotNull] = None


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
        Union[Literal["turn_detected", "client_cancelled", "max_output_tokens", "content_filter"], None], NotNull
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
    usage: Annotated[Union[TranscriptTextUsageTokens, TranscriptTextUsageDuration], Field(discriminator="type")]


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


class ResponseFormatTextGrammar(ContractModel):
    type: Literal["grammar"]
    grammar: str


class ResponseFormatTextPython(ContractModel):
    type: Literal["python"]


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
    ResponseShellCallOutputContentDeltaStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
):
    pass


class ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent23(
    ResponseShellCallOutputContentDoneStreamingEvent, ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
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


RunStepStreamEvent = TypeAliasType(
    "RunStepStreamEvent",
    Annotated[
        Union[
            RunStepStreamEventRunStepStreamEventThreadRunStepCreated,
            RunStepStreamEventRunStepStreamEventThreadRunStepInProgress,
            RunStepStreamEventRunStepStreamEventThreadRunStepDelta,
            RunStepStreamEventRunStepStreamEventThreadRunStepCompleted,
            RunStepStreamEventRunStepStreamEventThreadRunStepFailed,
            RunStepStreamEventRunStepStreamEventThreadRunStepCancelled,
            RunStepStreamEventRunStepStreamEventThreadRunStepExpired,
        ],
        Field(discriminator="event"),
    ],
)


RunStreamEvent = TypeAliasType(
    "RunStreamEvent",
    Annotated[
        Union[
            RunStreamEventRunStreamEventThreadRunCreated,
            RunStreamEventRunStreamEventThreadRunQueued,
            RunStreamEventRunStreamEventThreadRunInProgress,
            RunStreamEventRunStreamEventThreadRunRequiresAction,
            RunStreamEventRunStreamEventThreadRunCompleted,
            RunStreamEventRunStreamEventThreadRunIncomplete,
            RunStreamEventRunStreamEventThreadRunFailed,
            RunStreamEventRunStreamEventThreadRunCancelling,
            RunStreamEventRunStreamEventThreadRunCancelled,
            RunStreamEventRunStreamEventThreadRunExpired,
        ],
        Field(discriminator="event"),
    ],
)


ThreadStreamEvent = TypeAliasType("ThreadStreamEvent", ThreadStreamEventThreadStreamEventThreadCreated)


TranscriptionChunkingStrategy = TypeAliasType("TranscriptionChunkingStrategy", Union[Literal["auto"], VadConfig])
