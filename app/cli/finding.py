"""What `doctor` found, as a table for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. FAIL would keep `serve` from starting or from answering; what it told has the cure."""

    mark: Literal["ok", "warn", "FAIL"]
    subject: str
    told: str


def table(findings: Sequence[Finding], columns: int | None) -> list[str]:
    """A line for each, folded to so many columns; None folds nothing, for what reads it line by line."""
    width = max(len(finding.subject) for finding in findings)
    lines = []
    for finding in findings:
        head = f"{finding.mark:4}  {finding.subject:{width}}  "
        if columns is None:
            lines.append(head + finding.told)
        else:
            room = max(columns, len(head) + 40)
            lines += textwrap.wrap(
                finding.told,
                room,
                initial_indent=head,
                subsequent_indent=" " * len(head),
                break_long_words=False,
                break_on_hyphens=False,
            )
    return [*lines, "", _summary(findings)]


def _summary(findings: Sequence[Finding]) -> str:
    failures = sum(finding.mark == "FAIL" for finding in findings)
    warnings = sum(finding.mark == "warn" for finding in findings)
    warned = f", {warnings} to look at" if warnings else ""
    if not failures:
        return f"Nothing is wrong{warned}."
    return f"{failures} wrong{warned}. Each line that begins with FAIL says what to do."
