"""Models of the contract: graders. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Discriminator, Field, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import OTHER_TAG, tagged
from .generation_options import ReasoningEffort
from .input_content import InputTextContent


class EvalItemContentOutputText(ContractModel):
    type: Literal["output_text"]
    text: str


EvalItemContentText = TypeAliasType("EvalItemContentText", str)


class EvalItemInputImage(ContractModel):
    type: Literal["input_image"]
    image_url: str
    detail: Annotated[Union[str, None], NotNull] = None


class InputAudioInputAudio(ContractModel):
    data: str
    format: Literal["mp3", "wav"]


class InputAudio(ContractModel):
    type: Literal["input_audio"]
    input_audio: InputAudioInputAudio


EvalItemContentItem = TypeAliasType(
    "EvalItemContentItem",
    Annotated[
        Union[
            Annotated[Union[InputTextContent, EvalItemContentText], Tag("input_text")],
            Annotated[Union[EvalItemContentOutputText, EvalItemContentText], Tag("output_text")],
            Annotated[Union[EvalItemInputImage, EvalItemContentText], Tag("input_image")],
            Annotated[Union[InputAudio, EvalItemContentText], Tag("input_audio")],
            Annotated[EvalItemContentText, Tag(OTHER_TAG)],
        ],
        Discriminator(
            tagged(
                "type",
                "input_text",
                "output_text",
                "input_image",
                "input_audio",
                missing=False,
                other=True,
                objects=False,
            )
        ),
    ],
)


EvalItemContentArray = TypeAliasType("EvalItemContentArray", list[EvalItemContentItem])


EvalItemContent = TypeAliasType(
    "EvalItemContent",
    Annotated[
        Union[
            Annotated[Union[InputTextContent, EvalItemContentText, EvalItemContentArray], Tag("input_text")],
            Annotated[
                Union[EvalItemContentOutputText, EvalItemContentText, EvalItemContentArray],
                Tag("output_text"),
            ],
            Annotated[
                Union[EvalItemInputImage, EvalItemContentText, EvalItemContentArray], Tag("input_image")
            ],
            Annotated[Union[InputAudio, EvalItemContentText, EvalItemContentArray], Tag("input_audio")],
            Annotated[Union[EvalItemContentText, EvalItemContentArray], Tag(OTHER_TAG)],
        ],
        Discriminator(
            tagged(
                "type",
                "input_text",
                "output_text",
                "input_image",
                "input_audio",
                missing=False,
                other=True,
                objects=False,
            )
        ),
    ],
)


class EvalItem(ContractModel):
    role: Literal["user", "assistant", "system", "developer"]
    content: EvalItemContent
    type: Annotated[Union[Literal["message"], None], NotNull] = None


class GraderLabelModel(ContractModel):
    type: Literal["label_model"]
    name: str
    model: str
    input: list[EvalItem]
    labels: list[str]
    passing_labels: list[str]


class GraderPython(ContractModel):
    type: Literal["python"]
    name: str
    source: str
    image_tag: Annotated[Union[str, None], NotNull] = None


GraderScoreModelSamplingParamsMaxCompletionsTokens = TypeAliasType(
    "GraderScoreModelSamplingParamsMaxCompletionsTokens", Annotated[StrictInt, Field(ge=1)]
)


class GraderScoreModelSamplingParams(ContractModel):
    seed: Union[StrictInt, None] = None
    top_p: Union[StrictFloat, None] = None
    temperature: Union[StrictFloat, None] = None
    max_completions_tokens: Union[GraderScoreModelSamplingParamsMaxCompletionsTokens, None] = None
    reasoning_effort: Union[ReasoningEffort, None] = None


class GraderScoreModel(ContractModel):
    type: Literal["score_model"]
    name: str
    model: str
    sampling_params: Annotated[Union[GraderScoreModelSamplingParams, None], NotNull] = None
    input: list[EvalItem]
    range: Annotated[Union[list[StrictFloat], None], NotNull] = None


class GraderStringCheck(ContractModel):
    type: Literal["string_check"]
    name: str
    input: str
    reference: str
    operation: Literal["eq", "ne", "like", "ilike"]


class GraderTextSimilarity(ContractModel):
    type: Literal["text_similarity"]
    name: str
    input: str
    reference: str
    evaluation_metric: Literal[
        "cosine",
        "fuzzy_match",
        "bleu",
        "gleu",
        "meteor",
        "rouge_1",
        "rouge_2",
        "rouge_3",
        "rouge_4",
        "rouge_5",
        "rouge_l",
    ]
