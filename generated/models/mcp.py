"""Models of the contract: mcp. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull

CallableToolAllowedCaller = TypeAliasType("CallableToolAllowedCaller", Literal["direct", "programmatic"])


MCPToolAllowedCallers = TypeAliasType(
    "MCPToolAllowedCallers", Annotated[list[CallableToolAllowedCaller], Field(min_length=1)]
)


class MCPToolFilter(ContractModel):
    model_config = ConfigDict(extra="forbid")
    tool_names: Annotated[Union[list[str], None], NotNull] = None
    read_only: Annotated[Union[StrictBool, None], NotNull] = None


class MCPToolRequireApproval(ContractModel):
    model_config = ConfigDict(extra="forbid")
    always: Annotated[Union[MCPToolFilter, None], NotNull] = None
    never: Annotated[Union[MCPToolFilter, None], NotNull] = None


class MCPTool(ContractModel):
    type: Literal["mcp"]
    server_label: str
    server_url: Annotated[Union[str, None], NotNull] = None
    connector_id: Annotated[
        Union[
            Literal[
                "connector_dropbox",
                "connector_gmail",
                "connector_googlecalendar",
                "connector_googledrive",
                "connector_microsoftteams",
                "connector_outlookcalendar",
                "connector_outlookemail",
                "connector_sharepoint",
            ],
            None,
        ],
        NotNull,
    ] = None
    tunnel_id: Annotated[Union[str, None], NotNull, Field(pattern="^tunnel_[a-z0-9]{32}$")] = None
    authorization: Annotated[Union[str, None], NotNull] = None
    server_description: Annotated[Union[str, None], NotNull] = None
    headers: Union[dict[str, str], None] = None
    allowed_tools: Union[list[str], MCPToolFilter, None] = None
    allowed_callers: Union[MCPToolAllowedCallers, None] = None
    require_approval: Union[MCPToolRequireApproval, Literal["always", "never"], None] = None
    defer_loading: Annotated[Union[StrictBool, None], NotNull] = None
