"""The upstream and the load generator: two small C programs, compiled into a folder, on 127.0.0.1 only."""

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
    """Where they are."""

    upstream: Path
    load: Path


@dataclass(frozen=True, slots=True)
class Times:
    """In microseconds."""

    p50: int
    p99: int
    most: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What the load generator counted. Each request that was sent is in one of the counts from `whole` to `late`."""

    sent: int
    whole: int
    """As they should be, to the last byte."""
    wrong: int
    """Of the right status, but with an event missing, too many, out of order, or another text."""
    status: int
    """Of another status."""
    broken: int
    """Ended midway."""
    refused: int
    left: int
    """Given up by the client, as it was told to."""
    late: int
    """Not whole when the time was up."""
    usages: int
    """Usage events in the streams that were whole."""
    us: int
    """From the first request to the last answer."""
    first: Times
    total: Times
    example: str
    """The first answer that was not as it should be."""

    @property
    def faults(self) -> int:
        """Answers that were not as they should be."""
        return self.sent - self.whole - self.left


@dataclass(frozen=True, slots=True)
class Upstream:
    """The upstream while it runs."""

    port: int

    @property
    def url(self) -> str:
        """Without the API's prefix."""
        return f"http://127.0.0.1:{self.port}"

    def counts(self) -> dict[str, int]:
        """What it did: `requests`, `chats`, `streams`, answers `whole`, `left` by the client, `faults`, `open` connections."""
        counts: dict[str, int] = json.loads(get(f"{self.url}/counts"))
        return counts


def compiled(folder: Path) -> Programs:
    """Both, made by gcc."""
    for name in ("upstream", "load"):
        command = ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(folder / name)]
        subprocess.run([*command, str(_SOURCES / f"{name}.c")], check=True)
    return Programs(folder / "upstream", folder / "load")


@contextlib.contextmanager
def upstream(programs: Programs, seconds: int, before: Sequence[str] = ()) -> Iterator[Upstream]:
    """Runs until the block ends, for `seconds` at most."""
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


def begun(
    programs: Programs, url: str, arguments: Sequence[str], before: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """A load that runs; see tools/load.c for the arguments."""
    command = [*before, str(programs.load), "--port", str(urlsplit(url).port), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> Answered:
    """Its counts, once it has ended."""
    told, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the load generator failed: {process.returncode}")
    counts: dict[str, Any] = json.loads(told)
    del counts["bytes"]
    first, total = Times(**counts.pop("first")), Times(**counts.pop("total"))
    return Answered(**counts, first=first, total=total)


def get(url: str) -> bytes:
    """What is there, asked without any proxy; `OSError` if nothing or an error is."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        if answer.status != 200:
            raise OSError(f"{url} answers {answer.status}")
        return answer.read()
