"""Models of the contract: embeddings. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Field, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull

CreateEmbeddingRequestInput = TypeAliasType(
    "CreateEmbeddingRequestInput", Annotated[list[str], Field(min_length=1)]
)


CreateEmbeddingRequestInput1 = TypeAliasType(
    "CreateEmbeddingRequestInput1", Annotated[list[StrictInt], Field(min_length=1)]
)


CreateEmbeddingRequestInput2CreateEmbeddingRequestInput2Item = TypeAliasType(
    "CreateEmbeddingRequestInput2CreateEmbeddingRequestInput2Item",
    Annotated[list[StrictInt], Field(min_length=1)],
)


CreateEmbeddingRequestInput2 = TypeAliasType(
    "CreateEmbeddingRequestInput2",
    Annotated[list[CreateEmbeddingRequestInput2CreateEmbeddingRequestInput2Item], Field(min_length=1)],
)


CreateEmbeddingRequestInput3 = TypeAliasType(
    "CreateEmbeddingRequestInput3", Annotated[list[dict[str, Any]], Field(min_length=1)]
)


class CreateEmbeddingRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    input: Union[
        str,
        CreateEmbeddingRequestInput,
        CreateEmbeddingRequestInput1,
        CreateEmbeddingRequestInput2,
        CreateEmbeddingRequestInput3,
    ]
    model: Union[str, Literal["text-embedding-ada-002", "text-embedding-3-small", "text-embedding-3-large"]]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: Annotated[Union[StrictInt, None], NotNull, Field(ge=1)] = None
    user: Annotated[Union[str, None], NotNull] = None


class CreateEmbeddingResponseUsage(ContractModel):
    prompt_tokens: StrictInt
    total_tokens: StrictInt


class Embedding(ContractModel):
    index: StrictInt
    embedding: list[StrictFloat]
    object: Literal["embedding"]


class CreateEmbeddingResponse(ContractModel):
    data: list[Embedding]
    model: str
    object: Literal["list"]
    usage: CreateEmbeddingResponseUsage
