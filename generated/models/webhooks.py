"""Models of the contract: webhooks. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import StrictInt

from ._base import ContractModel, NotNull


class WebhookBatchCancelledData(ContractModel):
    id: str


class WebhookBatchCancelled(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookBatchCancelledData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["batch.cancelled"]


class WebhookBatchCompletedData(ContractModel):
    id: str


class WebhookBatchCompleted(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookBatchCompletedData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["batch.completed"]


class WebhookBatchExpiredData(ContractModel):
    id: str


class WebhookBatchExpired(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookBatchExpiredData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["batch.expired"]


class WebhookBatchFailedData(ContractModel):
    id: str


class WebhookBatchFailed(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookBatchFailedData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["batch.failed"]


class WebhookEvalRunCanceledData(ContractModel):
    id: str


class WebhookEvalRunCanceled(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookEvalRunCanceledData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["eval.run.canceled"]


class WebhookEvalRunFailedData(ContractModel):
    id: str


class WebhookEvalRunFailed(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookEvalRunFailedData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["eval.run.failed"]


class WebhookEvalRunSucceededData(ContractModel):
    id: str


class WebhookEvalRunSucceeded(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookEvalRunSucceededData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["eval.run.succeeded"]


class WebhookFineTuningJobCancelledData(ContractModel):
    id: str


class WebhookFineTuningJobCancelled(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookFineTuningJobCancelledData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["fine_tuning.job.cancelled"]


class WebhookFineTuningJobFailedData(ContractModel):
    id: str


class WebhookFineTuningJobFailed(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookFineTuningJobFailedData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["fine_tuning.job.failed"]


class WebhookFineTuningJobSucceededData(ContractModel):
    id: str


class WebhookFineTuningJobSucceeded(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookFineTuningJobSucceededData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["fine_tuning.job.succeeded"]


class WebhookLiveCallIncomingDataSipHeader(ContractModel):
    name: str
    value: str


class WebhookLiveCallIncomingData(ContractModel):
    session_id: str
    sip_headers: list[WebhookLiveCallIncomingDataSipHeader]


class WebhookLiveCallIncoming(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookLiveCallIncomingData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["live.call.incoming"]


class WebhookRealtimeCallIncomingDataSipHeader(ContractModel):
    name: str
    value: str


class WebhookRealtimeCallIncomingData(ContractModel):
    call_id: str
    sip_headers: list[WebhookRealtimeCallIncomingDataSipHeader]


class WebhookRealtimeCallIncoming(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookRealtimeCallIncomingData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["realtime.call.incoming"]


class WebhookResponseCancelledData(ContractModel):
    id: str


class WebhookResponseCancelled(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookResponseCancelledData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["response.cancelled"]


class WebhookResponseCompletedData(ContractModel):
    id: str


class WebhookResponseCompleted(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookResponseCompletedData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["response.completed"]


class WebhookResponseFailedData(ContractModel):
    id: str


class WebhookResponseFailed(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookResponseFailedData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["response.failed"]


class WebhookResponseIncompleteData(ContractModel):
    id: str


class WebhookResponseIncomplete(ContractModel):
    created_at: StrictInt
    id: str
    data: WebhookResponseIncompleteData
    object: Annotated[Union[Literal["event"], None], NotNull] = None
    type: Literal["response.incomplete"]
