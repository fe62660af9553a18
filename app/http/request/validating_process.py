"""The process that decodes and validates long bodies, one after the other: `python -m` of this module.

It reads from stdin a line of JSON with the length, the model's name and the number of nodes, then the body.
It writes a line of JSON to stdout: the failure, if any, and where long values of the body end. It ends at the
end of stdin, so with the server, however that ends.
"""

from __future__ import annotations

import contextlib
import re
import signal
import sys
from pathlib import Path
from typing import Any

import orjson

from app.contract.json_text import long_ends
from app.errors import BadRequest
from app.http.request import contract_models, strict_json
from app.http.request.validation import ValidationFailure

_STATUS = Path("/proc/self/status")
_MEMORY_BYTES = 32 * 1024 * 1024
# Eight are used at most; orjson reserves twelve more while it parses, and does not touch them.
_MEMORY_PER_BYTE = 20
# orjson reserves this for each member of the list that it encodes, does not touch it, and crashes without it.
_MEMORY_PER_NODE = 256


def main() -> None:
    """Runs until stdin ends."""
    # A terminal's signal reaches the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, results = sys.stdin.buffer, sys.stdout.buffer
    for line in iter(jobs.readline, b""):
        job = orjson.loads(line)
        body = jobs.read(job["length"])
        if len(body) == job["length"]:
            found, body = _check(job["model"], body, job["nodes"])
            results.write(orjson.dumps(found) + b"\n" + body)
            results.flush()
        del body


def _check(model: str | None, body: bytes, nodes: int) -> tuple[dict[str, Any], bytes]:
    """What is sent back: the result, and the body if it was changed."""
    if model is not None:
        contract_models.warm(model)
    _limit_memory(_MEMORY_BYTES + _MEMORY_PER_BYTE * len(body) + _MEMORY_PER_NODE * nodes)
    failure: ValidationFailure | None = None
    changed = False
    ends: dict[int, int] = {}
    try:
        value = strict_json.decode(body)
        if model is not None and b"null" in body:
            failure, changed = contract_models.failure_without_nulls(model, value)
        elif model is not None:
            failure = contract_models.failure(model, value)
        if changed:
            body = orjson.dumps(value)
        if isinstance(value, dict) and (failure is None or failure.only_unknown):
            ends = long_ends(body)
    except BadRequest as raised:
        # A new one: its traceback leads to the frame that holds the body, and the frame to it.
        error = BadRequest(raised.message, param=raised.param, code=raised.code)
        failure = ValidationFailure(error, only_unknown=False)
    except MemoryError:
        error = BadRequest("The JSON body takes too much memory; send less.", code="too_many_values")
        failure = ValidationFailure(error, only_unknown=False)
    sent_back = body if changed else b""
    found: dict[str, Any] = {"length": len(sent_back), "ends": [*ends.items()], "error": None}
    if failure is not None:
        error = failure.error
        found["error"] = {"message": error.message, "param": error.param, "code": error.code}
        found |= {"only_unknown": failure.only_unknown, "places": failure.places}
    return found, sent_back


def _limit_memory(more: int) -> None:
    """Limits the address space to what is in use and `more`, where the system reports what is in use."""
    if not _STATUS.exists():
        return
    import resource

    used = re.search(r"^VmSize:\s*(\d+) kB", _STATUS.read_text(encoding="ascii"), re.M)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if used is not None:
        limit = int(used[1]) * 1024 + more
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))


if __name__ == "__main__":
    main()
