"""An `mcp` tool as a request declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.engine.hosted.mcp.tool_filter import ApprovalRule, ToolFilter, approval_rule, no_filter, tool_filter
from app.errors import BadRequest
from app.outbound.errors import AddressRefused
from app.outbound.outbound_client import Outbound
from app.outbound.request_headers import Headers, header_problem

_NOT_HERE = {
    "connector_id": "Connectors are OpenAI's own; name the server by server_url.",
    "tunnel_id": "Tunnels are OpenAI's own; name the server by server_url.",
}


@dataclass(frozen=True, slots=True)
class McpDeclaration:
    """`headers` are sent to the server with each request; they may be secrets."""

    label: str
    url: str
    description: str
    allowed: ToolFilter
    approval: ApprovalRule
    headers: Headers = field(repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that no text of the server may carry to the caller, the model or the database."""
        values = [value.strip() for _, value in self.headers]
        # Without the scheme, such as `Bearer`.
        tokens = {*values, *(value.partition(" ")[2].strip() for value in values)}
        # A short value may be the secret or a word. One may be a part of another.
        return tuple(sorted((token for token in tokens if len(token) >= 8), key=len, reverse=True))


def declaration(
    declared: Mapping[str, Any], path: str, fields: Mapping[str, Any], outbound: Outbound
) -> McpDeclaration:
    """The declaration at `path` of the request's `fields`; raises BadRequest that names the member."""
    for name, message in _NOT_HERE.items():
        if declared.get(name) is not None:
            raise _invalid(f"{path}.{name}", message)
    url, label = declared.get("server_url"), declared["server_label"]
    if url is None:
        raise _invalid(f"{path}.server_url", "An mcp tool needs a server_url.")
    if not label:
        raise _invalid(f"{path}.server_label", "server_label must not be empty.")
    others = [tool for tool in fields.get("tools") or () if isinstance(tool, dict) and tool is not declared]
    if any(tool.get("type") == "mcp" and tool.get("server_label") == label for tool in others):
        raise _invalid(f"{path}.server_label", f"Two mcp tools have the server_label {label!r}.")
    try:
        outbound.check(url)
    except AddressRefused as error:
        raise _invalid(f"{path}.server_url", str(error)) from None
    allowed = declared.get("allowed_tools")
    return McpDeclaration(
        label=label,
        url=url,
        description=declared.get("server_description") or "",
        allowed=no_filter() if allowed is None else tool_filter(allowed),
        approval=approval_rule(declared.get("require_approval")),
        headers=_headers(declared, path),
    )


def _headers(declared: Mapping[str, Any], path: str) -> Headers:
    given = dict(declared.get("headers") or {})
    token = declared.get("authorization")
    if token is not None:
        given = {name: value for name, value in given.items() if name.lower() != "authorization"}
        if header_problem("authorization", f"Bearer {token}"):
            raise _invalid(f"{path}.authorization", "authorization has characters that no header may have.")
        given["authorization"] = f"Bearer {token}"
    for name, value in given.items():
        problem = header_problem(name, value)
        if problem:
            raise _invalid(f"{path}.headers", f"A header cannot be sent: {problem}.")
    return tuple(given.items())


def _invalid(param: str, message: str) -> BadRequest:
    return BadRequest(message, param=param)
