"""A project's chats beside another project's filters that match nothing, on both databases.

The goal: with 24 filters at once over 100,000 chats, the other project's chats take at most twice their time.
The filters are sent by a process of their own, all of them together and again once all are answered, with a
pause between. The two loads take turns, and the ratio is that of medians.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
from sqlalchemy import insert
from sqlmodel import Session

from app.access.key_hasher import KeyHasher, new_key
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.completion_repository import metadata_rows
from app.storage.database import Database
from app.storage.ids import mint
from app.storage.project_repository import ProjectRepository
from app.storage.rows import CompletionMetadataRow
from app.storage.schema import upgrade
from app.storage.tables import METADATA
from tests.bench.programs import Programs, upstream
from tests.bench.scenarios import CHAT
from tests.bench.systems import upstreams_file
from tests.support.databases import postgres_server
from tests.support.process import server_process
from tests.support.rows import administer

_CHATS = 100_000
_BATCH = 5_000
_FILTERS = 24
_ROUNDS = 3
_ROUND_SECONDS = 4.0
_PAUSE_SECONDS = 0.25
_LONGEST = 1800
_PEPPER = "a pepper of the bench"
_ORGANIZATION = "org-default"
FILTERS = {
    "a pair that no chat has": "metadata[team]=none",
    "two pairs that no chat has both of": "metadata[team]=even&metadata[half]=odd",
    "a model that no chat has": "model=none",
    "a model and a pair of other chats": "model=even&metadata[half]=odd",
    "only what is no helper call": "helper=false",
    "helper calls of another model": "helper=true&model=none",
}
"""What a filter asks for -> its query. All of the project's chats are helper calls."""


def run(programs: Programs, pattern: str) -> int:
    """Prints a table for each database, of the filters whose name has `pattern`; returns 0, as an invalid
    answer raises.
    """
    with upstream(programs, _LONGEST) as behind, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with postgres_server() as postgres:
            for product, url in (
                ("SQLite", f"sqlite:///{folder}/bench.db"),
                ("PostgreSQL", postgres.get_uri()),
            ):
                keys = asyncio.run(_fill(url))
                print(f"\n{product}: {_FILTERS} filters at once over {_CHATS:,} chats", flush=True)
                with server_process(
                    "serve",
                    AUTH="keys",
                    KEY_PEPPER=_PEPPER,
                    UPSTREAMS_FILE=upstreams_file(folder, behind),
                    DATABASE_URL=url,
                ) as server:
                    _measure(server.url, *keys, pattern)
    return 0


async def _fill(url: str) -> tuple[str, str]:
    """Fills an empty database; the key of the project with the chats, and that of another one."""
    upgrade(url)
    keys = new_key("project"), new_key("project")
    projects: list[str] = []

    def create(session: Session) -> None:
        for number, key in enumerate(keys):
            projects.append(ProjectRepository(session, _ORGANIZATION).create(f"p{number}").id)
            record = KeyHasher(_PEPPER.encode()).record(key, "project", "")
            ApiKeyRepository(session, _ORGANIZATION).create(record, projects[-1])

    database = Database(url)
    try:
        await administer(database, create)
        for start in range(0, _CHATS, _BATCH):
            await database.write(partial(_add, project=projects[0], start=start))
    finally:
        await database.close()
    return keys


def _add(session: Session, project: str, start: int) -> None:
    chats: list[dict[str, Any]] = []
    pairs: list[CompletionMetadataRow] = []
    for number in range(start, start + _BATCH):
        kind = ("even", "odd")[number % 2]
        metadata = {"team": kind, "half": kind, "number": str(number)}
        chat = {
            "project_id": project, "id": mint("chatcmpl-"), "created_at": 1, "model": kind,
            "metadata_": metadata, "messages": "[]", "parameters": "{}", "response": "{}",
            "upstream": "x", "provider_id": None, "helper": "title",
        }  # fmt: skip
        chats.append(chat)
        pairs += metadata_rows(project, str(chat["id"]), metadata)
    session.execute(insert(METADATA.tables["chat_completions"]), chats)
    session.execute(insert(METADATA.tables["chat_completion_metadata"]), pairs)


def _measure(url: str, filtering: str, chatting: str, pattern: str) -> None:
    with httpx.Client(trust_env=False, timeout=60, headers={"authorization": f"Bearer {chatting}"}) as client:
        _chats(client, url)
        for name, query in FILTERS.items():
            if pattern not in name:
                continue
            alone: list[float] = []
            beside: list[float] = []
            answered = 0
            for _ in range(_ROUNDS):
                alone += _chats(client, url)
                with _filters(url, query, filtering) as count:
                    beside += _chats(client, url)
                answered += count[0]
            before, after = statistics.median(alone), statistics.median(beside)
            print(
                f"{name:<36} {before:6.2f} ms, beside {answered:6} filters {after:6.2f} ms "
                f"({after / before:4.2f} x); 95 %: {_most(alone):6.2f}, {_most(beside):6.2f} ms",
                flush=True,
            )


def _chats(client: httpx.Client, url: str) -> list[float]:
    """The times of chats, in milliseconds, one after another."""
    times: list[float] = []
    end = time.monotonic() + _ROUND_SECONDS
    while time.monotonic() < end:
        started = time.perf_counter()
        answer = client.post(
            f"{url}/chat/completions", content=CHAT.body, headers={"content-type": "application/json"}
        )
        times.append((time.perf_counter() - started) * 1e3)
        if answer.status_code != 200:
            raise SystemExit(f"a chat was answered {answer.status_code}: {answer.text[:300]}")
    return times


@contextlib.contextmanager
def _filters(url: str, query: str, key: str) -> Iterator[list[int]]:
    """Sends filters until the block ends; then the list has the number of those that were answered."""
    context = multiprocessing.get_context("spawn")
    stop, answered = context.Event(), context.Value("i", 0)
    process = context.Process(target=_send_filters, args=(url, query, key, stop, answered))
    process.start()
    count: list[int] = []
    try:
        while not answered.value and process.is_alive():
            time.sleep(0.05)
        yield count
    finally:
        stop.set()
        process.join(60)
        process.kill()
        count.append(answered.value)
    if process.exitcode:
        raise SystemExit("a filter was not answered with an empty list")


def _send_filters(url: str, query: str, key: str, stop: Event, answered: multiprocessing.Value) -> None:  # type: ignore[valid-type]  # a function, though it makes a type
    asyncio.run(_filter_in_bursts(url, query, key, stop, answered))


async def _filter_in_bursts(url: str, query: str, key: str, stop: Event, answered: object) -> None:
    parts = urlsplit(url)
    request = (
        f"GET {parts.path}/chat/completions?{query} HTTP/1.1\r\nhost: {parts.netloc}\r\n"
        f"authorization: Bearer {key}\r\n\r\n"
    ).encode()
    connections = [await asyncio.open_connection(parts.hostname, parts.port) for _ in range(_FILTERS)]
    while not stop.is_set():
        await asyncio.gather(*(_filter(*connection, request) for connection in connections))
        answered.value += _FILTERS  # type: ignore[attr-defined]  # a shared integer
        await asyncio.sleep(_PAUSE_SECONDS)


async def _filter(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> None:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    body = await reader.readexactly(int(head.partition(b"content-length: ")[2].split(b"\r\n")[0]))
    if not head.startswith(b"http/1.1 200 ") or b'"data":[]' not in body:
        raise SystemExit(f"a filter was answered {head + body!r}")


def _most(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
