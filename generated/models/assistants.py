"""Models of the contract: assistants. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Discriminator, Field, StrictBool, StrictFloat, StrictInt, Tag
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from ._unions import OTHER_TAG, tagged
from .common import Metadata
from .errors import Error
from .functions import FunctionObject
from .generation_options import ParallelToolCalls, ReasoningEffort
from .response_formats import ResponseFormatJsonObject, ResponseFormatJsonSchema, ResponseFormatText

AssistantObjectDescription = TypeAliasType(
    "AssistantObjectDescription", Annotated[str, Field(max_length=512)]
)


AssistantObjectInstructions = TypeAliasType(
    "AssistantObjectInstructions", Annotated[str, Field(max_length=256000)]
)


AssistantObjectName = TypeAliasType("AssistantObjectName", Annotated[str, Field(max_length=256)])


AssistantObjectTemperature = TypeAliasType(
    "AssistantObjectTemperature", Annotated[StrictFloat, Field(ge=0.0, le=2.0)]
)


class AssistantObjectToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class AssistantObjectToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None


class AssistantObjectToolResources(ContractModel):
    code_interpreter: Annotated[Union[AssistantObjectToolResourcesCodeInterpreter, None], NotNull] = None
    file_search: Annotated[Union[AssistantObjectToolResourcesFileSearch, None], NotNull] = None


AssistantObjectTopP = TypeAliasType("AssistantObjectTopP", Annotated[StrictFloat, Field(ge=0.0, le=1.0)])


class AssistantToolsCode(ContractModel):
    type: Literal["code_interpreter"]


FileSearchRanker = TypeAliasType("FileSearchRanker", Literal["auto", "default_2024_08_21"])


class FileSearchRankingOptions(ContractModel):
    ranker: Annotated[Union[FileSearchRanker, None], NotNull] = None
    score_threshold: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]


class AssistantToolsFileSearchFileSearch(ContractModel):
    max_num_results: Annotated[Union[StrictInt, None], NotNull, Field(ge=1, le=50)] = None
    ranking_options: Annotated[Union[FileSearchRankingOptions, None], NotNull] = None


class AssistantToolsFileSearch(ContractModel):
    type: Literal["file_search"]
    file_search: Annotated[Union[AssistantToolsFileSearchFileSearch, None], NotNull] = None


class AssistantToolsFunction(ContractModel):
    type: Literal["function"]
    function: FunctionObject


AssistantsApiResponseFormatOption = TypeAliasType(
    "AssistantsApiResponseFormatOption",
    Annotated[
        Union[
            Annotated[Union[ResponseFormatText, Literal["auto"]], Tag("text")],
            Annotated[Union[ResponseFormatJsonObject, Literal["auto"]], Tag("json_object")],
            Annotated[Union[ResponseFormatJsonSchema, Literal["auto"]], Tag("json_schema")],
            Annotated[Literal["auto"], Tag(OTHER_TAG)],
        ],
        Discriminator(
            tagged("type", "text", "json_object", "json_schema", missing=False, other=True, objects=False)
        ),
    ],
)


class AssistantObject(ContractModel):
    id: str
    object: Literal["assistant"]
    created_at: StrictInt
    name: Union[AssistantObjectName, None]
    description: Union[AssistantObjectDescription, None]
    model: str
    instructions: Union[AssistantObjectInstructions, None]
    tools: Annotated[
        list[
            Annotated[
                Union[AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction],
                Field(discriminator="type"),
            ]
        ],
        Field(max_length=128),
    ]
    tool_resources: Union[AssistantObjectToolResources, None] = None
    metadata: Metadata
    temperature: Union[AssistantObjectTemperature, None] = None
    top_p: Union[AssistantObjectTopP, None] = None
    response_format: Union[AssistantsApiResponseFormatOption, None] = None


class DoneEvent(ContractModel):
    event: Literal["done"]
    data: Literal["[DONE]"]


class ErrorEvent(ContractModel):
    event: Literal["error"]
    data: Error


class MessageContentImageFileObjectImageFile(ContractModel):
    file_id: str
    detail: Literal["auto", "low", "high"] = "auto"


class MessageContentImageFileObject(ContractModel):
    type: Literal["image_file"]
    image_file: MessageContentImageFileObjectImageFile


class MessageContentImageUrlObjectImageUrl(ContractModel):
    url: str
    detail: Literal["auto", "low", "high"] = "auto"


class MessageContentImageUrlObject(ContractModel):
    type: Literal["image_url"]
    image_url: MessageContentImageUrlObjectImageUrl


class MessageContentRefusalObject(ContractModel):
    type: Literal["refusal"]
    refusal: str


class MessageContentTextAnnotationsFileCitationObjectFileCitation(ContractModel):
    file_id: str


class MessageContentTextAnnotationsFileCitationObject(ContractModel):
    type: Literal["file_citation"]
    text: str
    file_citation: MessageContentTextAnnotationsFileCitationObjectFileCitation
    start_index: Annotated[StrictInt, Field(ge=0)]
    end_index: Annotated[StrictInt, Field(ge=0)]


class MessageContentTextAnnotationsFilePathObjectFilePath(ContractModel):
    file_id: str


class MessageContentTextAnnotationsFilePathObject(ContractModel):
    type: Literal["file_path"]
    text: str
    file_path: MessageContentTextAnnotationsFilePathObjectFilePath
    start_index: Annotated[StrictInt, Field(ge=0)]
    end_index: Annotated[StrictInt, Field(ge=0)]


class MessageContentTextObjectText(ContractModel):
    value: str
    annotations: list[
        Annotated[
            Union[
                MessageContentTextAnnotationsFileCitationObject, MessageContentTextAnnotationsFilePathObject
            ],
            Field(discriminator="type"),
        ]
    ]


class MessageContentTextObject(ContractModel):
    type: Literal["text"]
    text: MessageContentTextObjectText


class AssistantToolsFileSearchTypeOnly(ContractModel):
    type: Literal["file_search"]


class MessageObjectAttachment(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    tools: Annotated[
        Union[
            list[
                Annotated[
                    Union[AssistantToolsCode, AssistantToolsFileSearchTypeOnly], Field(discriminator="type")
                ]
            ],
            None,
        ],
        NotNull,
    ] = None


class MessageObjectIncompleteDetails(ContractModel):
    reason: Literal["content_filter", "max_tokens", "run_cancelled", "run_expired", "run_failed"]


class MessageObject(ContractModel):
    id: str
    object: Literal["thread.message"]
    created_at: StrictInt
    thread_id: str
    status: Literal["in_progress", "incomplete", "completed"]
    incomplete_details: Union[MessageObjectIncompleteDetails, None]
    completed_at: Union[StrictInt, None]
    incomplete_at: Union[StrictInt, None]
    role: Literal["user", "assistant"]
    content: list[
        Annotated[
            Union[
                MessageContentImageFileObject,
                MessageContentImageUrlObject,
                MessageContentTextObject,
                MessageContentRefusalObject,
            ],
            Field(discriminator="type"),
        ]
    ]
    assistant_id: Union[str, None]
    run_id: Union[str, None]
    attachments: Union[list[MessageObjectAttachment], None]
    metadata: Metadata


class MessageStreamEventMessageStreamEventThreadMessageCompleted(ContractModel):
    event: Literal["thread.message.completed"]
    data: MessageObject


class MessageStreamEventMessageStreamEventThreadMessageCreated(ContractModel):
    event: Literal["thread.message.created"]
    data: MessageObject


class MessageDeltaContentImageFileObjectImageFile(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    detail: Literal["auto", "low", "high"] = "auto"


class MessageDeltaContentImageFileObject(ContractModel):
    index: StrictInt
    type: Literal["image_file"]
    image_file: Annotated[Union[MessageDeltaContentImageFileObjectImageFile, None], NotNull] = None


class MessageDeltaContentImageUrlObjectImageUrl(ContractModel):
    url: Annotated[Union[str, None], NotNull] = None
    detail: Literal["auto", "low", "high"] = "auto"


class MessageDeltaContentImageUrlObject(ContractModel):
    index: StrictInt
    type: Literal["image_url"]
    image_url: Annotated[Union[MessageDeltaContentImageUrlObjectImageUrl, None], NotNull] = None


class MessageDeltaContentRefusalObject(ContractModel):
    index: StrictInt
    type: Literal["refusal"]
    refusal: Annotated[Union[str, None], NotNull] = None


class MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    quote: Annotated[Union[str, None], NotNull] = None


class MessageDeltaContentTextAnnotationsFileCitationObject(ContractModel):
    index: StrictInt
    type: Literal["file_citation"]
    text: Annotated[Union[str, None], NotNull] = None
    file_citation: Annotated[
        Union[MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation, None], NotNull
    ] = None
    start_index: Annotated[Union[StrictInt, None], NotNull, Field(ge=0)] = None
    end_index: Annotated[Union[StrictInt, None], NotNull, Field(ge=0)] = None


class MessageDeltaContentTextAnnotationsFilePathObjectFilePath(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None


class MessageDeltaContentTextAnnotationsFilePathObject(ContractModel):
    index: StrictInt
    type: Literal["file_path"]
    text: Annotated[Union[str, None], NotNull] = None
    file_path: Annotated[Union[MessageDeltaContentTextAnnotationsFilePathObjectFilePath, None], NotNull] = (
        None
    )
    start_index: Annotated[Union[StrictInt, None], NotNull, Field(ge=0)] = None
    end_index: Annotated[Union[StrictInt, None], NotNull, Field(ge=0)] = None


class MessageDeltaContentTextObjectText(ContractModel):
    value: Annotated[Union[str, None], NotNull] = None
    annotations: Annotated[
        Union[
            list[
                Annotated[
                    Union[
                        MessageDeltaContentTextAnnotationsFileCitationObject,
                        MessageDeltaContentTextAnnotationsFilePathObject,
                    ],
                    Field(discriminator="type"),
                ]
            ],
            None,
        ],
        NotNull,
    ] = None


class MessageDeltaContentTextObject(ContractModel):
    index: StrictInt
    type: Literal["text"]
    text: Annotated[Union[MessageDeltaContentTextObjectText, None], NotNull] = None


class MessageDeltaObjectDelta(ContractModel):
    role: Annotated[Union[Literal["user", "assistant"], None], NotNull] = None
    content: Annotated[
        Union[
            list[
                Annotated[
                    Union[
                        MessageDeltaContentImageFileObject,
                        MessageDeltaContentTextObject,
                        MessageDeltaContentRefusalObject,
                        MessageDeltaContentImageUrlObject,
                    ],
                    Field(discriminator="type"),
                ]
            ],
            None,
        ],
        NotNull,
    ] = None


class MessageDeltaObject(ContractModel):
    id: str
    object: Literal["thread.message.delta"]
    delta: MessageDeltaObjectDelta


class MessageStreamEventMessageStreamEventThreadMessageDelta(ContractModel):
    event: Literal["thread.message.delta"]
    data: MessageDeltaObject


class MessageStreamEventMessageStreamEventThreadMessageInProgress(ContractModel):
    event: Literal["thread.message.in_progress"]
    data: MessageObject


class MessageStreamEventMessageStreamEventThreadMessageIncomplete(ContractModel):
    event: Literal["thread.message.incomplete"]
    data: MessageObject


class RunStepCompletionUsageRunStepCompletionUsage(ContractModel):
    completion_tokens: StrictInt
    prompt_tokens: StrictInt
    total_tokens: StrictInt


RunStepCompletionUsage = TypeAliasType(
    "RunStepCompletionUsage", Union[RunStepCompletionUsageRunStepCompletionUsage, None]
)


class RunStepDetailsMessageCreationObjectMessageCreation(ContractModel):
    message_id: str


class RunStepDetailsMessageCreationObject(ContractModel):
    type: Literal["message_creation"]
    message_creation: RunStepDetailsMessageCreationObjectMessageCreation


class RunStepDetailsToolCallsCodeOutputImageObjectImage(ContractModel):
    file_id: str


class RunStepDetailsToolCallsCodeOutputImageObject(ContractModel):
    type: Literal["image"]
    image: RunStepDetailsToolCallsCodeOutputImageObjectImage


class RunStepDetailsToolCallsCodeOutputLogsObject(ContractModel):
    type: Literal["logs"]
    logs: str


class RunStepDetailsToolCallsCodeObjectCodeInterpreter(ContractModel):
    input: str
    outputs: list[
        Annotated[
            Union[RunStepDetailsToolCallsCodeOutputLogsObject, RunStepDetailsToolCallsCodeOutputImageObject],
            Field(discriminator="type"),
        ]
    ]


class RunStepDetailsToolCallsCodeObject(ContractModel):
    id: str
    type: Literal["code_interpreter"]
    code_interpreter: RunStepDetailsToolCallsCodeObjectCodeInterpreter


class RunStepDetailsToolCallsFileSearchRankingOptionsObject(ContractModel):
    ranker: FileSearchRanker
    score_threshold: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]


class RunStepDetailsToolCallsFileSearchResultObjectContentItem(ContractModel):
    type: Annotated[Union[Literal["text"], None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None


class RunStepDetailsToolCallsFileSearchResultObject(ContractModel):
    file_id: str
    file_name: str
    score: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    content: Annotated[
        Union[list[RunStepDetailsToolCallsFileSearchResultObjectContentItem], None], NotNull
    ] = None


class RunStepDetailsToolCallsFileSearchObjectFileSearch(ContractModel):
    ranking_options: Annotated[
        Union[RunStepDetailsToolCallsFileSearchRankingOptionsObject, None], NotNull
    ] = None
    results: Annotated[Union[list[RunStepDetailsToolCallsFileSearchResultObject], None], NotNull] = None


class RunStepDetailsToolCallsFileSearchObject(ContractModel):
    id: str
    type: Literal["file_search"]
    file_search: RunStepDetailsToolCallsFileSearchObjectFileSearch


class RunStepDetailsToolCallsFunctionObjectFunction(ContractModel):
    name: str
    arguments: str
    output: Union[str, None]


class RunStepDetailsToolCallsFunctionObject(ContractModel):
    id: str
    type: Literal["function"]
    function: RunStepDetailsToolCallsFunctionObjectFunction


class RunStepDetailsToolCallsObject(ContractModel):
    type: Literal["tool_calls"]
    tool_calls: list[
        Annotated[
            Union[
                RunStepDetailsToolCallsCodeObject,
                RunStepDetailsToolCallsFileSearchObject,
                RunStepDetailsToolCallsFunctionObject,
            ],
            Field(discriminator="type"),
        ]
    ]


class RunStepObjectLastError(ContractModel):
    code: Literal["server_error", "rate_limit_exceeded"]
    message: str


class RunStepObject(ContractModel):
    id: str
    object: Literal["thread.run.step"]
    created_at: StrictInt
    assistant_id: str
    thread_id: str
    run_id: str
    type: Literal["message_creation", "tool_calls"]
    status: Literal["in_progress", "cancelled", "failed", "completed", "expired"]
    step_details: Annotated[
        Union[RunStepDetailsMessageCreationObject, RunStepDetailsToolCallsObject], Field(discriminator="type")
    ]
    last_error: Union[RunStepObjectLastError, None]
    expired_at: Union[StrictInt, None]
    cancelled_at: Union[StrictInt, None]
    failed_at: Union[StrictInt, None]
    completed_at: Union[StrictInt, None]
    metadata: Metadata
    usage: RunStepCompletionUsage


class RunStepStreamEventRunStepStreamEventThreadRunStepCancelled(ContractModel):
    event: Literal["thread.run.step.cancelled"]
    data: RunStepObject


class RunStepStreamEventRunStepStreamEventThreadRunStepCompleted(ContractModel):
    event: Literal["thread.run.step.completed"]
    data: RunStepObject


class RunStepStreamEventRunStepStreamEventThreadRunStepCreated(ContractModel):
    event: Literal["thread.run.step.created"]
    data: RunStepObject


class RunStepDeltaStepDetailsMessageCreationObjectMessageCreation(ContractModel):
    message_id: Annotated[Union[str, None], NotNull] = None


class RunStepDeltaStepDetailsMessageCreationObject(ContractModel):
    type: Literal["message_creation"]
    message_creation: Annotated[
        Union[RunStepDeltaStepDetailsMessageCreationObjectMessageCreation, None], NotNull
    ] = None


class RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None


class RunStepDeltaStepDetailsToolCallsCodeOutputImageObject(ContractModel):
    index: StrictInt
    type: Literal["image"]
    image: Annotated[Union[RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage, None], NotNull] = None


class RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject(ContractModel):
    index: StrictInt
    type: Literal["logs"]
    logs: Annotated[Union[str, None], NotNull] = None


class RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter(ContractModel):
    input: Annotated[Union[str, None], NotNull] = None
    outputs: Annotated[
        Union[
            list[
                Annotated[
                    Union[
                        RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject,
                        RunStepDeltaStepDetailsToolCallsCodeOutputImageObject,
                    ],
                    Field(discriminator="type"),
                ]
            ],
            None,
        ],
        NotNull,
    ] = None


class RunStepDeltaStepDetailsToolCallsCodeObject(ContractModel):
    index: StrictInt
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["code_interpreter"]
    code_interpreter: Annotated[
        Union[RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter, None], NotNull
    ] = None


class RunStepDeltaStepDetailsToolCallsFileSearchObject(ContractModel):
    index: StrictInt
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["file_search"]
    file_search: dict[str, Any]


class RunStepDeltaStepDetailsToolCallsFunctionObjectFunction(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    arguments: Annotated[Union[str, None], NotNull] = None
    output: Union[str, None] = None


class RunStepDeltaStepDetailsToolCallsFunctionObject(ContractModel):
    index: StrictInt
    id: Annotated[Union[str, None], NotNull] = None
    type: Literal["function"]
    function: Annotated[Union[RunStepDeltaStepDetailsToolCallsFunctionObjectFunction, None], NotNull] = None


class RunStepDeltaStepDetailsToolCallsObject(ContractModel):
    type: Literal["tool_calls"]
    tool_calls: Annotated[
        Union[
            list[
                Annotated[
                    Union[
                        RunStepDeltaStepDetailsToolCallsCodeObject,
                        RunStepDeltaStepDetailsToolCallsFileSearchObject,
                        RunStepDeltaStepDetailsToolCallsFunctionObject,
                    ],
                    Field(discriminator="type"),
                ]
            ],
            None,
        ],
        NotNull,
    ] = None


class RunStepDeltaObjectDelta(ContractModel):
    step_details: Annotated[
        Union[
            Annotated[
                Union[RunStepDeltaStepDetailsMessageCreationObject, RunStepDeltaStepDetailsToolCallsObject],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None


class RunStepDeltaObject(ContractModel):
    id: str
    object: Literal["thread.run.step.delta"]
    delta: RunStepDeltaObjectDelta


class RunStepStreamEventRunStepStreamEventThreadRunStepDelta(ContractModel):
    event: Literal["thread.run.step.delta"]
    data: RunStepDeltaObject


class RunStepStreamEventRunStepStreamEventThreadRunStepExpired(ContractModel):
    event: Literal["thread.run.step.expired"]
    data: RunStepObject


class RunStepStreamEventRunStepStreamEventThreadRunStepFailed(ContractModel):
    event: Literal["thread.run.step.failed"]
    data: RunStepObject


class RunStepStreamEventRunStepStreamEventThreadRunStepInProgress(ContractModel):
    event: Literal["thread.run.step.in_progress"]
    data: RunStepObject


class AssistantsNamedToolChoiceFunction(ContractModel):
    name: str


class AssistantsNamedToolChoice(ContractModel):
    type: Literal["function", "code_interpreter", "file_search"]
    function: Annotated[Union[AssistantsNamedToolChoiceFunction, None], NotNull] = None


AssistantsApiToolChoiceOption = TypeAliasType(
    "AssistantsApiToolChoiceOption", Union[Literal["none", "auto", "required"], AssistantsNamedToolChoice]
)


class RunCompletionUsageRunCompletionUsage(ContractModel):
    completion_tokens: StrictInt
    prompt_tokens: StrictInt
    total_tokens: StrictInt


RunCompletionUsage = TypeAliasType("RunCompletionUsage", Union[RunCompletionUsageRunCompletionUsage, None])


class RunObjectIncompleteDetails(ContractModel):
    reason: Annotated[Union[Literal["max_completion_tokens", "max_prompt_tokens"], None], NotNull] = None


class RunObjectLastError(ContractModel):
    code: Literal["server_error", "rate_limit_exceeded", "invalid_prompt"]
    message: str


class RunToolCallObjectFunction(ContractModel):
    name: str
    arguments: str


class RunToolCallObject(ContractModel):
    id: str
    type: Literal["function"]
    function: RunToolCallObjectFunction


class RunObjectRequiredActionSubmitToolOutputsSubmitToolOutputs(ContractModel):
    tool_calls: list[RunToolCallObject]


class RunObjectRequiredActionSubmitToolOutputs(ContractModel):
    type: Literal["submit_tool_outputs"]
    submit_tool_outputs: RunObjectRequiredActionSubmitToolOutputsSubmitToolOutputs


TruncationObjectLastMessages = TypeAliasType(
    "TruncationObjectLastMessages", Annotated[StrictInt, Field(ge=1)]
)


class TruncationObject(ContractModel):
    type: Literal["auto", "last_messages"]
    last_messages: Union[TruncationObjectLastMessages, None] = None


class RunObject(ContractModel):
    id: str
    object: Literal["thread.run"]
    created_at: StrictInt
    thread_id: str
    assistant_id: str
    status: Literal[
        "queued",
        "in_progress",
        "requires_action",
        "cancelling",
        "cancelled",
        "failed",
        "completed",
        "incomplete",
        "expired",
    ]
    required_action: Union[RunObjectRequiredActionSubmitToolOutputs, None]
    last_error: Union[RunObjectLastError, None]
    expires_at: Union[StrictInt, None]
    started_at: Union[StrictInt, None]
    cancelled_at: Union[StrictInt, None]
    failed_at: Union[StrictInt, None]
    completed_at: Union[StrictInt, None]
    incomplete_details: Union[RunObjectIncompleteDetails, None]
    model: str
    instructions: str
    tools: Annotated[
        list[
            Annotated[
                Union[AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction],
                Field(discriminator="type"),
            ]
        ],
        Field(max_length=20),
    ]
    metadata: Metadata
    usage: RunCompletionUsage
    temperature: Union[StrictFloat, None] = None
    top_p: Union[StrictFloat, None] = None
    max_prompt_tokens: Annotated[Union[StrictInt, None], Field(ge=256)]
    max_completion_tokens: Annotated[Union[StrictInt, None], Field(ge=256)]
    truncation_strategy: Union[TruncationObject, None]
    tool_choice: Union[AssistantsApiToolChoiceOption, None]
    parallel_tool_calls: ParallelToolCalls
    response_format: Union[AssistantsApiResponseFormatOption, None]


class RunStreamEventRunStreamEventThreadRunCancelled(ContractModel):
    event: Literal["thread.run.cancelled"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunCancelling(ContractModel):
    event: Literal["thread.run.cancelling"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunCompleted(ContractModel):
    event: Literal["thread.run.completed"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunCreated(ContractModel):
    event: Literal["thread.run.created"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunExpired(ContractModel):
    event: Literal["thread.run.expired"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunFailed(ContractModel):
    event: Literal["thread.run.failed"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunInProgress(ContractModel):
    event: Literal["thread.run.in_progress"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunIncomplete(ContractModel):
    event: Literal["thread.run.incomplete"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunQueued(ContractModel):
    event: Literal["thread.run.queued"]
    data: RunObject


class RunStreamEventRunStreamEventThreadRunRequiresAction(ContractModel):
    event: Literal["thread.run.requires_action"]
    data: RunObject


class ThreadObjectToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class ThreadObjectToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None


class ThreadObjectToolResources(ContractModel):
    code_interpreter: Annotated[Union[ThreadObjectToolResourcesCodeInterpreter, None], NotNull] = None
    file_search: Annotated[Union[ThreadObjectToolResourcesFileSearch, None], NotNull] = None


class ThreadObject(ContractModel):
    id: str
    object: Literal["thread"]
    created_at: StrictInt
    tool_resources: Union[ThreadObjectToolResources, None]
    metadata: Metadata


class ThreadStreamEventThreadStreamEventThreadCreated(ContractModel):
    enabled: Annotated[Union[StrictBool, None], NotNull] = None
    event: Literal["thread.created"]
    data: ThreadObject


AssistantStreamEvent = TypeAliasType(
    "AssistantStreamEvent",
    Annotated[
        Union[
            ThreadStreamEventThreadStreamEventThreadCreated,
            RunStreamEventRunStreamEventThreadRunCreated,
            RunStreamEventRunStreamEventThreadRunQueued,
            RunStreamEventRunStreamEventThreadRunInProgress,
            RunStreamEventRunStreamEventThreadRunRequiresAction,
            RunStreamEventRunStreamEventThreadRunCompleted,
            RunStreamEventRunStreamEventThreadRunIncomplete,
            RunStreamEventRunStreamEventThreadRunFailed,
            RunStreamEventRunStreamEventThreadRunCancelling,
            RunStreamEventRunStreamEventThreadRunCancelled,
            RunStreamEventRunStreamEventThreadRunExpired,
            RunStepStreamEventRunStepStreamEventThreadRunStepCreated,
            RunStepStreamEventRunStepStreamEventThreadRunStepInProgress,
            RunStepStreamEventRunStepStreamEventThreadRunStepDelta,
            RunStepStreamEventRunStepStreamEventThreadRunStepCompleted,
            RunStepStreamEventRunStepStreamEventThreadRunStepFailed,
            RunStepStreamEventRunStepStreamEventThreadRunStepCancelled,
            RunStepStreamEventRunStepStreamEventThreadRunStepExpired,
            MessageStreamEventMessageStreamEventThreadMessageCreated,
            MessageStreamEventMessageStreamEventThreadMessageInProgress,
            MessageStreamEventMessageStreamEventThreadMessageDelta,
            MessageStreamEventMessageStreamEventThreadMessageCompleted,
            MessageStreamEventMessageStreamEventThreadMessageIncomplete,
            ErrorEvent,
            DoneEvent,
        ],
        Field(discriminator="event"),
    ],
)


AssistantSupportedModels = TypeAliasType(
    "AssistantSupportedModels",
    Literal[
        "gpt-5",
        "gpt-5-mini",
        "gpt-5-nano",
        "gpt-5-2025-08-07",
        "gpt-5-mini-2025-08-07",
        "gpt-5-nano-2025-08-07",
        "gpt-4.1",
        "gpt-4.1-mini",
        "gpt-4.1-nano",
        "gpt-4.1-2025-04-14",
        "gpt-4.1-mini-2025-04-14",
        "gpt-4.1-nano-2025-04-14",
        "o3-mini",
        "o3-mini-2025-01-31",
        "o1",
        "o1-2024-12-17",
        "gpt-4o",
        "gpt-4o-2024-11-20",
        "gpt-4o-2024-08-06",
        "gpt-4o-2024-05-13",
        "gpt-4o-mini",
        "gpt-4o-mini-2024-07-18",
        "gpt-4.5-preview",
        "gpt-4.5-preview-2025-02-27",
        "gpt-4-turbo",
        "gpt-4-turbo-2024-04-09",
        "gpt-4-0125-preview",
        "gpt-4-turbo-preview",
        "gpt-4-1106-preview",
        "gpt-4-vision-preview",
        "gpt-4",
        "gpt-4-0314",
        "gpt-4-0613",
        "gpt-4-32k",
        "gpt-4-32k-0314",
        "gpt-4-32k-0613",
        "gpt-3.5-turbo",
        "gpt-3.5-turbo-16k",
        "gpt-3.5-turbo-0613",
        "gpt-3.5-turbo-1106",
        "gpt-3.5-turbo-0125",
        "gpt-3.5-turbo-16k-0613",
    ],
)


CreateAssistantRequestDescription = TypeAliasType(
    "CreateAssistantRequestDescription", Annotated[str, Field(max_length=512)]
)


CreateAssistantRequestInstructions = TypeAliasType(
    "CreateAssistantRequestInstructions", Annotated[str, Field(max_length=256000)]
)


CreateAssistantRequestName = TypeAliasType(
    "CreateAssistantRequestName", Annotated[str, Field(max_length=256)]
)


CreateAssistantRequestTemperature = TypeAliasType(
    "CreateAssistantRequestTemperature", Annotated[StrictFloat, Field(ge=0.0, le=2.0)]
)


class CreateAssistantRequestToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["auto"]


class CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    max_chunk_size_tokens: Annotated[StrictInt, Field(ge=100, le=4096)]
    chunk_overlap_tokens: StrictInt


class CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["static"]
    static: CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic


class CreateAssistantRequestToolResourcesFileSearchVectorStore(ContractModel):
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=100000000)] = None
    chunking_strategy: Annotated[
        Union[
            Annotated[
                Union[
                    CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
                    CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    metadata: Union[Metadata, None] = None


class CreateAssistantRequestToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[list[str], Field(max_length=1)]
    vector_stores: Annotated[
        Union[list[CreateAssistantRequestToolResourcesFileSearchVectorStore], None],
        NotNull,
        Field(max_length=1),
    ] = None


class CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["auto"]


class CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    max_chunk_size_tokens: Annotated[StrictInt, Field(ge=100, le=4096)]
    chunk_overlap_tokens: StrictInt


class CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["static"]
    static: CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic


class CreateAssistantRequestToolResourcesFileSearch1VectorStore(ContractModel):
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=100000000)] = None
    chunking_strategy: Annotated[
        Union[
            Annotated[
                Union[
                    CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto,
                    CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic,
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    metadata: Union[Metadata, None] = None


class CreateAssistantRequestToolResourcesFileSearch1(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None
    vector_stores: Annotated[
        list[CreateAssistantRequestToolResourcesFileSearch1VectorStore], Field(max_length=1)
    ]


class CreateAssistantRequestToolResources(ContractModel):
    code_interpreter: Annotated[Union[CreateAssistantRequestToolResourcesCodeInterpreter, None], NotNull] = (
        None
    )
    file_search: Annotated[
        Union[
            CreateAssistantRequestToolResourcesFileSearch,
            CreateAssistantRequestToolResourcesFileSearch1,
            None,
        ],
        NotNull,
    ] = None


CreateAssistantRequestTopP = TypeAliasType(
    "CreateAssistantRequestTopP", Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
)


class CreateAssistantRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    model: Union[str, AssistantSupportedModels]
    name: Union[CreateAssistantRequestName, None] = None
    description: Union[CreateAssistantRequestDescription, None] = None
    instructions: Union[CreateAssistantRequestInstructions, None] = None
    reasoning_effort: Union[ReasoningEffort, None] = None
    tools: Annotated[
        list[
            Annotated[
                Union[AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction],
                Field(discriminator="type"),
            ]
        ],
        Field(max_length=128, validate_default=True),
    ] = []
    tool_resources: Union[CreateAssistantRequestToolResources, None] = None
    metadata: Union[Metadata, None] = None
    temperature: Union[CreateAssistantRequestTemperature, None] = None
    top_p: Union[CreateAssistantRequestTopP, None] = None
    response_format: Union[AssistantsApiResponseFormatOption, None] = None


class CreateMessageRequestAttachment(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    tools: Annotated[
        Union[
            list[
                Annotated[
                    Union[AssistantToolsCode, AssistantToolsFileSearchTypeOnly], Field(discriminator="type")
                ]
            ],
            None,
        ],
        NotNull,
    ] = None


class MessageRequestContentTextObject(ContractModel):
    type: Literal["text"]
    text: str


CreateMessageRequestContent = TypeAliasType(
    "CreateMessageRequestContent",
    Annotated[
        list[
            Annotated[
                Union[
                    MessageContentImageFileObject,
                    MessageContentImageUrlObject,
                    MessageRequestContentTextObject,
                ],
                Field(discriminator="type"),
            ]
        ],
        Field(min_length=1),
    ],
)


class CreateMessageRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: Union[str, CreateMessageRequestContent]
    attachments: Union[list[CreateMessageRequestAttachment], None] = None
    metadata: Union[Metadata, None] = None


CreateRunRequestTools = TypeAliasType(
    "CreateRunRequestTools",
    Annotated[
        list[
            Annotated[
                Union[AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction],
                Field(discriminator="type"),
            ]
        ],
        Field(max_length=20),
    ],
)


class CreateRunRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    assistant_id: str
    model: Union[str, AssistantSupportedModels, None] = None
    reasoning_effort: Union[ReasoningEffort, None] = None
    instructions: Union[str, None] = None
    additional_instructions: Union[str, None] = None
    additional_messages: Union[list[CreateMessageRequest], None] = None
    tools: Union[CreateRunRequestTools, None] = None
    metadata: Union[Metadata, None] = None
    temperature: Annotated[Union[StrictFloat, None], Field(ge=0.0, le=2.0)] = 1
    top_p: Annotated[Union[StrictFloat, None], Field(ge=0.0, le=1.0)] = 1
    stream: Union[StrictBool, None] = None
    max_prompt_tokens: Annotated[Union[StrictInt, None], Field(ge=256)] = None
    max_completion_tokens: Annotated[Union[StrictInt, None], Field(ge=256)] = None
    truncation_strategy: Union[TruncationObject, None] = None
    tool_choice: Union[AssistantsApiToolChoiceOption, None] = None
    parallel_tool_calls: ParallelToolCalls = True
    response_format: Union[AssistantsApiResponseFormatOption, None] = None


class CreateThreadAndRunRequestToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class CreateThreadAndRunRequestToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None


class CreateThreadAndRunRequestToolResources(ContractModel):
    code_interpreter: Annotated[
        Union[CreateThreadAndRunRequestToolResourcesCodeInterpreter, None], NotNull
    ] = None
    file_search: Annotated[Union[CreateThreadAndRunRequestToolResourcesFileSearch, None], NotNull] = None


CreateThreadAndRunRequestTools = TypeAliasType(
    "CreateThreadAndRunRequestTools",
    Annotated[
        list[
            Annotated[
                Union[AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction],
                Field(discriminator="type"),
            ]
        ],
        Field(max_length=20),
    ],
)


class CreateThreadRequestToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["auto"]


class CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    max_chunk_size_tokens: Annotated[StrictInt, Field(ge=100, le=4096)]
    chunk_overlap_tokens: StrictInt


class CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["static"]
    static: CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic


class CreateThreadRequestToolResourcesFileSearchVectorStore(ContractModel):
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=100000000)] = None
    chunking_strategy: Annotated[
        Union[
            Annotated[
                Union[
                    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
                    CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    metadata: Union[Metadata, None] = None


class CreateThreadRequestToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[list[str], Field(max_length=1)]
    vector_stores: Annotated[
        Union[list[CreateThreadRequestToolResourcesFileSearchVectorStore], None], NotNull, Field(max_length=1)
    ] = None


class CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["auto"]


class CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    max_chunk_size_tokens: Annotated[StrictInt, Field(ge=100, le=4096)]
    chunk_overlap_tokens: StrictInt


class CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["static"]
    static: CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic


class CreateThreadRequestToolResourcesFileSearch1VectorStore(ContractModel):
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=100000000)] = None
    chunking_strategy: Annotated[
        Union[
            Annotated[
                Union[
                    CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto,
                    CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic,
                ],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    metadata: Union[Metadata, None] = None


class CreateThreadRequestToolResourcesFileSearch1(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None
    vector_stores: Annotated[
        list[CreateThreadRequestToolResourcesFileSearch1VectorStore], Field(max_length=1)
    ]


class CreateThreadRequestToolResources(ContractModel):
    code_interpreter: Annotated[Union[CreateThreadRequestToolResourcesCodeInterpreter, None], NotNull] = None
    file_search: Annotated[
        Union[CreateThreadRequestToolResourcesFileSearch, CreateThreadRequestToolResourcesFileSearch1, None],
        NotNull,
    ] = None


class CreateThreadRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    messages: Annotated[Union[list[CreateMessageRequest], None], NotNull] = None
    tool_resources: Union[CreateThreadRequestToolResources, None] = None
    metadata: Union[Metadata, None] = None


class CreateThreadAndRunRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    assistant_id: str
    thread: Annotated[Union[CreateThreadRequest, None], NotNull] = None
    model: Union[
        str,
        Literal[
            "gpt-5",
            "gpt-5-mini",
            "gpt-5-nano",
            "gpt-5-2025-08-07",
            "gpt-5-mini-2025-08-07",
            "gpt-5-nano-2025-08-07",
            "gpt-4.1",
            "gpt-4.1-mini",
            "gpt-4.1-nano",
            "gpt-4.1-2025-04-14",
            "gpt-4.1-mini-2025-04-14",
            "gpt-4.1-nano-2025-04-14",
            "gpt-4o",
            "gpt-4o-2024-11-20",
            "gpt-4o-2024-08-06",
            "gpt-4o-2024-05-13",
            "gpt-4o-mini",
            "gpt-4o-mini-2024-07-18",
            "gpt-4.5-preview",
            "gpt-4.5-preview-2025-02-27",
            "gpt-4-turbo",
            "gpt-4-turbo-2024-04-09",
            "gpt-4-0125-preview",
            "gpt-4-turbo-preview",
            "gpt-4-1106-preview",
            "gpt-4-vision-preview",
            "gpt-4",
            "gpt-4-0314",
            "gpt-4-0613",
            "gpt-4-32k",
            "gpt-4-32k-0314",
            "gpt-4-32k-0613",
            "gpt-3.5-turbo",
            "gpt-3.5-turbo-16k",
            "gpt-3.5-turbo-0613",
            "gpt-3.5-turbo-1106",
            "gpt-3.5-turbo-0125",
            "gpt-3.5-turbo-16k-0613",
        ],
        None,
    ] = None
    instructions: Union[str, None] = None
    tools: Union[CreateThreadAndRunRequestTools, None] = None
    tool_resources: Union[CreateThreadAndRunRequestToolResources, None] = None
    metadata: Union[Metadata, None] = None
    temperature: Annotated[Union[StrictFloat, None], Field(ge=0.0, le=2.0)] = 1
    top_p: Annotated[Union[StrictFloat, None], Field(ge=0.0, le=1.0)] = 1
    stream: Union[StrictBool, None] = None
    max_prompt_tokens: Annotated[Union[StrictInt, None], Field(ge=256)] = None
    max_completion_tokens: Annotated[Union[StrictInt, None], Field(ge=256)] = None
    truncation_strategy: Union[TruncationObject, None] = None
    tool_choice: Union[AssistantsApiToolChoiceOption, None] = None
    parallel_tool_calls: ParallelToolCalls = True
    response_format: Union[AssistantsApiResponseFormatOption, None] = None


class DeleteAssistantResponse(ContractModel):
    id: str
    deleted: StrictBool
    object: Literal["assistant.deleted"]


class DeleteMessageResponse(ContractModel):
    id: str
    deleted: StrictBool
    object: Literal["thread.message.deleted"]


class DeleteThreadResponse(ContractModel):
    id: str
    deleted: StrictBool
    object: Literal["thread.deleted"]


class ListAssistantsResponse(ContractModel):
    object: str
    data: list[AssistantObject]
    first_id: str
    last_id: str
    has_more: StrictBool


class ListMessagesResponse(ContractModel):
    object: str
    data: list[MessageObject]
    first_id: str
    last_id: str
    has_more: StrictBool


class ListRunStepsResponse(ContractModel):
    object: str
    data: list[RunStepObject]
    first_id: str
    last_id: str
    has_more: StrictBool


class ListRunsResponse(ContractModel):
    object: str
    data: list[RunObject]
    first_id: str
    last_id: str
    has_more: StrictBool


ModifyAssistantRequestDescription = TypeAliasType(
    "ModifyAssistantRequestDescription", Annotated[str, Field(max_length=512)]
)


ModifyAssistantRequestInstructions = TypeAliasType(
    "ModifyAssistantRequestInstructions", Annotated[str, Field(max_length=256000)]
)


ModifyAssistantRequestName = TypeAliasType(
    "ModifyAssistantRequestName", Annotated[str, Field(max_length=256)]
)


ModifyAssistantRequestTemperature = TypeAliasType(
    "ModifyAssistantRequestTemperature", Annotated[StrictFloat, Field(ge=0.0, le=2.0)]
)


class ModifyAssistantRequestToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class ModifyAssistantRequestToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None


class ModifyAssistantRequestToolResources(ContractModel):
    code_interpreter: Annotated[Union[ModifyAssistantRequestToolResourcesCodeInterpreter, None], NotNull] = (
        None
    )
    file_search: Annotated[Union[ModifyAssistantRequestToolResourcesFileSearch, None], NotNull] = None


ModifyAssistantRequestTopP = TypeAliasType(
    "ModifyAssistantRequestTopP", Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
)


class ModifyAssistantRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    model: Annotated[Union[str, AssistantSupportedModels, None], NotNull] = None
    reasoning_effort: Union[ReasoningEffort, None] = None
    name: Union[ModifyAssistantRequestName, None] = None
    description: Union[ModifyAssistantRequestDescription, None] = None
    instructions: Union[ModifyAssistantRequestInstructions, None] = None
    tools: Annotated[
        list[
            Annotated[
                Union[AssistantToolsCode, AssistantToolsFileSearch, AssistantToolsFunction],
                Field(discriminator="type"),
            ]
        ],
        Field(max_length=128, validate_default=True),
    ] = []
    tool_resources: Union[ModifyAssistantRequestToolResources, None] = None
    metadata: Union[Metadata, None] = None
    temperature: Union[ModifyAssistantRequestTemperature, None] = None
    top_p: Union[ModifyAssistantRequestTopP, None] = None
    response_format: Union[AssistantsApiResponseFormatOption, None] = None


class ModifyMessageRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    metadata: Union[Metadata, None] = None


class ModifyRunRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    metadata: Union[Metadata, None] = None


class ModifyThreadRequestToolResourcesCodeInterpreter(ContractModel):
    file_ids: Annotated[list[str], Field(max_length=20)] = []


class ModifyThreadRequestToolResourcesFileSearch(ContractModel):
    vector_store_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=1)] = None


class ModifyThreadRequestToolResources(ContractModel):
    code_interpreter: Annotated[Union[ModifyThreadRequestToolResourcesCodeInterpreter, None], NotNull] = None
    file_search: Annotated[Union[ModifyThreadRequestToolResourcesFileSearch, None], NotNull] = None


class ModifyThreadRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    tool_resources: Union[ModifyThreadRequestToolResources, None] = None
    metadata: Union[Metadata, None] = None


class SubmitToolOutputsRunRequestToolOutput(ContractModel):
    tool_call_id: Annotated[Union[str, None], NotNull] = None
    output: Annotated[Union[str, None], NotNull] = None


class SubmitToolOutputsRunRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    tool_outputs: list[SubmitToolOutputsRunRequestToolOutput]
    stream: Union[StrictBool, None] = None
