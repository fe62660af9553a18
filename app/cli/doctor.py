"""`doctor`: what is set, what can be reached, and what to do about what is wrong."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from app.access import pepper
from app.cli import banner, clock
from app.cli.finding import Finding
from app.cli.serving import StartError, listen
from app.errors import SettingsConflict
from app.main import answers
from app.settings import Settings, SettingsError
from app.storage.engine import StorageError, is_sqlite, parse
from app.storage.schema import head, require_head
from app.storage.state import State, state
from app.upstream.model_list import Health
from app.upstream.upstreams import from_settings

_LITTLE = 1024**3
_NOTHING = 64 * 1024**2
_ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


def examine(settings: Settings) -> list[Finding]:
    """Everything, in the order in which `serve` needs it."""
    found = [*_settings(settings), _port(settings)]
    database, known = _database(settings)
    healths, wrong = _asked(settings)
    found += [*database, *_keys(settings, known), *_disk(settings), *wrong]
    found += [_upstream(settings, health) for health in healths]
    return [*found, _clock(settings, known, healths)]


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
        if _is_ours(settings):
            return Finding(
                "ok", "port", f"a server of this kind serves on {settings.host} port {settings.port} already"
            )
        return Finding("FAIL", "port", str(error))
    return Finding("ok", "port", f"{settings.host} port {settings.port} is free")


def _is_ours(settings: Settings) -> bool:
    page = banner.address(settings, settings.port).removesuffix("/v1") + "/healthz"
    # Past any proxy: it is this machine's.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(page, timeout=2) as answer:
            return bool(answer.read(100) == b'{"status":"ok"}')
    except (OSError, ValueError):
        return False


def _database(settings: Settings) -> tuple[list[Finding], State | None]:
    """What is told, and what the database tells of itself where it can be used."""
    try:
        url = parse(settings.database_url)
        path = Path(str(url.database))
        if is_sqlite(settings.database_url) and not path.exists():
            return [Finding("FAIL", "database", _missing(path))], None
        require_head(settings.database_url)
        known = state(settings.database_url)
    except StorageError as error:
        return [Finding("FAIL", "database", str(error))], None
    commits = f", SQLITE_SYNCHRONOUS={settings.sqlite_synchronous}" if known.ahead is None else ""
    told = f"{known.product}, {banner.shown_database(settings)}, takes writes{commits}"
    return [Finding("ok", "database", told), Finding("ok", "migrations", f"at head: {head()}")], known


def _missing(path: Path) -> str:
    # Looking must not make it.
    there = _nearest(path.parent)
    if there.is_dir():
        return f"{path} is not there yet. Run `llm-backend migrate`."
    return f"The folder of {path} cannot be made: {there} is no folder. Set DATABASE_URL to another place."


def _nearest(path: Path) -> Path:
    """The part of it that exists."""
    return next(part for part in (path.absolute(), *path.absolute().parents) if part.exists())


def _keys(settings: Settings, known: State | None) -> Iterator[Finding]:
    if settings.auth == "open":
        if settings.host in _ANY_ADDRESS:
            told = (
                "AUTH=open: whoever reaches this machine may spend your upstream key. AUTH=keys asks for one."
            )
            yield Finding("warn", "keys", told)
        else:
            yield Finding("ok", "keys", "AUTH=open: any key, or none")
        return
    try:
        yield Finding("ok", "keys", f"AUTH=keys: {_pepper(settings)}")
        if settings.bootstrap_admin_key_file:
            pepper.admin_key(settings)
    except SettingsError as error:
        yield Finding("FAIL", "keys", str(error))
    if known is not None and not known.keys and not settings.bootstrap_admin_key_file:
        cure = "Make one: llm-backend keys create --project Default --name laptop"
        yield Finding("warn", "keys", f"there is none, so that nobody can call. {cure}")


def _pepper(settings: Settings) -> str:
    if not (settings.key_pepper or settings.key_pepper_file) and not pepper.beside(settings).exists():
        return f"the pepper will be made in {pepper.beside(settings)} on first use"
    pepper.load(settings)
    return "the pepper can be read"


def _disk(settings: Settings) -> Iterator[Finding]:
    if _is_file(settings):
        folder = Path(str(parse(settings.database_url).database)).absolute().parent
        yield _room(folder, "the database is there", "set DATABASE_URL")
    try:
        spool = settings.spool_dir or tempfile.gettempdir()
    except OSError:
        yield Finding("FAIL", "disk", "no temporary folder can be written to; set SPOOL_DIR to one that can.")
        return
    yield _room(Path(spool), "uploads over 1 MiB go there", "set SPOOL_DIR")


def _is_file(settings: Settings) -> bool:
    # A URL that is none has been told of.
    try:
        return is_sqlite(settings.database_url)
    except StorageError:
        return False


def _room(folder: Path, why: str, setting: str) -> Finding:
    # What is not there yet will be made on the disk of what is.
    there = _nearest(folder)
    if not os.access(there, os.W_OK):
        return Finding(
            "FAIL", "disk", f"{there} cannot be written to ({why}); {setting} to a place that can."
        )
    free = shutil.disk_usage(there).free
    told = f"{folder} has {free / 2**30:.1f} GiB free ({why})"
    if free >= _LITTLE:
        return Finding("ok", "disk", told)
    return Finding(
        "FAIL" if free < _NOTHING else "warn", "disk", f"{told}. Free some, or {setting} to another place."
    )


def _asked(settings: Settings) -> tuple[list[Health], list[Finding]]:
    """Each upstream's health, or what is wrong with their settings."""

    async def check() -> list[Health]:
        upstreams = from_settings(settings)
        try:
            return await upstreams.check()
        finally:
            await upstreams.close()

    try:
        return asyncio.run(check()), []
    except SettingsError as error:
        return [], [Finding("FAIL", "upstreams", line) for line in str(error).splitlines()]


def _upstream(settings: Settings, health: Health) -> Finding:
    told = banner.upstream_line(settings, health)
    if not health.reachable:
        return Finding("FAIL", "upstream", told)
    known = health.upstream.builtin or health.entries is not None
    return Finding("ok" if known else "warn", "upstream", told)


def _clock(settings: Settings, known: State | None, healths: list[Health]) -> Finding:
    others = {
        health.upstream.name: health.clock_offset for health in healths if health.clock_offset is not None
    }
    files = [Path(__file__)]
    if _is_file(settings):
        files.append(Path(str(parse(settings.database_url).database)))
    future = clock.newest(files)
    if future is not None:
        others["the date of its own files"] = future
    return clock.judge(others, known.ahead if known is not None else None, settings.lease_seconds)
