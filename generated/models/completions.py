"""Models of the contract: completions. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .completion_usage import CompletionUsage
from .generation_options import ChatCompletionStreamOptions, StopConfiguration

CreateCompletionRequestPrompt = TypeAliasType(
    "CreateCompletionRequestPrompt", Annotated[list[StrictInt], Field(min_length=1)]
)


CreateCompletionRequestPrompt1CreateCompletionRequestPrompt1Item = TypeAliasType(
    "CreateCompletionRequestPrompt1CreateCompletionRequestPrompt1Item",
    Annotated[list[StrictInt], Field(min_length=1)],
)


CreateCompletionRequestPrompt1 = TypeAliasType(
    "CreateCompletionRequestPrompt1",
    Annotated[list[CreateCompletionRequestPrompt1CreateCompletionRequestPrompt1Item], Field(min_length=1)],
)


class CreateCompletionRequest(ContractModel):
    model: Union[str, Literal["gpt-3.5-turbo-instruct", "davinci-002", "babbage-002"]]
    prompt: Union[str, list[str], CreateCompletionRequestPrompt, CreateCompletionRequestPrompt1, None]
    best_of: Annotated[Union[StrictInt, None], Field(ge=0, le=20)] = 1
    echo: Union[StrictBool, None] = False
    frequency_penalty: Annotated[Union[StrictFloat, None], Field(ge=-2.0, le=2.0)] = 0
    logit_bias: Union[dict[str, StrictInt], None] = None
    logprobs: Annotated[Union[StrictInt, None], Field(ge=0, le=5)] = None
    max_tokens: Annotated[Union[StrictInt, None], Field(ge=0)] = 16
    n: Annotated[Union[StrictInt, None], Field(ge=1, le=128)] = 1
    presence_penalty: Annotated[Union[StrictFloat, None], Field(ge=-2.0, le=2.0)] = 0
    seed: Union[StrictInt, None] = None
    stop: StopConfiguration = None
    stream: Union[StrictBool, None] = False
    stream_options: Union[ChatCompletionStreamOptions, None] = None
    suffix: Union[str, None] = None
    temperature: Annotated[Union[StrictFloat, None], Field(ge=0.0, le=2.0)] = 1
    top_p: Annotated[Union[StrictFloat, None], Field(ge=0.0, le=1.0)] = 1
    user: Annotated[Union[str, None], NotNull] = None


class CreateCompletionResponseChoiceLogprobs(ContractModel):
    text_offset: Annotated[Union[list[StrictInt], None], NotNull] = None
    token_logprobs: Annotated[Union[list[StrictFloat], None], NotNull] = None
    tokens: Annotated[Union[list[str], None], NotNull] = None
    top_logprobs: Annotated[Union[list[dict[str, StrictFloat]], None], NotNull] = None


class CreateCompletionResponseChoice(ContractModel):
    finish_reason: Union[Literal["stop", "length", "content_filter"], None]
    index: StrictInt
    logprobs: Union[CreateCompletionResponseChoiceLogprobs, None]
    text: str


class CreateCompletionResponse(ContractModel):
    id: str
    choices: list[CreateCompletionResponseChoice]
    created: StrictInt
    model: str
    system_fingerprint: Annotated[Union[str, None], NotNull] = None
    object: Literal["text_completion"]
    usage: Annotated[Union[CompletionUsage, None], NotNull] = None
