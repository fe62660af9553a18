"""Bodies that cost a server more than they cost their sender, and what they cost this one.

For each body: how long the loop served no other client, and how much memory was used. The loop is observed
from outside: another process asks `/healthz` without a pause, and the time between two answers is the stall,
by the clock and by the CPU time of the server, which a busy machine does not stretch. The last attack is a
flood of preflights.

The environment's `DATABASE_URL` and `WORKERS` are those of the servers. Of several workers each is asked, and
the CPU time is that of the one that used most of it.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import chain
from operator import sub
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench import processes
from tests.bench.hostile_bodies import CHATS, Attack, attacks
from tests.support.process import server_process

_MIB = 1024 * 1024
MAX_STALL_MS = 250

_ORIGIN = "http://page.test"
_FLOOD_SECONDS = 5
_FLOOD_CONNECTIONS = 32


def _preflight(name: str, origin: str) -> Attack:
    lines = ("OPTIONS /v1/chat/completions HTTP/1.1", "host: localhost", f"origin: {origin}")
    asked = ("access-control-request-method: POST", "access-control-request-headers: authorization")
    body = "\r\n".join((*lines, *asked, "", "")).encode()
    return Attack(name, CHATS, body, len(body))


_FLOODS = (
    _preflight("preflights of an allowed page", _ORIGIN),
    _preflight("preflights of another page", "http://other.test"),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one attack: the answer's status and length, times in milliseconds, memory in MiB."""

    status: int
    answer: int
    took: float
    stall: float
    stall_cpu: float
    memory: float
    allowed: float


def run(pattern: str) -> int:
    """Returns 1 if a body costs more than is allowed; of all whose names match the pattern."""
    print(
        f"{'body':36} {'bytes':>10} {'status':>6} {'answer':>7} {'took':>7} {'stall':>7} {'of CPU':>7}"
        f" {'memory':>7} {'allowed':>7}  (ms, MiB)",
        flush=True,
    )
    over = 0
    for attack in chain(attacks(), _FLOODS):
        if re.search(pattern, attack.name) is None:
            continue
        cost = measure(attack)
        bad = cost.stall_cpu > MAX_STALL_MS or cost.memory > cost.allowed
        over += bad
        print(
            f"{attack.name:36} {len(attack.body):10,} {cost.status:6} {cost.answer:7,} {cost.took:7,.0f}"
            f" {cost.stall:7,.0f} {cost.stall_cpu:7,.0f} {cost.memory:7,.0f} {cost.allowed:7,.0f}"
            f"  {'OVER' if bad else ''}",
            flush=True,
        )
    print(f"{over} over the bounds of {MAX_STALL_MS} ms and 32 MiB + 8 x the size")
    return 1 if over else 0


def measure(attack: Attack) -> Cost:
    """Sends the attack to a server of its own."""
    with server_process("serve", AUTH="open", CORS_ORIGINS=_ORIGIN) as server:
        port = urlsplit(server.url).port or 0
        warm = json.dumps({"model": "builtin", "messages": [{"role": "user", "content": "a"}]}).encode()
        workers = _workers(server.pid)
        embed = b'{"model":"text-embedding-3-small","input":[1]}'
        # The kernel chooses the worker: each is to have loaded its modules, and started its process.
        for _ in range(1 if len(workers) == 1 else 8):
            for body in (warm, b" " * 300_000 + warm):
                _send(port, Attack("", CHATS, body, len(body)))
            for body in (embed, b" " * 300_000 + embed):
                _send(port, Attack("", "embeddings", body, len(body)))
        processes.wait_until_idle(server.pid)
        before, own = sum(map(_resident, workers)), _resident(server.pid, children=False)
        Path(f"/proc/{server.pid}/clear_refs").write_text("5")
        probe = _Probe(port, workers)
        probe.start()
        time.sleep(0.3)
        started = time.monotonic()
        status, answer = _flood(port, attack.body) if attack in _FLOODS else _send(port, attack)
        took = time.monotonic() - started
        time.sleep(1.0)
        probe.stop()
        # The peak of several workers is that of all at a moment.
        peak = max(_peak(server.pid) - own if len(workers) == 1 else 0, probe.resident - before)
        if status == 0 or status >= 500:
            print(answer[:300], server.log.read_text()[-1500:], file=sys.stderr)
    return Cost(
        status,
        len(answer),
        took * 1000,
        probe.stall * 1000,
        probe.stall_cpu * 1000,
        peak,
        32 + 8 * max(attack.size, len(attack.body)) / _MIB,
    )


