"""Models of the contract: unreferenced. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Discriminator, Field, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import MISSING_TAG, tagged
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
from .audio import VadConfig
from .chat import (
    ChatCompletionMessageToolCalls,
    ChatCompletionRequestAssistantMessageAudio,
    ChatCompletionRequestAssistantMessageContent,
    ChatCompletionRequestAssistantMessageFunctionCall,
)
from .conversations import DeletedConversationResource
from .generation_options import ModelIdsShared
from .input_content import InputFileContent, InputImageContent, InputTextContent
from .input_messages import RefusalContent
from .items import (
    AdditionalToolsItemParam,
    ApplyPatchCallOutputStatusParam,
    ApplyPatchCallStatusParam,
    ApplyPatchOperationParam,
    ApplyPatchToolCallItemParamInput,
    ApplyPatchToolCallOutputItemParamInput,
    CodeInterpreterToolCallInput,
    CompactionSummaryItemParam,
    ComputerCallOutputItemParam,
    ComputerCallSafetyCheckParam,
    ComputerScreenshotImage,
    ComputerToolCallInput,
    CustomToolCall,
    CustomToolCallOutput,
    FileSearchToolCallInput,
    FunctionCallOutputItemParam,
    FunctionShellCallItemParam,
    FunctionShellCallOutputItemParam,
    FunctionToolCall,
    ImageGenToolCallInput,
    InputMessage,
    LocalShellToolCallInput,
    LocalShellToolCallOutputInput,
    MCPApprovalRequestInput,
    MCPApprovalResponse,
    MCPListToolsInput,
    MCPToolCallInput,
    OutputMessageInput,
    OutputTextContent,
    ReasoningItemInput,
    ReasoningTextContent,
    ToolCallCallerParam,
    ToolSearchCallItemParam,
    ToolSearchOutputItemParam,
    WebSearchToolCallInput,
)
from .responses import (
    BetaAdditionalToolsItemParam,
    BetaAgentMessageItemParam,
    BetaAgentTag,
    BetaAgentTagParam,
    BetaApplyPatchToolCallItemParamInput,
    BetaApplyPatchToolCallOutputItemParamInput,
    BetaCodeInterpreterToolCallInput,
    BetaCompactionSummaryItemParam,
    BetaComputerCallOutputItemParam,
    BetaComputerToolCallInput,
    BetaCustomToolCall,
    BetaCustomToolCallOutput,
    BetaFileSearchToolCallInput,
    BetaFunctionCallOutputItemParam,
    BetaFunctionShellCallItemParam,
    BetaFunctionShellCallOutputItemParam,
    BetaFunctionToolCall,
    BetaImageGenToolCallInput,
    BetaInputMessage,
    BetaLocalShellToolCallInput,
    BetaLocalShellToolCallOutputInput,
    BetaMCPApprovalRequestInput,
    BetaMCPApprovalResponse,
    BetaMCPListToolsInput,
    BetaMCPToolCallInput,
    BetaMultiAgentCallItemParam,
    BetaMultiAgentCallOutputItemParam,
    BetaOutputMessageInput,
    BetaReasoningItemInput,
    BetaToolSearchCallItemParam,
    BetaToolSearchOutputItemParam,
    BetaWebSearchToolCallInput,
    ModelIdsResponses,
)


class ApplyPatchToolCallItemParam(ContractModel):
    type: Literal["apply_patch_call"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: ApplyPatchCallStatusParam
    operation: ApplyPatchOperationParam


ApplyPatchToolCallOutputItemParamOutput = TypeAliasType(
    "ApplyPatchToolCallOutputItemParamOutput", Annotated[str, Field(max_length=10485760)]
)


class ApplyPatchToolCallOutputItemParam(ContractModel):
    type: Literal["apply_patch_call_output"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: ApplyPatchCallOutputStatusParam
    output: Union[ApplyPatchToolCallOutputItemParamOutput, None] = None


class BetaApplyPatchToolCallItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    type: Literal["apply_patch_call"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: ApplyPatchCallStatusParam
    operation: ApplyPatchOperationParam


class BetaApplyPatchToolCallOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    type: Literal["apply_patch_call_output"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: ApplyPatchCallOutputStatusParam
    output: Union[ApplyPatchToolCallOutputItemParamOutput, None] = None


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
            Annotated[Union[BetaInputMessage, BetaOutputMessageInput], Tag("message")],
            Annotated[BetaFileSearchToolCallInput, Tag("file_search_call")],
            Annotated[BetaComputerToolCallInput, Tag("computer_call")],
            Annotated[BetaComputerCallOutputItemParam, Tag("computer_call_output")],
            Annotated[BetaWebSearchToolCallInput, Tag("web_search_call")],
            Annotated[BetaFunctionToolCall, Tag("function_call")],
            Annotated[BetaFunctionCallOutputItemParam, Tag("function_call_output")],
            Annotated[BetaAgentMessageItemParam, Tag("agent_message")],
            Annotated[BetaMultiAgentCallItemParam, Tag("multi_agent_call")],
            Annotated[BetaMultiAgentCallOutputItemParam, Tag("multi_agent_call_output")],
            Annotated[BetaToolSearchCallItemParam, Tag("tool_search_call")],
            Annotated[BetaToolSearchOutputItemParam, Tag("tool_search_output")],
            Annotated[BetaAdditionalToolsItemParam, Tag("additional_tools")],
            Annotated[BetaReasoningItemInput, Tag("reasoning")],
            Annotated[BetaCompactionSummaryItemParam, Tag("compaction")],
            Annotated[BetaImageGenToolCallInput, Tag("image_generation_call")],
            Annotated[BetaCodeInterpreterToolCallInput, Tag("code_interpreter_call")],
            Annotated[BetaLocalShellToolCallInput, Tag("local_shell_call")],
            Annotated[BetaLocalShellToolCallOutputInput, Tag("local_shell_call_output")],
            Annotated[BetaFunctionShellCallItemParam, Tag("shell_call")],
            Annotated[BetaFunctionShellCallOutputItemParam, Tag("shell_call_output")],
            Annotated[BetaApplyPatchToolCallItemParamInput, Tag("apply_patch_call")],
            Annotated[BetaApplyPatchToolCallOutputItemParamInput, Tag("apply_patch_call_output")],
            Annotated[BetaMCPListToolsInput, Tag("mcp_list_tools")],
            Annotated[BetaMCPApprovalRequestInput, Tag("mcp_approval_request")],
            Annotated[BetaMCPApprovalResponse, Tag("mcp_approval_response")],
            Annotated[BetaMCPToolCallInput, Tag("mcp_call")],
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
                objects=False,
            )
        ),
    ],
)


ChatCompletionModalities = TypeAliasType(
    "ChatCompletionModalities", Union[list[Literal["text", "audio"]], None]
)


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
            Annotated[Union[InputMessage, OutputMessageInput], Tag("message")],
            Annotated[FileSearchToolCallInput, Tag("file_search_call")],
            Annotated[ComputerToolCallInput, Tag("computer_call")],
            Annotated[ComputerCallOutputItemParam, Tag("computer_call_output")],
            Annotated[WebSearchToolCallInput, Tag("web_search_call")],
            Annotated[FunctionToolCall, Tag("function_call")],
            Annotated[FunctionCallOutputItemParam, Tag("function_call_output")],
            Annotated[ToolSearchCallItemParam, Tag("tool_search_call")],
            Annotated[ToolSearchOutputItemParam, Tag("tool_search_output")],
            Annotated[AdditionalToolsItemParam, Tag("additional_tools")],
            Annotated[ReasoningItemInput, Tag("reasoning")],
            Annotated[CompactionSummaryItemParam, Tag("compaction")],
            Annotated[ImageGenToolCallInput, Tag("image_generation_call")],
            Annotated[CodeInterpreterToolCallInput, Tag("code_interpreter_call")],
            Annotated[LocalShellToolCallInput, Tag("local_shell_call")],
            Annotated[LocalShellToolCallOutputInput, Tag("local_shell_call_output")],
            Annotated[FunctionShellCallItemParam, Tag("shell_call")],
            Annotated[FunctionShellCallOutputItemParam, Tag("shell_call_output")],
            Annotated[ApplyPatchToolCallItemParamInput, Tag("apply_patch_call")],
            Annotated[ApplyPatchToolCallOutputItemParamInput, Tag("apply_patch_call_output")],
            Annotated[MCPListToolsInput, Tag("mcp_list_tools")],
            Annotated[MCPApprovalRequestInput, Tag("mcp_approval_request")],
            Annotated[MCPApprovalResponse, Tag("mcp_approval_response")],
            Annotated[MCPToolCallInput, Tag("mcp_call")],
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
                objects=False,
            )
        ),
    ],
)


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


class RealtimeConversationItemWithReferenceContentItem(ContractModel):
    type: Annotated[Union[Literal["input_audio", "input_text", "item_reference", "text"], None], NotNull] = (
        None
    )
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


class ResponseFormatTextGrammar(ContractModel):
    type: Literal["grammar"]
    grammar: str


class ResponseFormatTextPython(ContractModel):
    type: Literal["python"]


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


TranscriptionChunkingStrategy = TypeAliasType(
    "TranscriptionChunkingStrategy", Union[Literal["auto"], VadConfig]
)
