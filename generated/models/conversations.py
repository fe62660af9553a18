"""Models of the contract: conversations. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .common import Metadata
from .filters import VectorStoreFileAttributes
from .items import (
    AdditionalTools,
    ApplyPatchToolCall,
    ApplyPatchToolCallOutput,
    CodeInterpreterOutputImage,
    CodeInterpreterOutputLogs,
    CompactionBody,
    ComputerAction,
    ComputerActionList,
    ComputerCallSafetyCheckParam,
    ComputerToolCallOutputResource,
    CustomToolCall,
    CustomToolCallOutput,
    FunctionShellCall,
    FunctionShellCallOutput,
    FunctionToolCallOutputResource,
    FunctionToolCallResource,
    InputItem,
    LocalShellExecAction,
    MCPApprovalResponseResource,
    MCPListToolsTool,
    MCPToolCallError,
    MCPToolCallStatus,
    Message,
    Program,
    ProgramOutput,
    ReasoningTextContent,
    SummaryTextContent,
    ToolSearchCall,
    ToolSearchOutput,
    WebSearchActionFind,
    WebSearchActionOpenPage,
    WebSearchActionSearch,
)

CodeInterpreterToolCallOutputs = TypeAliasType(
    "CodeInterpreterToolCallOutputs",
    Annotated[Union[CodeInterpreterOutputLogs, CodeInterpreterOutputImage], Field(discriminator="type")],
)


class CodeInterpreterToolCall(ContractModel):
    type: Literal["code_interpreter_call"]
    id: str
    status: Literal["in_progress", "completed", "incomplete", "interpreting", "failed"]
    container_id: str
    code: Union[str, None]
    outputs: Union[list[CodeInterpreterToolCallOutputs], None]


class ComputerToolCall(ContractModel):
    type: Literal["computer_call"]
    id: str
    call_id: str
    action: Annotated[Union[ComputerAction, None], NotNull] = None
    actions: Annotated[Union[ComputerActionList, None], NotNull] = None
    pending_safety_checks: list[ComputerCallSafetyCheckParam]
    status: Literal["in_progress", "completed", "incomplete"]


class FileSearchToolCallResult(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None
    filename: Annotated[Union[str, None], NotNull] = None
    attributes: Union[VectorStoreFileAttributes, None] = None
    score: Annotated[Union[StrictFloat, None], NotNull] = None


class FileSearchToolCall(ContractModel):
    id: str
    type: Literal["file_search_call"]
    status: Literal["in_progress", "searching", "completed", "incomplete", "failed"]
    queries: list[str]
    results: Union[list[FileSearchToolCallResult], None] = None


class ImageGenToolCall(ContractModel):
    type: Literal["image_generation_call"]
    id: str
    status: Literal["in_progress", "completed", "generating", "failed"]
    result: Union[str, None]


class LocalShellToolCall(ContractModel):
    type: Literal["local_shell_call"]
    id: str
    call_id: str
    action: LocalShellExecAction
    status: Literal["in_progress", "completed", "incomplete"]


class LocalShellToolCallOutput(ContractModel):
    type: Literal["local_shell_call_output"]
    id: str
    output: str
    status: Union[Literal["in_progress", "completed", "incomplete"], None] = None


class MCPApprovalRequest(ContractModel):
    type: Literal["mcp_approval_request"]
    id: str
    server_label: str
    name: str
    arguments: str


class MCPListTools(ContractModel):
    type: Literal["mcp_list_tools"]
    id: str
    server_label: str
    tools: list[MCPListToolsTool]
    error: Union[str, None] = None


class MCPToolCall(ContractModel):
    type: Literal["mcp_call"]
    id: str
    server_label: str
    name: str
    arguments: str
    output: Union[str, None] = None
    error: Union[MCPToolCallError, None] = None
    status: Annotated[Union[MCPToolCallStatus, None], NotNull] = None
    approval_request_id: Union[str, None] = None


class ReasoningItem(ContractModel):
    type: Literal["reasoning"]
    id: str
    encrypted_content: Union[str, None] = None
    summary: list[SummaryTextContent]
    content: Annotated[Union[list[ReasoningTextContent], None], NotNull] = None
    status: Annotated[Union[Literal["in_progress", "completed", "incomplete"], None], NotNull] = None


class WebSearchToolCall(ContractModel):
    id: str
    type: Literal["web_search_call"]
    status: Literal["in_progress", "searching", "completed", "failed"]
    action: Annotated[
        Union[WebSearchActionSearch, WebSearchActionOpenPage, WebSearchActionFind],
        Field(discriminator="type"),
    ]


ConversationItem = TypeAliasType(
    "ConversationItem",
    Annotated[
        Union[
            Message,
            FunctionToolCallResource,
            FunctionToolCallOutputResource,
            FileSearchToolCall,
            WebSearchToolCall,
            ImageGenToolCall,
            ComputerToolCall,
            ComputerToolCallOutputResource,
            ToolSearchCall,
            ToolSearchOutput,
            AdditionalTools,
            ReasoningItem,
            Program,
            ProgramOutput,
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


class ConversationItemList(ContractModel):
    object: Literal["list"]
    data: list[ConversationItem]
    has_more: StrictBool
    first_id: str
    last_id: str


class ConversationResource(ContractModel):
    id: str
    object: Literal["conversation"]
    metadata: Any
    created_at: StrictInt


CreateConversationBodyItems = TypeAliasType(
    "CreateConversationBodyItems", Annotated[list[InputItem], Field(max_length=20)]
)


class CreateConversationBody(ContractModel):
    metadata: Union[Metadata, None] = None
    items: Union[CreateConversationBodyItems, None] = None


class CreateConversationItemsRequest(ContractModel):
    items: Annotated[list[InputItem], Field(max_length=20)]


class DeletedConversationResource(ContractModel):
    object: Literal["conversation.deleted"]
    deleted: StrictBool
    id: str


class UpdateConversationBody(ContractModel):
    metadata: Metadata
