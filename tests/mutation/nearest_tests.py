"""The tests of a mutant: of its module first, then of its package, then of those that use the package."""

from __future__ import annotations

from pathlib import Path

# Tests of outer layers that cover a package, besides those at its mirrored path. The longest prefix wins.
_ALSO: dict[str, tuple[str, ...]] = {
    "app/access": (
        "tests/app/http/test_dispatch.py",
        "tests/app/cli/test_commands.py",
        "tests/app/test_strangers.py",
        "tests/app/test_chosen_upstream.py",
    ),
    "app/access_log.py": ("tests/app/test_log.py", "tests/app/http/test_dispatch.py"),
    "app/aio/address_race.py": ("tests/app/upstream/http1/test_address_race.py",),
    "app/aio": ("tests/app/http/test_dispatch.py", "tests/app/server", "tests/app/relay/test_chat_relay.py"),
    "app/application.py": (
        "tests/app/http/test_server.py",
        "tests/app/http/test_cross_site.py",
        "tests/app/pages",
    ),
    "app/cli/help_texts.py": ("tests/app/cli/test_parser.py",),
    "app/contract": ("tests/app/http", "tests/app/test_mock.py"),
    "app/engine": (
        "tests/app/operations/test_chat.py",
        "tests/app/operations/test_responses.py",
        "tests/app/operations/test_state.py",
        "tests/app/test_forwarding.py",
    ),
    "app/engine/admin.py": ("tests/app/operations/admin",),
    "app/engine/admin_keys.py": ("tests/app/operations/admin",),
    "app/engine/admin_roles.py": ("tests/app/operations/admin",),
    "app/engine/admin_users.py": ("tests/app/operations/admin",),
    "app/engine/translation": (
        "tests/app/operations/test_responses.py",
        "tests/app/operations/test_state.py",
    ),
    "app/engine/list_page.py": ("tests/app/operations",),
    "app/engine/responses": (
        "tests/app/operations/test_responses.py",
        "tests/app/operations/test_state.py",
        "tests/app/operations/test_conversation_turns.py",
    ),
    "app/engine/hosted": (
        "tests/app/operations/test_hosted_tools.py",
        "tests/app/operations/test_image_generation.py",
    ),
    "app/engine/hosted/mcp": ("tests/app/engine/hosted/mcp", "tests/app/operations/test_mcp_tool.py"),
    "app/engine/hosted/search": ("tests/app/engine/hosted/search",),
    "app/engine/hosted/providers.py": ("tests/app/operations/test_mcp_tool.py",),
    "app/engine/hosted/image_generation.py": ("tests/app/operations/test_image_generation.py",),
    **dict.fromkeys(
        (
            "app/engine/responses/answer_usage.py",
            "app/engine/responses/foreground_record.py",
            "app/engine/responses/hosted_runs.py",
            "app/engine/responses/resumed_turn.py",
            "app/engine/responses/tool_loop.py",
            "app/engine/responses/turn_record.py",
        ),
        ("tests/app/operations/test_hosted_tools.py",),
    ),
    "app/engine/responses/stopped_turns.py": ("tests/faults/test_hosted_tools.py",),
    "app/engine/responses/own_compactions.py": ("tests/app/engine/responses/test_context_compaction.py",),
    "app/engine/translation/compaction_stream.py": ("tests/app/engine/responses/test_context_compaction.py",),
    "app/engine/translation/compactions.py": ("tests/app/engine/responses/test_context_compaction.py",),
    "app/engine/translation/message_groups.py": ("tests/app/engine/responses/test_context_compaction.py",),
    "app/engine/responses/lane_context.py": ("tests/app/http/test_response_socket.py",),
    "app/errors.py": (
        "tests/app/http/test_dispatch.py",
        "tests/app/operations",
        "tests/app/cli/test_commands.py",
    ),
    "app/fallback.py": ("tests/app/test_forwarding.py", "tests/app/operations/test_chat.py"),
    "app/contract/lane.py": ("tests/app/http/test_response_socket.py",),
    "app/http": (
        "tests/app/access/test_authentication.py",
        "tests/app/operations/test_responses.py",
        "tests/app/test_forwarding.py",
        "tests/app/test_mock.py",
        "tests/app/operations/test_chat.py",
    ),
    "app/http/socket_answers.py": ("tests/app/http/test_response_socket.py",),
    "app/http/socket_requests.py": ("tests/app/http/test_response_socket.py",),
    "app/http/socket_scope.py": ("tests/app/http/test_response_socket.py",),
    "app/implemented.py": ("tests/app/test_forwarding.py", "tests/app/cli/test_doctor.py"),
    "app/main.py": ("tests/app/test_forwarding.py", "tests/app/pages", "tests/app/operations"),
    "app/operations": ("tests/app/test_strangers.py",),
    "app/outbound": ("tests/app/outbound", "tests/app/test_opened_connections.py"),
    "app/pages/samples": ("tests/app/pages/test_samples.py", "tests/app/pages/test_docs.py"),
    "app/masking.py": ("tests/app/test_proxy_passwords.py", "tests/app/test_log.py"),
    "app/relay": ("tests/app/operations/test_chat.py", "tests/app/test_forwarding.py"),
    "app/relay/upstream_failure.py": ("tests/app/test_upstream_errors.py", "tests/app/test_proxy_errors.py"),
    "app/server": ("tests/app/http/test_server.py", "tests/app/http/test_dispatch.py"),
    "app/server/websocket_handshake.py": ("tests/app/server/test_websocket_protocol.py",),
    "app/server/websocket_messages.py": ("tests/app/server/test_websocket_protocol.py",),
    "app/storage": (
        "tests/app/usage",
        "tests/app/operations/test_chat.py",
        "tests/app/operations/test_conversations.py",
        "tests/app/operations/test_state.py",
        "tests/app/operations/test_responses.py",
    ),
    "app/storage/audit_repository.py": ("tests/app/operations/admin",),
    "app/storage/policy_repositories.py": ("tests/app/operations/admin",),
    "app/storage/project_user_repository.py": ("tests/app/operations/admin",),
    "app/storage/role_assignment_repository.py": ("tests/app/operations/admin",),
    "app/storage/role_repository.py": ("tests/app/operations/admin",),
    "app/storage/service_account_repository.py": ("tests/app/operations/admin",),
    "app/storage/user_repository.py": ("tests/app/operations/admin",),
    "app/tokens": ("tests/app/upstream/builtin", "tests/app/operations/test_responses.py"),
    "app/upstream": (
        "tests/app/test_fallback_by_rule.py",
        "tests/app/test_chosen_upstream.py",
        "tests/app/test_forwarding.py",
    ),
    "app/upstream/httpx_client": (
        "tests/app/upstream/http1",
        "tests/app/test_networks.py",
        "tests/app/test_proxy_errors.py",
    ),
    "app/version.py": ("tests/app/cli/test_commands.py", "tests/app/pages/test_docs.py"),
    "app/usage": ("tests/app/operations/test_chat.py", "tests/app/pages/test_metrics.py"),
}


def nearest_tests(root: Path, module: Path) -> tuple[str, ...]:
    """Existing test files, the nearest first and each once; `module` is relative to `root`."""
    mirrored = Path("tests") / module.parent
    places = [str(mirrored / f"test_{module.stem}.py"), str(mirrored)]
    # A single module (`app/log.py`) has no package of its own: all of tests/app would take too long.
    if len(module.parts) <= 2:
        places.pop()
    places += _also(module)
    files: dict[str, None] = {}
    for place in places:
        path = root / place
        found = sorted(path.rglob("test_*.py")) if path.is_dir() else [path] if path.exists() else []
        files |= dict.fromkeys(str(file.relative_to(root)) for file in found)
    return tuple(files)


def further_tests() -> set[str]:
    """Every path that is named here besides the mirrored ones."""
    return {path for paths in _ALSO.values() for path in paths}


def _also(module: Path) -> tuple[str, ...]:
    prefixes = [prefix for prefix in _ALSO if module.is_relative_to(prefix)]
    return _ALSO[max(prefixes, key=len)] if prefixes else ()
