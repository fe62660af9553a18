"""Parameters of the operations of Fine-tuning. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListFineTuningCheckpointPermissionsParameters(BaseModel):
    """GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuned_model_checkpoint: Annotated[str, Field(alias="fine_tuned_model_checkpoint")]
    project_id: Annotated[str | None, Field(alias="project_id")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["ascending", "descending"] | None, Field(alias="order")] = None


class CreateFineTuningCheckpointPermissionParameters(BaseModel):
    """POST /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuned_model_checkpoint: Annotated[str, Field(alias="fine_tuned_model_checkpoint")]


class DeleteFineTuningCheckpointPermissionParameters(BaseModel):
    """DELETE /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions/{permission_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuned_model_checkpoint: Annotated[str, Field(alias="fine_tuned_model_checkpoint")]
    permission_id: Annotated[str, Field(alias="permission_id")]


class ListPaginatedFineTuningJobsParameters(BaseModel):
    """GET /fine_tuning/jobs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    metadata: Annotated[dict[str, str] | None, Field(alias="metadata")] = None


class RetrieveFineTuningJobParameters(BaseModel):
    """GET /fine_tuning/jobs/{fine_tuning_job_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuning_job_id: Annotated[str, Field(alias="fine_tuning_job_id")]


class CancelFineTuningJobParameters(BaseModel):
    """POST /fine_tuning/jobs/{fine_tuning_job_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuning_job_id: Annotated[str, Field(alias="fine_tuning_job_id")]


class ListFineTuningJobCheckpointsParameters(BaseModel):
    """GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuning_job_id: Annotated[str, Field(alias="fine_tuning_job_id")]
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None


class ListFineTuningEventsParameters(BaseModel):
    """GET /fine_tuning/jobs/{fine_tuning_job_id}/events"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuning_job_id: Annotated[str, Field(alias="fine_tuning_job_id")]
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None


class PauseFineTuningJobParameters(BaseModel):
    """POST /fine_tuning/jobs/{fine_tuning_job_id}/pause"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuning_job_id: Annotated[str, Field(alias="fine_tuning_job_id")]


class ResumeFineTuningJobParameters(BaseModel):
    """POST /fine_tuning/jobs/{fine_tuning_job_id}/resume"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    fine_tuning_job_id: Annotated[str, Field(alias="fine_tuning_job_id")]
