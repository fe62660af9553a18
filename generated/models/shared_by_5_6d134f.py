"""Models of the contract: shared by 5 6d134f. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from typing_extensions import TypeAliasType

ReasoningEffort = TypeAliasType(
    "ReasoningEffort", Union[Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"], None]
)
