"""Models of the contract: shared by 8 426266. Written by codegen."""

from __future__ import annotations

from typing import Union

from typing_extensions import TypeAliasType

Metadata = TypeAliasType("Metadata", Union[dict[str, str], None])
