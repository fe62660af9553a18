"""Models of the contract: conversations. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel
from .common import Metadata
from .items import (
    AdditionalTools,
    ApplyPatchToolCall,
    ApplyPatchToolCallOutput,
    CodeInterpreterToolCall,
    CompactionBody,
    ComputerToolCall,
    ComputerToolCallOutputResource,
    CustomToolCall,
    CustomToolCallOutput,
    FileSearchToolCall,
    FunctionShellCall,
    FunctionShellCallOutput,
    FunctionToolCallOutputResource,
    FunctionToolCallResource,
    ImageGenToolCall,
    InputItem,
    LocalShellToolCall,
    LocalShellToolCallOutput,
    MCPApprovalRequest,
    MCPApprovalResponseResource,
    MCPListTools,
    MCPToolCall,
    Message,
    Program,
    ProgramOutput,
    ReasoningItem,
    ToolSearchCall,
    ToolSearchOutput,
    WebSearchToolCall,
)

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
