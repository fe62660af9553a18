"""Models of the contract: realtime and responses. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel
from ._unions import MISSING_TAG, OTHER_TAG, tagged
from .shared_by_4_e5b4fe import InputFileContent, InputImageContent
from .shared_by_5_f02995 import InputTextContent

ResponsePromptVariables = TypeAliasType(
    "ResponsePromptVariables",
    Union[
        dict[
            str,
            Annotated[
                Union[
                    Annotated[Union[InputTextContent, str], Tag("input_text")],
                    Annotated[Union[InputImageContent, str], Tag("input_image")],
                    Annotated[Union[InputFileContent, str], Tag("input_file")],
                    Annotated[str, Tag(MISSING_TAG)],
                    Annotated[str, Tag(OTHER_TAG)],
                ],
                Discriminator(tagged("type", "input_text", "input_image", "input_file", missing=True, other=True)),
            ],
        ],
        None,
    ],
)


class PromptPrompt(ContractModel):
    id: str
    version: Union[str, None] = None
    variables: Union[ResponsePromptVariables, None] = None


Prompt = TypeAliasType("Prompt", Union[PromptPrompt, None])


class ToolChoiceFunction(ContractModel):
    type: Literal["function"]
    name: str


class ToolChoiceMCP(ContractModel):
    type: Literal["mcp"]
    server_label: str
    name: Union[str, None] = None


ToolChoiceOptions = TypeAliasType("ToolChoiceOptions", Literal["none", "auto", "required"])
