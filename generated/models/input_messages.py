"""Models of the contract: input messages. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Field
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .input_content import InputFileContent, InputImageContent, InputTextContent


class EasyInputMessageContentOutputText(ContractModel):
    type: Literal["output_text"]
    text: str
    annotations: Annotated[Union[list[Any], None], NotNull] = None
    logprobs: Annotated[Union[list[Any], None], NotNull] = None


InputContent = TypeAliasType(
    "InputContent",
    Annotated[Union[InputTextContent, InputImageContent, InputFileContent], Field(discriminator="type")],
)


InputMessageContentList = TypeAliasType("InputMessageContentList", list[InputContent])


MessagePhase = TypeAliasType("MessagePhase", Literal["commentary", "final_answer"])


class RefusalContent(ContractModel):
    type: Literal["refusal"]
    refusal: str


class EasyInputMessage(ContractModel):
    role: Literal["user", "assistant", "system", "developer"]
    content: Union[
        str,
        InputMessageContentList,
        list[
            Annotated[Union[EasyInputMessageContentOutputText, RefusalContent], Field(discriminator="type")]
        ],
    ]
    phase: Union[MessagePhase, None] = None
    type: Annotated[Union[Literal["message"], None], NotNull] = None
    id: Annotated[Union[str, None], NotNull] = None
    status: Annotated[Union[str, None], NotNull] = None
