"""Models of the contract: responses. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import MISSING_TAG, OTHER_TAG, tagged
from .common import Metadata
from .conversations import (
    CodeInterpreterToolCall,
    CodeInterpreterToolCallOutputs,
    ComputerToolCall,
    FileSearchToolCall,
    FileSearchToolCallResult,
    ImageGenToolCall,
    LocalShellToolCall,
    LocalShellToolCallOutput,
    MCPApprovalRequest,
    MCPListTools,
    MCPToolCall,
    ReasoningItem,
    WebSearchToolCall,
)
from .filters import ComparisonFilter, CompoundFilter
from .generation_options import (
    ModelIdsShared,
    ModelResponsePropertiesSafetyIdentifier,
    ModelResponsePropertiesTemperature,
    ModelResponsePropertiesTopP,
    PromptCacheModeEnum,
    PromptCacheOptionsParam,
    PromptCacheTTLEnum,
    ReasoningEffort,
    Verbosity,
)
from .input_content import InputFileContent, InputImageContent, InputTextContent
from .input_messages import EasyInputMessage, InputMessageContentList, MessagePhase, RefusalContent
from .items import (
    AdditionalTools,
    Annotation,
    ApplyPatchCallOutputStatus,
    ApplyPatchCallOutputStatusParam,
    ApplyPatchCallStatus,
    ApplyPatchCallStatusParam,
    ApplyPatchCreateFileOperation,
    ApplyPatchDeleteFileOperation,
    ApplyPatchOperationParam,
    ApplyPatchToolCall,
    ApplyPatchToolCallOutput,
    ApplyPatchToolCallOutputItemParamInputOutput,
    ApplyPatchUpdateFileOperation,
    CodeInterpreterToolCallInputOutputs,
    CompactionBody,
    ComputerAction,
    ComputerActionList,
    ComputerCallOutputStatus,
    ComputerCallSafetyCheckParam,
    ComputerScreenshotContent,
    ComputerScreenshotImage,
    ComputerToolCallOutputResource,
    ContainerReferenceResource,
    CustomToolCall,
    CustomToolCallOutput,
    FileSearchToolCallInputResult,
    FunctionAndCustomToolCallOutput,
    FunctionCallItemStatus,
    FunctionCallOutputItemParamCallId,
    FunctionCallOutputItemParamName,
    FunctionCallOutputItemParamNamespace,
    FunctionCallOutputItemParamOutput,
    FunctionCallOutputItemParamOutput1,
    FunctionCallOutputStatusEnum,
    FunctionCallStatus,
    FunctionShellAction,
    FunctionShellActionParam,
    FunctionShellCall,
    FunctionShellCallItemStatus,
    FunctionShellCallOutput,
    FunctionShellCallOutputContent,
    FunctionShellCallOutputContentParam,
    FunctionShellCallOutputStatusEnum,
    FunctionShellCallStatus,
    FunctionToolCall,
    FunctionToolCallOutputResource,
    FunctionToolCallResource,
    IncludeEnum,
    InputImageContentParamAutoParam,
    InputItem,
    InputTextContentParam,
    LocalEnvironmentResource,
    LocalShellExecAction,
    MCPApprovalResponseResource,
    MCPListToolsTool,
    MCPToolCallError,
    MCPToolCallStatus,
    Message,
    MessagePhase2,
    MessageRole,
    MessageStatus,
    OutputMessageContent,
    OutputTextContent,
    Program,
    ProgramOutput,
    ProgramOutputItemStatus,
    ProgramOutputStatus,
    ReasoningTextContent,
    SummaryTextContent,
    TextContent,
    ToolCallCaller,
    ToolCallCallerParam,
    ToolSearchCall,
    ToolSearchCallItemParamCallId,
    ToolSearchOutput,
    ToolSearchOutputItemParamCallId,
    WebSearchActionFind,
    WebSearchActionOpenPage,
    WebSearchActionSearch,
)
from .mcp import MCPTool
from .moderation_results import ModerationParam, ModerationResultBody
from .prompts import Prompt
from .response_formats import TextResponseFormatConfiguration
from .tool_choices import ToolChoiceFunction, ToolChoiceMCP, ToolChoiceOptions
from .tools import (
    ApplyPatchToolParam,
    CodeInterpreterTool,
    ComputerTool,
    ComputerUsePreviewTool,
    ContainerReferenceParam,
    CustomToolParam,
    EmptyModelParam,
    FunctionShellToolParam,
    FunctionTool,
    ImageGenTool,
    LocalEnvironmentParam,
    LocalShellToolParam,
    NamespaceToolParam,
    ProgrammaticToolCallingParam,
    RankingOptions,
    Tool,
    ToolSearchExecutionType,
    ToolSearchToolParam,
    WebSearchPreviewTool,
    WebSearchTool,
)


class BetaAgentTag(ContractModel):
    agent_name: str


BetaFilters = TypeAliasType(
    "BetaFilters", Annotated[Union[ComparisonFilter, CompoundFilter], Field(discriminator="type")]
)


class BetaFileSearchTool(ContractModel):
    type: Literal["file_search"]
    vector_store_ids: list[str]
    max_num_results: Annotated[Union[StrictInt, None], NotNull] = None
    ranking_options: Annotated[Union[RankingOptions, None], NotNull] = None
    filters: Union[BetaFilters, None] = None


BetaTool = TypeAliasType(
    "BetaTool",
    Annotated[
        Union[
            FunctionTool,
            BetaFileSearchTool,
            ComputerTool,
            ComputerUsePreviewTool,
            WebSearchTool,
            MCPTool,
            CodeInterpreterTool,
            ProgrammaticToolCallingParam,
            ImageGenTool,
            LocalShellToolParam,
            FunctionShellToolParam,
            CustomToolParam,
            NamespaceToolParam,
            ToolSearchToolParam,
            WebSearchPreviewTool,
            ApplyPatchToolParam,
        ],
        Field(discriminator="type"),
    ],
)


class BetaAdditionalTools(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["additional_tools"]
    id: str
    role: MessageRole
    tools: list[BetaTool]


class BetaAgentTagParam(ContractModel):
    agent_name: str


class BetaAdditionalToolsItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    type: Literal["additional_tools"]
    role: Literal["developer"]
    tools: list[BetaTool]


class BetaEncryptedContent(ContractModel):
    type: Literal["encrypted_content"]
    encrypted_content: str


BetaAgentMessageContent = TypeAliasType(
    "BetaAgentMessageContent",
    Annotated[
        Union[
            InputTextContent,
            OutputTextContent,
            TextContent,
            SummaryTextContent,
            ReasoningTextContent,
            RefusalContent,
            InputImageContent,
            ComputerScreenshotContent,
            InputFileContent,
            BetaEncryptedContent,
        ],
        Field(discriminator="type"),
    ],
)


class BetaAgentMessage(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["agent_message"]
    id: str
    author: str
    recipient: str
    content: list[BetaAgentMessageContent]


class BetaEncryptedContentParam(ContractModel):
    type: Literal["encrypted_content"]
    encrypted_content: Annotated[str, Field(max_length=10485760)]


BetaAgentMessageItemParamContent = TypeAliasType(
    "BetaAgentMessageItemParamContent",
    Annotated[
        Union[InputTextContentParam, InputImageContentParamAutoParam, BetaEncryptedContentParam],
        Field(discriminator="type"),
    ],
)


class BetaAgentMessageItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    type: Literal["agent_message"]
    author: str
    recipient: str
    content: list[BetaAgentMessageItemParamContent]


class BetaApplyPatchToolCall(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["apply_patch_call"]
    id: str
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    status: ApplyPatchCallStatus
    operation: Annotated[
        Union[ApplyPatchCreateFileOperation, ApplyPatchDeleteFileOperation, ApplyPatchUpdateFileOperation],
        Field(discriminator="type"),
    ]
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaApplyPatchToolCallItemParamInput(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    type: Literal["apply_patch_call"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: Annotated[Union[ApplyPatchCallStatusParam, None], NotNull] = None
    operation: ApplyPatchOperationParam


class BetaApplyPatchToolCallOutput(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["apply_patch_call_output"]
    id: str
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    status: ApplyPatchCallOutputStatus
    output: Union[str, None] = None
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaApplyPatchToolCallOutputItemParamInput(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    type: Literal["apply_patch_call_output"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: Annotated[Union[ApplyPatchCallOutputStatusParam, None], NotNull] = None
    output: Union[ApplyPatchToolCallOutputItemParamInputOutput, None] = None


class BetaCodeInterpreterToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["code_interpreter_call"]
    id: str
    status: Literal["in_progress", "completed", "incomplete", "interpreting", "failed"]
    container_id: str
    code: Union[str, None]
    outputs: Union[list[CodeInterpreterToolCallOutputs], None]


class BetaCodeInterpreterToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["code_interpreter_call"]
    id: Annotated[Union[str, None], NotNull] = None
    status: Annotated[
        Union[Literal["in_progress", "completed", "incomplete", "interpreting", "failed"], None], NotNull
    ] = None
    container_id: str
    code: Union[str, None] = None
    outputs: Union[list[CodeInterpreterToolCallInputOutputs], None] = None


class BetaCompactionBody(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["compaction"]
    id: str
    encrypted_content: str
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaComputerToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["computer_call"]
    id: str
    call_id: str
    action: Annotated[Union[ComputerAction, None], NotNull] = None
    actions: Annotated[Union[ComputerActionList, None], NotNull] = None
    pending_safety_checks: list[ComputerCallSafetyCheckParam]
    status: Literal["in_progress", "completed", "incomplete"]


class BetaComputerToolCallOutputResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    call_id: str
    acknowledged_safety_checks: Annotated[Union[list[ComputerCallSafetyCheckParam], None], NotNull] = None
    output: ComputerScreenshotImage
    id: str
    status: ComputerCallOutputStatus
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["computer_call_output"]


class BetaCustomToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["custom_tool_call"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    input: str


class BetaCustomToolCallOutput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["custom_tool_call_output"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]


class BetaFileSearchToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: str
    type: Literal["file_search_call"]
    status: Literal["in_progress", "searching", "completed", "incomplete", "failed"]
    queries: list[str]
    results: Union[list[FileSearchToolCallResult], None] = None


class BetaFunctionShellCall(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["shell_call"]
    id: str
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    action: FunctionShellAction
    status: FunctionShellCallStatus
    environment: Union[
        Annotated[Union[LocalEnvironmentResource, ContainerReferenceResource], Field(discriminator="type")],
        None,
    ]
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaFunctionShellCallOutput(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["shell_call_output"]
    id: str
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    status: FunctionShellCallOutputStatusEnum
    output: list[FunctionShellCallOutputContent]
    max_output_length: Union[StrictInt, None]
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaFunctionToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call"]
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    arguments: str
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaFunctionToolCallOutput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call_output"]
    call_id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaImageGenToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["image_generation_call"]
    id: str
    status: Literal["in_progress", "completed", "generating", "failed"]
    result: Union[str, None]


class BetaLocalShellToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["local_shell_call"]
    id: str
    call_id: str
    action: LocalShellExecAction
    status: Literal["in_progress", "completed", "incomplete"]


class BetaLocalShellToolCallOutput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["local_shell_call_output"]
    id: str
    output: str
    status: Union[Literal["in_progress", "completed", "incomplete"], None] = None


class BetaMCPApprovalRequest(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_approval_request"]
    id: str
    server_label: str
    name: str
    arguments: str


class BetaMCPApprovalResponseResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_approval_response"]
    id: str
    approval_request_id: str
    approve: StrictBool
    reason: Union[str, None] = None


class BetaMCPListTools(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_list_tools"]
    id: str
    server_label: str
    tools: list[MCPListToolsTool]
    error: Union[str, None] = None


class BetaMCPToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_call"]
    id: str
    server_label: str
    name: str
    arguments: str
    output: Union[str, None] = None
    error: Union[MCPToolCallError, None] = None
    status: Annotated[Union[MCPToolCallStatus, None], NotNull] = None
    approval_request_id: Union[str, None] = None


BetaMessageContent = TypeAliasType(
    "BetaMessageContent",
    Annotated[
        Union[
            InputTextContent,
            OutputTextContent,
            TextContent,
            SummaryTextContent,
            ReasoningTextContent,
            RefusalContent,
            InputImageContent,
            ComputerScreenshotContent,
            InputFileContent,
            BetaEncryptedContent,
        ],
        Field(discriminator="type"),
    ],
)


class BetaMessage(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["message"]
    id: str
    status: MessageStatus
    role: MessageRole
    content: list[BetaMessageContent]
    phase: Union[MessagePhase2, None] = None


BetaMultiAgentAction = TypeAliasType(
    "BetaMultiAgentAction",
    Literal["spawn_agent", "interrupt_agent", "list_agents", "send_message", "followup_task", "wait_agent"],
)


class BetaMultiAgentCall(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["multi_agent_call"]
    id: str
    call_id: str
    action: BetaMultiAgentAction
    arguments: str


class BetaMultiAgentCallOutput(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["multi_agent_call_output"]
    id: str
    call_id: str
    action: BetaMultiAgentAction
    output: list[OutputTextContent]


class BetaProgram(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["program"]
    id: str
    call_id: str
    code: str
    fingerprint: str


class BetaProgramOutput(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["program_output"]
    id: str
    call_id: str
    result: str
    status: ProgramOutputStatus


class BetaReasoningItem(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["reasoning"]
    id: str
    encrypted_content: Union[str, None] = None
    summary: list[SummaryTextContent]
    content: Annotated[Union[list[ReasoningTextContent], None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaToolSearchCall(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["tool_search_call"]
    id: str
    call_id: Union[str, None]
    execution: ToolSearchExecutionType
    arguments: Any
    status: FunctionCallStatus
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaToolSearchOutput(ContractModel):
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    type: Literal["tool_search_output"]
    id: str
    call_id: Union[str, None]
    execution: ToolSearchExecutionType
    tools: list[BetaTool]
    status: FunctionCallOutputStatusEnum
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaWebSearchToolCall(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: str
    type: Literal["web_search_call"]
    status: Literal["in_progress", "searching", "completed", "failed"]
    action: Annotated[
        Union[WebSearchActionSearch, WebSearchActionOpenPage, WebSearchActionFind],
        Field(discriminator="type"),
    ]


BetaItemField = TypeAliasType(
    "BetaItemField",
    Annotated[
        Union[
            BetaMessage,
            BetaProgram,
            BetaProgramOutput,
            BetaFunctionToolCall,
            BetaMultiAgentCall,
            BetaMultiAgentCallOutput,
            BetaToolSearchCall,
            BetaToolSearchOutput,
            BetaAdditionalTools,
            BetaAgentMessage,
            BetaFunctionToolCallOutput,
            BetaFileSearchToolCall,
            BetaWebSearchToolCall,
            BetaImageGenToolCall,
            BetaComputerToolCall,
            BetaComputerToolCallOutputResource,
            BetaReasoningItem,
            BetaCompactionBody,
            BetaCodeInterpreterToolCall,
            BetaLocalShellToolCall,
            BetaLocalShellToolCallOutput,
            BetaFunctionShellCall,
            BetaFunctionShellCallOutput,
            BetaApplyPatchToolCall,
            BetaApplyPatchToolCallOutput,
            BetaMCPListTools,
            BetaMCPApprovalRequest,
            BetaMCPApprovalResponseResource,
            BetaMCPToolCall,
            BetaCustomToolCall,
            BetaCustomToolCallOutput,
        ],
        Field(discriminator="type"),
    ],
)


class ResponseUsageInputTokensDetails(ContractModel):
    cached_tokens: StrictInt
    cache_write_tokens: StrictInt


class ResponseUsageOutputTokensDetails(ContractModel):
    reasoning_tokens: StrictInt


class ResponseUsage(ContractModel):
    input_tokens: StrictInt
    input_tokens_details: ResponseUsageInputTokensDetails
    output_tokens: StrictInt
    output_tokens_details: ResponseUsageOutputTokensDetails
    total_tokens: StrictInt


class BetaCompactResource(ContractModel):
    id: str
    object: Literal["response.compaction"]
    output: Annotated[
        list[BetaItemField],
        Field(examples=[[{"type": "compaction", "id": "cmp_example", "encrypted_content": "example"}]]),
    ]
    created_at: StrictInt
    usage: ResponseUsage


class BetaCompactionSummaryItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    type: Literal["compaction"]
    encrypted_content: Annotated[str, Field(max_length=20971520)]


class BetaCompactionTriggerItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    type: Literal["compaction_trigger"]


class BetaComputerCallOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    type: Literal["computer_call_output"]
    output: ComputerScreenshotImage
    acknowledged_safety_checks: Union[list[ComputerCallSafetyCheckParam], None] = None
    status: Union[FunctionCallItemStatus, None] = None


class BetaComputerToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["computer_call"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    action: Annotated[Union[ComputerAction, None], NotNull] = None
    actions: Annotated[Union[ComputerActionList, None], NotNull] = None
    pending_safety_checks: Annotated[Union[list[ComputerCallSafetyCheckParam], None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaFileSearchToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["file_search_call"]
    status: Annotated[
        Union[Literal["in_progress", "searching", "completed", "incomplete", "failed"], None], NotNull
    ] = None
    queries: list[str]
    results: Union[list[FileSearchToolCallInputResult], None] = None


class BetaFunctionCallOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Union[FunctionCallOutputItemParamCallId, None] = None
    type: Literal["function_call_output"]
    output: Union[FunctionCallOutputItemParamOutput, list[FunctionCallOutputItemParamOutput1]]
    name: Union[FunctionCallOutputItemParamName, None] = None
    namespace: Union[FunctionCallOutputItemParamNamespace, None] = None
    caller: Union[ToolCallCallerParam, None] = None
    status: Union[FunctionCallItemStatus, None] = None


class BetaFunctionShellCallItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    type: Literal["shell_call"]
    action: FunctionShellActionParam
    status: Union[FunctionShellCallItemStatus, None] = None
    environment: Union[
        Annotated[Union[LocalEnvironmentParam, ContainerReferenceParam], Field(discriminator="type")], None
    ] = None


class BetaFunctionShellCallOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    type: Literal["shell_call_output"]
    output: list[FunctionShellCallOutputContentParam]
    status: Union[FunctionShellCallItemStatus, None] = None
    max_output_length: Union[StrictInt, None] = None


class BetaImageGenToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["image_generation_call"]
    id: Annotated[Union[str, None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "generating", "failed"], None], NotNull] = (
        None
    )
    result: Union[str, None] = None


class BetaInputMessage(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Annotated[Union[Literal["message"], None], NotNull] = None
    role: Literal["user", "system", "developer"]
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None
    content: InputMessageContentList


class BetaItemReferenceParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    type: Union[Literal["item_reference"], None] = None
    id: str


class BetaLocalShellToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["local_shell_call"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    action: LocalShellExecAction
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaLocalShellToolCallOutputInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["local_shell_call_output"]
    id: Annotated[Union[str, None], NotNull] = None
    output: str
    status: Union[Literal["in_progress", "completed", "incomplete"], None] = None


class BetaMCPApprovalRequestInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_approval_request"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    name: str
    arguments: str


class BetaMCPApprovalResponse(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_approval_response"]
    id: Union[str, None] = None
    approval_request_id: str
    approve: StrictBool
    reason: Union[str, None] = None


class BetaMCPListToolsInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_list_tools"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    tools: list[MCPListToolsTool]
    error: Union[str, None] = None


class BetaMCPToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["mcp_call"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    name: str
    arguments: str
    output: Union[str, None] = None
    error: Union[MCPToolCallError, None] = None
    status: Annotated[Union[MCPToolCallStatus, None], NotNull] = None
    approval_request_id: Union[str, None] = None


BetaMultiAgentAction1 = TypeAliasType(
    "BetaMultiAgentAction1",
    Literal["spawn_agent", "interrupt_agent", "list_agents", "send_message", "followup_task", "wait_agent"],
)


class BetaMultiAgentCallItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    type: Literal["multi_agent_call"]
    action: BetaMultiAgentAction1
    arguments: str


class ContainerFileCitationParam(ContractModel):
    type: Literal["container_file_citation"]
    start_index: Annotated[StrictInt, Field(ge=0)]
    end_index: Annotated[StrictInt, Field(ge=0)]
    container_id: str
    file_id: str
    filename: str


class FileCitationParam(ContractModel):
    type: Literal["file_citation"]
    index: Annotated[StrictInt, Field(ge=0)]
    file_id: str
    filename: str


class UrlCitationParam(ContractModel):
    type: Literal["url_citation"]
    start_index: Annotated[StrictInt, Field(ge=0)]
    end_index: Annotated[StrictInt, Field(ge=0)]
    url: str
    title: str


BetaOutputTextContentParamAnnotations = TypeAliasType(
    "BetaOutputTextContentParamAnnotations",
    Annotated[
        Union[FileCitationParam, UrlCitationParam, ContainerFileCitationParam], Field(discriminator="type")
    ],
)


class BetaOutputTextContentParam(ContractModel):
    type: Literal["output_text"]
    text: Annotated[str, Field(max_length=10485760)]
    annotations: Annotated[Union[list[BetaOutputTextContentParamAnnotations], None], NotNull] = None


class BetaMultiAgentCallOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    type: Literal["multi_agent_call_output"]
    action: BetaMultiAgentAction1
    output: list[BetaOutputTextContentParam]


class BetaOutputMessageInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["message"]
    role: Literal["assistant"]
    content: list[OutputMessageContent]
    phase: Union[MessagePhase, None] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaProgramItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: str
    type: Literal["program"]
    call_id: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(max_length=10485760)]
    fingerprint: Annotated[str, Field(max_length=10485760)]


class BetaProgramOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: str
    type: Literal["program_output"]
    call_id: Annotated[str, Field(min_length=1)]
    result: Annotated[str, Field(max_length=10485760)]
    status: ProgramOutputItemStatus


class BetaReasoningItemInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["reasoning"]
    id: Annotated[Union[str, None], NotNull] = None
    encrypted_content: Union[str, None] = None
    summary: Annotated[Union[list[SummaryTextContent], None], NotNull] = None
    content: Annotated[Union[list[ReasoningTextContent], None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class BetaToolSearchCallItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Union[ToolSearchCallItemParamCallId, None] = None
    type: Literal["tool_search_call"]
    execution: Annotated[Union[ToolSearchExecutionType, None], NotNull] = None
    arguments: EmptyModelParam
    status: Union[FunctionCallItemStatus, None] = None


class BetaToolSearchOutputItemParam(ContractModel):
    agent: Union[BetaAgentTagParam, None] = None
    id: Union[str, None] = None
    call_id: Union[ToolSearchOutputItemParamCallId, None] = None
    type: Literal["tool_search_output"]
    execution: Annotated[Union[ToolSearchExecutionType, None], NotNull] = None
    tools: list[BetaTool]
    status: Union[FunctionCallItemStatus, None] = None


class BetaWebSearchToolCallInput(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["web_search_call"]
    status: Annotated[Union[Literal["in_progress", "searching", "completed", "failed"], None], NotNull] = None
    action: Annotated[
        Union[
            Annotated[
                Union[WebSearchActionSearch, WebSearchActionOpenPage, WebSearchActionFind],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None


BetaInputItem = TypeAliasType(
    "BetaInputItem",
    Annotated[
        Union[
            Annotated[
                Union[EasyInputMessage, BetaInputMessage, BetaOutputMessageInput, BetaItemReferenceParam],
                Tag("message"),
            ],
            Annotated[Union[BetaFileSearchToolCallInput, BetaItemReferenceParam], Tag("file_search_call")],
            Annotated[Union[BetaComputerToolCallInput, BetaItemReferenceParam], Tag("computer_call")],
            Annotated[
                Union[BetaComputerCallOutputItemParam, BetaItemReferenceParam], Tag("computer_call_output")
            ],
            Annotated[Union[BetaWebSearchToolCallInput, BetaItemReferenceParam], Tag("web_search_call")],
            Annotated[Union[BetaFunctionToolCall, BetaItemReferenceParam], Tag("function_call")],
            Annotated[
                Union[BetaFunctionCallOutputItemParam, BetaItemReferenceParam], Tag("function_call_output")
            ],
            Annotated[Union[BetaAgentMessageItemParam, BetaItemReferenceParam], Tag("agent_message")],
            Annotated[Union[BetaMultiAgentCallItemParam, BetaItemReferenceParam], Tag("multi_agent_call")],
            Annotated[
                Union[BetaMultiAgentCallOutputItemParam, BetaItemReferenceParam],
                Tag("multi_agent_call_output"),
            ],
            Annotated[Union[BetaToolSearchCallItemParam, BetaItemReferenceParam], Tag("tool_search_call")],
            Annotated[
                Union[BetaToolSearchOutputItemParam, BetaItemReferenceParam], Tag("tool_search_output")
            ],
            Annotated[Union[BetaAdditionalToolsItemParam, BetaItemReferenceParam], Tag("additional_tools")],
            Annotated[Union[BetaReasoningItemInput, BetaItemReferenceParam], Tag("reasoning")],
            Annotated[Union[BetaCompactionSummaryItemParam, BetaItemReferenceParam], Tag("compaction")],
            Annotated[Union[BetaImageGenToolCallInput, BetaItemReferenceParam], Tag("image_generation_call")],
            Annotated[
                Union[BetaCodeInterpreterToolCallInput, BetaItemReferenceParam], Tag("code_interpreter_call")
            ],
            Annotated[Union[BetaLocalShellToolCallInput, BetaItemReferenceParam], Tag("local_shell_call")],
            Annotated[
                Union[BetaLocalShellToolCallOutputInput, BetaItemReferenceParam],
                Tag("local_shell_call_output"),
            ],
            Annotated[Union[BetaFunctionShellCallItemParam, BetaItemReferenceParam], Tag("shell_call")],
            Annotated[
                Union[BetaFunctionShellCallOutputItemParam, BetaItemReferenceParam], Tag("shell_call_output")
            ],
            Annotated[
                Union[BetaApplyPatchToolCallItemParamInput, BetaItemReferenceParam], Tag("apply_patch_call")
            ],
            Annotated[
                Union[BetaApplyPatchToolCallOutputItemParamInput, BetaItemReferenceParam],
                Tag("apply_patch_call_output"),
            ],
            Annotated[Union[BetaMCPListToolsInput, BetaItemReferenceParam], Tag("mcp_list_tools")],
            Annotated[
                Union[BetaMCPApprovalRequestInput, BetaItemReferenceParam], Tag("mcp_approval_request")
            ],
            Annotated[Union[BetaMCPApprovalResponse, BetaItemReferenceParam], Tag("mcp_approval_response")],
            Annotated[Union[BetaMCPToolCallInput, BetaItemReferenceParam], Tag("mcp_call")],
            Annotated[
                Union[BetaCustomToolCallOutput, BetaItemReferenceParam], Tag("custom_tool_call_output")
            ],
            Annotated[Union[BetaCustomToolCall, BetaItemReferenceParam], Tag("custom_tool_call")],
            Annotated[
                Union[BetaCompactionTriggerItemParam, BetaItemReferenceParam], Tag("compaction_trigger")
            ],
            Annotated[Union[BetaProgramItemParam, BetaItemReferenceParam], Tag("program")],
            Annotated[Union[BetaProgramOutputItemParam, BetaItemReferenceParam], Tag("program_output")],
            Annotated[Union[EasyInputMessage, BetaInputMessage, BetaItemReferenceParam], Tag(MISSING_TAG)],
            Annotated[BetaItemReferenceParam, Tag(OTHER_TAG)],
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
                "compaction_trigger",
                "program",
                "program_output",
                missing=True,
                other=True,
                objects=True,
            )
        ),
    ],
)


CompactResponseMethodPublicBodyInput = TypeAliasType(
    "CompactResponseMethodPublicBodyInput", Annotated[str, Field(max_length=10485760)]
)


CompactResponseMethodPublicBodyPromptCacheKey = TypeAliasType(
    "CompactResponseMethodPublicBodyPromptCacheKey", Annotated[str, Field(max_length=64)]
)


ModelIdsResponses = TypeAliasType(
    "ModelIdsResponses",
    Union[
        ModelIdsShared,
        Literal[
            "o1-pro",
            "o1-pro-2025-03-19",
            "o3-pro",
            "o3-pro-2025-06-10",
            "o3-deep-research",
            "o3-deep-research-2025-06-26",
            "o4-mini-deep-research",
            "o4-mini-deep-research-2025-06-26",
            "computer-use-preview",
            "computer-use-preview-2025-03-11",
            "gpt-5.5-pro",
            "gpt-5.5-pro-2026-04-23",
            "gpt-5-codex",
            "gpt-5-pro",
            "gpt-5-pro-2025-10-06",
            "gpt-5.1-codex-max",
            "gpt-daybreak-blue-latest",
            "gpt-daybreak-red-latest",
            "gpt-5.6-cyber",
        ],
    ],
)


ModelIdsCompaction = TypeAliasType("ModelIdsCompaction", Union[ModelIdsResponses, str, None])


PromptCacheRetentionEnum = TypeAliasType("PromptCacheRetentionEnum", Literal["in_memory", "24h"])


ServiceTierEnum = TypeAliasType("ServiceTierEnum", Literal["auto", "default", "fast", "flex", "priority"])


class BetaCompactResponseMethodPublicBody(ContractModel):
    model: ModelIdsCompaction
    input: Union[CompactResponseMethodPublicBodyInput, list[BetaInputItem], None] = None
    previous_response_id: Union[str, None] = None
    instructions: Union[str, None] = None
    prompt_cache_key: Union[CompactResponseMethodPublicBodyPromptCacheKey, None] = None
    prompt_cache_retention: Union[PromptCacheRetentionEnum, None] = None
    prompt_cache_options: Union[PromptCacheOptionsParam, None] = None
    service_tier: Union[ServiceTierEnum, None] = None


ContextManagementParamCompactThreshold = TypeAliasType(
    "ContextManagementParamCompactThreshold", Annotated[StrictInt, Field(ge=1000)]
)


class ContextManagementParam(ContractModel):
    type: str
    compact_threshold: Union[ContextManagementParamCompactThreshold, None] = None


BetaCreateResponseContextManagement = TypeAliasType(
    "BetaCreateResponseContextManagement", Annotated[list[ContextManagementParam], Field(min_length=1)]
)


BetaCreateResponseMaxOutputTokens = TypeAliasType(
    "BetaCreateResponseMaxOutputTokens", Annotated[StrictInt, Field(ge=16)]
)


BetaInputParam = TypeAliasType("BetaInputParam", Union[str, list[BetaInputItem]])


class BetaMultiAgentParam(ContractModel):
    enabled: StrictBool
    max_concurrent_subagents: Annotated[Union[StrictInt, None], NotNull, Field(ge=1)] = None


BetaToolsArray = TypeAliasType("BetaToolsArray", list[BetaTool])


class ResponseTextParam(ContractModel):
    format: Annotated[Union[TextResponseFormatConfiguration, None], NotNull] = None
    verbosity: Union[Verbosity, None] = None


class SpecificApplyPatchParam(ContractModel):
    type: Literal["apply_patch"]


class SpecificFunctionShellParam(ContractModel):
    type: Literal["shell"]


class SpecificProgrammaticToolCallingParam(ContractModel):
    type: Literal["programmatic_tool_calling"]


class ToolChoiceAllowed(ContractModel):
    type: Literal["allowed_tools"]
    mode: Literal["auto", "required"]
    tools: list[dict[str, Any]]


class ToolChoiceCustom(ContractModel):
    type: Literal["custom"]
    name: str


class ToolChoiceTypes(ContractModel):
    type: Literal[
        "file_search",
        "web_search_preview",
        "computer",
        "computer_use_preview",
        "computer_use",
        "web_search_preview_2025_03_11",
        "image_generation",
        "code_interpreter",
    ]


ToolChoiceParam = TypeAliasType(
    "ToolChoiceParam",
    Annotated[
        Union[
            Annotated[Union[ToolChoiceAllowed, ToolChoiceOptions], Tag("allowed_tools")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("file_search")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("web_search_preview")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("computer")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("computer_use_preview")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("computer_use")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("web_search_preview_2025_03_11")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("image_generation")],
            Annotated[Union[ToolChoiceTypes, ToolChoiceOptions], Tag("code_interpreter")],
            Annotated[Union[ToolChoiceFunction, ToolChoiceOptions], Tag("function")],
            Annotated[Union[ToolChoiceMCP, ToolChoiceOptions], Tag("mcp")],
            Annotated[Union[ToolChoiceCustom, ToolChoiceOptions], Tag("custom")],
            Annotated[
                Union[SpecificProgrammaticToolCallingParam, ToolChoiceOptions],
                Tag("programmatic_tool_calling"),
            ],
            Annotated[Union[SpecificApplyPatchParam, ToolChoiceOptions], Tag("apply_patch")],
            Annotated[Union[SpecificFunctionShellParam, ToolChoiceOptions], Tag("shell")],
            Annotated[ToolChoiceOptions, Tag(OTHER_TAG)],
        ],
        Discriminator(
            tagged(
                "type",
                "allowed_tools",
                "file_search",
                "web_search_preview",
                "computer",
                "computer_use_preview",
                "computer_use",
                "web_search_preview_2025_03_11",
                "image_generation",
                "code_interpreter",
                "function",
                "mcp",
                "custom",
                "programmatic_tool_calling",
                "apply_patch",
                "shell",
                missing=False,
                other=True,
                objects=False,
            )
        ),
    ],
)


class BetaResponseProperties(ContractModel):
    previous_response_id: Union[str, None] = None
    model: Annotated[Union[ModelIdsResponses, None], NotNull] = None
    background: Union[StrictBool, None] = None
    max_tool_calls: Union[StrictInt, None] = None
    text: Annotated[Union[ResponseTextParam, None], NotNull] = None
    tools: Annotated[Union[BetaToolsArray, None], NotNull] = None
    tool_choice: Annotated[Union[ToolChoiceParam, None], NotNull] = None
    prompt: Union[Prompt, None] = None


class ConversationParam2(ContractModel):
    id: str


ConversationParam = TypeAliasType("ConversationParam", Union[str, ConversationParam2])


ModelResponsePropertiesTopLogprobs = TypeAliasType(
    "ModelResponsePropertiesTopLogprobs", Annotated[StrictInt, Field(ge=0, le=20)]
)


class ModelResponseProperties(ContractModel):
    metadata: Union[Metadata, None] = None
    top_logprobs: Union[ModelResponsePropertiesTopLogprobs, None] = None
    temperature: Union[ModelResponsePropertiesTemperature, None] = None
    top_p: Union[ModelResponsePropertiesTopP, None] = None
    user: Annotated[Union[str, None], NotNull] = None
    safety_identifier: Union[ModelResponsePropertiesSafetyIdentifier, None] = None
    prompt_cache_key: Union[str, None] = None
    prompt_cache_retention: Union[Literal["in_memory", "24h"], None] = None


class CreateModelResponseProperties(ModelResponseProperties):
    prompt_cache_options: Annotated[Union[PromptCacheOptionsParam, None], NotNull] = None


ReasoningModeEnum = TypeAliasType("ReasoningModeEnum", Union[str, Literal["standard", "pro"]])


class Reasoning(ContractModel):
    mode: Annotated[Union[ReasoningModeEnum, None], NotNull] = None
    effort: Union[ReasoningEffort, None] = None
    summary: Union[Literal["auto", "concise", "detailed"], None] = None
    context: Union[Literal["auto", "current_turn", "all_turns"], None] = None
    generate_summary: Union[Literal["auto", "concise", "detailed"], None] = None


class ResponseStreamOptionsResponseStreamOptions(ContractModel):
    include_obfuscation: Annotated[Union[StrictBool, None], NotNull] = None


ResponseStreamOptions = TypeAliasType(
    "ResponseStreamOptions", Union[ResponseStreamOptionsResponseStreamOptions, None]
)


ServiceTierResponses = TypeAliasType(
    "ServiceTierResponses",
    Union[Literal["auto", "default", "flex", "scale", "priority", "fast", "ultrafast"], None],
)


class BetaCreateResponse(CreateModelResponseProperties, BetaResponseProperties):
    service_tier: Union[ServiceTierResponses, None] = None
    truncation: Union[Literal["auto", "disabled"], None] = None
    reasoning: Union[Reasoning, None] = None
    input: Annotated[Union[BetaInputParam, None], NotNull] = None
    include: Union[list[IncludeEnum], None] = None
    parallel_tool_calls: Union[StrictBool, None] = None
    store: Union[StrictBool, None] = None
    instructions: Union[str, None] = None
    moderation: Union[ModerationParam, None] = None
    stream: Union[StrictBool, None] = None
    stream_options: Union[ResponseStreamOptions, None] = None
    conversation: Union[ConversationParam, None] = None
    context_management: Union[BetaCreateResponseContextManagement, None] = None
    max_output_tokens: Union[BetaCreateResponseMaxOutputTokens, None] = None
    multi_agent: Union[BetaMultiAgentParam, None] = None


class BetaCustomToolCallOutputResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    call_id: str
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]
    id: str
    status: FunctionCallOutputStatusEnum
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["custom_tool_call_output"]


class BetaCustomToolCallResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["custom_tool_call"]
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    input: str
    id: str
    status: FunctionCallStatus
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaFunctionToolCallOutputResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    call_id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]
    id: str
    status: FunctionCallOutputStatusEnum
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call_output"]


class BetaFunctionToolCallResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["function_call"]
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    arguments: str
    id: str
    status: FunctionCallStatus
    created_by: Annotated[Union[str, None], NotNull] = None


class BetaInputMessageResource(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    role: Literal["user", "system", "developer"]
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None
    content: InputMessageContentList
    id: str
    type: Literal["message"]


class BetaOutputMessage(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    id: str
    type: Literal["message"]
    role: Literal["assistant"]
    content: list[OutputMessageContent]
    phase: Union[MessagePhase, None] = None
    status: Literal["in_progress", "completed", "incomplete"]


BetaItemResource = TypeAliasType(
    "BetaItemResource",
    Annotated[
        Union[
            Annotated[Union[BetaInputMessageResource, BetaOutputMessage], Tag("message")],
            Annotated[BetaFileSearchToolCall, Tag("file_search_call")],
            Annotated[BetaComputerToolCall, Tag("computer_call")],
            Annotated[BetaComputerToolCallOutputResource, Tag("computer_call_output")],
            Annotated[BetaWebSearchToolCall, Tag("web_search_call")],
            Annotated[BetaFunctionToolCallResource, Tag("function_call")],
            Annotated[BetaFunctionToolCallOutputResource, Tag("function_call_output")],
            Annotated[BetaAgentMessage, Tag("agent_message")],
            Annotated[BetaMultiAgentCall, Tag("multi_agent_call")],
            Annotated[BetaMultiAgentCallOutput, Tag("multi_agent_call_output")],
            Annotated[BetaToolSearchCall, Tag("tool_search_call")],
            Annotated[BetaToolSearchOutput, Tag("tool_search_output")],
            Annotated[BetaAdditionalTools, Tag("additional_tools")],
            Annotated[BetaReasoningItem, Tag("reasoning")],
            Annotated[BetaProgram, Tag("program")],
            Annotated[BetaProgramOutput, Tag("program_output")],
            Annotated[BetaCompactionBody, Tag("compaction")],
            Annotated[BetaImageGenToolCall, Tag("image_generation_call")],
            Annotated[BetaCodeInterpreterToolCall, Tag("code_interpreter_call")],
            Annotated[BetaLocalShellToolCall, Tag("local_shell_call")],
            Annotated[BetaLocalShellToolCallOutput, Tag("local_shell_call_output")],
            Annotated[BetaFunctionShellCall, Tag("shell_call")],
            Annotated[BetaFunctionShellCallOutput, Tag("shell_call_output")],
            Annotated[BetaApplyPatchToolCall, Tag("apply_patch_call")],
            Annotated[BetaApplyPatchToolCallOutput, Tag("apply_patch_call_output")],
            Annotated[BetaMCPListTools, Tag("mcp_list_tools")],
            Annotated[BetaMCPApprovalRequest, Tag("mcp_approval_request")],
            Annotated[BetaMCPApprovalResponseResource, Tag("mcp_approval_response")],
            Annotated[BetaMCPToolCall, Tag("mcp_call")],
            Annotated[BetaCustomToolCallResource, Tag("custom_tool_call")],
            Annotated[BetaCustomToolCallOutputResource, Tag("custom_tool_call_output")],
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
                "program",
                "program_output",
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
                "custom_tool_call",
                "custom_tool_call_output",
                missing=False,
                other=False,
                objects=False,
            )
        ),
    ],
)


BetaOutputItem = TypeAliasType(
    "BetaOutputItem",
    Annotated[
        Union[
            BetaOutputMessage,
            BetaFileSearchToolCall,
            BetaFunctionToolCall,
            BetaFunctionToolCallOutputResource,
            BetaAgentMessage,
            BetaMultiAgentCall,
            BetaMultiAgentCallOutput,
            BetaWebSearchToolCall,
            BetaComputerToolCall,
            BetaComputerToolCallOutputResource,
            BetaReasoningItem,
            BetaProgram,
            BetaProgramOutput,
            BetaToolSearchCall,
            BetaToolSearchOutput,
            BetaAdditionalTools,
            BetaCompactionBody,
            BetaImageGenToolCall,
            BetaCodeInterpreterToolCall,
            BetaLocalShellToolCall,
            BetaLocalShellToolCallOutput,
            BetaFunctionShellCall,
            BetaFunctionShellCallOutput,
            BetaApplyPatchToolCall,
            BetaApplyPatchToolCallOutput,
            BetaMCPToolCall,
            BetaMCPListTools,
            BetaMCPApprovalRequest,
            BetaMCPApprovalResponseResource,
            BetaCustomToolCall,
            BetaCustomToolCallOutputResource,
        ],
        Field(discriminator="type"),
    ],
)


class BetaResponseIncompleteDetails(ContractModel):
    reason: Annotated[Union[Literal["max_output_tokens", "content_filter"], None], NotNull] = None


class ModerationErrorBody(ContractModel):
    type: Literal["error"]
    code: str
    message: str


class Moderation(ContractModel):
    input: Annotated[Union[ModerationResultBody, ModerationErrorBody], Field(discriminator="type")]
    output: Annotated[Union[ModerationResultBody, ModerationErrorBody], Field(discriminator="type")]


class PromptCacheOptions(ContractModel):
    ttl: PromptCacheTTLEnum
    mode: PromptCacheModeEnum


class ResponseConversation(ContractModel):
    id: str


ResponseErrorCode = TypeAliasType(
    "ResponseErrorCode",
    Literal[
        "server_error",
        "rate_limit_exceeded",
        "invalid_prompt",
        "data_residency_mismatch",
        "bio_policy",
        "vector_store_timeout",
        "invalid_image",
        "invalid_image_format",
        "invalid_base64_image",
        "invalid_image_url",
        "image_too_large",
        "image_too_small",
        "image_parse_error",
        "image_content_policy_violation",
        "invalid_image_mode",
        "image_file_too_large",
        "unsupported_image_media_type",
        "empty_image_file",
        "failed_to_download_image",
        "image_file_not_found",
    ],
)


class ResponseErrorResponseError(ContractModel):
    code: ResponseErrorCode
    message: str


ResponseError = TypeAliasType("ResponseError", Union[ResponseErrorResponseError, None])


class BetaResponse(ContractModel):
    top_logprobs: Union[ModelResponsePropertiesTopLogprobs, None] = None
    user: Annotated[Union[str, None], NotNull] = None
    safety_identifier: Union[ModelResponsePropertiesSafetyIdentifier, None] = None
    prompt_cache_key: Union[str, None] = None
    prompt_cache_retention: Union[Literal["in_memory", "24h"], None] = None
    previous_response_id: Union[str, None] = None
    background: Union[StrictBool, None] = None
    max_tool_calls: Union[StrictInt, None] = None
    text: Annotated[Union[ResponseTextParam, None], NotNull] = None
    prompt: Union[Prompt, None] = None
    service_tier: Union[ServiceTierResponses, None] = None
    truncation: Union[Literal["auto", "disabled"], None] = None
    id: str
    object: Literal["response"]
    status: Annotated[
        Union[Literal["completed", "failed", "in_progress", "cancelled", "queued", "incomplete"], None],
        NotNull,
    ] = None
    created_at: StrictFloat
    completed_at: Union[StrictFloat, None] = None
    error: ResponseError
    incomplete_details: Union[BetaResponseIncompleteDetails, None]
    output: list[BetaOutputItem]
    reasoning: Union[Reasoning, None] = None
    instructions: Union[str, list[BetaInputItem], None]
    output_text: Union[str, None] = None
    usage: Union[ResponseUsage, None] = None
    prompt_cache_options: Annotated[Union[PromptCacheOptions, None], NotNull] = None
    moderation: Union[Moderation, None] = None
    parallel_tool_calls: StrictBool
    conversation: Union[ResponseConversation, None] = None
    max_output_tokens: Union[StrictInt, None] = None
    model: ModelIdsResponses
    tools: BetaToolsArray
    metadata: Metadata
    tool_choice: ToolChoiceParam
    temperature: Union[ModelResponsePropertiesTemperature, None]
    top_p: Union[ModelResponsePropertiesTopP, None]


class BetaResponseAudioDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.audio.delta"]
    sequence_number: StrictInt
    delta: str


class BetaResponseAudioDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.audio.done"]
    sequence_number: StrictInt


class BetaResponseAudioTranscriptDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.audio.transcript.delta"]
    delta: str
    sequence_number: StrictInt


class BetaResponseAudioTranscriptDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.audio.transcript.done"]
    sequence_number: StrictInt


class BetaResponseCodeInterpreterCallCodeDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.code_interpreter_call_code.delta"]
    output_index: StrictInt
    item_id: str
    delta: str
    sequence_number: StrictInt


class BetaResponseCodeInterpreterCallCodeDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.code_interpreter_call_code.done"]
    output_index: StrictInt
    item_id: str
    code: str
    sequence_number: StrictInt


class BetaResponseCodeInterpreterCallCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.code_interpreter_call.completed"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseCodeInterpreterCallInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.code_interpreter_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseCodeInterpreterCallInterpretingEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.code_interpreter_call.interpreting"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.completed"]
    response: BetaResponse
    sequence_number: StrictInt


OutputContent = TypeAliasType(
    "OutputContent",
    Annotated[Union[OutputTextContent, RefusalContent, ReasoningTextContent], Field(discriminator="type")],
)


class BetaResponseContentPartAddedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.content_part.added"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    part: OutputContent
    sequence_number: StrictInt


class BetaResponseContentPartDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.content_part.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    sequence_number: StrictInt
    part: OutputContent


class BetaResponseCreatedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.created"]
    response: BetaResponse
    sequence_number: StrictInt


class BetaResponseCustomToolCallInputDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.custom_tool_call_input.delta"]
    sequence_number: StrictInt
    output_index: StrictInt
    item_id: str
    delta: str


class BetaResponseCustomToolCallInputDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.custom_tool_call_input.done"]
    sequence_number: StrictInt
    output_index: StrictInt
    item_id: str
    input: str


class BetaResponseErrorEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["error"]
    code: Union[str, None]
    message: str
    param: Union[str, None]
    sequence_number: StrictInt


class BetaResponseFailedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.failed"]
    sequence_number: StrictInt
    response: BetaResponse


class BetaResponseFileSearchCallCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.file_search_call.completed"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseFileSearchCallInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.file_search_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseFileSearchCallSearchingEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.file_search_call.searching"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseFunctionCallArgumentsDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.function_call_arguments.delta"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt
    delta: str


class BetaResponseFunctionCallArgumentsDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.function_call_arguments.done"]
    item_id: str
    name: str
    output_index: StrictInt
    sequence_number: StrictInt
    arguments: str


class BetaResponseImageGenCallCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.image_generation_call.completed"]
    output_index: StrictInt
    sequence_number: StrictInt
    item_id: str


class BetaResponseImageGenCallGeneratingEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.image_generation_call.generating"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseImageGenCallInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.image_generation_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseImageGenCallPartialImageEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.image_generation_call.partial_image"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt
    partial_image_index: StrictInt
    partial_image_b64: str
    size: Annotated[Union[str, None], NotNull] = None
    quality: Annotated[Union[str, None], NotNull] = None
    background: Annotated[Union[str, None], NotNull] = None
    output_format: Annotated[Union[str, None], NotNull] = None


class BetaResponseInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.in_progress"]
    response: BetaResponse
    sequence_number: StrictInt


class BetaResponseIncompleteEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.incomplete"]
    response: BetaResponse
    sequence_number: StrictInt


class BetaResponseItemList(ContractModel):
    object: Literal["list"]
    data: list[BetaItemResource]
    has_more: StrictBool
    first_id: str
    last_id: str


class BetaResponseMCPCallArgumentsDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_call_arguments.delta"]
    output_index: StrictInt
    item_id: str
    delta: str
    sequence_number: StrictInt


class BetaResponseMCPCallArgumentsDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_call_arguments.done"]
    output_index: StrictInt
    item_id: str
    arguments: str
    sequence_number: StrictInt


class BetaResponseMCPCallCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_call.completed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class BetaResponseMCPCallFailedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_call.failed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class BetaResponseMCPCallInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_call.in_progress"]
    sequence_number: StrictInt
    output_index: StrictInt
    item_id: str


class BetaResponseMCPListToolsCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_list_tools.completed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class BetaResponseMCPListToolsFailedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_list_tools.failed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class BetaResponseMCPListToolsInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.mcp_list_tools.in_progress"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class BetaResponseOutputItemAddedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.output_item.added"]
    output_index: StrictInt
    sequence_number: StrictInt
    item: BetaOutputItem


class BetaResponseOutputItemDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.output_item.done"]
    output_index: StrictInt
    sequence_number: StrictInt
    item: BetaOutputItem


class BetaResponseOutputTextAnnotationAddedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.output_text.annotation.added"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    annotation_index: StrictInt
    sequence_number: StrictInt
    annotation: Union[Annotation, None]


class BetaResponseQueuedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.queued"]
    response: BetaResponse
    sequence_number: StrictInt


class ResponseReasoningSummaryPartAddedEventPart(ContractModel):
    type: Literal["summary_text"]
    text: str


class BetaResponseReasoningSummaryPartAddedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.reasoning_summary_part.added"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    sequence_number: StrictInt
    part: ResponseReasoningSummaryPartAddedEventPart


class ResponseReasoningSummaryPartDoneEventPart(ContractModel):
    type: Literal["summary_text"]
    text: str


class BetaResponseReasoningSummaryPartDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.reasoning_summary_part.done"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    status: Annotated[Union[Literal["incomplete"], None], NotNull] = None
    sequence_number: StrictInt
    part: ResponseReasoningSummaryPartDoneEventPart


class BetaResponseReasoningSummaryTextDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.reasoning_summary_text.delta"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    delta: str
    sequence_number: StrictInt


class BetaResponseReasoningSummaryTextDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.reasoning_summary_text.done"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    text: str
    sequence_number: StrictInt


class BetaResponseReasoningTextDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.reasoning_text.delta"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str
    sequence_number: StrictInt


class BetaResponseReasoningTextDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.reasoning_text.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    text: str
    sequence_number: StrictInt


class BetaResponseRefusalDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.refusal.delta"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str
    sequence_number: StrictInt


class BetaResponseRefusalDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.refusal.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    refusal: str
    sequence_number: StrictInt


class BetaResponseShellCallCommandAddedStreamingEvent(ContractModel):
    type: Literal["response.shell_call_command.added"]
    sequence_number: StrictInt
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    output_index: StrictInt
    command_index: StrictInt
    command: str


class BetaResponseShellCallCommandDeltaStreamingEvent(ContractModel):
    type: Literal["response.shell_call_command.delta"]
    sequence_number: StrictInt
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    output_index: StrictInt
    command_index: StrictInt
    delta: str
    obfuscation: Annotated[Union[str, None], NotNull] = None


class BetaResponseShellCallCommandDoneStreamingEvent(ContractModel):
    type: Literal["response.shell_call_command.done"]
    sequence_number: StrictInt
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    output_index: StrictInt
    command_index: StrictInt
    command: str


class ShellCallOutputDelta(ContractModel):
    stdout: Annotated[Union[str, None], NotNull] = None
    stderr: Annotated[Union[str, None], NotNull] = None


class BetaResponseShellCallOutputContentDeltaStreamingEvent(ContractModel):
    type: Literal["response.shell_call_output_content.delta"]
    sequence_number: StrictInt
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    item_id: str
    output_index: StrictInt
    command_index: StrictInt
    delta: ShellCallOutputDelta


class BetaResponseShellCallOutputContentDoneStreamingEvent(ContractModel):
    type: Literal["response.shell_call_output_content.done"]
    sequence_number: StrictInt
    agent: Annotated[Union[BetaAgentTag, None], NotNull] = None
    item_id: str
    output_index: StrictInt
    command_index: StrictInt
    output: list[FunctionShellCallOutputContent]


class ResponseLogProbTopLogprob(ContractModel):
    token: Annotated[Union[str, None], NotNull] = None
    logprob: Annotated[Union[StrictFloat, None], NotNull] = None


class ResponseLogProb(ContractModel):
    token: str
    logprob: StrictFloat
    top_logprobs: Annotated[Union[list[ResponseLogProbTopLogprob], None], NotNull] = None


class BetaResponseTextDeltaEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.output_text.delta"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str
    sequence_number: StrictInt
    logprobs: list[ResponseLogProb]


class BetaResponseTextDoneEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.output_text.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    text: str
    sequence_number: StrictInt
    logprobs: list[ResponseLogProb]


class BetaResponseWebSearchCallCompletedEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.web_search_call.completed"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseWebSearchCallInProgressEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.web_search_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class BetaResponseWebSearchCallSearchingEvent(ContractModel):
    agent: Union[BetaAgentTag, None] = None
    type: Literal["response.web_search_call.searching"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


BetaResponseStreamEvent = TypeAliasType(
    "BetaResponseStreamEvent",
    Annotated[
        Union[
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
            BetaResponseErrorEvent,
            BetaResponseFileSearchCallCompletedEvent,
            BetaResponseFileSearchCallInProgressEvent,
            BetaResponseFileSearchCallSearchingEvent,
            BetaResponseFunctionCallArgumentsDeltaEvent,
            BetaResponseFunctionCallArgumentsDoneEvent,
            BetaResponseShellCallCommandAddedStreamingEvent,
            BetaResponseShellCallCommandDeltaStreamingEvent,
            BetaResponseShellCallCommandDoneStreamingEvent,
            BetaResponseShellCallOutputContentDeltaStreamingEvent,
            BetaResponseShellCallOutputContentDoneStreamingEvent,
            BetaResponseInProgressEvent,
            BetaResponseFailedEvent,
            BetaResponseIncompleteEvent,
            BetaResponseOutputItemAddedEvent,
            BetaResponseOutputItemDoneEvent,
            BetaResponseReasoningSummaryPartAddedEvent,
            BetaResponseReasoningSummaryPartDoneEvent,
            BetaResponseReasoningSummaryTextDeltaEvent,
            BetaResponseReasoningSummaryTextDoneEvent,
            BetaResponseReasoningTextDeltaEvent,
            BetaResponseReasoningTextDoneEvent,
            BetaResponseRefusalDeltaEvent,
            BetaResponseRefusalDoneEvent,
            BetaResponseTextDeltaEvent,
            BetaResponseTextDoneEvent,
            BetaResponseWebSearchCallCompletedEvent,
            BetaResponseWebSearchCallInProgressEvent,
            BetaResponseWebSearchCallSearchingEvent,
            BetaResponseImageGenCallCompletedEvent,
            BetaResponseImageGenCallGeneratingEvent,
            BetaResponseImageGenCallInProgressEvent,
            BetaResponseImageGenCallPartialImageEvent,
            BetaResponseMCPCallArgumentsDeltaEvent,
            BetaResponseMCPCallArgumentsDoneEvent,
            BetaResponseMCPCallCompletedEvent,
            BetaResponseMCPCallFailedEvent,
            BetaResponseMCPCallInProgressEvent,
            BetaResponseMCPListToolsCompletedEvent,
            BetaResponseMCPListToolsFailedEvent,
            BetaResponseMCPListToolsInProgressEvent,
            BetaResponseOutputTextAnnotationAddedEvent,
            BetaResponseQueuedEvent,
            BetaResponseCustomToolCallInputDeltaEvent,
            BetaResponseCustomToolCallInputDoneEvent,
        ],
        Field(discriminator="type"),
    ],
)


PersonalityEnum = TypeAliasType("PersonalityEnum", Union[str, Literal["friendly", "pragmatic"]])


TokenCountsBodyInput = TypeAliasType("TokenCountsBodyInput", Annotated[str, Field(max_length=10485760)])


TruncationEnum = TypeAliasType("TruncationEnum", Literal["auto", "disabled"])


class BetaTokenCountsBody(ContractModel):
    model: Union[str, None] = None
    input: Union[TokenCountsBodyInput, list[BetaInputItem], None] = None
    previous_response_id: Union[str, None] = None
    tools: Union[list[BetaTool], None] = None
    text: Union[ResponseTextParam, None] = None
    reasoning: Union[Reasoning, None] = None
    truncation: Annotated[Union[TruncationEnum, None], NotNull] = None
    instructions: Union[str, None] = None
    personality: Annotated[Union[PersonalityEnum, None], NotNull] = None
    conversation: Union[ConversationParam, None] = None
    tool_choice: Union[ToolChoiceParam, None] = None
    parallel_tool_calls: Union[StrictBool, None] = None


class FunctionToolCallOutput(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call_output"]
    call_id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


ItemField = TypeAliasType(
    "ItemField",
    Annotated[
        Union[
            Message,
            Program,
            ProgramOutput,
            FunctionToolCall,
            ToolSearchCall,
            ToolSearchOutput,
            AdditionalTools,
            FunctionToolCallOutput,
            FileSearchToolCall,
            WebSearchToolCall,
            ImageGenToolCall,
            ComputerToolCall,
            ComputerToolCallOutputResource,
            ReasoningItem,
            CompactionBody,
            CodeInterpreterToolCall,
            LocalShellToolCall,
            LocalShellToolCallOutput,
            FunctionShellCall,
            FunctionShellCallOutput,
            ApplyPatchToolCall,
            ApplyPatchToolCallOutput,
            MCPListTools,
            MCPApprovalRequest,
            MCPApprovalResponseResource,
            MCPToolCall,
            CustomToolCall,
            CustomToolCallOutput,
        ],
        Field(discriminator="type"),
    ],
)


class CompactResource(ContractModel):
    id: str
    object: Literal["response.compaction"]
    output: Annotated[
        list[ItemField],
        Field(examples=[[{"type": "compaction", "id": "cmp_example", "encrypted_content": "example"}]]),
    ]
    created_at: StrictInt
    usage: ResponseUsage


class CompactResponseMethodPublicBody(ContractModel):
    model: ModelIdsCompaction
    input: Union[CompactResponseMethodPublicBodyInput, list[InputItem], None] = None
    previous_response_id: Union[str, None] = None
    instructions: Union[str, None] = None
    prompt_cache_key: Union[CompactResponseMethodPublicBodyPromptCacheKey, None] = None
    prompt_cache_retention: Union[PromptCacheRetentionEnum, None] = None
    prompt_cache_options: Union[PromptCacheOptionsParam, None] = None
    service_tier: Union[ServiceTierEnum, None] = None


ContextManagement = TypeAliasType(
    "ContextManagement", Annotated[list[ContextManagementParam], Field(min_length=1)]
)


InputParam = TypeAliasType("InputParam", Union[str, list[InputItem]])


MaxOutputTokens = TypeAliasType("MaxOutputTokens", Annotated[StrictInt, Field(ge=16)])


ToolsArray = TypeAliasType("ToolsArray", list[Tool])


class ResponseProperties(ContractModel):
    previous_response_id: Union[str, None] = None
    model: Annotated[Union[ModelIdsResponses, None], NotNull] = None
    background: Union[StrictBool, None] = None
    max_tool_calls: Union[StrictInt, None] = None
    text: Annotated[Union[ResponseTextParam, None], NotNull] = None
    tools: Annotated[Union[ToolsArray, None], NotNull] = None
    tool_choice: Annotated[Union[ToolChoiceParam, None], NotNull] = None
    prompt: Union[Prompt, None] = None


class CreateResponse(CreateModelResponseProperties, ResponseProperties):
    service_tier: Union[ServiceTierResponses, None] = None
    truncation: Union[Literal["auto", "disabled"], None] = None
    reasoning: Union[Reasoning, None] = None
    input: Annotated[Union[InputParam, None], NotNull] = None
    include: Union[list[IncludeEnum], None] = None
    parallel_tool_calls: Union[StrictBool, None] = None
    store: Union[StrictBool, None] = None
    instructions: Union[str, None] = None
    moderation: Union[ModerationParam, None] = None
    stream: Union[StrictBool, None] = None
    stream_options: Union[ResponseStreamOptions, None] = None
    conversation: Union[ConversationParam, None] = None
    context_management: Union[ContextManagement, None] = None
    max_output_tokens: Union[MaxOutputTokens, None] = None


class CustomToolCallOutputResource(ContractModel):
    call_id: str
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]
    id: str
    status: FunctionCallOutputStatusEnum
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["custom_tool_call_output"]


class CustomToolCallResource(ContractModel):
    type: Literal["custom_tool_call"]
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    input: str
    id: str
    status: FunctionCallStatus
    created_by: Annotated[Union[str, None], NotNull] = None


class DeleteResponseResponse200(ContractModel):
    id: str
    object: Literal["response"]
    deleted: StrictBool


class IncompleteDetails(ContractModel):
    reason: Annotated[Union[Literal["max_output_tokens", "content_filter"], None], NotNull] = None


class InputMessageResource(ContractModel):
    role: Literal["user", "system", "developer"]
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None
    content: InputMessageContentList
    id: str
    type: Literal["message"]


class OutputMessage(ContractModel):
    id: str
    type: Literal["message"]
    role: Literal["assistant"]
    content: list[OutputMessageContent]
    phase: Union[MessagePhase, None] = None
    status: Literal["in_progress", "completed", "incomplete"]


ItemResource = TypeAliasType(
    "ItemResource",
    Annotated[
        Union[
            Annotated[Union[InputMessageResource, OutputMessage], Tag("message")],
            Annotated[FileSearchToolCall, Tag("file_search_call")],
            Annotated[ComputerToolCall, Tag("computer_call")],
            Annotated[ComputerToolCallOutputResource, Tag("computer_call_output")],
            Annotated[WebSearchToolCall, Tag("web_search_call")],
            Annotated[FunctionToolCallResource, Tag("function_call")],
            Annotated[FunctionToolCallOutputResource, Tag("function_call_output")],
            Annotated[ToolSearchCall, Tag("tool_search_call")],
            Annotated[ToolSearchOutput, Tag("tool_search_output")],
            Annotated[AdditionalTools, Tag("additional_tools")],
            Annotated[ReasoningItem, Tag("reasoning")],
            Annotated[Program, Tag("program")],
            Annotated[ProgramOutput, Tag("program_output")],
            Annotated[CompactionBody, Tag("compaction")],
            Annotated[ImageGenToolCall, Tag("image_generation_call")],
            Annotated[CodeInterpreterToolCall, Tag("code_interpreter_call")],
            Annotated[LocalShellToolCall, Tag("local_shell_call")],
            Annotated[LocalShellToolCallOutput, Tag("local_shell_call_output")],
            Annotated[FunctionShellCall, Tag("shell_call")],
            Annotated[FunctionShellCallOutput, Tag("shell_call_output")],
            Annotated[ApplyPatchToolCall, Tag("apply_patch_call")],
            Annotated[ApplyPatchToolCallOutput, Tag("apply_patch_call_output")],
            Annotated[MCPListTools, Tag("mcp_list_tools")],
            Annotated[MCPApprovalRequest, Tag("mcp_approval_request")],
            Annotated[MCPApprovalResponseResource, Tag("mcp_approval_response")],
            Annotated[MCPToolCall, Tag("mcp_call")],
            Annotated[CustomToolCallResource, Tag("custom_tool_call")],
            Annotated[CustomToolCallOutputResource, Tag("custom_tool_call_output")],
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
                "program",
                "program_output",
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
                "custom_tool_call",
                "custom_tool_call_output",
                missing=False,
                other=False,
                objects=False,
            )
        ),
    ],
)


OutputItem = TypeAliasType(
    "OutputItem",
    Annotated[
        Union[
            OutputMessage,
            FileSearchToolCall,
            FunctionToolCall,
            FunctionToolCallOutputResource,
            WebSearchToolCall,
            ComputerToolCall,
            ComputerToolCallOutputResource,
            ReasoningItem,
            Program,
            ProgramOutput,
            ToolSearchCall,
            ToolSearchOutput,
            AdditionalTools,
            CompactionBody,
            ImageGenToolCall,
            CodeInterpreterToolCall,
            LocalShellToolCall,
            LocalShellToolCallOutput,
            FunctionShellCall,
            FunctionShellCallOutput,
            ApplyPatchToolCall,
            ApplyPatchToolCallOutput,
            MCPToolCall,
            MCPListTools,
            MCPApprovalRequest,
            MCPApprovalResponseResource,
            CustomToolCall,
            CustomToolCallOutputResource,
        ],
        Field(discriminator="type"),
    ],
)


class Response(ContractModel):
    top_logprobs: Union[ModelResponsePropertiesTopLogprobs, None] = None
    user: Annotated[Union[str, None], NotNull] = None
    safety_identifier: Union[ModelResponsePropertiesSafetyIdentifier, None] = None
    prompt_cache_key: Union[str, None] = None
    prompt_cache_retention: Union[Literal["in_memory", "24h"], None] = None
    previous_response_id: Union[str, None] = None
    background: Union[StrictBool, None] = None
    max_tool_calls: Union[StrictInt, None] = None
    text: Annotated[Union[ResponseTextParam, None], NotNull] = None
    prompt: Union[Prompt, None] = None
    service_tier: Union[ServiceTierResponses, None] = None
    truncation: Union[Literal["auto", "disabled"], None] = None
    id: str
    object: Literal["response"]
    status: Annotated[
        Union[Literal["completed", "failed", "in_progress", "cancelled", "queued", "incomplete"], None],
        NotNull,
    ] = None
    created_at: StrictFloat
    completed_at: Union[StrictFloat, None] = None
    error: ResponseError
    incomplete_details: Union[IncompleteDetails, None]
    output: list[OutputItem]
    reasoning: Union[Reasoning, None] = None
    instructions: Union[str, list[InputItem], None]
    output_text: Union[str, None] = None
    usage: Union[ResponseUsage, None] = None
    prompt_cache_options: Annotated[Union[PromptCacheOptions, None], NotNull] = None
    moderation: Union[Moderation, None] = None
    parallel_tool_calls: StrictBool
    conversation: Union[ResponseConversation, None] = None
    max_output_tokens: Union[StrictInt, None] = None
    model: ModelIdsResponses
    tools: ToolsArray
    metadata: Metadata
    tool_choice: ToolChoiceParam
    temperature: Union[ModelResponsePropertiesTemperature, None]
    top_p: Union[ModelResponsePropertiesTopP, None]


class ResponseAudioDeltaEvent(ContractModel):
    type: Literal["response.audio.delta"]
    sequence_number: StrictInt
    delta: str


class ResponseAudioDoneEvent(ContractModel):
    type: Literal["response.audio.done"]
    sequence_number: StrictInt


class ResponseAudioTranscriptDeltaEvent(ContractModel):
    type: Literal["response.audio.transcript.delta"]
    delta: str
    sequence_number: StrictInt


class ResponseAudioTranscriptDoneEvent(ContractModel):
    type: Literal["response.audio.transcript.done"]
    sequence_number: StrictInt


class ResponseCodeInterpreterCallCodeDeltaEvent(ContractModel):
    type: Literal["response.code_interpreter_call_code.delta"]
    output_index: StrictInt
    item_id: str
    delta: str
    sequence_number: StrictInt


class ResponseCodeInterpreterCallCodeDoneEvent(ContractModel):
    type: Literal["response.code_interpreter_call_code.done"]
    output_index: StrictInt
    item_id: str
    code: str
    sequence_number: StrictInt


class ResponseCodeInterpreterCallCompletedEvent(ContractModel):
    type: Literal["response.code_interpreter_call.completed"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseCodeInterpreterCallInProgressEvent(ContractModel):
    type: Literal["response.code_interpreter_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseCodeInterpreterCallInterpretingEvent(ContractModel):
    type: Literal["response.code_interpreter_call.interpreting"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseCompletedEvent(ContractModel):
    type: Literal["response.completed"]
    response: Response
    sequence_number: StrictInt


class ResponseContentPartAddedEvent(ContractModel):
    type: Literal["response.content_part.added"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    part: OutputContent
    sequence_number: StrictInt


class ResponseContentPartDoneEvent(ContractModel):
    type: Literal["response.content_part.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    sequence_number: StrictInt
    part: OutputContent


class ResponseCreatedEvent(ContractModel):
    type: Literal["response.created"]
    response: Response
    sequence_number: StrictInt


class ResponseCustomToolCallInputDeltaEvent(ContractModel):
    type: Literal["response.custom_tool_call_input.delta"]
    sequence_number: StrictInt
    output_index: StrictInt
    item_id: str
    delta: str


class ResponseCustomToolCallInputDoneEvent(ContractModel):
    type: Literal["response.custom_tool_call_input.done"]
    sequence_number: StrictInt
    output_index: StrictInt
    item_id: str
    input: str


class ResponseErrorEvent(ContractModel):
    type: Literal["error"]
    code: Union[str, None]
    message: str
    param: Union[str, None]
    sequence_number: StrictInt


class ResponseFailedEvent(ContractModel):
    type: Literal["response.failed"]
    sequence_number: StrictInt
    response: Response


class ResponseFileSearchCallCompletedEvent(ContractModel):
    type: Literal["response.file_search_call.completed"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseFileSearchCallInProgressEvent(ContractModel):
    type: Literal["response.file_search_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseFileSearchCallSearchingEvent(ContractModel):
    type: Literal["response.file_search_call.searching"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseFunctionCallArgumentsDeltaEvent(ContractModel):
    type: Literal["response.function_call_arguments.delta"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt
    delta: str


class ResponseFunctionCallArgumentsDoneEvent(ContractModel):
    type: Literal["response.function_call_arguments.done"]
    item_id: str
    name: str
    output_index: StrictInt
    sequence_number: StrictInt
    arguments: str


class ResponseImageGenCallCompletedEvent(ContractModel):
    type: Literal["response.image_generation_call.completed"]
    output_index: StrictInt
    sequence_number: StrictInt
    item_id: str


class ResponseImageGenCallGeneratingEvent(ContractModel):
    type: Literal["response.image_generation_call.generating"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseImageGenCallInProgressEvent(ContractModel):
    type: Literal["response.image_generation_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseImageGenCallPartialImageEvent(ContractModel):
    type: Literal["response.image_generation_call.partial_image"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt
    partial_image_index: StrictInt
    partial_image_b64: str
    size: Annotated[Union[str, None], NotNull] = None
    quality: Annotated[Union[str, None], NotNull] = None
    background: Annotated[Union[str, None], NotNull] = None
    output_format: Annotated[Union[str, None], NotNull] = None


class ResponseInProgressEvent(ContractModel):
    type: Literal["response.in_progress"]
    response: Response
    sequence_number: StrictInt


class ResponseIncompleteEvent(ContractModel):
    type: Literal["response.incomplete"]
    response: Response
    sequence_number: StrictInt


class ResponseItemList(ContractModel):
    object: Literal["list"]
    data: list[ItemResource]
    has_more: StrictBool
    first_id: str
    last_id: str


class ResponseMCPCallArgumentsDeltaEvent(ContractModel):
    type: Literal["response.mcp_call_arguments.delta"]
    output_index: StrictInt
    item_id: str
    delta: str
    sequence_number: StrictInt


class ResponseMCPCallArgumentsDoneEvent(ContractModel):
    type: Literal["response.mcp_call_arguments.done"]
    output_index: StrictInt
    item_id: str
    arguments: str
    sequence_number: StrictInt


class ResponseMCPCallCompletedEvent(ContractModel):
    type: Literal["response.mcp_call.completed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class ResponseMCPCallFailedEvent(ContractModel):
    type: Literal["response.mcp_call.failed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class ResponseMCPCallInProgressEvent(ContractModel):
    type: Literal["response.mcp_call.in_progress"]
    sequence_number: StrictInt
    output_index: StrictInt
    item_id: str


class ResponseMCPListToolsCompletedEvent(ContractModel):
    type: Literal["response.mcp_list_tools.completed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class ResponseMCPListToolsFailedEvent(ContractModel):
    type: Literal["response.mcp_list_tools.failed"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class ResponseMCPListToolsInProgressEvent(ContractModel):
    type: Literal["response.mcp_list_tools.in_progress"]
    item_id: str
    output_index: StrictInt
    sequence_number: StrictInt


class ResponseOutputItemAddedEvent(ContractModel):
    type: Literal["response.output_item.added"]
    output_index: StrictInt
    sequence_number: StrictInt
    item: OutputItem


class ResponseOutputItemDoneEvent(ContractModel):
    type: Literal["response.output_item.done"]
    output_index: StrictInt
    sequence_number: StrictInt
    item: OutputItem


class ResponseOutputTextAnnotationAddedEvent(ContractModel):
    type: Literal["response.output_text.annotation.added"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    annotation_index: StrictInt
    sequence_number: StrictInt
    annotation: Union[Annotation, None]


class ResponseQueuedEvent(ContractModel):
    type: Literal["response.queued"]
    response: Response
    sequence_number: StrictInt


class ResponseReasoningSummaryPartAddedEvent(ContractModel):
    type: Literal["response.reasoning_summary_part.added"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    sequence_number: StrictInt
    part: ResponseReasoningSummaryPartAddedEventPart


class ResponseReasoningSummaryPartDoneEvent(ContractModel):
    type: Literal["response.reasoning_summary_part.done"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    status: Annotated[Union[Literal["incomplete"], None], NotNull] = None
    sequence_number: StrictInt
    part: ResponseReasoningSummaryPartDoneEventPart


class ResponseReasoningSummaryTextDeltaEvent(ContractModel):
    type: Literal["response.reasoning_summary_text.delta"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    delta: str
    sequence_number: StrictInt


class ResponseReasoningSummaryTextDoneEvent(ContractModel):
    type: Literal["response.reasoning_summary_text.done"]
    item_id: str
    output_index: StrictInt
    summary_index: StrictInt
    text: str
    sequence_number: StrictInt


class ResponseReasoningTextDeltaEvent(ContractModel):
    type: Literal["response.reasoning_text.delta"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str
    sequence_number: StrictInt


class ResponseReasoningTextDoneEvent(ContractModel):
    type: Literal["response.reasoning_text.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    text: str
    sequence_number: StrictInt


class ResponseRefusalDeltaEvent(ContractModel):
    type: Literal["response.refusal.delta"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str
    sequence_number: StrictInt


class ResponseRefusalDoneEvent(ContractModel):
    type: Literal["response.refusal.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    refusal: str
    sequence_number: StrictInt


class ResponseShellCallCommandAddedStreamingEvent(ContractModel):
    type: Literal["response.shell_call_command.added"]
    sequence_number: StrictInt
    output_index: StrictInt
    command_index: StrictInt
    command: str


class ResponseShellCallCommandDeltaStreamingEvent(ContractModel):
    type: Literal["response.shell_call_command.delta"]
    sequence_number: StrictInt
    output_index: StrictInt
    command_index: StrictInt
    delta: str
    obfuscation: Annotated[Union[str, None], NotNull] = None


class ResponseShellCallCommandDoneStreamingEvent(ContractModel):
    type: Literal["response.shell_call_command.done"]
    sequence_number: StrictInt
    output_index: StrictInt
    command_index: StrictInt
    command: str


class ResponseShellCallOutputContentDeltaStreamingEvent(ContractModel):
    type: Literal["response.shell_call_output_content.delta"]
    sequence_number: StrictInt
    item_id: str
    output_index: StrictInt
    command_index: StrictInt
    delta: ShellCallOutputDelta


class ResponseShellCallOutputContentDoneStreamingEvent(ContractModel):
    type: Literal["response.shell_call_output_content.done"]
    sequence_number: StrictInt
    item_id: str
    output_index: StrictInt
    command_index: StrictInt
    output: list[FunctionShellCallOutputContent]


class ResponseTextDeltaEvent(ContractModel):
    type: Literal["response.output_text.delta"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    delta: str
    sequence_number: StrictInt
    logprobs: list[ResponseLogProb]


class ResponseTextDoneEvent(ContractModel):
    type: Literal["response.output_text.done"]
    item_id: str
    output_index: StrictInt
    content_index: StrictInt
    text: str
    sequence_number: StrictInt
    logprobs: list[ResponseLogProb]


class ResponseWebSearchCallCompletedEvent(ContractModel):
    type: Literal["response.web_search_call.completed"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseWebSearchCallInProgressEvent(ContractModel):
    type: Literal["response.web_search_call.in_progress"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


class ResponseWebSearchCallSearchingEvent(ContractModel):
    type: Literal["response.web_search_call.searching"]
    output_index: StrictInt
    item_id: str
    sequence_number: StrictInt


ResponseStreamEvent = TypeAliasType(
    "ResponseStreamEvent",
    Annotated[
        Union[
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
            ResponseErrorEvent,
            ResponseFileSearchCallCompletedEvent,
            ResponseFileSearchCallInProgressEvent,
            ResponseFileSearchCallSearchingEvent,
            ResponseFunctionCallArgumentsDeltaEvent,
            ResponseFunctionCallArgumentsDoneEvent,
            ResponseShellCallCommandAddedStreamingEvent,
            ResponseShellCallCommandDeltaStreamingEvent,
            ResponseShellCallCommandDoneStreamingEvent,
            ResponseShellCallOutputContentDeltaStreamingEvent,
            ResponseShellCallOutputContentDoneStreamingEvent,
            ResponseInProgressEvent,
            ResponseFailedEvent,
            ResponseIncompleteEvent,
            ResponseOutputItemAddedEvent,
            ResponseOutputItemDoneEvent,
            ResponseReasoningSummaryPartAddedEvent,
            ResponseReasoningSummaryPartDoneEvent,
            ResponseReasoningSummaryTextDeltaEvent,
            ResponseReasoningSummaryTextDoneEvent,
            ResponseReasoningTextDeltaEvent,
            ResponseReasoningTextDoneEvent,
            ResponseRefusalDeltaEvent,
            ResponseRefusalDoneEvent,
            ResponseTextDeltaEvent,
            ResponseTextDoneEvent,
            ResponseWebSearchCallCompletedEvent,
            ResponseWebSearchCallInProgressEvent,
            ResponseWebSearchCallSearchingEvent,
            ResponseImageGenCallCompletedEvent,
            ResponseImageGenCallGeneratingEvent,
            ResponseImageGenCallInProgressEvent,
            ResponseImageGenCallPartialImageEvent,
            ResponseMCPCallArgumentsDeltaEvent,
            ResponseMCPCallArgumentsDoneEvent,
            ResponseMCPCallCompletedEvent,
            ResponseMCPCallFailedEvent,
            ResponseMCPCallInProgressEvent,
            ResponseMCPListToolsCompletedEvent,
            ResponseMCPListToolsFailedEvent,
            ResponseMCPListToolsInProgressEvent,
            ResponseOutputTextAnnotationAddedEvent,
            ResponseQueuedEvent,
            ResponseCustomToolCallInputDeltaEvent,
            ResponseCustomToolCallInputDoneEvent,
        ],
        Field(discriminator="type"),
    ],
)


class TokenCountsBody(ContractModel):
    model: Union[str, None] = None
    input: Union[TokenCountsBodyInput, list[InputItem], None] = None
    previous_response_id: Union[str, None] = None
    tools: Union[list[Tool], None] = None
    text: Union[ResponseTextParam, None] = None
    reasoning: Union[Reasoning, None] = None
    truncation: Annotated[Union[TruncationEnum, None], NotNull] = None
    instructions: Union[str, None] = None
    personality: Annotated[Union[PersonalityEnum, None], NotNull] = None
    conversation: Union[ConversationParam, None] = None
    tool_choice: Union[ToolChoiceParam, None] = None
    parallel_tool_calls: Union[StrictBool, None] = None


class TokenCountsResource(ContractModel):
    object: Literal["response.input_tokens"]
    input_tokens: StrictInt
