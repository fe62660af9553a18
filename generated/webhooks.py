"""Webhooks of the contract: event name -> payload model in `generated.models`. Written by codegen."""

from __future__ import annotations

WEBHOOKS: dict[str, str | None] = {
    "batch_cancelled": "WebhookBatchCancelled",
    "batch_completed": "WebhookBatchCompleted",
    "batch_expired": "WebhookBatchExpired",
    "batch_failed": "WebhookBatchFailed",
    "eval_run_canceled": "WebhookEvalRunCanceled",
    "eval_run_failed": "WebhookEvalRunFailed",
    "eval_run_succeeded": "WebhookEvalRunSucceeded",
    "fine_tuning_job_cancelled": "WebhookFineTuningJobCancelled",
    "fine_tuning_job_failed": "WebhookFineTuningJobFailed",
    "fine_tuning_job_succeeded": "WebhookFineTuningJobSucceeded",
    "live_call_incoming": "WebhookLiveCallIncoming",
    "realtime_call_incoming": "WebhookRealtimeCallIncoming",
    "response_cancelled": "WebhookResponseCancelled",
    "response_completed": "WebhookResponseCompleted",
    "response_failed": "WebhookResponseFailed",
    "response_incomplete": "WebhookResponseIncomplete",
}
