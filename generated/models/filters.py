"""Models of the contract: filters. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StringConstraints
from typing_extensions import TypeAliasType

from ._base import ContractModel


class ComparisonFilter(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["eq", "gt", "gte", "in", "lt", "lte", "ne", "nin"]
    key: str
    value: Union[str, StrictFloat, StrictBool, list[Union[str, StrictFloat]]]


class CompoundFilter(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["and", "or"]
    filters: list[CompoundFilterFilters]


CompoundFilterFilters = TypeAliasType(
    "CompoundFilterFilters", Annotated[Union[ComparisonFilter, CompoundFilter], Field(discriminator="type")]
)


VectorStoreFileAttributesVectorStoreFileAttributes = TypeAliasType(
    "VectorStoreFileAttributesVectorStoreFileAttributes", Annotated[str, Field(max_length=512)]
)


VectorStoreFileAttributes = TypeAliasType(
    "VectorStoreFileAttributes",
    Union[
        Annotated[
            dict[
                Annotated[str, StringConstraints(max_length=64)],
                Union[VectorStoreFileAttributesVectorStoreFileAttributes, StrictFloat, StrictBool],
            ],
            Field(max_length=16),
        ],
        None,
    ],
)
