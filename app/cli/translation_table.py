"""Writes `docs/responses-translation.md`: support for each part of a response request over chat upstreams."""

from __future__ import annotations

import json

from app.engine.translation.contract_coverage import COVERED_TABLES
from app.engine.translation.support import Support

_HEAD = """# Responses over an upstream that only has chat completions

Written by `python -m app.cli.translation_table` from the tables that the translation uses. A test compares
this page with the tables, and the tables with the contract: a new field of the contract needs an entry.

- **translated**: it reaches the upstream.
- **noted**: it reaches the upstream as a text.
- **stored only**: it does not reach the upstream; it is stored and echoed.
- **left out**: the same, and the header `x-llm-backend-left-out` of the answer and the log name it.
- **refused**: 400 with the path in `param`.

A field of null counts as absent.
"""


def page() -> str:
    """The page as Markdown."""
    lines = [_HEAD]
    for covered in COVERED_TABLES:
        lines += [f"## {covered.title}", "", "| | | |", "|---|---|---|"]
        lines += [
            f"| `{name}` | {support.level} | {_note(support)} |"
            for name, support in sorted(covered.table.items())
        ]
        lines.append("")
    return "\n".join(lines)


def _note(support: Support) -> str:
    if not support.exceptions:
        return support.note
    values = ", ".join(f"`{json.dumps(value)}`" for value in support.exceptions)
    outcome = {"refused": "passes", "left out": "not named"}.get(support.level, "refused")
    return f"{support.note}; {outcome}: {values}"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/responses-translation.md").write_text(page(), encoding="utf-8")
