"""Validates long bodies in a process of its own: a thread would hold the interpreter, and so the loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from app.errors import BadRequest, Unavailable
from app.http.request.validation import ValidationFailure

_log = logging.getLogger(__name__)

_MODULE = "app.http.request.validating_process"
_SECONDS = 30.0
_STOP_SECONDS = 2.0
_PIECE_BYTES = 256 * 1024
# What the interpreter and its libraries need; the server's own variables hold keys.
_VARIABLES = ("PATH", "PYTHON", "LD_", "DYLD_", "LANG", "LC_", "SYSTEMROOT", "TMP")
# Freed memory goes back to the system at once.
_ALLOCATOR = {"MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "131072"}


class Checked(NamedTuple):
    """Why a body is rejected, if it is; the body without nulls, if it had some; where its long values end."""

    failure: ValidationFailure | None
    changed: bytes | None
    ends: Mapping[int, int]


class ValidationWorker:
    """One process, started by the first long body and again if it ends; it validates one body at a time.

    A body that takes it longer than `seconds` ends it.
    """

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._free = asyncio.Lock()
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """The id of the process, if there is one."""
        return None if self._process is None else self._process.pid

    async def check(self, model: str | None, data: bytes, nodes: int = 0) -> Checked:
        """Whether a JSON body of so many nodes is strict JSON and, if there is a model, valid by it.

        Raises Unavailable if the process ends or takes too long.
        """
        async with self._free:
            try:
                async with asyncio.timeout(self._seconds):
                    found, changed = await self._ask(model, data, nodes)
            except BaseException as error:
                # The next answer of the process would be this body's.
                self._kill()
                if not isinstance(error, TimeoutError | OSError | ValueError | EOFError):
                    raise
                _log.error("the process that validates long bodies was ended: %r", error)
                raise Unavailable(
                    "The body could not be validated in time. Try again, or send less.",
                    headers={"retry-after": "1"},
                ) from None
        ends, fault = dict(found["ends"]), found["error"]
        if fault is None:
            return Checked(None, changed, ends)
        failure = ValidationFailure(BadRequest(**fault), found["only_unknown"], tuple(found["places"]))
        return Checked(failure, changed, ends)

    async def close(self) -> None:
        """Ends the process and waits for its end."""
        async with self._free:
            process, self._process = self._process, None
            if process is None or process.stdin is None:
                return
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), _STOP_SECONDS)
            except TimeoutError:
                process.kill()
                await process.wait()

    async def _ask(self, model: str | None, data: bytes, nodes: int) -> tuple[Any, bytes | None]:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await _start()
        # Both are pipes, by the arguments of `_start`.
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - narrows the types of the pipes
        process.stdin.write(orjson.dumps({"length": len(data), "model": model, "nodes": nodes}) + b"\n")
        pieces = memoryview(data)
        for start in range(0, len(data), _PIECE_BYTES):
            process.stdin.write(pieces[start : start + _PIECE_BYTES])
            await process.stdin.drain()
        found = orjson.loads(await process.stdout.readline())
        length: int = found["length"]
        return found, await process.stdout.readexactly(length) if length else None

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()


async def _start() -> Process:
    variables = {name: value for name, value in os.environ.items() if name.startswith(_VARIABLES)}
    # Its modules are this process's own, not those of a folder that the server happens to run in.
    variables["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
    return await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", _MODULE,
        stdin=PIPE, stdout=PIPE, env=variables | _ALLOCATOR, start_new_session=True,
    )  # fmt: skip
