"""`docs/operations.md`: every operation of the contract and what answers it, with default settings."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from app.main import answers
from app.settings import Settings
from generated.operations import OPERATIONS

_HEAD = """# What answers each operation

Written by `python -m app.cli.operations_table`, which `nox -s regenerate` runs; a test compares it with the
code.

- **implemented**: by this server.
- **forwarded**: by the upstream.
- **refused**: 501 with `code: "operation_not_implemented"` for a valid request. `FORWARD` changes that.

`llm-backend mock` answers all of them with examples.
"""


def page() -> str:
    """The page as Markdown."""
    answered_by = answers(Settings())
    counts = Counter(answered_by.values())
    lines = [
        _HEAD,
        f"{len(answered_by)} operations: "
        + ", ".join(f"{counts[kind]} {kind}" for kind in sorted(counts))
        + ".",
        "",
    ]
    for tag, members in groupby(
        sorted(OPERATIONS, key=lambda o: (o.tag, o.path, o.method, o.beta)), lambda o: o.tag
    ):
        lines += [f"## {tag}", "", "| operation | | answered by |", "|---|---|---|"]
        for operation in members:
            beta = "?beta=true" if operation.beta else ""
            route = f"{operation.method} {operation.path}{beta}"
            lines.append(f"| `{operation.id}` | `{route}` | {answered_by[operation.id]} |")
        lines.append("")
    return "\n".join(lines)


def with_counts(readme: str) -> str:
    """The README with the counts of this contract and this code."""
    counts = Counter(answers(Settings()).values())
    sentence = (
        f"Of {sum(counts.values())} operations {counts['implemented']} are implemented, "
        f"{counts['forwarded']} forwarded and {counts['refused']} refused"
    )
    return re.sub(r"Of \d+ operations \d+ are implemented, \d+ forwarded and \d+ refused", sentence, readme)


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/operations.md").write_text(page(), encoding="utf-8")
    readme = Path("README.md")
    readme.write_text(with_counts(readme.read_text(encoding="utf-8")), encoding="utf-8")
