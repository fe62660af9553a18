"""Models of the contract: input messages. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .input_content import InputFileContent, InputImageContent, InputTextContent


class EasyInputMessageContentItem(ContractModel):
    type: Literal["output_text"]
    text: str


InputContent = TypeAliasType(
    "InputContent",
    Annotated[Union[InputTextContent, InputImageContent, InputFileContent], Field(discriminator="type")],
)


InputMessageContentList = TypeAliasType("InputMessageContentList", list[InputContent])


MessagePhase = TypeAliasType("MessagePhase", Literal["commentary", "final_answer"])


class EasyInputMessage(ContractModel):
    role: Literal["user", "assistant", "system", "developer"]
    content: Union[str, InputMessageContentList, list[EasyInputMessageContentItem]]
    phase: Union[MessagePhase, None] = None
    type: Annotated[Union[Literal["message"], None], NotNull] = None
