"""The domains of the contract's schemas, in their fixed order. A domain is a module of `generated.models`.

A schema belongs to the first domain that reaches it, directly or through other schemas:

1. foundations, by the names of their root schemas: what several groups of operations share;
2. groups, by their operations' tag;
3. protocols, by the names of their events: what only a WebSocket carries.

A schema that no domain reaches goes to `unreferenced`.

The order has two effects. A domain that reaches a schema reaches everything that the schema refers to, so a
module imports modules of earlier domains only, and import cycles are impossible. A group that is not listed
follows all listed ones, so a new tag takes no schema from a listed domain and renames no module. Append a new
group to `GROUPS`; a position before others moves schemas.
"""

from __future__ import annotations

import re

from codegen.normalise.operations import snake

FOUNDATIONS: dict[str, tuple[str, ...]] = {
    "errors": ("ErrorResponse",),
    "common": ("Metadata", "OrderEnum"),
    "voices": ("VoiceIdsOrCustomVoice",),
    "generation_options": (
        "ReasoningEffort",
        "Verbosity",
        "ModelIdsShared",
        "ModelResponsePropertiesTemperature",
        "ModelResponsePropertiesTopP",
        "ModelResponsePropertiesSafetyIdentifier",
        "StopConfiguration",
        "ParallelToolCalls",
        "PromptCacheBreakpointParam",
        "PromptCacheOptionsParam",
        "ChatCompletionStreamOptions",
    ),
    "completion_usage": ("CompletionUsage",),
    "functions": ("FunctionObject", "ChatCompletionTool"),
    "response_formats": (
        "ResponseFormatText",
        "ResponseFormatJsonObject",
        "ResponseFormatJsonSchema",
        "TextResponseFormatConfiguration",
    ),
    "moderation_results": ("ModerationResultBody", "ModerationParam"),
    "filters": ("ComparisonFilter", "CompoundFilter", "VectorStoreFileAttributes"),
    "container_options": (
        "SkillReferenceParam",
        "InlineSkillParam",
        "ContainerNetworkPolicyDisabledParam",
        "ContainerNetworkPolicyAllowlistParam",
    ),
    "input_content": ("InputTextContent", "InputImageContent", "InputFileContent", "InputFidelity"),
    "prompts": ("Prompt",),
    "tool_choices": ("ToolChoiceFunction", "ToolChoiceMCP", "ToolChoiceOptions"),
    "mcp": ("MCPTool",),
    "tools": ("Tool",),
    "input_messages": ("EasyInputMessage",),
    "items": (
        "InputItem",
        "Message",
        "IncludeEnum",
        "AdditionalTools",
        "ApplyPatchToolCall",
        "ApplyPatchToolCallOutput",
        "CompactionBody",
        "ComputerToolCallOutputResource",
        "FunctionShellCall",
        "FunctionShellCallOutput",
        "FunctionToolCallOutputResource",
        "FunctionToolCallResource",
        "MCPApprovalResponseResource",
        "Program",
        "ProgramOutput",
        "ToolSearchCall",
        "ToolSearchOutput",
    ),
    "graders": (
        "GraderLabelModel",
        "GraderPython",
        "GraderScoreModel",
        "GraderStringCheck",
        "GraderTextSimilarity",
    ),
    "role_assignments": (
        "Role",
        "RoleListResource",
        "PublicAssignOrganizationGroupRoleBody",
        "DeletedRoleAssignmentResource",
        "GroupRoleAssignment",
        "UserRoleAssignment",
    ),
}
"""Domain -> its root schemas, which include their references. A name that the contract lacks is ignored."""

GROUPS: tuple[str, ...] = (
    "admin_api_keys",
    "assistants",
    "audio",
    "audit_logs",
    "batch",
    "certificates",
    "chat",
    "chat_kit",
    "completions",
    "containers",
    "content_provenance",
    "conversations",
    "data_retention",
    "embeddings",
    "evals",
    "files",
    "fine_tuning",
    "group_organization_role_assignments",
    "group_users",
    "groups",
    "hosted_tools",
    "images",
    "invites",
    "models",
    "moderations",
    "project_group_role_assignments",
    "project_groups",
    "project_user_role_assignments",
    "projects",
    "realtime",
    "responses",
    "roles",
    "skills",
    "spend_alerts",
    "spend_limits",
    "uploads",
    "usage",
    "user_organization_role_assignments",
    "users",
    "vector_stores",
    "videos",
    "webhooks",
)
"""Tags in snake case, and `webhooks` for the payloads of events that have no operation."""

PROTOCOLS: tuple[str, ...] = (
    "realtime_events",
    "realtime_beta_events",
    "realtime_translation_events",
    "responses_events",
    "beta_responses_events",
)
"""Events of WebSockets, which OpenAPI cannot describe as operations."""

UNREFERENCED = "unreferenced"

_EVENT = re.compile(r"(\w+?)(?:Client|Server|WebSocketStream)Event")


def protocol(schema: str) -> str | None:
    """The protocol of an event by its schema: `RealtimeBetaServerEventError` -> `realtime_beta_events`."""
    found = _EVENT.match(schema)
    return f"{snake(found[1])}_events" if found else None
