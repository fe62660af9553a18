"""Models of the contract: moderation results. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool, StrictFloat
from typing_extensions import TypeAliasType

from ._base import ContractModel

ModerationMode = TypeAliasType("ModerationMode", Literal["score", "block"])


class ModerationConfigParam(ContractModel):
    mode: ModerationMode


ModerationInputType = TypeAliasType("ModerationInputType", Literal["text", "image"])


class ModerationPolicyParam(ContractModel):
    input: Union[ModerationConfigParam, None] = None
    output: Union[ModerationConfigParam, None] = None


class ModerationParam(ContractModel):
    model: str
    policy: Union[ModerationPolicyParam, None] = None


class ModerationResultBody(ContractModel):
    type: Literal["moderation_result"]
    model: str
    flagged: StrictBool
    categories: dict[str, StrictBool]
    category_scores: dict[str, StrictFloat]
    category_applied_input_types: dict[str, list[ModerationInputType]]
