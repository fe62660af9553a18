"""Parameters of the operations of Models. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class RetrieveModelParameters(BaseModel):
    """GET /models/{model}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    model: Annotated[str, Field(alias="model")]


class DeleteModelParameters(BaseModel):
    """DELETE /models/{model}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    model: Annotated[str, Field(alias="model")]
