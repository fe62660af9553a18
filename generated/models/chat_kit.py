"""Models of the contract: chat kit. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull


class ActiveStatus(ContractModel):
    type: Literal["active"]


class FileAnnotationSource(ContractModel):
    type: Literal["file"]
    filename: str


class FileAnnotation(ContractModel):
    type: Literal["file"]
    source: FileAnnotationSource


class UrlAnnotationSource(ContractModel):
    type: Literal["url"]
    url: str


class UrlAnnotation(ContractModel):
    type: Literal["url"]
    source: UrlAnnotationSource


ResponseOutputTextAnnotations = TypeAliasType(
    "ResponseOutputTextAnnotations",
    Annotated[Union[FileAnnotation, UrlAnnotation], Field(discriminator="type")],
)


class ResponseOutputText(ContractModel):
    type: Literal["output_text"]
    text: str
    annotations: list[ResponseOutputTextAnnotations]


class AssistantMessageItem(ContractModel):
    id: str
    object: Literal["chatkit.thread_item"]
    created_at: StrictInt
    thread_id: str
    type: Literal["chatkit.assistant_message"]
    content: list[ResponseOutputText]


AttachmentType = TypeAliasType("AttachmentType", Literal["image", "file"])


class Attachment(ContractModel):
    type: AttachmentType
    id: str
    name: str
    mime_type: str
    preview_url: Union[str, None]


class AutomaticThreadTitlingParam(ContractModel):
    enabled: Annotated[Union[StrictBool, None], NotNull] = None


class ChatSessionAutomaticThreadTitling(ContractModel):
    enabled: StrictBool


class ChatSessionFileUpload(ContractModel):
    enabled: StrictBool
    max_file_size: Union[StrictInt, None]
    max_files: Union[StrictInt, None]


class ChatSessionHistory(ContractModel):
    enabled: StrictBool
    recent_threads: Union[StrictInt, None]


class ChatSessionChatkitConfiguration(ContractModel):
    automatic_thread_titling: ChatSessionAutomaticThreadTitling
    file_upload: ChatSessionFileUpload
    history: ChatSessionHistory


class ChatSessionRateLimits(ContractModel):
    max_requests_per_1_minute: StrictInt


ChatSessionStatus = TypeAliasType("ChatSessionStatus", Literal["active", "expired", "cancelled"])


class ChatkitWorkflowTracing(ContractModel):
    enabled: StrictBool


class ChatkitWorkflow(ContractModel):
    id: str
    version: Union[str, None]
    state_variables: Union[dict[str, Union[str, StrictInt, StrictBool, StrictFloat]], None]
    tracing: ChatkitWorkflowTracing


class ChatSessionResource(ContractModel):
    id: str
    object: Literal["chatkit.session"]
    expires_at: StrictInt
    client_secret: str
    workflow: ChatkitWorkflow
    user: str
    rate_limits: ChatSessionRateLimits
    max_requests_per_1_minute: StrictInt
    status: ChatSessionStatus
    chatkit_configuration: ChatSessionChatkitConfiguration


class FileUploadParam(ContractModel):
    enabled: Annotated[Union[StrictBool, None], NotNull] = None
    max_file_size: Annotated[Union[StrictInt, None], NotNull, Field(ge=1, le=512)] = None
    max_files: Annotated[Union[StrictInt, None], NotNull, Field(ge=1)] = None


class HistoryParam(ContractModel):
    enabled: Annotated[Union[StrictBool, None], NotNull] = None
    recent_threads: Annotated[Union[StrictInt, None], NotNull, Field(ge=1)] = None


class ChatkitConfigurationParam(ContractModel):
    automatic_thread_titling: Annotated[Union[AutomaticThreadTitlingParam, None], NotNull] = None
    file_upload: Annotated[Union[FileUploadParam, None], NotNull] = None
    history: Annotated[Union[HistoryParam, None], NotNull] = None


ClientToolCallStatus = TypeAliasType("ClientToolCallStatus", Literal["in_progress", "completed"])


class ClientToolCallItem(ContractModel):
    id: str
    object: Literal["chatkit.thread_item"]
    created_at: StrictInt
    thread_id: str
    type: Literal["chatkit.client_tool_call"]
    status: ClientToolCallStatus
    call_id: str
    name: str
    arguments: str
    output: Union[str, None]


class ClosedStatus(ContractModel):
    type: Literal["closed"]
    reason: Union[str, None]


class ExpiresAfterParam(ContractModel):
    anchor: Literal["created_at"]
    seconds: Annotated[StrictInt, Field(ge=1, le=600)]


class RateLimitsParam(ContractModel):
    max_requests_per_1_minute: Annotated[Union[StrictInt, None], NotNull, Field(ge=1)] = None


WorkflowParamStateVariables = TypeAliasType(
    "WorkflowParamStateVariables", Annotated[str, Field(max_length=10485760)]
)


class WorkflowTracingParam(ContractModel):
    enabled: Annotated[Union[StrictBool, None], NotNull] = None


class WorkflowParam(ContractModel):
    id: str
    version: Annotated[Union[str, None], NotNull] = None
    state_variables: Annotated[
        Union[dict[str, Union[WorkflowParamStateVariables, StrictInt, StrictBool, StrictFloat]], None],
        NotNull,
        Field(max_length=64),
    ] = None
    tracing: Annotated[Union[WorkflowTracingParam, None], NotNull] = None


class CreateChatSessionBody(ContractModel):
    workflow: WorkflowParam
    user: Annotated[str, Field(min_length=1)]
    expires_after: Annotated[Union[ExpiresAfterParam, None], NotNull] = None
    rate_limits: Annotated[Union[RateLimitsParam, None], NotNull] = None
    chatkit_configuration: Annotated[Union[ChatkitConfigurationParam, None], NotNull] = None


class DeletedThreadResource(ContractModel):
    id: str
    object: Literal["chatkit.thread.deleted"]
    deleted: StrictBool


class ToolChoice(ContractModel):
    id: str


class InferenceOptions(ContractModel):
    tool_choice: Union[ToolChoice, None]
    model: Union[str, None]


class LockedStatus(ContractModel):
    type: Literal["locked"]
    reason: Union[str, None]


TaskType = TypeAliasType("TaskType", Literal["custom", "thought"])


class TaskGroupTask(ContractModel):
    type: TaskType
    heading: Union[str, None]
    summary: Union[str, None]


class TaskGroupItem(ContractModel):
    id: str
    object: Literal["chatkit.thread_item"]
    created_at: StrictInt
    thread_id: str
    type: Literal["chatkit.task_group"]
    tasks: list[TaskGroupTask]


class TaskItem(ContractModel):
    id: str
    object: Literal["chatkit.thread_item"]
    created_at: StrictInt
    thread_id: str
    type: Literal["chatkit.task"]
    task_type: TaskType
    heading: Union[str, None]
    summary: Union[str, None]


class UserMessageInputText(ContractModel):
    type: Literal["input_text"]
    text: str


class UserMessageQuotedText(ContractModel):
    type: Literal["quoted_text"]
    text: str


UserMessageItemContent = TypeAliasType(
    "UserMessageItemContent",
    Annotated[Union[UserMessageInputText, UserMessageQuotedText], Field(discriminator="type")],
)


class UserMessageItem(ContractModel):
    id: str
    object: Literal["chatkit.thread_item"]
    created_at: StrictInt
    thread_id: str
    type: Literal["chatkit.user_message"]
    content: list[UserMessageItemContent]
    attachments: list[Attachment]
    inference_options: Union[InferenceOptions, None]


class WidgetMessageItem(ContractModel):
    id: str
    object: Literal["chatkit.thread_item"]
    created_at: StrictInt
    thread_id: str
    type: Literal["chatkit.widget"]
    widget: str


ThreadItem = TypeAliasType(
    "ThreadItem",
    Annotated[
        Union[
            UserMessageItem,
            AssistantMessageItem,
            WidgetMessageItem,
            ClientToolCallItem,
            TaskItem,
            TaskGroupItem,
        ],
        Field(discriminator="type"),
    ],
)


class ThreadItemListResource(ContractModel):
    object: Literal["list"]
    data: list[ThreadItem]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool


class ThreadResource(ContractModel):
    id: str
    object: Literal["chatkit.thread"]
    created_at: StrictInt
    title: Union[str, None]
    status: Annotated[Union[ActiveStatus, LockedStatus, ClosedStatus], Field(discriminator="type")]
    user: str


class ThreadListResource(ContractModel):
    object: Literal["list"]
    data: list[ThreadResource]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool
