"""Models of the contract: moderations. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictFloat

from ._base import ContractModel


class CreateModerationRequestInputImageUrlImageUrl(ContractModel):
    url: str


class CreateModerationRequestInputImageUrl(ContractModel):
    type: Literal["image_url"]
    image_url: CreateModerationRequestInputImageUrlImageUrl


class CreateModerationRequestInputText(ContractModel):
    type: Literal["text"]
    text: str


class CreateModerationRequest(ContractModel):
    input: Union[
        str,
        list[str],
        list[
            Annotated[
                Union[CreateModerationRequestInputImageUrl, CreateModerationRequestInputText],
                Field(discriminator="type"),
            ]
        ],
    ]
    model: Union[
        str,
        Literal[
            "omni-moderation-latest",
            "omni-moderation-2024-09-26",
            "text-moderation-latest",
            "text-moderation-stable",
        ],
    ] = "omni-moderation-latest"


class CreateModerationResponseResultCategories(ContractModel):
    hate: StrictBool
    hate_threatening: Annotated[StrictBool, Field(alias="hate/threatening")]
    harassment: StrictBool
    harassment_threatening: Annotated[StrictBool, Field(alias="harassment/threatening")]
    illicit: Union[StrictBool, None]
    illicit_violent: Annotated[Union[StrictBool, None], Field(alias="illicit/violent")]
    self_harm: Annotated[StrictBool, Field(alias="self-harm")]
    self_harm_intent: Annotated[StrictBool, Field(alias="self-harm/intent")]
    self_harm_instructions: Annotated[StrictBool, Field(alias="self-harm/instructions")]
    sexual: StrictBool
    sexual_minors: Annotated[StrictBool, Field(alias="sexual/minors")]
    violence: StrictBool
    violence_graphic: Annotated[StrictBool, Field(alias="violence/graphic")]


class CreateModerationResponseResultCategoryAppliedInputTypes(ContractModel):
    hate: list[Literal["text"]]
    hate_threatening: Annotated[list[Literal["text"]], Field(alias="hate/threatening")]
    harassment: list[Literal["text"]]
    harassment_threatening: Annotated[list[Literal["text"]], Field(alias="harassment/threatening")]
    illicit: list[Literal["text"]]
    illicit_violent: Annotated[list[Literal["text"]], Field(alias="illicit/violent")]
    self_harm: Annotated[list[Literal["text", "image"]], Field(alias="self-harm")]
    self_harm_intent: Annotated[list[Literal["text", "image"]], Field(alias="self-harm/intent")]
    self_harm_instructions: Annotated[list[Literal["text", "image"]], Field(alias="self-harm/instructions")]
    sexual: list[Literal["text", "image"]]
    sexual_minors: Annotated[list[Literal["text"]], Field(alias="sexual/minors")]
    violence: list[Literal["text", "image"]]
    violence_graphic: Annotated[list[Literal["text", "image"]], Field(alias="violence/graphic")]


class CreateModerationResponseResultCategoryScores(ContractModel):
    hate: StrictFloat
    hate_threatening: Annotated[StrictFloat, Field(alias="hate/threatening")]
    harassment: StrictFloat
    harassment_threatening: Annotated[StrictFloat, Field(alias="harassment/threatening")]
    illicit: StrictFloat
    illicit_violent: Annotated[StrictFloat, Field(alias="illicit/violent")]
    self_harm: Annotated[StrictFloat, Field(alias="self-harm")]
    self_harm_intent: Annotated[StrictFloat, Field(alias="self-harm/intent")]
    self_harm_instructions: Annotated[StrictFloat, Field(alias="self-harm/instructions")]
    sexual: StrictFloat
    sexual_minors: Annotated[StrictFloat, Field(alias="sexual/minors")]
    violence: StrictFloat
    violence_graphic: Annotated[StrictFloat, Field(alias="violence/graphic")]


class CreateModerationResponseResult(ContractModel):
    flagged: StrictBool
    categories: CreateModerationResponseResultCategories
    category_scores: CreateModerationResponseResultCategoryScores
    category_applied_input_types: CreateModerationResponseResultCategoryAppliedInputTypes


class CreateModerationResponse(ContractModel):
    id: str
    model: str
    results: list[CreateModerationResponseResult]
