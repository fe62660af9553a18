"""The upstream and the load generator: two small C programs, for 127.0.0.1 only."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_SOURCES = Path(__file__).parent / "tools"


@dataclass(frozen=True, slots=True)
class Programs:
    """Paths of the compiled programs."""

    upstream: Path
    load: Path


@dataclass(frozen=True, slots=True)
class Times:
    """Percentiles and the maximum, in microseconds."""

    p50: int
    p99: int
    max: int


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The load generator's counts. Each sent request is counted once, from `complete` to `unfinished`."""

    sent: int
    complete: int
    """Correct answers, read to the last byte."""
    wrong: int
    """Answers of the right status with an event missing, repeated or out of order, or with another text."""
    status: int
    """Answers of another status."""
    broken: int
    """Answers that ended early."""
    refused: int
    """Connections that were refused."""
    disconnected: int
    """Answers that the client closed on purpose (`--leave-after`)."""
    unfinished: int
    """Answers that were incomplete when the time was up."""
    usages: int
    """Usage events in the complete streams."""
    elapsed_us: int
    """From the first request to the last answer, in microseconds."""
    first: Times
    total: Times
    example: str
    """The first invalid answer."""

    @property
    def faults(self) -> int:
        """The number of answers that were neither complete nor closed by the client."""
        return self.sent - self.complete - self.disconnected


@dataclass(frozen=True, slots=True)
class Upstream:
    """The running upstream."""

    port: int

    @property
    def url(self) -> str:
        """The base URL without the API's prefix."""
        return f"http://127.0.0.1:{self.port}"

    def counts(self) -> dict[str, int]:
        """`requests`, `chats`, `streams`, `complete` and `disconnected` answers, `faults`, `open`
        connections.
        """
        counts: dict[str, int] = json.loads(get(f"{self.url}/counts"))
        return counts


def compile_programs(folder: Path) -> Programs:
    """Compiles both programs into a folder with gcc."""
    for name in ("upstream", "load"):
        command = ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(folder / name)]
        subprocess.run([*command, str(_SOURCES / f"{name}.c")], check=True)
    return Programs(folder / "upstream", folder / "load")


@contextlib.contextmanager
def upstream(programs: Programs, seconds: int, before: Sequence[str] = ()) -> Iterator[Upstream]:
    """Runs the upstream until the block ends, for `seconds` at most."""
    process = subprocess.Popen(
        [*before, str(programs.upstream), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Upstream(int(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def start_load(
    programs: Programs, url: str, arguments: Sequence[str], before: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """Starts a load; see tools/load.c for the arguments."""
    command = [*before, str(programs.load), "--port", str(urlsplit(url).port), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish_load(process: subprocess.Popen[str]) -> LoadResult:
    """Waits for a load's end and returns its counts."""
    output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the load generator failed: {process.returncode}")
    counts: dict[str, Any] = json.loads(output)
    del counts["bytes"]
    first, total = Times(**counts.pop("first")), Times(**counts.pop("total"))
    return LoadResult(**counts, first=first, total=total)


def get(url: str) -> bytes:
    """The body at `url`, without a proxy; raises OSError for every status but 200."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", parts.path)
        response = connection.getresponse()
        if response.status != 200:
            raise OSError(f"{url} answers {response.status}")
        return response.read()
