"""Outbound calls in tests: names resolve as a test says, and listed ones lead to this machine."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping, Sequence

from app.outbound.address_rules import AddressRules
from app.outbound.outbound_client import Outbound, OutboundLimits

HERE = "127.0.0.1"


class Names:
    """A resolver: each name has a list of answers, of which the last one repeats."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers: dict[str, Iterator[Sequence[str]]] = {
            name: iter([*found[:-1], *[found[-1]] * 100]) for name, found in answers.items()
        }
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self._answers:
            raise OSError("unknown name")
        return list(next(self._answers[host]))


def outbound(
    *listed: str,
    names: Names | None = None,
    limits: OutboundLimits | None = None,
    tls: ssl.SSLContext | None = None,
) -> Outbound:
    """Calls of `listed` hosts; by default each of them is this machine."""
    names = names or Names({host.partition(":")[0]: [[HERE]] for host in listed})
    return Outbound(AddressRules(listed, resolve=names), limits, tls)
