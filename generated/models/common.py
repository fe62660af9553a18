"""Models of the contract: common. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StringConstraints
from typing_extensions import TypeAliasType

MetadataMetadataAdditionalProperty = TypeAliasType(
    "MetadataMetadataAdditionalProperty", Annotated[str, Field(max_length=512)]
)


Metadata = TypeAliasType(
    "Metadata",
    Union[
        Annotated[
            dict[Annotated[str, StringConstraints(max_length=64)], MetadataMetadataAdditionalProperty],
            Field(max_length=16),
        ],
        None,
    ],
)


OrderEnum = TypeAliasType("OrderEnum", Literal["asc", "desc"])
