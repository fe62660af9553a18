"""Models of the contract: common. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from typing_extensions import TypeAliasType

Metadata = TypeAliasType("Metadata", Union[dict[str, str], None])


OrderEnum = TypeAliasType("OrderEnum", Literal["asc", "desc"])
