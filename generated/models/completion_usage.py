"""Models of the contract: completion usage. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Union

from pydantic import StrictInt

from ._base import ContractModel, NotNull


class CompletionUsageCompletionTokensDetails(ContractModel):
    accepted_prediction_tokens: StrictInt = 0
    audio_tokens: StrictInt = 0
    reasoning_tokens: StrictInt = 0
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    rejected_prediction_tokens: StrictInt = 0


class CompletionUsagePromptTokensDetails(ContractModel):
    audio_tokens: StrictInt = 0
    cached_tokens: StrictInt = 0
    text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    cache_write_tokens: StrictInt = 0


class CompletionUsage(ContractModel):
    completion_tokens: StrictInt
    prompt_tokens: StrictInt
    total_tokens: StrictInt
    completion_tokens_details: Annotated[Union[CompletionUsageCompletionTokensDetails, None], NotNull] = None
    prompt_tokens_details: Annotated[Union[CompletionUsagePromptTokensDetails, None], NotNull] = None
