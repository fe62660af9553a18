"""Models of the contract: chat and evals. Written by codegen."""

from __future__ import annotations

from typing import Literal

from ._base import ContractModel
from .assistants_and_chat_and_evals import FunctionObject


class ChatCompletionTool(ContractModel):
    type: Literal["function"]
    function: FunctionObject
