"""Fine-tuning: 13 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class FineTuningStub:
    """Fine-tuning: subclass it and override what you implement."""

    async def run_grader(
        self, call: Call[Any], *, body: models.RunGraderRequest
    ) -> models.RunGraderResponse | Relay:
        """POST /fine_tuning/alpha/graders/run: 200 application/json."""
        not_implemented(BY_ID["run_grader"])

    async def validate_grader(
        self, call: Call[Any], *, body: models.ValidateGraderRequest
    ) -> models.ValidateGraderResponse | Relay:
        """POST /fine_tuning/alpha/graders/validate: 200 application/json."""
        not_implemented(BY_ID["validate_grader"])

    async def list_fine_tuning_checkpoint_permissions(
        self,
        call: Call[Any],
        *,
        fine_tuned_model_checkpoint: str,
        project_id: str | None = None,
        after: str | None = None,
        limit: int = 10,
        order: Literal["ascending", "descending"] = "descending",
    ) -> models.ListFineTuningCheckpointPermissionResponse | Relay:
        """GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions: 200 application/json."""
        not_implemented(BY_ID["list_fine_tuning_checkpoint_permissions"])

    async def create_fine_tuning_checkpoint_permission(
        self,
        call: Call[Any],
        *,
        fine_tuned_model_checkpoint: str,
        body: models.CreateFineTuningCheckpointPermissionRequest,
    ) -> models.ListFineTuningCheckpointPermissionResponse | Relay:
        """POST /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions: 200 application/json."""
        not_implemented(BY_ID["create_fine_tuning_checkpoint_permission"])

    async def delete_fine_tuning_checkpoint_permission(
        self, call: Call[Any], *, fine_tuned_model_checkpoint: str, permission_id: str
    ) -> models.DeleteFineTuningCheckpointPermissionResponse | Relay:
        """DELETE /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions/{permission_id}: 200 application/json."""
        not_implemented(BY_ID["delete_fine_tuning_checkpoint_permission"])

    async def list_paginated_fine_tuning_jobs(
        self,
        call: Call[Any],
        *,
        after: str | None = None,
        limit: int = 20,
        metadata: dict[str, str] | None = None,
    ) -> models.ListPaginatedFineTuningJobsResponse | Relay:
        """GET /fine_tuning/jobs: 200 application/json."""
        not_implemented(BY_ID["list_paginated_fine_tuning_jobs"])

    async def create_fine_tuning_job(
        self, call: Call[Any], *, body: models.CreateFineTuningJobRequest
    ) -> models.FineTuningJob | Relay:
        """POST /fine_tuning/jobs: 200 application/json."""
        not_implemented(BY_ID["create_fine_tuning_job"])

    async def retrieve_fine_tuning_job(
        self, call: Call[Any], *, fine_tuning_job_id: str
    ) -> models.FineTuningJob | Relay:
        """GET /fine_tuning/jobs/{fine_tuning_job_id}: 200 application/json."""
        not_implemented(BY_ID["retrieve_fine_tuning_job"])

    async def cancel_fine_tuning_job(
        self, call: Call[Any], *, fine_tuning_job_id: str
    ) -> models.FineTuningJob | Relay:
        """POST /fine_tuning/jobs/{fine_tuning_job_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_fine_tuning_job"])

    async def list_fine_tuning_job_checkpoints(
        self, call: Call[Any], *, fine_tuning_job_id: str, after: str | None = None, limit: int = 10
    ) -> models.ListFineTuningJobCheckpointsResponse | Relay:
        """GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints: 200 application/json."""
        not_implemented(BY_ID["list_fine_tuning_job_checkpoints"])

    async def list_fine_tuning_events(
        self, call: Call[Any], *, fine_tuning_job_id: str, after: str | None = None, limit: int = 20
    ) -> models.ListFineTuningJobEventsResponse | Relay:
        """GET /fine_tuning/jobs/{fine_tuning_job_id}/events: 200 application/json."""
        not_implemented(BY_ID["list_fine_tuning_events"])

    async def pause_fine_tuning_job(
        self, call: Call[Any], *, fine_tuning_job_id: str
    ) -> models.FineTuningJob | Relay:
        """POST /fine_tuning/jobs/{fine_tuning_job_id}/pause: 200 application/json."""
        not_implemented(BY_ID["pause_fine_tuning_job"])

    async def resume_fine_tuning_job(
        self, call: Call[Any], *, fine_tuning_job_id: str
    ) -> models.FineTuningJob | Relay:
        """POST /fine_tuning/jobs/{fine_tuning_job_id}/resume: 200 application/json."""
        not_implemented(BY_ID["resume_fine_tuning_job"])
