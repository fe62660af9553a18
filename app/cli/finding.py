"""The findings of `doctor` and their table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. FAIL keeps `serve` from starting or answering; its message has what to do."""

    status: Literal["ok", "warn", "FAIL"]
    subject: str
    message: str


def table(findings: Sequence[Finding], columns: int | None) -> list[str]:
    """One line per finding, wrapped to `columns`; with None not wrapped, for programs that read lines."""
    width = max(len(finding.subject) for finding in findings)
    lines = []
    for finding in findings:
        head = f"{finding.status:4}  {finding.subject:{width}}  "
        if columns is None:
            lines.append(head + finding.message)
        else:
            available = max(columns, len(head) + 40)
            lines += textwrap.wrap(
                finding.message,
                available,
                initial_indent=head,
                subsequent_indent=" " * len(head),
                break_long_words=False,
                break_on_hyphens=False,
            )
    return [*lines, "", _summary(findings)]


def _summary(findings: Sequence[Finding]) -> str:
    failures = sum(finding.status == "FAIL" for finding in findings)
    warnings = sum(finding.status == "warn" for finding in findings)
    counts = f"Failures: {failures}, warnings: {warnings}."
    return f"{counts} Each line that starts with FAIL says what to do." if failures else counts
