"""`docs/responses-translation.md`: how each field of a response's request is translated to a chat."""

from __future__ import annotations

import json

from app.engine.translation.decision import Decision
from app.engine.translation.sections import SECTIONS

_HEAD = """# Responses over an upstream that only has chat completions

Written by `python -m app.cli.translation_table` from the tables that the translation uses. A test compares
this page with the tables, and the tables with the contract: each new field of the contract needs a decision.

- **translated**: it reaches the upstream.
- **stored only**: it does not reach the upstream; it is stored and echoed.
- **refused**: 400 with the path in `param`.

A null field is treated as absent.
"""


def page() -> str:
    """The page as Markdown."""
    lines = [_HEAD]
    for section in SECTIONS:
        lines += [f"## {section.title}", "", "| | | |", "|---|---|---|"]
        lines += [
            f"| `{name}` | {decision.kind} | {_description(decision)} |"
            for name, decision in sorted(section.table.items())
        ]
        lines.append("")
    return "\n".join(lines)


def _description(decision: Decision) -> str:
    if not decision.but:
        return decision.note
    values = ", ".join(f"`{json.dumps(value)}`" for value in decision.but)
    return f"{decision.note}; {'passes' if decision.kind == 'refused' else 'refused'}: {values}"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/responses-translation.md").write_text(page(), encoding="utf-8")
