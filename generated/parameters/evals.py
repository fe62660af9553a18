"""Parameters of the operations of Evals. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListEvalsParameters(BaseModel):
    """GET /evals"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    order_by: Annotated[Literal["created_at", "updated_at"] | None, Field(alias="order_by")] = None


class GetEvalParameters(BaseModel):
    """GET /evals/{eval_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]


class UpdateEvalParameters(BaseModel):
    """POST /evals/{eval_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]


class DeleteEvalParameters(BaseModel):
    """DELETE /evals/{eval_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]


class GetEvalRunsParameters(BaseModel):
    """GET /evals/{eval_id}/runs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    status: Annotated[
        Literal["queued", "in_progress", "completed", "canceled", "failed"] | None, Field(alias="status")
    ] = None


class CreateEvalRunParameters(BaseModel):
    """POST /evals/{eval_id}/runs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]


class GetEvalRunParameters(BaseModel):
    """GET /evals/{eval_id}/runs/{run_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]
    run_id: Annotated[str, Field(alias="run_id")]


class CancelEvalRunParameters(BaseModel):
    """POST /evals/{eval_id}/runs/{run_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]
    run_id: Annotated[str, Field(alias="run_id")]


class DeleteEvalRunParameters(BaseModel):
    """DELETE /evals/{eval_id}/runs/{run_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]
    run_id: Annotated[str, Field(alias="run_id")]


class GetEvalRunOutputItemsParameters(BaseModel):
    """GET /evals/{eval_id}/runs/{run_id}/output_items"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]
    run_id: Annotated[str, Field(alias="run_id")]
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    status: Annotated[Literal["fail", "pass"] | None, Field(alias="status")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class GetEvalRunOutputItemParameters(BaseModel):
    """GET /evals/{eval_id}/runs/{run_id}/output_items/{output_item_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    eval_id: Annotated[str, Field(alias="eval_id")]
    run_id: Annotated[str, Field(alias="run_id")]
    output_item_id: Annotated[str, Field(alias="output_item_id")]
