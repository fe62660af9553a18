"""Models of the contract: chat kit and skills and videos. Written by codegen."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypeAliasType

OrderEnum = TypeAliasType("OrderEnum", Literal["asc", "desc"])
