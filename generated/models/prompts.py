"""Models of the contract: prompts. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Union

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel
from ._unions import OTHER_TAG, tagged
from .input_content import InputFileContent, InputImageContent, InputTextContent

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
                    Annotated[str, Tag(OTHER_TAG)],
                ],
                Discriminator(
                    tagged(
                        "type",
                        "input_text",
                        "input_image",
                        "input_file",
                        missing=False,
                        other=True,
                        objects=False,
                    )
                ),
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
