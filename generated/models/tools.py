"""Models of the contract: tools. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .container_options import (
    ContainerNetworkPolicyAllowlistParam,
    ContainerNetworkPolicyDisabledParam,
    InlineSkillParam,
    SkillReferenceParam,
)
from .filters import ComparisonFilter, CompoundFilter
from .input_content import InputFidelity
from .mcp import CallableToolAllowedCaller, MCPTool

ApplyPatchToolParamAllowedCallers = TypeAliasType(
    "ApplyPatchToolParamAllowedCallers", Annotated[list[CallableToolAllowedCaller], Field(min_length=1)]
)


class ApplyPatchToolParam(ContractModel):
    type: Literal["apply_patch"]
    allowed_callers: Union[ApplyPatchToolParamAllowedCallers, None] = None


class ApproximateLocation(ContractModel):
    type: Literal["approximate"]
    country: Union[str, None] = None
    region: Union[str, None] = None
    city: Union[str, None] = None
    timezone: Union[str, None] = None


ContainerMemoryLimit = TypeAliasType("ContainerMemoryLimit", Literal["1g", "4g", "16g", "64g"])


class AutoCodeInterpreterToolParam(ContractModel):
    type: Literal["auto"]
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=50)] = None
    memory_limit: Union[ContainerMemoryLimit, None] = None
    network_policy: Annotated[
        Union[
            Annotated[
                Union[ContainerNetworkPolicyDisabledParam, ContainerNetworkPolicyAllowlistParam],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None


CodeInterpreterToolAllowedCallers = TypeAliasType(
    "CodeInterpreterToolAllowedCallers", Annotated[list[CallableToolAllowedCaller], Field(min_length=1)]
)


class CodeInterpreterTool(ContractModel):
    type: Literal["code_interpreter"]
    container: Union[str, AutoCodeInterpreterToolParam]
    allowed_callers: Union[CodeInterpreterToolAllowedCallers, None] = None


ComputerEnvironment = TypeAliasType(
    "ComputerEnvironment", Literal["windows", "mac", "linux", "ubuntu", "browser"]
)


class ComputerTool(ContractModel):
    type: Literal["computer"]


class ComputerUsePreviewTool(ContractModel):
    type: Literal["computer_use_preview"]
    environment: ComputerEnvironment
    display_width: StrictInt
    display_height: StrictInt


ContainerAutoParamSkills = TypeAliasType(
    "ContainerAutoParamSkills",
    Annotated[Union[SkillReferenceParam, InlineSkillParam], Field(discriminator="type")],
)


class ContainerAutoParam(ContractModel):
    type: Literal["container_auto"]
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=50)] = None
    memory_limit: Union[ContainerMemoryLimit, None] = None
    network_policy: Annotated[
        Union[
            Annotated[
                Union[ContainerNetworkPolicyDisabledParam, ContainerNetworkPolicyAllowlistParam],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    skills: Annotated[Union[list[ContainerAutoParamSkills], None], NotNull, Field(max_length=200)] = None


class ContainerReferenceParam(ContractModel):
    type: Literal["container_reference"]
    container_id: str


GrammarSyntax1 = TypeAliasType("GrammarSyntax1", Literal["lark", "regex"])


class CustomGrammarFormatParam(ContractModel):
    type: Literal["grammar"]
    syntax: GrammarSyntax1
    definition: str


class CustomTextFormatParam(ContractModel):
    type: Literal["text"]


CustomToolParamAllowedCallers = TypeAliasType(
    "CustomToolParamAllowedCallers", Annotated[list[CallableToolAllowedCaller], Field(min_length=1)]
)


class CustomToolParam(ContractModel):
    type: Literal["custom"]
    name: str
    description: Annotated[Union[str, None], NotNull] = None
    format: Annotated[
        Union[
            Annotated[Union[CustomTextFormatParam, CustomGrammarFormatParam], Field(discriminator="type")],
            None,
        ],
        NotNull,
    ] = None
    defer_loading: Annotated[Union[StrictBool, None], NotNull] = None
    allowed_callers: Union[CustomToolParamAllowedCallers, None] = None


class EmptyModelParam(ContractModel):
    pass


Filters = TypeAliasType(
    "Filters", Annotated[Union[ComparisonFilter, CompoundFilter], Field(discriminator="type")]
)


class HybridSearchOptions(ContractModel):
    embedding_weight: StrictFloat
    text_weight: StrictFloat


RankerVersionType = TypeAliasType("RankerVersionType", Literal["auto", "default-2024-11-15"])


class RankingOptions(ContractModel):
    ranker: Annotated[Union[RankerVersionType, None], NotNull] = None
    score_threshold: Annotated[Union[StrictFloat, None], NotNull] = None
    hybrid_search: Annotated[Union[HybridSearchOptions, None], NotNull] = None


class FileSearchTool(ContractModel):
    type: Literal["file_search"]
    vector_store_ids: list[str]
    max_num_results: Annotated[Union[StrictInt, None], NotNull] = None
    ranking_options: Annotated[Union[RankingOptions, None], NotNull] = None
    filters: Union[Filters, None] = None


FunctionShellToolParamAllowedCallers = TypeAliasType(
    "FunctionShellToolParamAllowedCallers", Annotated[list[CallableToolAllowedCaller], Field(min_length=1)]
)


class LocalSkillParam(ContractModel):
    name: str
    description: str
    path: str


class LocalEnvironmentParam(ContractModel):
    type: Literal["local"]
    skills: Annotated[Union[list[LocalSkillParam], None], NotNull, Field(max_length=200)] = None


class FunctionShellToolParam(ContractModel):
    type: Literal["shell"]
    environment: Union[
        Annotated[
            Union[ContainerAutoParam, LocalEnvironmentParam, ContainerReferenceParam],
            Field(discriminator="type"),
        ],
        None,
    ] = None
    allowed_callers: Union[FunctionShellToolParamAllowedCallers, None] = None


class FunctionTool(ContractModel):
    type: Literal["function"]
    name: str
    description: Union[str, None] = None
    parameters: Union[dict[str, Any], None] = None
    output_schema: Union[dict[str, Any], None] = None
    strict: Union[StrictBool, None] = None
    defer_loading: Annotated[Union[StrictBool, None], NotNull] = None
    allowed_callers: Union[list[CallableToolAllowedCaller], None] = None


FunctionToolParamAllowedCallers = TypeAliasType(
    "FunctionToolParamAllowedCallers", Annotated[list[CallableToolAllowedCaller], Field(min_length=1)]
)


class FunctionToolParam(ContractModel):
    name: Annotated[str, Field(max_length=128, min_length=1, pattern="^[a-zA-Z0-9_-]+$")]
    description: Union[str, None] = None
    parameters: Union[EmptyModelParam, None] = None
    strict: Union[StrictBool, None] = None
    type: Literal["function"]
    output_schema: Union[dict[str, Any], None] = None
    defer_loading: Annotated[Union[StrictBool, None], NotNull] = None
    allowed_callers: Union[FunctionToolParamAllowedCallers, None] = None


ImageGenActionEnum = TypeAliasType("ImageGenActionEnum", Literal["generate", "edit", "auto"])


class ImageGenToolInputImageMask(ContractModel):
    model_config = ConfigDict(extra="forbid")
    image_url: Annotated[Union[str, None], NotNull] = None
    file_id: Annotated[Union[str, None], NotNull] = None


class ImageGenTool(ContractModel):
    type: Literal["image_generation"]
    model: Annotated[
        Union[
            str,
            Literal[
                "gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2", "gpt-image-2-2026-04-21"
            ],
            None,
        ],
        NotNull,
    ] = None
    quality: Literal["low", "medium", "high", "auto"] = "auto"
    size: Union[str, Literal["1024x1024", "1024x1536", "1536x1024", "auto"]] = "auto"
    output_format: Literal["png", "webp", "jpeg"] = "png"
    output_compression: Annotated[StrictInt, Field(ge=0, le=100)] = 100
    moderation: Literal["auto", "low"] = "auto"
    background: Literal["transparent", "opaque", "auto"] = "auto"
    input_fidelity: Union[InputFidelity, None] = None
    input_image_mask: Annotated[Union[ImageGenToolInputImageMask, None], NotNull] = None
    partial_images: Annotated[StrictInt, Field(ge=0, le=3)] = 0
    action: Annotated[Union[ImageGenActionEnum, None], NotNull] = None


class LocalShellToolParam(ContractModel):
    type: Literal["local_shell"]


NamespaceToolParamTools = TypeAliasType(
    "NamespaceToolParamTools",
    Annotated[Union[FunctionToolParam, CustomToolParam], Field(discriminator="type")],
)


class NamespaceToolParam(ContractModel):
    type: Literal["namespace"]
    name: Annotated[str, Field(min_length=1)]
    description: str
    tools: Annotated[list[NamespaceToolParamTools], Field(min_length=1)]


class ProgrammaticToolCallingParam(ContractModel):
    type: Literal["programmatic_tool_calling"]


SearchContentType = TypeAliasType("SearchContentType", Literal["text", "image"])


SearchContextSize = TypeAliasType("SearchContextSize", Literal["low", "medium", "high"])


ToolSearchExecutionType = TypeAliasType("ToolSearchExecutionType", Literal["server", "client"])


class ToolSearchToolParam(ContractModel):
    type: Literal["tool_search"]
    execution: Annotated[Union[ToolSearchExecutionType, None], NotNull] = None
    description: Union[str, None] = None
    parameters: Union[EmptyModelParam, None] = None


class WebSearchPreviewTool(ContractModel):
    type: Literal["web_search_preview", "web_search_preview_2025_03_11"]
    user_location: Union[ApproximateLocation, None] = None
    search_context_size: Annotated[Union[SearchContextSize, None], NotNull] = None
    search_content_types: Annotated[Union[list[SearchContentType], None], NotNull] = None


class WebSearchApproximateLocationWebSearchApproximateLocationApproximate(ContractModel):
    type: Literal["approximate"] = "approximate"
    country: Union[str, None] = None
    region: Union[str, None] = None
    city: Union[str, None] = None
    timezone: Union[str, None] = None


WebSearchApproximateLocation = TypeAliasType(
    "WebSearchApproximateLocation",
    Union[WebSearchApproximateLocationWebSearchApproximateLocationApproximate, None],
)


class WebSearchToolFilters(ContractModel):
    allowed_domains: Union[list[str], None] = None


class WebSearchTool(ContractModel):
    type: Literal["web_search", "web_search_2025_08_26"]
    external_web_access: StrictBool = True
    filters: Union[WebSearchToolFilters, None] = None
    user_location: Union[WebSearchApproximateLocation, None] = None
    search_context_size: Literal["low", "medium", "high"] = "medium"


Tool = TypeAliasType(
    "Tool",
    Annotated[
        Union[
            FunctionTool,
            FileSearchTool,
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
