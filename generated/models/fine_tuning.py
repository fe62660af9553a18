"""Models of the contract: fine tuning. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .common import Metadata
from .graders import GraderLabelModel, GraderPython, GraderScoreModel, GraderStringCheck, GraderTextSimilarity


class CreateFineTuningCheckpointPermissionRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    project_ids: list[str]


CreateFineTuningJobRequestHyperparametersBatchSize = TypeAliasType(
    "CreateFineTuningJobRequestHyperparametersBatchSize", Annotated[StrictInt, Field(ge=1, le=256)]
)


CreateFineTuningJobRequestHyperparametersLearningRateMultiplier = TypeAliasType(
    "CreateFineTuningJobRequestHyperparametersLearningRateMultiplier", Annotated[StrictFloat, Field(gt=0.0)]
)


CreateFineTuningJobRequestHyperparametersNEpochs = TypeAliasType(
    "CreateFineTuningJobRequestHyperparametersNEpochs", Annotated[StrictInt, Field(ge=1, le=50)]
)


class CreateFineTuningJobRequestHyperparameters(ContractModel):
    batch_size: Union[Literal["auto"], CreateFineTuningJobRequestHyperparametersBatchSize] = "auto"
    learning_rate_multiplier: Union[
        Literal["auto"], CreateFineTuningJobRequestHyperparametersLearningRateMultiplier
    ] = "auto"
    n_epochs: Union[Literal["auto"], CreateFineTuningJobRequestHyperparametersNEpochs] = "auto"


class CreateFineTuningJobRequestIntegrationWandb(ContractModel):
    project: str
    name: Union[str, None] = None
    entity: Union[str, None] = None
    tags: Annotated[Union[list[str], None], NotNull] = None


class CreateFineTuningJobRequestIntegration(ContractModel):
    type: Literal["wandb"]
    wandb: CreateFineTuningJobRequestIntegrationWandb


FineTuneDPOHyperparametersBatchSize = TypeAliasType(
    "FineTuneDPOHyperparametersBatchSize", Annotated[StrictInt, Field(ge=1, le=256)]
)


FineTuneDPOHyperparametersBeta = TypeAliasType(
    "FineTuneDPOHyperparametersBeta", Annotated[StrictFloat, Field(gt=0.0, le=2.0)]
)


FineTuneDPOHyperparametersLearningRateMultiplier = TypeAliasType(
    "FineTuneDPOHyperparametersLearningRateMultiplier", Annotated[StrictFloat, Field(gt=0.0)]
)


FineTuneDPOHyperparametersNEpochs = TypeAliasType(
    "FineTuneDPOHyperparametersNEpochs", Annotated[StrictInt, Field(ge=1, le=50)]
)


class FineTuneDPOHyperparameters(ContractModel):
    beta: Union[Literal["auto"], FineTuneDPOHyperparametersBeta] = "auto"
    batch_size: Union[Literal["auto"], FineTuneDPOHyperparametersBatchSize] = "auto"
    learning_rate_multiplier: Union[Literal["auto"], FineTuneDPOHyperparametersLearningRateMultiplier] = (
        "auto"
    )
    n_epochs: Union[Literal["auto"], FineTuneDPOHyperparametersNEpochs] = "auto"


class FineTuneDPOMethod(ContractModel):
    hyperparameters: Annotated[Union[FineTuneDPOHyperparameters, None], NotNull] = None


FineTuneReinforcementHyperparametersBatchSize = TypeAliasType(
    "FineTuneReinforcementHyperparametersBatchSize", Annotated[StrictInt, Field(ge=1, le=256)]
)


FineTuneReinforcementHyperparametersComputeMultiplier = TypeAliasType(
    "FineTuneReinforcementHyperparametersComputeMultiplier", Annotated[StrictFloat, Field(gt=1e-05, le=10.0)]
)


FineTuneReinforcementHyperparametersEvalInterval = TypeAliasType(
    "FineTuneReinforcementHyperparametersEvalInterval", Annotated[StrictInt, Field(ge=1)]
)


FineTuneReinforcementHyperparametersEvalSamples = TypeAliasType(
    "FineTuneReinforcementHyperparametersEvalSamples", Annotated[StrictInt, Field(ge=1)]
)


FineTuneReinforcementHyperparametersLearningRateMultiplier = TypeAliasType(
    "FineTuneReinforcementHyperparametersLearningRateMultiplier", Annotated[StrictFloat, Field(gt=0.0)]
)


FineTuneReinforcementHyperparametersNEpochs = TypeAliasType(
    "FineTuneReinforcementHyperparametersNEpochs", Annotated[StrictInt, Field(ge=1, le=50)]
)


class FineTuneReinforcementHyperparameters(ContractModel):
    batch_size: Union[Literal["auto"], FineTuneReinforcementHyperparametersBatchSize] = "auto"
    learning_rate_multiplier: Union[
        Literal["auto"], FineTuneReinforcementHyperparametersLearningRateMultiplier
    ] = "auto"
    n_epochs: Union[Literal["auto"], FineTuneReinforcementHyperparametersNEpochs] = "auto"
    reasoning_effort: Literal["default", "low", "medium", "high"] = "default"
    compute_multiplier: Union[Literal["auto"], FineTuneReinforcementHyperparametersComputeMultiplier] = "auto"
    eval_interval: Union[Literal["auto"], FineTuneReinforcementHyperparametersEvalInterval] = "auto"
    eval_samples: Union[Literal["auto"], FineTuneReinforcementHyperparametersEvalSamples] = "auto"


class GraderMulti(ContractModel):
    type: Literal["multi"]
    name: str
    graders: Annotated[
        Union[GraderStringCheck, GraderTextSimilarity, GraderPython, GraderScoreModel, GraderLabelModel],
        Field(discriminator="type"),
    ]
    calculate_output: str


class FineTuneReinforcementMethod(ContractModel):
    grader: Annotated[
        Union[GraderStringCheck, GraderTextSimilarity, GraderPython, GraderScoreModel, GraderMulti],
        Field(discriminator="type"),
    ]
    hyperparameters: Annotated[Union[FineTuneReinforcementHyperparameters, None], NotNull] = None


FineTuneSupervisedHyperparametersBatchSize = TypeAliasType(
    "FineTuneSupervisedHyperparametersBatchSize", Annotated[StrictInt, Field(ge=1, le=256)]
)


FineTuneSupervisedHyperparametersLearningRateMultiplier = TypeAliasType(
    "FineTuneSupervisedHyperparametersLearningRateMultiplier", Annotated[StrictFloat, Field(gt=0.0)]
)


FineTuneSupervisedHyperparametersNEpochs = TypeAliasType(
    "FineTuneSupervisedHyperparametersNEpochs", Annotated[StrictInt, Field(ge=1, le=50)]
)


class FineTuneSupervisedHyperparameters(ContractModel):
    batch_size: Union[Literal["auto"], FineTuneSupervisedHyperparametersBatchSize] = "auto"
    learning_rate_multiplier: Union[
        Literal["auto"], FineTuneSupervisedHyperparametersLearningRateMultiplier
    ] = "auto"
    n_epochs: Union[Literal["auto"], FineTuneSupervisedHyperparametersNEpochs] = "auto"


class FineTuneSupervisedMethod(ContractModel):
    hyperparameters: Annotated[Union[FineTuneSupervisedHyperparameters, None], NotNull] = None


class FineTuneMethod(ContractModel):
    type: Literal["supervised", "dpo", "reinforcement"]
    supervised: Annotated[Union[FineTuneSupervisedMethod, None], NotNull] = None
    dpo: Annotated[Union[FineTuneDPOMethod, None], NotNull] = None
    reinforcement: Annotated[Union[FineTuneReinforcementMethod, None], NotNull] = None


class CreateFineTuningJobRequest(ContractModel):
    model: Union[str, Literal["babbage-002", "davinci-002", "gpt-3.5-turbo", "gpt-4o-mini"]]
    training_file: str
    hyperparameters: Annotated[Union[CreateFineTuningJobRequestHyperparameters, None], NotNull] = None
    suffix: Annotated[Union[str, None], Field(max_length=64, min_length=1)] = None
    validation_file: Union[str, None] = None
    integrations: Union[list[CreateFineTuningJobRequestIntegration], None] = None
    seed: Annotated[Union[StrictInt, None], Field(ge=0, le=2147483647)] = None
    method: Annotated[Union[FineTuneMethod, None], NotNull] = None
    metadata: Union[Metadata, None] = None


class DeleteFineTuningCheckpointPermissionResponse(ContractModel):
    id: str
    object: Literal["checkpoint.permission"]
    deleted: StrictBool


class FineTuningCheckpointPermission(ContractModel):
    id: str
    created_at: StrictInt
    project_id: str
    object: Literal["checkpoint.permission"]


class FineTuningIntegrationWandb(ContractModel):
    project: str
    name: Union[str, None] = None
    entity: Union[str, None] = None
    tags: Annotated[Union[list[str], None], NotNull] = None


class FineTuningIntegration(ContractModel):
    type: Literal["wandb"]
    wandb: FineTuningIntegrationWandb


class FineTuningJobError(ContractModel):
    code: str
    message: str
    param: Union[str, None]


FineTuningJobHyperparametersBatchSize = TypeAliasType(
    "FineTuningJobHyperparametersBatchSize", Annotated[StrictInt, Field(ge=1, le=256)]
)


FineTuningJobHyperparametersLearningRateMultiplier = TypeAliasType(
    "FineTuningJobHyperparametersLearningRateMultiplier", Annotated[StrictFloat, Field(gt=0.0)]
)


FineTuningJobHyperparametersNEpochs = TypeAliasType(
    "FineTuningJobHyperparametersNEpochs", Annotated[StrictInt, Field(ge=1, le=50)]
)


class FineTuningJobHyperparameters(ContractModel):
    batch_size: Union[Literal["auto"], FineTuningJobHyperparametersBatchSize, None] = None
    learning_rate_multiplier: Union[Literal["auto"], FineTuningJobHyperparametersLearningRateMultiplier] = (
        "auto"
    )
    n_epochs: Union[Literal["auto"], FineTuningJobHyperparametersNEpochs] = "auto"


FineTuningJobIntegrations = TypeAliasType(
    "FineTuningJobIntegrations", Annotated[list[FineTuningIntegration], Field(max_length=5)]
)


class FineTuningJob(ContractModel):
    id: str
    created_at: StrictInt
    error: Union[FineTuningJobError, None]
    fine_tuned_model: Union[str, None]
    finished_at: Union[StrictInt, None]
    hyperparameters: FineTuningJobHyperparameters
    model: str
    object: Literal["fine_tuning.job"]
    organization_id: str
    result_files: list[str]
    status: Literal["validating_files", "queued", "running", "succeeded", "failed", "cancelled"]
    trained_tokens: Union[StrictInt, None]
    training_file: str
    validation_file: Union[str, None]
    integrations: Union[FineTuningJobIntegrations, None] = None
    seed: StrictInt
    estimated_finish: Union[StrictInt, None] = None
    method: Annotated[Union[FineTuneMethod, None], NotNull] = None
    metadata: Union[Metadata, None] = None


class FineTuningJobCheckpointMetrics(ContractModel):
    step: Annotated[Union[StrictFloat, None], NotNull] = None
    train_loss: Annotated[Union[StrictFloat, None], NotNull] = None
    train_mean_token_accuracy: Annotated[Union[StrictFloat, None], NotNull] = None
    valid_loss: Annotated[Union[StrictFloat, None], NotNull] = None
    valid_mean_token_accuracy: Annotated[Union[StrictFloat, None], NotNull] = None
    full_valid_loss: Annotated[Union[StrictFloat, None], NotNull] = None
    full_valid_mean_token_accuracy: Annotated[Union[StrictFloat, None], NotNull] = None


class FineTuningJobCheckpoint(ContractModel):
    id: str
    created_at: StrictInt
    fine_tuned_model_checkpoint: str
    step_number: StrictInt
    metrics: FineTuningJobCheckpointMetrics
    fine_tuning_job_id: str
    object: Literal["fine_tuning.job.checkpoint"]


class FineTuningJobEvent(ContractModel):
    object: Literal["fine_tuning.job.event"]
    id: str
    created_at: StrictInt
    level: Literal["info", "warn", "error"]
    message: str
    type: Annotated[Union[Literal["message", "metrics"], None], NotNull] = None
    data: Annotated[Union[dict[str, Any], None], NotNull] = None


class ListFineTuningCheckpointPermissionResponse(ContractModel):
    data: list[FineTuningCheckpointPermission]
    object: Literal["list"]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ListFineTuningJobCheckpointsResponse(ContractModel):
    data: list[FineTuningJobCheckpoint]
    object: Literal["list"]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ListFineTuningJobEventsResponse(ContractModel):
    data: list[FineTuningJobEvent]
    object: Literal["list"]
    has_more: StrictBool


class ListPaginatedFineTuningJobsResponse(ContractModel):
    data: list[FineTuningJob]
    has_more: StrictBool
    object: Literal["list"]


class RunGraderRequest(ContractModel):
    grader: Annotated[
        Union[GraderStringCheck, GraderTextSimilarity, GraderPython, GraderScoreModel, GraderMulti],
        Field(discriminator="type"),
    ]
    item: Annotated[Union[dict[str, Any], None], NotNull] = None
    model_sample: str


class RunGraderResponseMetadataErrors(ContractModel):
    formula_parse_error: StrictBool
    sample_parse_error: StrictBool
    truncated_observation_error: StrictBool
    unresponsive_reward_error: StrictBool
    invalid_variable_error: StrictBool
    other_error: StrictBool
    python_grader_server_error: StrictBool
    python_grader_server_error_type: Union[str, None]
    python_grader_runtime_error: StrictBool
    python_grader_runtime_error_details: Union[str, None]
    model_grader_server_error: StrictBool
    model_grader_refusal_error: StrictBool
    model_grader_parse_error: StrictBool
    model_grader_server_error_details: Union[str, None]


class RunGraderResponseMetadata(ContractModel):
    name: str
    type: str
    errors: RunGraderResponseMetadataErrors
    execution_time: StrictFloat
    scores: dict[str, Any]
    token_usage: Union[StrictInt, None]
    sampled_model_name: Union[str, None]


class RunGraderResponse(ContractModel):
    reward: StrictFloat
    metadata: RunGraderResponseMetadata
    sub_rewards: dict[str, Any]
    model_grader_token_usage_per_model: dict[str, Any]


class ValidateGraderRequest(ContractModel):
    grader: Annotated[
        Union[GraderStringCheck, GraderTextSimilarity, GraderPython, GraderScoreModel, GraderMulti],
        Field(discriminator="type"),
    ]


class ValidateGraderResponse(ContractModel):
    grader: Annotated[
        Union[
            Annotated[
                Union[GraderStringCheck, GraderTextSimilarity, GraderPython, GraderScoreModel, GraderMulti],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
