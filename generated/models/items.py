"""Models of the contract: items. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import MISSING_TAG, OTHER_TAG, tagged
from .filters import VectorStoreFileAttributes
from .generation_options import PromptCacheBreakpointParam
from .input_content import (
    ImageDetail,
    InputFileContent,
    InputImageContent,
    InputTextContent,
    PromptCacheBreakpointConfig,
)
from .input_messages import EasyInputMessage, InputMessageContentList, MessagePhase, RefusalContent
from .tools import (
    ContainerReferenceParam,
    EmptyModelParam,
    LocalEnvironmentParam,
    Tool,
    ToolSearchExecutionType,
)

MessageRole = TypeAliasType(
    "MessageRole",
    Literal["unknown", "user", "assistant", "system", "critic", "discriminator", "developer", "tool"],
)


class AdditionalTools(ContractModel):
    type: Literal["additional_tools"]
    id: str
    role: MessageRole
    tools: list[Tool]


class AdditionalToolsItemParam(ContractModel):
    id: Union[str, None] = None
    type: Literal["additional_tools"]
    role: Literal["developer"]
    tools: list[Tool]


class ContainerFileCitationBody(ContractModel):
    type: Literal["container_file_citation"]
    container_id: str
    file_id: str
    start_index: StrictInt
    end_index: StrictInt
    filename: str


class FileCitationBody(ContractModel):
    type: Literal["file_citation"]
    file_id: str
    index: StrictInt
    filename: str


class FilePath(ContractModel):
    type: Literal["file_path"]
    file_id: str
    index: StrictInt


class UrlCitationBody(ContractModel):
    type: Literal["url_citation"]
    url: str
    start_index: StrictInt
    end_index: StrictInt
    title: str


Annotation = TypeAliasType(
    "Annotation",
    Annotated[
        Union[FileCitationBody, UrlCitationBody, ContainerFileCitationBody, FilePath],
        Field(discriminator="type"),
    ],
)


ApplyPatchCallOutputStatus = TypeAliasType("ApplyPatchCallOutputStatus", Literal["completed", "failed"])


ApplyPatchCallOutputStatusParam = TypeAliasType(
    "ApplyPatchCallOutputStatusParam", Literal["completed", "failed"]
)


ApplyPatchCallStatus = TypeAliasType("ApplyPatchCallStatus", Literal["in_progress", "completed"])


ApplyPatchCallStatusParam = TypeAliasType("ApplyPatchCallStatusParam", Literal["in_progress", "completed"])


class ApplyPatchCreateFileOperation(ContractModel):
    type: Literal["create_file"]
    path: str
    diff: str


class ApplyPatchCreateFileOperationParam(ContractModel):
    type: Literal["create_file"]
    path: Annotated[str, Field(min_length=1)]
    diff: Annotated[str, Field(max_length=10485760)]


class ApplyPatchDeleteFileOperation(ContractModel):
    type: Literal["delete_file"]
    path: str


class ApplyPatchDeleteFileOperationParam(ContractModel):
    type: Literal["delete_file"]
    path: Annotated[str, Field(min_length=1)]


class ApplyPatchUpdateFileOperationParam(ContractModel):
    type: Literal["update_file"]
    path: Annotated[str, Field(min_length=1)]
    diff: Annotated[str, Field(max_length=10485760)]


ApplyPatchOperationParam = TypeAliasType(
    "ApplyPatchOperationParam",
    Annotated[
        Union[
            ApplyPatchCreateFileOperationParam,
            ApplyPatchDeleteFileOperationParam,
            ApplyPatchUpdateFileOperationParam,
        ],
        Field(discriminator="type"),
    ],
)


class ApplyPatchUpdateFileOperation(ContractModel):
    type: Literal["update_file"]
    path: str
    diff: str


class DirectToolCallCaller(ContractModel):
    type: Literal["direct"]


class ProgramToolCallCaller(ContractModel):
    type: Literal["program"]
    caller_id: str


ToolCallCaller = TypeAliasType(
    "ToolCallCaller",
    Annotated[Union[DirectToolCallCaller, ProgramToolCallCaller], Field(discriminator="type")],
)


class ApplyPatchToolCall(ContractModel):
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


class DirectToolCallCallerParam(ContractModel):
    type: Literal["direct"]


class ProgramToolCallCallerParam(ContractModel):
    type: Literal["program"]
    caller_id: Annotated[str, Field(min_length=1)]


ToolCallCallerParam = TypeAliasType(
    "ToolCallCallerParam",
    Annotated[Union[DirectToolCallCallerParam, ProgramToolCallCallerParam], Field(discriminator="type")],
)


class ApplyPatchToolCallItemParamInput(ContractModel):
    type: Literal["apply_patch_call"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: Annotated[Union[ApplyPatchCallStatusParam, None], NotNull] = None
    operation: ApplyPatchOperationParam


class ApplyPatchToolCallOutput(ContractModel):
    type: Literal["apply_patch_call_output"]
    id: str
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    status: ApplyPatchCallOutputStatus
    output: Union[str, None] = None
    created_by: Annotated[Union[str, None], NotNull] = None


ApplyPatchToolCallOutputItemParamInputOutput = TypeAliasType(
    "ApplyPatchToolCallOutputItemParamInputOutput", Annotated[str, Field(max_length=10485760)]
)


class ApplyPatchToolCallOutputItemParamInput(ContractModel):
    type: Literal["apply_patch_call_output"]
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    status: Annotated[Union[ApplyPatchCallOutputStatusParam, None], NotNull] = None
    output: Union[ApplyPatchToolCallOutputItemParamInputOutput, None] = None


ClickButtonType = TypeAliasType("ClickButtonType", Literal["left", "right", "wheel", "back", "forward"])


class ClickParam(ContractModel):
    type: Literal["click"]
    button: ClickButtonType
    x: StrictInt
    y: StrictInt
    keys: Union[list[str], None] = None


class CodeInterpreterOutputImage(ContractModel):
    type: Literal["image"]
    url: str


class CodeInterpreterOutputLogs(ContractModel):
    type: Literal["logs"]
    logs: str


CodeInterpreterToolCallInputOutputs = TypeAliasType(
    "CodeInterpreterToolCallInputOutputs",
    Annotated[Union[CodeInterpreterOutputLogs, CodeInterpreterOutputImage], Field(discriminator="type")],
)


class CodeInterpreterToolCallInput(ContractModel):
    type: Literal["code_interpreter_call"]
    id: Annotated[Union[str, None], NotNull] = None
    status: Annotated[
        Union[Literal["in_progress", "completed", "incomplete", "interpreting", "failed"], None], NotNull
    ] = None
    container_id: str
    code: Union[str, None] = None
    outputs: Union[list[CodeInterpreterToolCallInputOutputs], None] = None


class CompactionBody(ContractModel):
    type: Literal["compaction"]
    id: str
    encrypted_content: str
    created_by: Annotated[Union[str, None], NotNull] = None


class CompactionSummaryItemParam(ContractModel):
    id: Union[str, None] = None
    type: Literal["compaction"]
    encrypted_content: Annotated[str, Field(max_length=20971520)]


class CompactionTriggerItemParam(ContractModel):
    type: Literal["compaction_trigger"]


class DoubleClickAction(ContractModel):
    type: Literal["double_click"]
    x: StrictInt
    y: StrictInt
    keys: Union[list[str], None]


class CoordParam(ContractModel):
    x: StrictInt
    y: StrictInt


class DragParam(ContractModel):
    type: Literal["drag"]
    path: list[CoordParam]
    keys: Union[list[str], None] = None


class KeyPressAction(ContractModel):
    type: Literal["keypress"]
    keys: list[str]


class MoveParam(ContractModel):
    type: Literal["move"]
    x: StrictInt
    y: StrictInt
    keys: Union[list[str], None] = None


class ScreenshotParam(ContractModel):
    type: Literal["screenshot"]


class ScrollParam(ContractModel):
    type: Literal["scroll"]
    x: StrictInt
    y: StrictInt
    scroll_x: StrictInt
    scroll_y: StrictInt
    keys: Union[list[str], None] = None


class TypeParam(ContractModel):
    type: Literal["type"]
    text: str


class WaitParam(ContractModel):
    type: Literal["wait"]


ComputerAction = TypeAliasType(
    "ComputerAction",
    Annotated[
        Union[
            ClickParam,
            DoubleClickAction,
            DragParam,
            KeyPressAction,
            MoveParam,
            ScreenshotParam,
            ScrollParam,
            TypeParam,
            WaitParam,
        ],
        Field(discriminator="type"),
    ],
)


ComputerActionList = TypeAliasType("ComputerActionList", list[ComputerAction])


class ComputerCallSafetyCheckParam(ContractModel):
    id: str
    code: Union[str, None] = None
    message: Union[str, None] = None


class ComputerScreenshotImage(ContractModel):
    type: Literal["computer_screenshot"]
    image_url: Annotated[Union[str, None], NotNull] = None
    file_id: Annotated[Union[str, None], NotNull] = None


FunctionCallItemStatus = TypeAliasType(
    "FunctionCallItemStatus", Literal["in_progress", "completed", "incomplete"]
)


class ComputerCallOutputItemParam(ContractModel):
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    type: Literal["computer_call_output"]
    output: ComputerScreenshotImage
    acknowledged_safety_checks: Union[list[ComputerCallSafetyCheckParam], None] = None
    status: Union[FunctionCallItemStatus, None] = None


ComputerCallOutputStatus = TypeAliasType(
    "ComputerCallOutputStatus", Literal["completed", "incomplete", "failed"]
)


class ComputerScreenshotContent(ContractModel):
    type: Literal["computer_screenshot"]
    image_url: Union[str, None]
    file_id: Union[str, None]
    detail: ImageDetail
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointConfig, None], NotNull] = None


class ComputerToolCallInput(ContractModel):
    type: Literal["computer_call"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    action: Annotated[Union[ComputerAction, None], NotNull] = None
    actions: Annotated[Union[ComputerActionList, None], NotNull] = None
    pending_safety_checks: Annotated[Union[list[ComputerCallSafetyCheckParam], None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class ComputerToolCallOutputResource(ContractModel):
    call_id: str
    acknowledged_safety_checks: Annotated[Union[list[ComputerCallSafetyCheckParam], None], NotNull] = None
    output: ComputerScreenshotImage
    id: str
    status: ComputerCallOutputStatus
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["computer_call_output"]


class ContainerReferenceResource(ContractModel):
    type: Literal["container_reference"]
    container_id: str


class CustomToolCall(ContractModel):
    type: Literal["custom_tool_call"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    input: str


FunctionAndCustomToolCallOutput = TypeAliasType(
    "FunctionAndCustomToolCallOutput",
    Annotated[Union[InputTextContent, InputImageContent, InputFileContent], Field(discriminator="type")],
)


class CustomToolCallOutput(ContractModel):
    type: Literal["custom_tool_call_output"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]


DetailEnum = TypeAliasType("DetailEnum", Literal["low", "high", "auto", "original"])


FileDetailEnum = TypeAliasType("FileDetailEnum", Literal["auto", "low", "high"])


class FileSearchToolCallInputResult(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    filename: Annotated[Union[str, None], NotNull] = None
    attributes: Union[VectorStoreFileAttributes, None] = None
    score: Annotated[Union[StrictFloat, None], NotNull] = None


class FileSearchToolCallInput(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["file_search_call"]
    status: Annotated[
        Union[Literal["in_progress", "searching", "completed", "incomplete", "failed"], None], NotNull
    ] = None
    queries: list[str]
    results: Union[list[FileSearchToolCallInputResult], None] = None


FunctionCallOutputItemParamCallId = TypeAliasType(
    "FunctionCallOutputItemParamCallId", Annotated[str, Field(min_length=1)]
)


FunctionCallOutputItemParamName = TypeAliasType(
    "FunctionCallOutputItemParamName", Annotated[str, Field(max_length=128, min_length=1)]
)


FunctionCallOutputItemParamNamespace = TypeAliasType(
    "FunctionCallOutputItemParamNamespace",
    Annotated[str, Field(max_length=64, min_length=1, pattern="^[a-zA-Z0-9_-]+$")],
)


FunctionCallOutputItemParamOutput = TypeAliasType(
    "FunctionCallOutputItemParamOutput", Annotated[str, Field(max_length=10485760)]
)


InputFileContentParamFileData = TypeAliasType(
    "InputFileContentParamFileData", Annotated[str, Field(max_length=73400320)]
)


class InputFileContentParam(ContractModel):
    type: Literal["input_file"]
    file_id: Union[str, None] = None
    filename: Union[str, None] = None
    file_data: Union[InputFileContentParamFileData, None] = None
    file_url: Union[str, None] = None
    detail: Annotated[Union[FileDetailEnum, None], NotNull] = None
    prompt_cache_breakpoint: Union[PromptCacheBreakpointParam, None] = None


InputImageContentParamAutoParamImageUrl = TypeAliasType(
    "InputImageContentParamAutoParamImageUrl", Annotated[str, Field(max_length=20971520)]
)


class InputImageContentParamAutoParam(ContractModel):
    type: Literal["input_image"]
    image_url: Union[InputImageContentParamAutoParamImageUrl, None] = None
    file_id: Union[str, None] = None
    detail: Union[DetailEnum, None] = None
    prompt_cache_breakpoint: Union[PromptCacheBreakpointParam, None] = None


class InputTextContentParam(ContractModel):
    type: Literal["input_text"]
    text: Annotated[str, Field(max_length=10485760)]
    prompt_cache_breakpoint: Union[PromptCacheBreakpointParam, None] = None


FunctionCallOutputItemParamOutput1 = TypeAliasType(
    "FunctionCallOutputItemParamOutput1",
    Annotated[
        Union[InputTextContentParam, InputImageContentParamAutoParam, InputFileContentParam],
        Field(discriminator="type"),
    ],
)


class FunctionCallOutputItemParam(ContractModel):
    id: Union[str, None] = None
    call_id: Union[FunctionCallOutputItemParamCallId, None] = None
    type: Literal["function_call_output"]
    output: Union[FunctionCallOutputItemParamOutput, list[FunctionCallOutputItemParamOutput1]]
    name: Union[FunctionCallOutputItemParamName, None] = None
    namespace: Union[FunctionCallOutputItemParamNamespace, None] = None
    caller: Union[ToolCallCallerParam, None] = None
    status: Union[FunctionCallItemStatus, None] = None


FunctionCallOutputStatusEnum = TypeAliasType(
    "FunctionCallOutputStatusEnum", Literal["in_progress", "completed", "incomplete"]
)


FunctionCallStatus = TypeAliasType("FunctionCallStatus", Literal["in_progress", "completed", "incomplete"])


class FunctionShellAction(ContractModel):
    commands: list[str]
    timeout_ms: Union[StrictInt, None]
    max_output_length: Union[StrictInt, None]


class FunctionShellActionParam(ContractModel):
    commands: list[str]
    timeout_ms: Union[StrictInt, None] = None
    max_output_length: Union[StrictInt, None] = None


FunctionShellCallStatus = TypeAliasType(
    "FunctionShellCallStatus", Literal["in_progress", "completed", "incomplete"]
)


class LocalEnvironmentResource(ContractModel):
    type: Literal["local"]


class FunctionShellCall(ContractModel):
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


FunctionShellCallItemStatus = TypeAliasType(
    "FunctionShellCallItemStatus", Literal["in_progress", "completed", "incomplete"]
)


class FunctionShellCallItemParam(ContractModel):
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    type: Literal["shell_call"]
    action: FunctionShellActionParam
    status: Union[FunctionShellCallItemStatus, None] = None
    environment: Union[
        Annotated[Union[LocalEnvironmentParam, ContainerReferenceParam], Field(discriminator="type")], None
    ] = None


class FunctionShellCallOutputExitOutcome(ContractModel):
    type: Literal["exit"]
    exit_code: StrictInt


class FunctionShellCallOutputTimeoutOutcome(ContractModel):
    type: Literal["timeout"]


class FunctionShellCallOutputContent(ContractModel):
    stdout: str
    stderr: str
    outcome: Annotated[
        Union[FunctionShellCallOutputTimeoutOutcome, FunctionShellCallOutputExitOutcome],
        Field(discriminator="type"),
    ]
    created_by: Annotated[Union[str, None], NotNull] = None


FunctionShellCallOutputStatusEnum = TypeAliasType(
    "FunctionShellCallOutputStatusEnum", Literal["in_progress", "completed", "incomplete"]
)


class FunctionShellCallOutput(ContractModel):
    type: Literal["shell_call_output"]
    id: str
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    status: FunctionShellCallOutputStatusEnum
    output: list[FunctionShellCallOutputContent]
    max_output_length: Union[StrictInt, None]
    created_by: Annotated[Union[str, None], NotNull] = None


class FunctionShellCallOutputExitOutcomeParam(ContractModel):
    type: Literal["exit"]
    exit_code: StrictInt


class FunctionShellCallOutputTimeoutOutcomeParam(ContractModel):
    type: Literal["timeout"]


FunctionShellCallOutputOutcomeParam = TypeAliasType(
    "FunctionShellCallOutputOutcomeParam",
    Annotated[
        Union[FunctionShellCallOutputTimeoutOutcomeParam, FunctionShellCallOutputExitOutcomeParam],
        Field(discriminator="type"),
    ],
)


class FunctionShellCallOutputContentParam(ContractModel):
    stdout: Annotated[str, Field(max_length=10485760)]
    stderr: Annotated[str, Field(max_length=10485760)]
    outcome: FunctionShellCallOutputOutcomeParam


class FunctionShellCallOutputItemParam(ContractModel):
    id: Union[str, None] = None
    call_id: Annotated[str, Field(min_length=1)]
    caller: Union[ToolCallCallerParam, None] = None
    type: Literal["shell_call_output"]
    output: list[FunctionShellCallOutputContentParam]
    status: Union[FunctionShellCallItemStatus, None] = None
    max_output_length: Union[StrictInt, None] = None


class FunctionToolCall(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call"]
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    arguments: str
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class FunctionToolCallOutputResource(ContractModel):
    call_id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    caller: Union[ToolCallCallerParam, None] = None
    output: Union[str, list[FunctionAndCustomToolCallOutput]]
    id: str
    status: FunctionCallOutputStatusEnum
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call_output"]


class FunctionToolCallResource(ContractModel):
    call_id: str
    caller: Union[ToolCallCaller, None] = None
    namespace: Annotated[Union[str, None], NotNull] = None
    name: str
    arguments: str
    id: str
    status: FunctionCallStatus
    created_by: Annotated[Union[str, None], NotNull] = None
    type: Literal["function_call"]


class HTTPError(ContractModel):
    type: Literal["http_error"]
    code: StrictInt
    message: str


class ImageGenToolCallInput(ContractModel):
    type: Literal["image_generation_call"]
    id: Annotated[Union[str, None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "generating", "failed"], None], NotNull] = (
        None
    )
    result: Union[str, None] = None


IncludeEnum = TypeAliasType(
    "IncludeEnum",
    Literal[
        "file_search_call.results",
        "web_search_call.results",
        "web_search_call.action.sources",
        "message.input_image.image_url",
        "computer_call_output.output.image_url",
        "code_interpreter_call.outputs",
        "reasoning.encrypted_content",
        "message.output_text.logprobs",
    ],
)


class InputMessage(ContractModel):
    type: Annotated[Union[Literal["message"], None], NotNull] = None
    role: Literal["user", "system", "developer"]
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None
    content: InputMessageContentList


class ItemReferenceParam(ContractModel):
    type: Union[Literal["item_reference"], None] = None
    id: str


class LocalShellExecAction(ContractModel):
    type: Literal["exec"]
    command: list[str]
    timeout_ms: Union[StrictInt, None] = None
    working_directory: Union[str, None] = None
    env: dict[str, str]
    user: Union[str, None] = None


class LocalShellToolCallInput(ContractModel):
    type: Literal["local_shell_call"]
    id: Annotated[Union[str, None], NotNull] = None
    call_id: str
    action: LocalShellExecAction
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class LocalShellToolCallOutputInput(ContractModel):
    type: Literal["local_shell_call_output"]
    id: Annotated[Union[str, None], NotNull] = None
    output: str
    status: Union[Literal["in_progress", "completed", "incomplete"], None] = None


class MCPApprovalRequestInput(ContractModel):
    type: Literal["mcp_approval_request"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    name: str
    arguments: str


class MCPApprovalResponse(ContractModel):
    type: Literal["mcp_approval_response"]
    id: Union[str, None] = None
    approval_request_id: str
    approve: StrictBool
    reason: Union[str, None] = None


class MCPListToolsTool(ContractModel):
    name: str
    description: Union[str, None] = None
    input_schema: dict[str, Any]
    annotations: Union[dict[str, Any], None] = None


class MCPListToolsInput(ContractModel):
    type: Literal["mcp_list_tools"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    tools: list[MCPListToolsTool]
    error: Union[str, None] = None


class MCPProtocolError(ContractModel):
    type: Literal["mcp_protocol_error"]
    code: StrictInt
    message: str


class MCPToolExecutionError(ContractModel):
    type: Literal["mcp_tool_execution_error"]
    content: Any


MCPToolCallError = TypeAliasType(
    "MCPToolCallError",
    Annotated[Union[MCPProtocolError, MCPToolExecutionError, HTTPError], Field(discriminator="type")],
)


MCPToolCallStatus = TypeAliasType(
    "MCPToolCallStatus", Literal["in_progress", "completed", "incomplete", "calling", "failed"]
)


class MCPToolCallInput(ContractModel):
    type: Literal["mcp_call"]
    id: Annotated[Union[str, None], NotNull] = None
    server_label: str
    name: str
    arguments: str
    output: Union[str, None] = None
    error: Union[MCPToolCallError, None] = None
    status: Annotated[Union[MCPToolCallStatus, None], NotNull] = None
    approval_request_id: Union[str, None] = None


class TopLogProb(ContractModel):
    token: str
    logprob: StrictFloat
    bytes: list[StrictInt]


class LogProb(ContractModel):
    token: str
    logprob: StrictFloat
    bytes: list[StrictInt]
    top_logprobs: list[TopLogProb]


class OutputTextContent(ContractModel):
    type: Literal["output_text"]
    text: str
    annotations: list[Annotation]
    logprobs: list[LogProb]


OutputMessageContent = TypeAliasType(
    "OutputMessageContent", Annotated[Union[OutputTextContent, RefusalContent], Field(discriminator="type")]
)


class OutputMessageInput(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["message"]
    role: Literal["assistant"]
    content: list[OutputMessageContent]
    phase: Union[MessagePhase, None] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class ProgramItemParam(ContractModel):
    id: str
    type: Literal["program"]
    call_id: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(max_length=10485760)]
    fingerprint: Annotated[str, Field(max_length=10485760)]


ProgramOutputItemStatus = TypeAliasType("ProgramOutputItemStatus", Literal["completed", "incomplete"])


class ProgramOutputItemParam(ContractModel):
    id: str
    type: Literal["program_output"]
    call_id: Annotated[str, Field(min_length=1)]
    result: Annotated[str, Field(max_length=10485760)]
    status: ProgramOutputItemStatus


class ReasoningTextContent(ContractModel):
    type: Literal["reasoning_text"]
    text: str


class SummaryTextContent(ContractModel):
    type: Literal["summary_text"]
    text: str


class ReasoningItemInput(ContractModel):
    type: Literal["reasoning"]
    id: Annotated[Union[str, None], NotNull] = None
    encrypted_content: Union[str, None] = None
    summary: Annotated[Union[list[SummaryTextContent], None], NotNull] = None
    content: Annotated[Union[list[ReasoningTextContent], None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


ToolSearchCallItemParamCallId = TypeAliasType(
    "ToolSearchCallItemParamCallId", Annotated[str, Field(min_length=1)]
)


class ToolSearchCallItemParam(ContractModel):
    id: Union[str, None] = None
    call_id: Union[ToolSearchCallItemParamCallId, None] = None
    type: Literal["tool_search_call"]
    execution: Annotated[Union[ToolSearchExecutionType, None], NotNull] = None
    arguments: EmptyModelParam
    status: Union[FunctionCallItemStatus, None] = None


ToolSearchOutputItemParamCallId = TypeAliasType(
    "ToolSearchOutputItemParamCallId", Annotated[str, Field(min_length=1)]
)


class ToolSearchOutputItemParam(ContractModel):
    id: Union[str, None] = None
    call_id: Union[ToolSearchOutputItemParamCallId, None] = None
    type: Literal["tool_search_output"]
    execution: Annotated[Union[ToolSearchExecutionType, None], NotNull] = None
    tools: list[Tool]
    status: Union[FunctionCallItemStatus, None] = None


class WebSearchActionFind(ContractModel):
    type: Literal["find_in_page"]
    url: str
    pattern: str


class WebSearchActionOpenPage(ContractModel):
    type: Literal["open_page"]
    url: Union[str, None] = None


class WebSearchActionSearchSource(ContractModel):
    type: Literal["url"]
    url: str


class WebSearchActionSearch(ContractModel):
    type: Literal["search"]
    query: Annotated[Union[str, None], NotNull] = None
    queries: Annotated[Union[list[str], None], NotNull] = None
    sources: Annotated[Union[list[WebSearchActionSearchSource], None], NotNull] = None


class WebSearchToolCallInput(ContractModel):
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


InputItem = TypeAliasType(
    "InputItem",
    Annotated[
        Union[
            Annotated[
                Union[EasyInputMessage, InputMessage, OutputMessageInput, ItemReferenceParam], Tag("message")
            ],
            Annotated[Union[FileSearchToolCallInput, ItemReferenceParam], Tag("file_search_call")],
            Annotated[Union[ComputerToolCallInput, ItemReferenceParam], Tag("computer_call")],
            Annotated[Union[ComputerCallOutputItemParam, ItemReferenceParam], Tag("computer_call_output")],
            Annotated[Union[WebSearchToolCallInput, ItemReferenceParam], Tag("web_search_call")],
            Annotated[Union[FunctionToolCall, ItemReferenceParam], Tag("function_call")],
            Annotated[Union[FunctionCallOutputItemParam, ItemReferenceParam], Tag("function_call_output")],
            Annotated[Union[ToolSearchCallItemParam, ItemReferenceParam], Tag("tool_search_call")],
            Annotated[Union[ToolSearchOutputItemParam, ItemReferenceParam], Tag("tool_search_output")],
            Annotated[Union[AdditionalToolsItemParam, ItemReferenceParam], Tag("additional_tools")],
            Annotated[Union[ReasoningItemInput, ItemReferenceParam], Tag("reasoning")],
            Annotated[Union[CompactionSummaryItemParam, ItemReferenceParam], Tag("compaction")],
            Annotated[Union[ImageGenToolCallInput, ItemReferenceParam], Tag("image_generation_call")],
            Annotated[Union[CodeInterpreterToolCallInput, ItemReferenceParam], Tag("code_interpreter_call")],
            Annotated[Union[LocalShellToolCallInput, ItemReferenceParam], Tag("local_shell_call")],
            Annotated[
                Union[LocalShellToolCallOutputInput, ItemReferenceParam], Tag("local_shell_call_output")
            ],
            Annotated[Union[FunctionShellCallItemParam, ItemReferenceParam], Tag("shell_call")],
            Annotated[Union[FunctionShellCallOutputItemParam, ItemReferenceParam], Tag("shell_call_output")],
            Annotated[Union[ApplyPatchToolCallItemParamInput, ItemReferenceParam], Tag("apply_patch_call")],
            Annotated[
                Union[ApplyPatchToolCallOutputItemParamInput, ItemReferenceParam],
                Tag("apply_patch_call_output"),
            ],
            Annotated[Union[MCPListToolsInput, ItemReferenceParam], Tag("mcp_list_tools")],
            Annotated[Union[MCPApprovalRequestInput, ItemReferenceParam], Tag("mcp_approval_request")],
            Annotated[Union[MCPApprovalResponse, ItemReferenceParam], Tag("mcp_approval_response")],
            Annotated[Union[MCPToolCallInput, ItemReferenceParam], Tag("mcp_call")],
            Annotated[Union[CustomToolCallOutput, ItemReferenceParam], Tag("custom_tool_call_output")],
            Annotated[Union[CustomToolCall, ItemReferenceParam], Tag("custom_tool_call")],
            Annotated[Union[CompactionTriggerItemParam, ItemReferenceParam], Tag("compaction_trigger")],
            Annotated[Union[ProgramItemParam, ItemReferenceParam], Tag("program")],
            Annotated[Union[ProgramOutputItemParam, ItemReferenceParam], Tag("program_output")],
            Annotated[Union[EasyInputMessage, InputMessage, ItemReferenceParam], Tag(MISSING_TAG)],
            Annotated[ItemReferenceParam, Tag(OTHER_TAG)],
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


class MCPApprovalResponseResource(ContractModel):
    type: Literal["mcp_approval_response"]
    id: str
    approval_request_id: str
    approve: StrictBool
    reason: Union[str, None] = None


class TextContent(ContractModel):
    type: Literal["text"]
    text: str


MessageContent = TypeAliasType(
    "MessageContent",
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
        ],
        Field(discriminator="type"),
    ],
)


MessagePhase2 = TypeAliasType("MessagePhase2", Literal["commentary", "final_answer"])


MessageStatus = TypeAliasType("MessageStatus", Literal["in_progress", "completed", "incomplete"])


class Message(ContractModel):
    type: Literal["message"]
    id: str
    status: MessageStatus
    role: MessageRole
    content: list[MessageContent]
    phase: Union[MessagePhase2, None] = None


class Program(ContractModel):
    type: Literal["program"]
    id: str
    call_id: str
    code: str
    fingerprint: str


ProgramOutputStatus = TypeAliasType("ProgramOutputStatus", Literal["completed", "incomplete"])


class ProgramOutput(ContractModel):
    type: Literal["program_output"]
    id: str
    call_id: str
    result: str
    status: ProgramOutputStatus


class ToolSearchCall(ContractModel):
    type: Literal["tool_search_call"]
    id: str
    call_id: Union[str, None]
    execution: ToolSearchExecutionType
    arguments: Any
    status: FunctionCallStatus
    created_by: Annotated[Union[str, None], NotNull] = None


class ToolSearchOutput(ContractModel):
    type: Literal["tool_search_output"]
    id: str
    call_id: Union[str, None]
    execution: ToolSearchExecutionType
    tools: list[Tool]
    status: FunctionCallOutputStatusEnum
    created_by: Annotated[Union[str, None], NotNull] = None
