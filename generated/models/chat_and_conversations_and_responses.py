"""Models of the contract: chat and conversations and responses. Written by codegen."""

from __future__ import annotations

from typing import Literal

from ._base import ContractModel


class PromptCacheBreakpointParam(ContractModel):
    mode: Literal["explicit"]
