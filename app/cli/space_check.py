"""`doctor`'s check of the space that the database takes, and of how long the disk will do."""

from __future__ import annotations

import shutil
import time

from app.cli.finding import Finding
from app.settings import Settings
from app.storage.database_url import StorageError
from app.storage.space import Space, space

_DAY_SECONDS = 86_400
_WARN_BELOW_DAYS = 30


def check(settings: Settings) -> Finding:
    """Size, log, the oldest exchange and RETAIN_DAYS; the growth, and when the disk is full at that rate."""
    try:
        found = space(settings.database_url)
    except StorageError as error:
        return Finding("FAIL", "space", str(error))
    log = "" if found.log is None else f", its log {_bytes(found.log)}"
    size = f"the database is {_bytes(found.size)}{log}"
    if found.oldest is None:
        return Finding("ok", "space", f"{size}; no exchange is stored")
    age = (time.time() - found.oldest) / _DAY_SECONDS
    date = time.strftime("%Y-%m-%d", time.gmtime(found.oldest))
    retention = (
        f"RETAIN_DAYS={settings.retain_days} deletes {'older ones' if settings.retain_days else 'none'}"
    )
    message = f"{size}; the oldest exchange is of {date}, {retention}"
    if age < 1:
        return Finding("ok", "space", message)
    growth = found.size / age
    message += f"; on average it grew by {_bytes(growth)} a day"
    levels_off = 0 < settings.retain_days <= age
    if found.folder is None or levels_off:
        return Finding("ok", "space", message)
    return _until_full(found, growth, message)


def _until_full(found: Space, growth: float, message: str) -> Finding:
    free = shutil.disk_usage(str(found.folder)).free
    days = free / growth
    message += f", which fills the {_bytes(free)} of free space in {days:,.0f} days"
    if days >= _WARN_BELOW_DAYS:
        return Finding("ok", "space", message)
    return Finding("warn", "space", f"{message}. Set RETAIN_DAYS, or move DATABASE_URL to a larger disk.")


def _bytes(count: float) -> str:
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} GiB"
