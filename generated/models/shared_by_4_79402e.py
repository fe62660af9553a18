"""Models of the contract: shared by 4 79402e. Written by codegen."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypeAliasType

InputFidelity = TypeAliasType("InputFidelity", Literal["high", "low"])
