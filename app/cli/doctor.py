"""`doctor`: what is set, what can be reached, and what to do about what is wrong."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app import pepper
from app.cli import banner
from app.cli.serving import StartError, listen
from app.errors import SettingsConflict
from app.main import answers
from app.settings import Settings, SettingsError
from app.storage.engine import StorageError, is_sqlite
from app.storage.schema import require_head
from app.upstream.listing import Health
from app.upstream.upstreams import from_settings

_LEAST_FREE = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. FAIL would keep `serve` from starting or from answering."""

    mark: Literal["ok", "warn", "FAIL"]
    subject: str
    told: str


def examine(settings: Settings) -> list[Finding]:
    """Everything, in the order in which `serve` needs it."""
    return [
        *_settings(settings),
        _port(settings),
        _database(settings),
        _keys(settings),
        _spool(settings),
        *_upstreams(settings),
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    given = banner.given(settings)
    for name, value, source in given:
        yield Finding("ok", "setting", f"{name}={value} (from {source})")
    if not given:
        yield Finding("ok", "settings", "all at their defaults")
    try:
        answers(settings)
    except SettingsConflict as error:
        yield Finding("FAIL", "setting", str(error))


def _port(settings: Settings) -> Finding:
    try:
        listen(settings).close()
    except StartError as error:
        return Finding("FAIL", "port", str(error))
    return Finding("ok", "port", f"{settings.host} port {settings.port} is free")


def _database(settings: Settings) -> Finding:
    try:
        require_head(settings.database_url)
    except StorageError as error:
        return Finding("FAIL", "database", str(error))
    commits = f", synchronous={settings.sqlite_synchronous}" if is_sqlite(settings.database_url) else ""
    return Finding("ok", "database", f"{banner.shown_database(settings)} is at head{commits}")


def _keys(settings: Settings) -> Finding:
    if settings.auth == "open":
        return Finding("ok", "keys", "AUTH=open: any key, or none")
    try:
        pepper.load(settings)
        if settings.bootstrap_admin_key_file:
            pepper.admin_key(settings)
    except SettingsError as error:
        return Finding("FAIL", "keys", str(error))
    return Finding("ok", "keys", "AUTH=keys: the pepper can be read")


def _spool(settings: Settings) -> Finding:
    folder = settings.spool_dir or tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Finding("FAIL", "spool", f"{folder} cannot be written to; set SPOOL_DIR to a folder that can.")
    if free < _LEAST_FREE:
        return Finding(
            "warn", "spool", f"{folder} has {free // 2**20} MiB left; uploads go there. Free some."
        )
    return Finding("ok", "spool", f"{folder}, {free // 2**30} GiB free")


def _upstreams(settings: Settings) -> list[Finding]:
    async def check() -> list[Health]:
        upstreams = from_settings(settings)
        try:
            return await upstreams.check()
        finally:
            await upstreams.close()

    try:
        found = asyncio.run(check())
    except SettingsError as error:
        return [Finding("FAIL", "upstreams", line) for line in str(error).splitlines()]
    return [
        Finding(
            "ok" if health.reachable else "FAIL",
            "upstream",
            banner.upstream_line(health).split(maxsplit=1)[1],
        )
        for health in found
    ]
