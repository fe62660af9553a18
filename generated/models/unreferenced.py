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
from .items import (
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
    BetaCustomToolCall,
    BetaCustomToolCallOutput,
    BetaFileSearchToolCall,
    BetaFunctionCallOutputItemParam,
    BetaFunctionShellCallItemParam,
    BetaFunctionShellCallOutputItemParam,
    BetaFunctionToolCall,
    BetaImageGenToolCall,
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
    BetaToolSearchCallItemParam,
    BetaToolSearchOutputItemParam,
    BetaWebSearchToolCall,
    ModelIdsResponses,
)


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
