"""schemathesis against `mock` and `serve`, with a bounded number of requests, counted per operation.

A server that rejects everything can satisfy schemathesis' own checks, so the counting is ours. `mock` must
answer every operation with a valid success. `serve`, with a `mock` as its upstream, must answer every
operation that it supports with a valid success and every other one with 501. No request may end in another
5xx. Then every stream is requested and each of its events validated, and every operation must reject invalid
requests with a 4xx.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Err

from app.contract import openapi_document
from app.main import answers
from app.settings import Settings
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.contract import probes
from tests.contract.organization_walk import walk_organization
from tests.contract.walk import STREAMED, walk
from tests.support.contract_validation import find_violation
from tests.support.process import server_url
from tests.support.requests import streaming_request

_SECONDS = 20
_RETRY_FACTOR = 12


class Tally:
    """The responses of one server: operation -> kind of status -> count, the violations, and examples of
    errors.
    """

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.violations: list[str] = []
        self.errors: dict[str, str] = {}

    def add(self, operation: Operation, response: requests.Response | httpx.Response) -> None:
        """Validates a response and counts it."""
        status = response.status_code
        media_type = response.headers.get("content-type", "")
        violation = find_violation(operation, status, media_type, response.content)
        if violation is None and status >= 500 and status != 501:
            violation = f"status {status}: {response.text[:200]}"
        if violation is not None:
            self.violations.append(f"{operation.id}: {violation}")
        else:
            self.counts[operation.id]["2xx" if status < 300 else "501" if status == 501 else "4xx"] += 1
            if status >= 400:
                self.errors.setdefault(operation.id, response.text[:300])


def main() -> int:
    """Returns 0 if every operation answers as it must."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract.run", description=__doc__)
    parser.add_argument(
        "-n", type=int, default=4, help="valid and negative requests each, per operation and server"
    )
    options = parser.parse_args()
    kinds = answers(Settings())
    expected_status = {"implemented": "2xx", "forwarded": "2xx", "refused": "501"}
    faults: list[str] = []
    strict = {"VALIDATION": "contract"}
    with (
        server_url("mock", **strict) as mock,
        _upstreams(mock) as file,
        server_url("serve", UPSTREAMS_FILE=file, **strict) as serve,
    ):
        for name, url in (("mock", mock), ("serve", serve)):
            started = time.monotonic()
            expected = {o.id: "2xx" if name == "mock" else expected_status[kinds[o.id]] for o in OPERATIONS}
            tally = _run_schemathesis(url, options.n, expected, walks=name == "serve")
            total = dict(sorted(sum(tally.counts.values(), Counter[str]()).items()))
            seconds = time.monotonic() - started
            print(f"{name}: {len(tally.counts)} operations, {total}, {seconds:.0f} s")
            for operation in OPERATIONS:
                counts = tally.counts[operation.id]
                if not counts[expected[operation.id]]:
                    faults.append(
                        f"{name}: {operation.id} never answered {expected[operation.id]},"
                        f" but {dict(counts)}: {tally.errors.get(operation.id)}"
                    )
            _probe(url, expected, tally, walked=name == "serve")
            faults += [f"{name}: {line}" for line in tally.violations]
    for line in faults[:100]:
        print(line)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


@contextlib.contextmanager
def _upstreams(url: str) -> Iterator[str]:
    """An upstreams file with the mock twice: as one that supports `/responses`, and as one for chats only."""
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write(
            f'[[upstream]]\nname = "native"\nurl = "{url}"\nresponses = "native"\nmodels = ["native-*"]\n'
            f'[[upstream]]\nname = "chat"\nurl = "{url}"\nresponses = "chat"\n'
        )
        file.flush()
        yield file.name


def _run_schemathesis(url: str, count: int, expected: Mapping[str, str], *, walks: bool) -> Tally:
    tally = Tally()
    if walks:
        with httpx.Client(base_url=url, timeout=_SECONDS, trust_env=False) as client:
            walk(client, tally.add)
        walk_organization(tally.add, _SECONDS)
    schema = schemathesis.openapi.from_dict(openapi_document.document())
    by_path = {(o.method, o.path + ("?beta=true" if o.beta else "")): o for o in OPERATIONS}
    with requests.Session() as session:
        session.trust_env = False
        for result in schema.get_all_operations():
            if isinstance(result, Err):
                raise result.err()
            declared = result.ok()
            operation = by_path[declared.method.upper(), declared.path]
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                with contextlib.suppress(_NothingToNegate):
                    _send(url, session, operation, declared, mode, count, tally)
            if not tally.counts[operation.id][expected[operation.id]]:
                # Schemas without `type` also admit null and text; more attempts find a meaningful body.
                _send(
                    url, session, operation, declared, GenerationMode.POSITIVE, _RETRY_FACTOR * count, tally
                )
    return tally


def _probe(url: str, expected: Mapping[str, str], tally: Tally, *, walked: bool) -> None:
    """Sends invalid requests and requests every stream; `walked` streams were requested before."""
    streams = invalid = 0
    with httpx.Client(base_url=url, timeout=_SECONDS, trust_env=False) as client:
        for operation in OPERATIONS:
            for request in probes.invalid_requests(operation):
                response = client.request(**request)
                invalid += 1
                if not 400 <= response.status_code < 500:
                    tally.violations.append(
                        f"{operation.id}: {response.status_code} for an invalid request {request!r:.300}"
                    )
            is_pending = operation.id not in STREAMED or not walked
            if (
                is_pending
                and expected[operation.id] == "2xx"
                and any(r.kind == "events" for r in operation.responses)
            ):
                response = client.request(**streaming_request(operation))
                streams += 1
                tally.add(operation, response)
                if not response.headers["content-type"].startswith("text/event-stream"):
                    tally.violations.append(f"{operation.id}: no stream, but {response.text[:200]}")
    print(f"  {streams} streams validated, {invalid} invalid requests sent")


def _with_filenames(request: dict[str, Any]) -> dict[str, Any]:
    """Adds the filenames that schemathesis omits: clients and servers recognise files by them."""
    if isinstance(request.get("files"), list):
        request["files"] = [
            (name, ("example", *part[1:]) if isinstance(part, tuple) and isinstance(part[1], bytes) else part)
            for name, part in request["files"]
        ]
    return request


class _NothingToNegate(Exception):
    """An operation without parameters and body has no negative request."""


def _send(
    url: str,
    session: requests.Session,
    operation: Operation,
    declared: Any,
    mode: GenerationMode,
    count: int,
    tally: Tally,
) -> None:
    @settings(
        max_examples=count, database=None, deadline=None, derandomize=True, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(declared.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        request = _with_filenames(case.as_transport_kwargs(base_url=url))
        try:
            tally.add(operation, session.request(**request, timeout=_SECONDS))
        except requests.exceptions.InvalidHeader:
            return  # HTTP cannot carry this header

    try:
        send()
    except Exception as error:
        if mode is GenerationMode.NEGATIVE and "nsatisfiable" in f"{type(error).__name__}{error}":
            raise _NothingToNegate from None
        raise


if __name__ == "__main__":
    sys.exit(main())
