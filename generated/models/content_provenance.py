"""Models of the contract: content provenance. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictInt
from typing_extensions import TypeAliasType

from ..runtime import UploadedFile
from ._base import ContractModel

C2PAValidationStateApi = TypeAliasType(
    "C2PAValidationStateApi", Literal["trusted", "valid", "invalid", "not_present"]
)


ProvenanceDetectionResultApi = TypeAliasType(
    "ProvenanceDetectionResultApi", Literal["detected", "not_detected"]
)


class C2PAProvenanceResult(ContractModel):
    type: Literal["c2pa"]
    outcome: ProvenanceDetectionResultApi
    validation_state: C2PAValidationStateApi
    issuer: Union[str, None]
    model: Union[str, None]
    generated_at: Union[str, None]


class CreateContentProvenanceBody(ContractModel):
    file: UploadedFile


ProvenanceCheckObject = TypeAliasType("ProvenanceCheckObject", Literal["content_provenance_check"])


class SynthIDProvenanceResult(ContractModel):
    type: Literal["synthid"]
    outcome: ProvenanceDetectionResultApi
    model: Union[str, None]
    generated_at: Union[str, None]


ProvenanceResourceResults = TypeAliasType(
    "ProvenanceResourceResults",
    Annotated[Union[C2PAProvenanceResult, SynthIDProvenanceResult], Field(discriminator="type")],
)


class ProvenanceResource(ContractModel):
    object: ProvenanceCheckObject
    created_at: StrictInt
    results: list[ProvenanceResourceResults]
