"""Names of operations and webhooks, and the group of each operation."""

from __future__ import annotations

import copy
import re

from codegen.normalise.schemas import JsonObject, operations, resolve

# Lower-case ids, whose words no rule can separate.
_WORDS = {
    "Getorganizationspendlimit": "get_organization_spend_limit",
    "Updateorganizationspendlimit": "update_organization_spend_limit",
    "Deleteorganizationspendlimit": "delete_organization_spend_limit",
    "Getprojectspendlimit": "get_project_spend_limit",
    "Updateprojectspendlimit": "update_project_spend_limit",
    "Deleteprojectspendlimit": "delete_project_spend_limit",
    "CreateanAPIkeyforaserviceaccount": "create_service_account_api_key",
    "Createcontentprovenancecheck": "create_content_provenance_check",
    "Getinputtokencounts": "get_input_token_counts",
    "Compactconversation": "compact_conversation",
    "beta_Getinputtokencounts": "beta_get_input_token_counts",
    "beta_Compactconversation": "beta_compact_conversation",
}

# Groups for paths without a tag in the document; the longest matching prefix decides.
_TAGS = {
    "/chatkit": "ChatKit",
    "/containers": "Containers",
    "/content_provenance_checks": "Content provenance",
    "/organization/admin_api_keys": "Admin API keys",
    "/organization/projects": "Projects",
    "/organization/projects/{project_id}/spend_limit": "Spend limits",
    "/organization/spend_limit": "Spend limits",
    "/responses": "Responses",
}


def inline_shared_parts(document: JsonObject) -> None:
    """Writes shared paths, parameters and bodies, and those of a path, into each operation that uses them."""
    for section in ("paths", "webhooks"):
        for path, item in document.get(section, {}).items():
            if "$ref" in item:
                document[section][path] = copy.deepcopy(resolve(document, item)) | {
                    key: value for key, value in item.items() if key != "$ref"
                }
        for path, _, operation in operations(document, section):
            shared = document[section][path].get("parameters", [])
            parameters = {
                (parameter.get("in"), parameter.get("name")): parameter
                for parameter in (
                    resolve(document, part) for part in [*shared, *operation.get("parameters", [])]
                )
            }
            if parameters:
                operation["parameters"] = [copy.deepcopy(parameter) for parameter in parameters.values()]
            if "$ref" in operation.get("requestBody", {}):
                operation["requestBody"] = copy.deepcopy(resolve(document, operation["requestBody"]))
        for item in document.get(section, {}).values():
            item.pop("parameters", None)


def name_operations(document: JsonObject) -> None:
    """Rewrites operationIds, which are in camel, kebab or snake case, to unique ones in snake_case."""
    used: set[str] = set()
    for path, method, operation in operations(document):
        original = operation.get("operationId") or f"{method} {path}"
        operation["operationId"] = _unique(_WORDS.get(original) or snake(original), used)


def name_webhooks(document: JsonObject) -> None:
    """Adds operationIds to webhooks; generators that name by operationId require one."""
    used = {operation["operationId"] for _, _, operation in operations(document)}
    for name, _, operation in operations(document, "webhooks"):
        operation["operationId"] = _unique(snake(operation.get("operationId") or f"{name}_webhook"), used)


def tag_operations(document: JsonObject) -> None:
    """Reduces tags to one per operation: its first, one from the table, or its path's first segment."""
    known = {tag["name"] for tag in document.get("tags", [])}
    for path, _, operation in operations(document):
        tag = (operation.get("tags") or [_group(path)])[0]
        operation["tags"] = [tag]
        known.add(tag)
    document["tags"] = [{"name": name} for name in sorted(known)]


def snake(name: str) -> str:
    """`createChatCompletion`, `admin-api-keys-list` and `ListContainers` in snake_case."""
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"[^0-9a-zA-Z]+", "_", name).strip("_").lower()


def _group(path: str) -> str:
    matching = [prefix for prefix in _TAGS if path == prefix or path.startswith((prefix + "/", prefix + "?"))]
    if matching:
        return _TAGS[max(matching, key=len)]
    first = path.split("?")[0].strip("/").split("/")[0]
    return first.replace("_", " ").replace("-", " ").capitalize()


def _unique(name: str, used: set[str]) -> str:
    candidate, number = name, 2
    while candidate in used:
        candidate, number = f"{name}_{number}", number + 1
    used.add(candidate)
    return candidate
