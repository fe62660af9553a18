"""The settings: their names, defaults, types and descriptions."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.settings import value_parsers
from app.settings.definition import passwords
from app.settings.definition import setting as _setting


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings. A field's name is its name in the file, and in upper case its name in the environment."""

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8080, "Port to listen on; 0 takes a free one.", value_parsers.integer(0, 65_535))
    unix_socket: str = _setting(
        "", "Path of a Unix socket to listen on instead; its user and group may connect."
    )
    workers: int = _setting(
        1, "Processes that serve; `auto` is one for each processor.", value_parsers.workers
    )
    root_path: str = _setting(
        "", "Path below which a proxy publishes this server, such as `/llm`.", value_parsers.path_prefix
    )
    forwarded_allow_ips: tuple[str, ...] = _setting(
        (),
        "Proxies whose `X-Forwarded-For` and `-Proto` count: addresses, networks, `unix`, or `*` for any.",
        value_parsers.proxies,
    )
    openai_api_key: str = _setting(
        "",
        "Key for OpenAI, sent to no other host. Alone it makes OpenAI the upstream.",
        value_parsers.key,
        secret=True,
    )
    upstream_url: str = _setting(
        "",
        "Base URL of a compatible upstream; a bare host gets `/v1`. `auto`: a server found on this machine.",
        value_parsers.url_or_auto,
    )
    upstream_api_key: str = _setting(
        "", "Key for `UPSTREAM_URL`, whatever its host.", value_parsers.key, secret=True
    )
    upstream_preset: str = _setting(
        "",
        "The provider at `UPSTREAM_URL`, such as `mistral`; a known host has its own. See docs/upstreams.md.",
        value_parsers.text,
    )
    upstream_api_version: str = _setting(
        "", "Azure's `api-version`, such as `2024-10-21`; empty: `/openai/v1`.", value_parsers.api_version
    )
    upstreams_file: str = _setting(
        "", "TOML file that names several upstreams; see docs/upstreams.md.", value_parsers.file
    )
    upstream_ca_file: str = _setting(
        "",
        "File with the authorities that upstreams' certificates are signed by, instead of the system's.",
        value_parsers.file,
    )
    upstream_client_cert_file: str = _setting(
        "", "File with the certificate that upstreams get from this server.", value_parsers.file
    )
    upstream_client_key_file: str = _setting(
        "",
        "File with that certificate's key, without a password; empty: it is in the same file.",
        value_parsers.file,
    )
    https_proxy: str = _setting(
        "",
        "Proxy for upstreams with `https://`, such as `http://user:password@proxy.example:3128`.",
        value_parsers.proxy_url,
        secret=True,
    )
    http_proxy: str = _setting(
        "", "Proxy for upstreams with `http://`.", value_parsers.proxy_url, secret=True
    )
    all_proxy: str = _setting(
        "", "Proxy for upstreams whose kind has none of its own.", value_parsers.proxy_url, secret=True
    )
    no_proxy: str = _setting(
        "", "Hosts without these proxies: names, `.suffix`, `host:port`, addresses, networks, `*`."
    )
    outbound_allow_hosts: tuple[str, ...] = _setting(
        (),
        "Inner hosts that callers' URLs may lead to, by `http://`, too: `host`, `host:port`, networks.",
        value_parsers.outbound_hosts,
    )
    outbound_ports: tuple[str, ...] = _setting(
        ("443",), "Ports that callers' URLs may have on all other hosts.", value_parsers.ports
    )
    web_search: str = _setting(
        "none",
        "Search engine of the `web_search` tool: `searxng`, `brave`, `tavily`, or `none`.",
        value_parsers.one_of("none", "searxng", "brave", "tavily"),
    )
    web_search_url: str = _setting(
        "", "Base URL of that engine; empty: Brave's or Tavily's own.", value_parsers.service_url
    )
    web_search_api_key: str = _setting("", "Key for that engine.", value_parsers.key, secret=True)
    models_cache_seconds: float = _setting(
        60.0, "How long an upstream's list of models is cached.", value_parsers.seconds
    )
    auth: str = _setting(
        "open",
        "Who may call: `open` accepts any key or none, `keys` those of `llm-backend keys create`.",
        value_parsers.one_of("open", "keys"),
    )
    allow_open: bool = _setting(
        False, "Allows `AUTH=open` on an address that other machines can reach.", value_parsers.boolean
    )
    key_pepper: str = _setting(
        "",
        "Secret that keys are hashed with, the same on every replica; empty: `KEY_PEPPER_FILE`.",
        secret=True,
    )
    key_pepper_file: str = _setting(
        "",
        "File that contains `KEY_PEPPER`; empty: `key-pepper` beside the SQLite database.",
        value_parsers.file,
    )
    bootstrap_admin_key_file: str = _setting(
        "",
        "File with an admin key that `serve` registers at start: a container's first key.",
        value_parsers.file,
    )
    allowed_hosts: tuple[str, ...] = _setting(
        (),
        "Names besides localhost that the `Host` header may have, comma-separated; `*` accepts any.",
        value_parsers.names,
    )
    cors_origins: tuple[str, ...] = _setting(
        (), "Web origins that may call from a browser, comma-separated; `*` is any.", value_parsers.names
    )
    validation: str = _setting(
        "lenient",
        "`contract` rejects enum values and union tags unknown to the contract in forwarded requests, too.",
        value_parsers.one_of("lenient", "contract"),
    )
    forward: tuple[str, ...] = _setting(
        (),
        "Operation ids to forward instead of a 501; their objects are shared by all callers.",
        value_parsers.names,
    )
    state_dir: str = _setting(
        "",
        "Folder of all state; empty: `var` in a checkout, else the user's data folder.",
        value_parsers.state_folder,
    )
    database_url: str = _setting(
        "", "Database of all state; empty: SQLite in `STATE_DIR`.", secret=True, option=True
    )
    sqlite_synchronous: str = _setting(
        "FULL",
        "`FULL`: confirmed writes survive a power cut; `NORMAL`: a crash of the process only.",
        value_parsers.one_of("FULL", "NORMAL"),
    )
    database_wait_seconds: float = _setting(
        5.0,
        "The longest time that a call waits for a locked or unreachable database before it is a 503.",
        value_parsers.seconds,
    )
    database_pool_size: int = _setting(
        15,
        "Connections of one process to the database; PostgreSQL's own limit for all is 100 by default.",
        value_parsers.integer(6, 1000),
    )
    database_reserve_bytes: int = _setting(
        64 * 1024 * 1024,
        "Space held back beside SQLite's file, so that deleting works on a full disk; 0 is none.",
        value_parsers.integer(0, 2**40),
    )
    usage_journal_dir: str = _setting(
        "",
        "Folder of the journal of open calls; empty: beside the SQLite database, or in `SPOOL_DIR`.",
        value_parsers.folder,
    )
    lease_seconds: float = _setting(
        30.0,
        "A replica without a heartbeat for that long loses its background responses and conversations.",
        value_parsers.seconds,
    )
    background_slots: int = _setting(
        128,
        "Background responses that run at once; one project has half of them at most for one upstream.",
        value_parsers.integer(1, 500),
    )
    max_queued_responses: int = _setting(
        10_000,
        "Background responses of one project that wait for a slot at most; one more is a 429.",
        value_parsers.integer(1, 10_000_000),
    )
    max_hosted_calls: int = _setting(
        64,
        "Calls of hosted tools in one response at most, whatever its `max_tool_calls` is.",
        value_parsers.integer(1, 10_000),
    )
    hosted_tools_seconds: float = _setting(
        900.0, "How long a response may run hosted tools and ask the model again.", value_parsers.seconds
    )
    store_by_default: bool = _setting(
        True, "Whether a chat is stored if the request has no `store`.", value_parsers.boolean
    )
    list_helper_calls: bool = _setting(
        True,
        "Whether lists of chats have the calls by which UIs make titles, tags and follow-ups.",
        value_parsers.boolean,
    )
    retain_days: int = _setting(
        0,
        "Age in days at which stored exchanges, responses and idle conversations are deleted; 0 is never.",
        value_parsers.integer(0, 36_500),
    )
    max_body_bytes: int = _setting(
        32 * 1024 * 1024,
        "Largest JSON body in bytes, after decompression.",
        value_parsers.integer(1024, 2**40),
    )
    max_file_bytes: int = _setting(
        512 * 1024 * 1024,
        "Largest multipart body in bytes, after decompression.",
        value_parsers.integer(1024, 2**40),
    )
    max_body_nodes: int = _setting(
        50_000,
        "Most values and keys of a JSON body over 256 KiB.",
        value_parsers.integer(1000, 2**40),
    )
    max_body_nodes_by_operation: tuple[str, ...] = _setting(
        ("create_completion=320000", "create_embedding=320000"),
        "`MAX_BODY_NODES` by operation id, comma-separated.",
        value_parsers.numbers_by_name,
    )
    max_form_text_bytes: int = _setting(
        1024 * 1024,
        "Most bytes of all text fields of a form together.",
        value_parsers.integer(1024, 2**40),
    )
    max_choices: int = _setting(
        2048,
        "Most choices of a chat or completion: `n` for each prompt.",
        value_parsers.integer(1, 2**40),
    )
    max_answer_bytes: int = _setting(
        64 * 1024 * 1024,
        "Largest answer of an upstream in bytes; for files that pass through it is `MAX_FILE_BYTES`.",
        value_parsers.integer(1024, 2**40),
    )
    body_timeout_seconds: float = _setting(
        300.0, "From a request's head to the end of its body.", value_parsers.seconds
    )
    body_idle_seconds: float = _setting(
        30.0, "Between two chunks of a request's body.", value_parsers.seconds
    )
    connect_timeout_seconds: float = _setting(5.0, "To connect to the upstream.", value_parsers.seconds)
    first_byte_timeout_seconds: float = _setting(
        120.0, "Until the first byte of the upstream's response.", value_parsers.seconds
    )
    idle_timeout_seconds: float = _setting(
        120.0, "Between two chunks of the upstream's response.", value_parsers.seconds
    )
    total_timeout_seconds: float = _setting(
        3600.0, "To the end of the upstream's response.", value_parsers.seconds
    )
    write_timeout_seconds: float = _setting(
        60.0,
        "Within which a client has to take a part of a response that waits for it.",
        value_parsers.seconds,
    )
    drain_seconds: int = _setting(
        120,
        "How long open requests and background responses may run after SIGTERM.",
        value_parsers.integer(0, 86_400),
    )
    drain_idle_seconds: float = _setting(
        5.0,
        "How long an idle connection may send one more request after SIGTERM.",
        value_parsers.seconds,
    )
    spool_dir: str = _setting(
        "",
        "Folder for uploads over 1 MiB and long answers; empty is the system's temporary folder.",
        value_parsers.folder,
    )
    event_loop: str = _setting(
        "uvloop",
        "`uvloop`, or `asyncio`: slower, without native code.",
        value_parsers.one_of("uvloop", "asyncio"),
    )
    min_free_bytes: int = _setting(
        256 * 1024 * 1024,
        "Free space that uploads leave on the disk of `SPOOL_DIR`; an upload that needs it is a 503.",
        value_parsers.integer(0, 2**50),
    )
    log_level: str = _setting(
        "INFO",
        "`DEBUG`, `INFO`, `WARNING` or `ERROR`.",
        value_parsers.one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    )
    log_format: str = _setting("console", "`console` or `json`.", value_parsers.one_of("console", "json"))
    sources: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Field -> where it was set; absent for a default."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that must never be logged or displayed."""
        keys = (self.openai_api_key, self.upstream_api_key, self.web_search_api_key, self.key_pepper)
        urls = (self.database_url, self.https_proxy, self.http_proxy, self.all_proxy)
        return tuple(value for value in (*keys, *(p for url in urls for p in passwords(url))) if value)


def fields() -> list[dataclasses.Field[Any]]:
    """The fields that are settings."""
    return [f for f in dataclasses.fields(Settings) if "parse" in f.metadata]
