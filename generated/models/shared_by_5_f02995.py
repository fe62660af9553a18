"""Models of the contract: shared by 5 f02995. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from ._base import ContractModel, NotNull


class PromptCacheBreakpointConfig(ContractModel):
    mode: Literal["explicit"]


class InputTextContent(ContractModel):
    type: Literal["input_text"]
    text: str
    prompt_cache_breakpoint: Annotated[Union[PromptCacheBreakpointConfig, None], NotNull] = None
