"""Models of the contract: conversations and responses and vector stores. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Union

from pydantic import Field, StrictBool, StrictFloat, StringConstraints
from typing_extensions import TypeAliasType

VectorStoreFileAttributesVectorStoreFileAttributes = TypeAliasType(
    "VectorStoreFileAttributesVectorStoreFileAttributes", Annotated[str, Field(max_length=512)]
)


VectorStoreFileAttributes = TypeAliasType(
    "VectorStoreFileAttributes",
    Union[
        dict[
            Annotated[str, StringConstraints(max_length=64)],
            Union[VectorStoreFileAttributesVectorStoreFileAttributes, StrictFloat, StrictBool],
        ],
        None,
    ],
)
