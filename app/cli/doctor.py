"""`doctor`: checks the settings, the port, the database, keys, disks, upstreams, search and the clock."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from app.access import pepper
from app.cli import auto_upstream, banner, clock, search_check, space_check, worker_checks
from app.cli.finding import Finding
from app.cli.listening import StartError, listen
from app.cli.upstream_trial import try_upstreams
from app.errors import SettingsConflict
from app.main import answers
from app.settings import Settings, SettingsError
from app.storage.database_url import StorageError, is_sqlite, parse, sqlite_exists, sqlite_path
from app.storage.schema import head, is_known, require_head, revision
from app.storage.sqlite_files import SqliteFiles
from app.storage.state import State
from app.storage.state import state as read_state
from app.upstream.model_list import Health
from app.upstream.upstreams import from_settings

_WARN_BELOW_BYTES = 1024**3
_FAIL_BELOW_BYTES = 64 * 1024**2
_ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


def check_all(settings: Settings, try_model: str | None = None) -> list[Finding]:
    """The findings of all checks, in the order in which `serve` needs their subjects.

    With `try_model`, each upstream is sent a chat, too, see `try_upstreams`, and the search engine a search.
    """
    findings = [*_settings(settings), _port(settings)]
    database, state = _database(settings)
    healths, further = _upstream_healths(settings, try_model)
    findings += [*database, *worker_checks.check(settings, state)]
    findings += [*_keys(settings, state), *_disk(settings)]
    findings += [space_check.check(settings)] if state is not None else []
    findings += [_upstream(settings, health) for health in healths]
    findings += further
    findings += search_check.check(settings, tries=try_model is not None)
    return [*findings, _clock(settings, state, healths)]


def _settings(settings: Settings) -> Iterator[Finding]:
    rows = banner.explicit_settings(settings)
    for name, value, source in rows:
        yield Finding("ok", "setting", f"{name}={value} (from {source})")
    if not rows:
        yield Finding("ok", "settings", "all have their defaults")
    try:
        answers(settings)
    except SettingsConflict as error:
        yield Finding("FAIL", "setting", str(error))


def _port(settings: Settings) -> Finding:
    if settings.unix_socket:
        return Finding("ok", "socket", f"UNIX_SOCKET={settings.unix_socket}, for its user and group")
    try:
        listen(settings).close()
    except StartError as error:
        if _is_ours(settings):
            return Finding(
                "ok", "port", f"this server already serves on {settings.host} port {settings.port}"
            )
        return Finding("FAIL", "port", str(error))
    return Finding("ok", "port", f"{settings.host} port {settings.port} is free")


def _is_ours(settings: Settings) -> bool:
    page = banner.address(settings, settings.port).removesuffix("/v1") + "/healthz"
    # Without a proxy: the address is this machine's.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(page, timeout=2) as response:
            return bool(response.read(100) == b'{"status":"ok"}')
    except (OSError, ValueError):
        return False


def _database(settings: Settings) -> tuple[list[Finding], State | None]:
    """The findings, and the state of the database if it can be used."""
    try:
        url = parse(settings.database_url)
        path = sqlite_path(url)
        if is_sqlite(settings.database_url):
            if not sqlite_exists(path):
                return [_missing(path)], None
            found = revision(settings.database_url)
            if found != head() and is_known(found):
                change = f"at {found or 'none'}; `llm-backend serve` migrates it to {head()}"
                return [Finding("ok", "database", str(path)), Finding("ok", "migrations", change)], None
        require_head(settings.database_url)
        state = read_state(settings.database_url)
    except StorageError as error:
        return [Finding("FAIL", "database", str(error))], None
    commits = f", SQLITE_SYNCHRONOUS={settings.sqlite_synchronous}" if state.clock_offset is None else ""
    message = f"{state.product}, {banner.redacted_database_url(settings)}, writable{commits}"
    findings = [Finding("ok", "database", message), Finding("ok", "migrations", f"at head: {head()}")]
    if is_sqlite(settings.database_url):
        findings += [Finding("warn", "files", f"{found}.") for found in SqliteFiles(url).shared()]
    return findings, state


def _missing(path: Path) -> Finding:
    # The check must not create it.
    existing = _nearest_existing(path.parent)
    if existing.is_dir():
        return Finding("ok", "database", f"{path} does not exist yet; `llm-backend serve` creates it")
    reason = f"{existing} is not a folder"
    hint = "Set STATE_DIR or DATABASE_URL to another place."
    return Finding("FAIL", "database", f"The folder of {path} cannot be created: {reason}. {hint}")


def _nearest_existing(path: Path) -> Path:
    """The path itself, or its nearest parent that exists."""
    return next(part for part in (path.absolute(), *path.absolute().parents) if os.path.exists(part))


def _keys(settings: Settings, state: State | None) -> Iterator[Finding]:
    if settings.auth == "open":
        if settings.host in _ANY_ADDRESS:
            risk = "anyone who reaches this machine can use your upstream key"
            yield Finding("warn", "keys", f"AUTH=open: {risk}; set AUTH=keys to require a key.")
        else:
            yield Finding("ok", "keys", "AUTH=open: any key, or none")
        return
    try:
        yield Finding("ok", "keys", f"AUTH=keys: {_pepper(settings)}")
        if settings.bootstrap_admin_key_file:
            pepper.admin_key(settings)
    except (SettingsError, StorageError) as error:
        yield Finding("FAIL", "keys", str(error))
    if state is not None and not state.keys and not settings.bootstrap_admin_key_file:
        hint = "Create one: llm-backend keys create --project Default --name laptop"
        yield Finding("warn", "keys", f"there is no active key, so every call is a 401. {hint}")
    if state is not None and state.has_open_history:
        yield Finding("warn", "history", f"{banner.OPEN_HISTORY}.")


def _pepper(settings: Settings) -> str:
    if not (settings.key_pepper or settings.key_pepper_file) and not os.path.exists(pepper.beside(settings)):
        return f"the pepper will be created in {pepper.beside(settings)} on first use"
    pepper.load(settings)
    return "the pepper is readable"


def _disk(settings: Settings) -> Iterator[Finding]:
    if _is_file(settings):
        folder = sqlite_path(parse(settings.database_url)).absolute().parent
        yield _free_space(folder, "the database", "set STATE_DIR or DATABASE_URL")
    try:
        spool = settings.spool_dir or tempfile.gettempdir()
    except OSError:
        yield Finding("FAIL", "disk", "no temporary folder is writable; set SPOOL_DIR to a writable folder.")
        return
    yield _free_space(Path(spool), "uploads over 1 MiB", "set SPOOL_DIR")


def _is_file(settings: Settings) -> bool:
    # `_database` reports an invalid URL.
    try:
        return is_sqlite(settings.database_url)
    except StorageError:
        return False


def _free_space(folder: Path, purpose: str, hint: str) -> Finding:
    # A folder that does not exist yet will be on the disk of its nearest parent.
    existing = _nearest_existing(folder)
    if not os.access(existing, os.W_OK):
        return Finding(
            "FAIL", "disk", f"{existing} is not writable ({purpose}); {hint} to a writable folder."
        )
    free = shutil.disk_usage(existing).free
    message = f"{folder} has {free / 2**30:.1f} GiB free ({purpose})"
    if free >= _WARN_BELOW_BYTES:
        return Finding("ok", "disk", message)
    status: Literal["warn", "FAIL"] = "FAIL" if free < _FAIL_BELOW_BYTES else "warn"
    return Finding(status, "disk", f"{message}. Free some space, or {hint} to another disk.")


def _upstream_healths(settings: Settings, try_model: str | None) -> tuple[list[Health], list[Finding]]:
    """Each upstream's health, with the findings of the routes and of tried chats, or of invalid settings."""

    async def check(resolved: Settings) -> tuple[list[Health], list[Finding]]:
        upstreams = from_settings(resolved)
        routes = [Finding("ok", "route", rule.describe()) for rule in upstreams.rules]
        notes = upstreams.route_notes()
        routes += [Finding("warn" if note.never else "ok", "route", f"{note.text}.") for note in notes]
        try:
            healths = await upstreams.check()
            tried = [] if try_model is None else await try_upstreams(healths, try_model)
            return healths, [*routes, *tried]
        finally:
            await upstreams.close()

    try:
        return asyncio.run(check(auto_upstream.resolve(settings)))
    except SettingsError as error:
        return [], [Finding("FAIL", "upstreams", line) for line in str(error).splitlines()]


def _upstream(settings: Settings, health: Health) -> Finding:
    message = banner.upstream_line(settings, health)
    if not health.reachable:
        return Finding("FAIL", "upstream", message)
    listed = health.upstream.builtin or health.entries is not None
    return Finding("ok" if listed else "warn", "upstream", message)


def _clock(settings: Settings, state: State | None, healths: list[Health]) -> Finding:
    offsets = {
        health.upstream.name: health.clock_offset for health in healths if health.clock_offset is not None
    }
    files = [Path(__file__)]
    if _is_file(settings):
        files.append(sqlite_path(parse(settings.database_url)))
    future = clock.future_offset(files)
    if future is not None:
        offsets["the times of its own files"] = future
    if state is not None and state.clock_offset is not None:
        offsets["PostgreSQL"] = state.clock_offset
    return clock.check(offsets)