class _Probe(threading.Thread):
    """Asks for the server's health without a pause and records the longest time between two answers."""

    def __init__(self, port: int, workers: list[int]) -> None:
        super().__init__(daemon=True)
        self._port, self._workers = port, workers
        self._ended = threading.Event()
        self.stall = self.stall_cpu = self.resident = 0.0

    def run(self) -> None:
        """In this thread; a stalled server is waited for two minutes."""
        request = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"
        with ExitStack() as stack:
            # The kernel spreads connections over the workers.
            connections = [
                stack.enter_context(socket.create_connection(("127.0.0.1", self._port), timeout=120))
                for _ in range(1 if len(self._workers) == 1 else 6)
            ]
            last, last_cpu = time.monotonic(), [_cpu(pid) for pid in self._workers]
            while not self._ended.is_set():
                for connection in connections:
                    connection.sendall(request)
                    if not connection.recv(4096):
                        return
                    now, cpu = time.monotonic(), [_cpu(pid) for pid in self._workers]
                    self.stall = max(self.stall, now - last)
                    self.stall_cpu = max(self.stall_cpu, *map(sub, cpu, last_cpu))
                    last, last_cpu = now, cpu
                self.resident = max(self.resident, sum(map(_resident, self._workers)))
                time.sleep(0.002)

    def stop(self) -> None:
        """Ends the thread."""
        self._ended.set()
        self.join()


def _workers(pid: int) -> list[int]:
    """The processes that have a loop: the server, or the workers that it started."""
    if int(os.environ.get("WORKERS", "1")) == 1:
        return [pid]
    return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _cpu(pid: int) -> float:
    with suppress(OSError):
        return time.clock_gettime(processes.cpu_clock(pid))
    return 0.0


def _resident(pid: int, *, children: bool = True) -> float:
    """MiB of the process, and of the ones that it started."""
    pids = [pid]
    if children:
        with suppress(OSError):
            pids += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    total = 0
    for each in pids:
        with suppress(OSError):
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1])
    return total * os.sysconf("SC_PAGE_SIZE") / _MIB


def _peak(pid: int) -> float:
    with suppress(OSError):
        found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def _send(port: int, attack: Attack) -> tuple[int, bytes]:
    head = [
        f"POST /v1/{attack.path} HTTP/1.1",
        "host: localhost",
        f"content-type: {attack.content_type}",
        f"content-length: {len(attack.body)}",
        "connection: close",
    ]
    if attack.encoding:
        head.append(f"content-encoding: {attack.encoding}")
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=300) as connection:
        with suppress(OSError):
            connection.sendall("\r\n".join([*head, "", ""]).encode() + attack.body)
        with suppress(OSError):
            while chunk := connection.recv(65536):
                received += chunk
    top, _, rest = received.partition(b"\r\n\r\n")
    return int(top.split()[1]) if top else 0, rest


def _flood(port: int, request: bytes) -> tuple[int, bytes]:
    """Sends it on many connections, over and over, each a thousand times before its answers are read."""
    statuses: list[bytes] = []

    def send() -> None:
        end = time.monotonic() + _FLOOD_SECONDS
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.settimeout(0.5)
            while time.monotonic() < end:
                with suppress(TimeoutError):
                    connection.sendall(request * 1000)
                with suppress(TimeoutError):
                    while answers := connection.recv(1 << 20):
                        statuses.append(answers[9:12])

    senders = [threading.Thread(target=send) for _ in range(_FLOOD_CONNECTIONS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return int(statuses[0]) if statuses else 0, b""
