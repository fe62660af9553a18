"""Models of the contract: voices. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import ConfigDict
from typing_extensions import TypeAliasType

from ._base import ContractModel


class VoiceIdsOrCustomVoiceVoiceIdsOrCustomVoiceId(ContractModel):
    model_config = ConfigDict(extra="forbid")
    id: str


VoiceIdsShared = TypeAliasType(
    "VoiceIdsShared",
    Union[
        str, Literal["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar"]
    ],
)


VoiceIdsOrCustomVoice = TypeAliasType(
    "VoiceIdsOrCustomVoice", Union[VoiceIdsShared, VoiceIdsOrCustomVoiceVoiceIdsOrCustomVoiceId]
)
