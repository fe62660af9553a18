"""What samples contain that the contract alone does not give: short bodies, ids that exist, SDK methods.

An operation without an entry, such as a new one, has a body of the contract's required fields and a generic
call of the SDK.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.json_types import JsonObject

MODEL = "@MODEL@"
"""In a sample: a model that the server has. The page replaces it."""
MODEL_IN_PATH = "@MODEL_IN_PATH@"
"""The same, percent-encoded."""

_MESSAGE = {"type": "message", "role": "user", "content": "Hello"}
_CHAT: JsonObject = {"model": MODEL, "messages": [{"role": "user", "content": "Hello"}]}
_RESPONSE: JsonObject = {"model": MODEL, "input": "Hello"}

BODIES: dict[str, JsonObject] = {
    "create_chat_completion": _CHAT,
    "update_chat_completion": {"metadata": {"topic": "greeting"}},
    "create_completion": {"model": MODEL, "prompt": "Hello"},
    "create_response": _RESPONSE,
    "compact_conversation": {"model": MODEL, "input": [_MESSAGE]},
    "get_input_token_counts": _RESPONSE,
    "create_conversation": {"metadata": {"topic": "greeting"}},
    "update_conversation": {"metadata": {"topic": "farewell"}},
    "create_conversation_items": {"items": [_MESSAGE]},
    "create_embedding": {"model": MODEL, "input": "Hello"},
    "create_moderation": {"model": MODEL, "input": "Hello"},
    "create_image": {"model": MODEL, "prompt": "A lighthouse at dusk"},
    "create_speech": {"model": MODEL, "voice": "alloy", "input": "Hello"},
    "create_transcription": {"model": MODEL},
    "create_translation": {"model": MODEL},
    "create_image_edit": {"model": MODEL, "prompt": "Add a lighthouse"},
    "create_image_variation": {"model": MODEL},
    "create_project": {"name": "Example"},
    "modify_project": {"name": "Renamed"},
    "admin_api_keys_create": {"name": "Example"},
    "modify_user": {"role": "owner"},
    "create_project_service_account": {"name": "Example"},
    "update_project_service_account": {"name": "Renamed"},
    "create_service_account_api_key": {"name": "Example"},
}
"""Operation id -> the fields of its body, or the texts of its form."""

MODEL_WORDS: dict[str, tuple[str, ...]] = {
    "create_embedding": ("embed",),
    "create_moderation": ("moderation",),
    "create_image": ("image", "dall-e"),
    "create_image_edit": ("image", "dall-e"),
    "create_image_variation": ("dall-e", "image"),
    "create_speech": ("tts",),
    "create_transcription": ("transcribe", "whisper"),
    "create_translation": ("whisper",),
}
"""Operation id -> words of names of models that it takes; all others take a chat model."""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A call that comes first, because the sample needs the id of an object that exists."""

    variable: str
    sdk: str
    method: str
    path: str
    body: JsonObject | None = None
    first_of_list: bool = False
    """Whether the object is the first of the answer's `data`, instead of the answer."""
    before: str = ""
    """The parameter whose prerequisite comes before, because `path` contains it."""


_STORED_RESPONSE = {**_RESPONSE, "store": True}
PREREQUISITES: dict[str, Prerequisite] = {
    "completion_id": Prerequisite(
        "chat", "client.chat.completions.create", "POST", "/chat/completions", {**_CHAT, "store": True}
    ),
    "response_id": Prerequisite(
        "response", "client.responses.create", "POST", "/responses", _STORED_RESPONSE
    ),
    "conversation_id": Prerequisite(
        "conversation", "client.conversations.create", "POST", "/conversations", {"items": [_MESSAGE]}
    ),
    "item_id": Prerequisite(
        "item",
        "client.conversations.items.list",
        "GET",
        "/conversations/{conversation_id}/items",
        first_of_list=True,
        before="conversation_id",
    ),
    "project_id": Prerequisite(
        "project",
        "client.admin.organization.projects.create",
        "POST",
        "/organization/projects",
        {"name": "Example"},
    ),
    "key_id": Prerequisite(
        "admin_key",
        "client.admin.organization.admin_api_keys.create",
        "POST",
        "/organization/admin_api_keys",
        {"name": "Example"},
    ),
    "user_id": Prerequisite(
        "user", "client.admin.organization.users.list", "GET", "/organization/users", first_of_list=True
    ),
    "service_account_id": Prerequisite(
        "account",
        "client.admin.organization.projects.service_accounts.create",
        "POST",
        "/organization/projects/{project_id}/service_accounts",
        {"name": "Example"},
        before="project_id",
    ),
}
"""Path parameter -> what creates the object with that id."""

# Only a background response can be cancelled.
OWN_PREREQUISITES: dict[str, dict[str, Prerequisite]] = {
    "cancel_response": {
        "response_id": Prerequisite(
            "response",
            "client.responses.create",
            "POST",
            "/responses",
            {**_RESPONSE, "background": True},
        )
    }
}
"""Operation id -> prerequisites instead of those of its parameters."""

SDK_METHODS: dict[str, str] = {
    "list_chat_completions": "client.chat.completions.list",
    "create_chat_completion": "client.chat.completions.create",
    "get_chat_completion": "client.chat.completions.retrieve",
    "update_chat_completion": "client.chat.completions.update",
    "delete_chat_completion": "client.chat.completions.delete",
    "get_chat_completion_messages": "client.chat.completions.messages.list",
    "create_completion": "client.completions.create",
    "create_response": "client.responses.create",
    "get_response": "client.responses.retrieve",
    "delete_response": "client.responses.delete",
    "cancel_response": "client.responses.cancel",
    "list_input_items": "client.responses.input_items.list",
    "compact_conversation": "client.responses.compact",
    "get_input_token_counts": "client.responses.input_tokens.count",
    "create_conversation": "client.conversations.create",
    "get_conversation": "client.conversations.retrieve",
    "update_conversation": "client.conversations.update",
    "delete_conversation": "client.conversations.delete",
    "list_conversation_items": "client.conversations.items.list",
    "create_conversation_items": "client.conversations.items.create",
    "get_conversation_item": "client.conversations.items.retrieve",
    "delete_conversation_item": "client.conversations.items.delete",
    "list_models": "client.models.list",
    "retrieve_model": "client.models.retrieve",
    "create_embedding": "client.embeddings.create",
    "create_moderation": "client.moderations.create",
    "create_image": "client.images.generate",
    "create_image_edit": "client.images.edit",
    "create_image_variation": "client.images.create_variation",
    "create_speech": "client.audio.speech.create",
    "create_transcription": "client.audio.transcriptions.create",
    "create_translation": "client.audio.translations.create",
    "list_projects": "client.admin.organization.projects.list",
    "create_project": "client.admin.organization.projects.create",
    "retrieve_project": "client.admin.organization.projects.retrieve",
    "modify_project": "client.admin.organization.projects.update",
    "archive_project": "client.admin.organization.projects.archive",
    "admin_api_keys_list": "client.admin.organization.admin_api_keys.list",
    "admin_api_keys_create": "client.admin.organization.admin_api_keys.create",
    "admin_api_keys_get": "client.admin.organization.admin_api_keys.retrieve",
    "admin_api_keys_delete": "client.admin.organization.admin_api_keys.delete",
    "list_users": "client.admin.organization.users.list",
    "retrieve_user": "client.admin.organization.users.retrieve",
    "modify_user": "client.admin.organization.users.update",
    "delete_user": "client.admin.organization.users.delete",
    "list_audit_logs": "client.admin.organization.audit_logs.list",
    "list_project_api_keys": "client.admin.organization.projects.api_keys.list",
    "retrieve_project_api_key": "client.admin.organization.projects.api_keys.retrieve",
    "delete_project_api_key": "client.admin.organization.projects.api_keys.delete",
    "list_project_service_accounts": "client.admin.organization.projects.service_accounts.list",
    "create_project_service_account": "client.admin.organization.projects.service_accounts.create",
    "retrieve_project_service_account": "client.admin.organization.projects.service_accounts.retrieve",
    "update_project_service_account": "client.admin.organization.projects.service_accounts.update",
    "delete_project_service_account": "client.admin.organization.projects.service_accounts.delete",
    "create_service_account_api_key": "client.admin.organization.projects.service_accounts.api_keys.create",
    "list_project_users": "client.admin.organization.projects.users.list",
    "create_project_user": "client.admin.organization.projects.users.create",
    "retrieve_project_user": "client.admin.organization.projects.users.retrieve",
    "modify_project_user": "client.admin.organization.projects.users.update",
    "delete_project_user": "client.admin.organization.projects.users.delete",
    "retrieve_project_model_permissions": "client.admin.organization.projects.model_permissions.retrieve",
    "update_project_model_permissions": "client.admin.organization.projects.model_permissions.update",
    "delete_project_model_permissions": "client.admin.organization.projects.model_permissions.delete",
    "retrieve_project_hosted_tool_permissions": (
        "client.admin.organization.projects.hosted_tool_permissions.retrieve"
    ),
    "update_project_hosted_tool_permissions": (
        "client.admin.organization.projects.hosted_tool_permissions.update"
    ),
}
"""Operation id -> the method of the official Python SDK; all others are called by their path."""
