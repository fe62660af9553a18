"""Evals: 12 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class EvalsStub:
    """Evals: subclass it and override what you implement."""

    async def list_evals(
        self,
        call: Call[Any],
        *,
        after: str | None = None,
        limit: int = 20,
        order: Literal["asc", "desc"] = "asc",
        order_by: Literal["created_at", "updated_at"] = "created_at",
    ) -> models.EvalList | Relay:
        """GET /evals: 200 application/json."""
        not_implemented(BY_ID["list_evals"])

    async def create_eval(self, call: Call[Any], *, body: models.CreateEvalRequest) -> models.Eval | Relay:
        """POST /evals: 201 application/json."""
        not_implemented(BY_ID["create_eval"])

    async def get_eval(self, call: Call[Any], *, eval_id: str) -> models.Eval | Relay:
        """GET /evals/{eval_id}: 200 application/json."""
        not_implemented(BY_ID["get_eval"])

    async def update_eval(
        self, call: Call[Any], *, eval_id: str, body: models.UpdateEvalRequest
    ) -> models.Eval | Relay:
        """POST /evals/{eval_id}: 200 application/json."""
        not_implemented(BY_ID["update_eval"])

    async def delete_eval(self, call: Call[Any], *, eval_id: str) -> models.DeleteEvalResponse200 | Relay:
        """DELETE /evals/{eval_id}: 200 application/json."""
        not_implemented(BY_ID["delete_eval"])

    async def get_eval_runs(
        self,
        call: Call[Any],
        *,
        eval_id: str,
        after: str | None = None,
        limit: int = 20,
        order: Literal["asc", "desc"] = "asc",
        status: Literal["queued", "in_progress", "completed", "canceled", "failed"] | None = None,
    ) -> models.EvalRunList | Relay:
        """GET /evals/{eval_id}/runs: 200 application/json."""
        not_implemented(BY_ID["get_eval_runs"])

    async def create_eval_run(
        self, call: Call[Any], *, eval_id: str, body: models.CreateEvalRunRequest
    ) -> models.EvalRun | Relay:
        """POST /evals/{eval_id}/runs: 201 application/json."""
        not_implemented(BY_ID["create_eval_run"])

    async def get_eval_run(self, call: Call[Any], *, eval_id: str, run_id: str) -> models.EvalRun | Relay:
        """GET /evals/{eval_id}/runs/{run_id}: 200 application/json."""
        not_implemented(BY_ID["get_eval_run"])

    async def cancel_eval_run(self, call: Call[Any], *, eval_id: str, run_id: str) -> models.EvalRun | Relay:
        """POST /evals/{eval_id}/runs/{run_id}: 200 application/json."""
        not_implemented(BY_ID["cancel_eval_run"])

    async def delete_eval_run(
        self, call: Call[Any], *, eval_id: str, run_id: str
    ) -> models.DeleteEvalRunResponse200 | Relay:
        """DELETE /evals/{eval_id}/runs/{run_id}: 200 application/json."""
        not_implemented(BY_ID["delete_eval_run"])

    async def get_eval_run_output_items(
        self,
        call: Call[Any],
        *,
        eval_id: str,
        run_id: str,
        after: str | None = None,
        limit: int = 20,
        status: Literal["fail", "pass"] | None = None,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.EvalRunOutputItemList | Relay:
        """GET /evals/{eval_id}/runs/{run_id}/output_items: 200 application/json."""
        not_implemented(BY_ID["get_eval_run_output_items"])

    async def get_eval_run_output_item(
        self, call: Call[Any], *, eval_id: str, run_id: str, output_item_id: str
    ) -> models.EvalRunOutputItem | Relay:
        """GET /evals/{eval_id}/runs/{run_id}/output_items/{output_item_id}: 200 application/json."""
        not_implemented(BY_ID["get_eval_run_output_item"])
