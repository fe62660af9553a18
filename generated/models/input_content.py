"""Models of the contract: input content. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull

FileInputDetail = TypeAliasType("FileInputDetail", Literal["auto", "low", "high"])


ImageDetail = TypeAliasType("ImageDetail", Literal["low", "high", "auto", "original"])


InputFidelity = TypeAliasType("InputFidelity", Literal["high", "low"])


class PromptCacheBreakpointConfig(ContractModel):
    mode: Literal["explicit"]


class InputFileContent(ContractModel):
    type: Literal["input_file"]
    file_id: Union[str, None] = None
    filename: Annotated[Union[str, None], NotNull] = None
    file_data: Annotated[Union[str, None], NotNull] = None
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointConfig, None], NotNull] = None
    file_url: Annotated[Union[str, None], NotNull] = None
    detail: Annotated[Union[FileInputDetail, None], NotNull] = None


class InputImageContent(ContractModel):
    type: Literal["input_image"]
    image_url: Union[str, None] = None
    file_id: Union[str, None] = None
    detail: Annotated[Union[ImageDetail, None], NotNull] = None
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointConfig, None], NotNull] = None


class InputTextContent(ContractModel):
    type: Literal["input_text"]
    text: str
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointConfig, None], NotNull] = None
