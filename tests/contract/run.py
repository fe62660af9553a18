"""schemathesis against `mock` and `serve`, bounded, counted per operation.

schemathesis' own checks can be satisfied by a server that refuses everything, so the counting is ours: `mock` must give every
operation a valid success; `serve`, before a `mock` as its upstream, every operation that it answers, and a 501 for each it
refuses; and nothing that is sent may end in another 5xx. Then every stream is asked for and each of its events judged, and
what breaks the contract for certain must be refused with a 4xx by every operation.
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
from tests.contract.walk import STREAMED, walk
from tests.support.contract_validation import find_violation
from tests.support.process import server_url
from tests.support.requests import streaming_request

_SECONDS = 20
_MORE = 12


class Tally:
    """What one server answered: operation -> kind of answer -> count, and what was wrong."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.faults: list[str] = []
        self.refusals: dict[str, str] = {}

    def add(self, operation: Operation, answer: requests.Response | httpx.Response) -> None:
        status = answer.status_code
        wrong = find_violation(operation, status, answer.headers.get("content-type", ""), answer.content)
        if wrong is None and status >= 500 and status != 501:
            wrong = f"status {status}: {answer.text[:200]}"
        if wrong is not None:
            self.faults.append(f"{operation.id}: {wrong}")
        else:
            self.counts[operation.id]["2xx" if status < 300 else "501" if status == 501 else "4xx"] += 1
            if status >= 400:
                self.refusals.setdefault(operation.id, answer.text[:300])


def main() -> int:
    """0 if every operation answered as it must."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract.run", description=__doc__)
    parser.add_argument(
        "-n", type=int, default=4, help="valid and senseless requests each, per operation and server"
    )
    options = parser.parse_args()
    told = answers(Settings())
    wanted = {"implemented": "2xx", "forwarded": "2xx", "refused": "501"}
    missing: list[str] = []
    strict = {"VALIDATION": "contract"}
    with (
        server_url("mock", **strict) as mock,
        _upstreams(mock) as file,
        server_url("serve", UPSTREAMS_FILE=file, **strict) as serve,
    ):
        for name, url in (("mock", mock), ("serve", serve)):
            started = time.monotonic()
            kinds = {o.id: "2xx" if name == "mock" else wanted[told[o.id]] for o in OPERATIONS}
            tally = _try(url, options.n, kinds, walks=name == "serve")
            total = sum(tally.counts.values(), Counter[str]())
            print(
                f"{name}: {len(tally.counts)} operations, {dict(sorted(total.items()))}, {time.monotonic() - started:.0f} s"
            )
            for operation in OPERATIONS:
                kind = kinds[operation.id]
                if not tally.counts[operation.id][kind]:
                    missing.append(
                        f"{name}: {operation.id} never answered {kind}, but {dict(tally.counts[operation.id])}: {tally.refusals.get(operation.id)}"
                    )
            _probe(url, kinds, tally, walked=name == "serve")
            missing += [f"{name}: {line}" for line in tally.faults]
    for line in missing[:100]:
        print(line)
    print(f"{len(missing)} faults")
    return 1 if missing else 0


@contextlib.contextmanager
def _upstreams(url: str) -> Iterator[str]:
    """A file that names the mock twice: as one that has `/responses`, and as one that knows only chats."""
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write(
            f'[[upstream]]\nname = "native"\nurl = "{url}"\nresponses = "native"\nmodels = ["native-*"]\n'
            f'[[upstream]]\nname = "chat"\nurl = "{url}"\nresponses = "chat"\n'
        )
        file.flush()
        yield file.name


def _try(url: str, count: int, wanted: Mapping[str, str], *, walks: bool) -> Tally:
    tally = Tally()
    if walks:
        with httpx.Client(base_url=url, timeout=_SECONDS, trust_env=False) as client:
            walk(client, tally.add)
    schema = schemathesis.openapi.from_dict(openapi_document.document())
    by_place = {(o.method, o.path + ("?beta=true" if o.beta else "")): o for o in OPERATIONS}
    with requests.Session() as session:
        session.trust_env = False
        for result in schema.get_all_operations():
            if isinstance(result, Err):
                raise result.err()
            found = result.ok()
            operation = by_place[found.method.upper(), found.path]
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                with contextlib.suppress(_NothingToNegate):
                    _send(url, session, operation, found, mode, count, tally)
            if not tally.counts[operation.id][wanted[operation.id]]:
                # Schemas that leave `type` out admit null and text: a few more tries find a body that means something.
                _send(url, session, operation, found, GenerationMode.POSITIVE, _MORE * count, tally)
    return tally


def _probe(url: str, wanted: Mapping[str, str], tally: Tally, *, walked: bool) -> None:
    streams = refusals = 0
    with httpx.Client(base_url=url, timeout=_SECONDS, trust_env=False) as client:
        for operation in OPERATIONS:
            for request in probes.bad(operation):
                answer = client.request(**request)
                refusals += 1
                if not 400 <= answer.status_code < 500:
                    tally.faults.append(
                        f"{operation.id}: {answer.status_code} for bad input {request!r:.300}"
                    )
            streams_alone = operation.id not in STREAMED or not walked
            if (
                streams_alone
                and wanted[operation.id] == "2xx"
                and any(r.kind == "events" for r in operation.responses)
            ):
                answer = client.request(**streaming_request(operation))
                streams += 1
                tally.add(operation, answer)
                if not answer.headers["content-type"].startswith("text/event-stream"):
                    tally.faults.append(f"{operation.id}: no stream, but {answer.text[:200]}")
    print(f"  {streams} streams of valid events, {refusals} times bad input")


def _with_filenames(sent: dict[str, Any]) -> dict[str, Any]:
    """schemathesis sends files without a filename, by which every client and every server tells them from text."""
    if isinstance(sent.get("files"), list):
        sent["files"] = [
            (name, ("example", *part[1:]) if isinstance(part, tuple) and isinstance(part[1], bytes) else part)
            for name, part in sent["files"]
        ]
    return sent


class _NothingToNegate(Exception):
    """An operation without parameters and body has no senseless request."""


def _send(
    url: str,
    session: requests.Session,
    operation: Operation,
    found: Any,
    mode: GenerationMode,
    count: int,
    tally: Tally,
) -> None:
    @settings(
        max_examples=count, database=None, deadline=None, derandomize=True, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(found.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        sent = _with_filenames(case.as_transport_kwargs(base_url=url))
        try:
            tally.add(operation, session.request(**sent, timeout=_SECONDS))
        except requests.exceptions.InvalidHeader:
            return  # nothing that HTTP can carry

    try:
        send()
    except Exception as error:
        if mode is GenerationMode.NEGATIVE and "nsatisfiable" in f"{type(error).__name__}{error}":
            raise _NothingToNegate from None
        raise


if __name__ == "__main__":
    sys.exit(main())
