"""Models of the contract: evals. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .common import Metadata
from .functions import ChatCompletionTool
from .generation_options import ReasoningEffort
from .graders import (
    EvalItem,
    GraderLabelModel,
    GraderPython,
    GraderScoreModel,
    GraderStringCheck,
    GraderTextSimilarity,
)
from .input_messages import EasyInputMessage
from .response_formats import (
    ResponseFormatJsonObject,
    ResponseFormatJsonSchema,
    ResponseFormatText,
    TextResponseFormatConfiguration,
)
from .tools import Tool


class CreateEvalCompletionsRunDataSourceInputMessagesItemReference(ContractModel):
    type: Literal["item_reference"]
    item_reference: str


class CreateEvalCompletionsRunDataSourceInputMessagesTemplate(ContractModel):
    type: Literal["template"]
    template: list[Union[EasyInputMessage, EvalItem]]


class CreateEvalCompletionsRunDataSourceSamplingParams(ContractModel):
    reasoning_effort: Union[ReasoningEffort, None] = None
    temperature: StrictFloat = 1
    max_completion_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    top_p: StrictFloat = 1
    seed: StrictInt = 42
    response_format: Annotated[
        Union[
            Annotated[
                Union[ResponseFormatText, ResponseFormatJsonSchema, ResponseFormatJsonObject],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    tools: Annotated[Union[list[ChatCompletionTool], None], NotNull] = None


class EvalJsonlFileContentSourceContentItem(ContractModel):
    item: dict[str, Any]
    sample: Annotated[Union[dict[str, Any], None], NotNull] = None


class EvalJsonlFileContentSource(ContractModel):
    type: Literal["file_content"]
    content: list[EvalJsonlFileContentSourceContentItem]


class EvalJsonlFileIdSource(ContractModel):
    type: Literal["file_id"]
    id: str


class EvalStoredCompletionsSource(ContractModel):
    type: Literal["stored_completions"]
    metadata: Union[Metadata, None] = None
    model: Union[str, None] = None
    created_after: Union[StrictInt, None] = None
    created_before: Union[StrictInt, None] = None
    limit: Union[StrictInt, None] = None


class CreateEvalCompletionsRunDataSource(ContractModel):
    type: Literal["completions"]
    input_messages: Annotated[
        Union[
            Annotated[
                Union[
                    CreateEvalCompletionsRunDataSourceInputMessagesTemplate,
                    CreateEvalCompletionsRunDataSourceInputMessagesItemReference,
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    sampling_params: Annotated[Union[CreateEvalCompletionsRunDataSourceSamplingParams, None], NotNull] = None
    model: Annotated[Union[str, None], NotNull] = None
    source: Annotated[
        Union[EvalJsonlFileContentSource, EvalJsonlFileIdSource, EvalStoredCompletionsSource],
        Field(discriminator="type"),
    ]


class CreateEvalCustomDataSourceConfig(ContractModel):
    type: Literal["custom"]
    item_schema: dict[str, Any]
    include_sample_schema: StrictBool = False


class CreateEvalItemCreateEvalItem(ContractModel):
    role: str
    content: str


CreateEvalItem = TypeAliasType("CreateEvalItem", Union[CreateEvalItemCreateEvalItem, EvalItem])


class CreateEvalJsonlRunDataSource(ContractModel):
    type: Literal["jsonl"]
    source: Annotated[Union[EvalJsonlFileContentSource, EvalJsonlFileIdSource], Field(discriminator="type")]


class CreateEvalLabelModelGrader(ContractModel):
    type: Literal["label_model"]
    name: str
    model: str
    input: list[CreateEvalItem]
    labels: list[str]
    passing_labels: list[str]


class CreateEvalLogsDataSourceConfig(ContractModel):
    type: Literal["logs"]
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class CreateEvalStoredCompletionsDataSourceConfig(ContractModel):
    type: Literal["stored_completions"]
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class EvalGraderPython(GraderPython):
    pass_threshold: Annotated[Union[StrictFloat, None], NotNull] = None


class EvalGraderScoreModel(GraderScoreModel):
    pass_threshold: Annotated[Union[StrictFloat, None], NotNull] = None


class EvalGraderStringCheck(GraderStringCheck):
    pass


class EvalGraderTextSimilarity(GraderTextSimilarity):
    pass_threshold: StrictFloat


class CreateEvalRequest(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    metadata: Union[Metadata, None] = None
    data_source_config: Annotated[
        Union[
            CreateEvalCustomDataSourceConfig,
            CreateEvalLogsDataSourceConfig,
            CreateEvalStoredCompletionsDataSourceConfig,
        ],
        Field(discriminator="type"),
    ]
    testing_criteria: list[
        Annotated[
            Union[
                CreateEvalLabelModelGrader,
                EvalGraderStringCheck,
                EvalGraderTextSimilarity,
                EvalGraderPython,
                EvalGraderScoreModel,
            ],
            Field(discriminator="type"),
        ]
    ]


class CreateEvalResponsesRunDataSourceInputMessagesItemReference(ContractModel):
    type: Literal["item_reference"]
    item_reference: str


class CreateEvalResponsesRunDataSourceInputMessagesTemplateTemplate(ContractModel):
    role: str
    content: str


class CreateEvalResponsesRunDataSourceInputMessagesTemplate(ContractModel):
    type: Literal["template"]
    template: list[Union[CreateEvalResponsesRunDataSourceInputMessagesTemplateTemplate, EvalItem]]


class CreateEvalResponsesRunDataSourceSamplingParamsText(ContractModel):
    format: Annotated[Union[TextResponseFormatConfiguration, None], NotNull] = None


class CreateEvalResponsesRunDataSourceSamplingParams(ContractModel):
    reasoning_effort: Union[ReasoningEffort, None] = None
    temperature: StrictFloat = 1
    max_completion_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    top_p: StrictFloat = 1
    seed: StrictInt = 42
    tools: Annotated[Union[list[Tool], None], NotNull] = None
    text: Annotated[Union[CreateEvalResponsesRunDataSourceSamplingParamsText, None], NotNull] = None


EvalResponsesSourceCreatedAfter = TypeAliasType(
    "EvalResponsesSourceCreatedAfter", Annotated[StrictInt, Field(ge=0)]
)


EvalResponsesSourceCreatedBefore = TypeAliasType(
    "EvalResponsesSourceCreatedBefore", Annotated[StrictInt, Field(ge=0)]
)


class EvalResponsesSource(ContractModel):
    type: Literal["responses"]
    metadata: Union[dict[str, Any], None] = None
    model: Union[str, None] = None
    instructions_search: Union[str, None] = None
    created_after: Union[EvalResponsesSourceCreatedAfter, None] = None
    created_before: Union[EvalResponsesSourceCreatedBefore, None] = None
    reasoning_effort: Union[ReasoningEffort, None] = None
    temperature: Union[StrictFloat, None] = None
    top_p: Union[StrictFloat, None] = None
    users: Union[list[str], None] = None
    tools: Union[list[str], None] = None


class CreateEvalResponsesRunDataSource(ContractModel):
    type: Literal["responses"]
    input_messages: Annotated[
        Union[
            Annotated[
                Union[
                    CreateEvalResponsesRunDataSourceInputMessagesTemplate,
                    CreateEvalResponsesRunDataSourceInputMessagesItemReference,
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    sampling_params: Annotated[Union[CreateEvalResponsesRunDataSourceSamplingParams, None], NotNull] = None
    model: Annotated[Union[str, None], NotNull] = None
    source: Annotated[
        Union[EvalJsonlFileContentSource, EvalJsonlFileIdSource, EvalResponsesSource],
        Field(discriminator="type"),
    ]


class CreateEvalRunRequest(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    metadata: Union[Metadata, None] = None
    data_source: Annotated[
        Union[
            CreateEvalJsonlRunDataSource, CreateEvalCompletionsRunDataSource, CreateEvalResponsesRunDataSource
        ],
        Field(discriminator="type"),
    ]


class DeleteEvalResponse200(ContractModel):
    object: str
    deleted: StrictBool
    eval_id: str


class DeleteEvalRunResponse200(ContractModel):
    object: Annotated[Union[str, None], NotNull] = None
    deleted: Annotated[Union[StrictBool, None], NotNull] = None
    run_id: Annotated[Union[str, None], NotNull] = None


class EvalCustomDataSourceConfig(ContractModel):
    type: Literal["custom"]
    schema_: Annotated[dict[str, Any], Field(alias="schema")]


class EvalGraderLabelModel(GraderLabelModel):
    pass


class EvalLogsDataSourceConfig(ContractModel):
    type: Literal["logs"]
    metadata: Union[Metadata, None] = None
    schema_: Annotated[dict[str, Any], Field(alias="schema")]


class EvalStoredCompletionsDataSourceConfig(ContractModel):
    type: Literal["stored_completions"]
    metadata: Union[Metadata, None] = None
    schema_: Annotated[dict[str, Any], Field(alias="schema")]


class Eval(ContractModel):
    object: Literal["eval"]
    id: str
    name: str
    data_source_config: Annotated[
        Union[EvalCustomDataSourceConfig, EvalLogsDataSourceConfig, EvalStoredCompletionsDataSourceConfig],
        Field(discriminator="type"),
    ]
    testing_criteria: list[
        Annotated[
            Union[
                EvalGraderLabelModel,
                EvalGraderStringCheck,
                EvalGraderTextSimilarity,
                EvalGraderPython,
                EvalGraderScoreModel,
            ],
            Field(discriminator="type"),
        ]
    ]
    created_at: StrictInt
    metadata: Metadata


class EvalApiError(ContractModel):
    code: str
    message: str


class EvalList(ContractModel):
    object: Literal["list"]
    data: list[Eval]
    first_id: str
    last_id: str
    has_more: StrictBool


class EvalRunPerModelUsageItem(ContractModel):
    model_name: str
    invocation_count: StrictInt
    prompt_tokens: StrictInt
    completion_tokens: StrictInt
    total_tokens: StrictInt
    cached_tokens: StrictInt


class EvalRunPerTestingCriteriaResult(ContractModel):
    testing_criteria: str
    passed: StrictInt
    failed: StrictInt


class EvalRunResultCounts(ContractModel):
    total: StrictInt
    errored: StrictInt
    failed: StrictInt
    passed: StrictInt


class EvalRun(ContractModel):
    object: Literal["eval.run"]
    id: str
    eval_id: str
    status: str
    model: str
    name: str
    created_at: StrictInt
    report_url: str
    result_counts: EvalRunResultCounts
    per_model_usage: list[EvalRunPerModelUsageItem]
    per_testing_criteria_results: list[EvalRunPerTestingCriteriaResult]
    data_source: Annotated[
        Union[
            CreateEvalJsonlRunDataSource, CreateEvalCompletionsRunDataSource, CreateEvalResponsesRunDataSource
        ],
        Field(discriminator="type"),
    ]
    metadata: Metadata
    error: EvalApiError


class EvalRunList(ContractModel):
    object: Literal["list"]
    data: list[EvalRun]
    first_id: str
    last_id: str
    has_more: StrictBool


class EvalRunOutputItemResult(ContractModel):
    model_config = ConfigDict(extra="allow")
    name: str
    type: Annotated[Union[str, None], NotNull] = None
    score: StrictFloat
    passed: StrictBool
    sample: Union[dict[str, Any], None] = None


class EvalRunOutputItemSampleInputItem(ContractModel):
    role: str
    content: str


class EvalRunOutputItemSampleOutputItem(ContractModel):
    role: Annotated[Union[str, None], NotNull] = None
    content: Annotated[Union[str, None], NotNull] = None


class EvalRunOutputItemSampleUsage(ContractModel):
    total_tokens: StrictInt
    completion_tokens: StrictInt
    prompt_tokens: StrictInt
    cached_tokens: StrictInt


class EvalRunOutputItemSample(ContractModel):
    input: list[EvalRunOutputItemSampleInputItem]
    output: list[EvalRunOutputItemSampleOutputItem]
    finish_reason: str
    model: str
    usage: EvalRunOutputItemSampleUsage
    error: EvalApiError
    temperature: StrictFloat
    max_completion_tokens: StrictInt
    top_p: StrictFloat
    seed: StrictInt


class EvalRunOutputItem(ContractModel):
    object: Literal["eval.run.output_item"]
    id: str
    run_id: str
    eval_id: str
    created_at: StrictInt
    status: str
    datasource_item_id: StrictInt
    datasource_item: dict[str, Any]
    results: list[EvalRunOutputItemResult]
    sample: EvalRunOutputItemSample


class EvalRunOutputItemList(ContractModel):
    object: Literal["list"]
    data: list[EvalRunOutputItem]
    first_id: str
    last_id: str
    has_more: StrictBool


class UpdateEvalRequest(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    metadata: Union[Metadata, None] = None
