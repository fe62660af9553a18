"""`docs/responses-translation.md`: what becomes of everything in a response's request over a chat upstream."""

from __future__ import annotations

import json

from app.engine.translation.decision import Decision
from app.engine.translation.sections import SECTIONS

_HEAD = """# Responses over an upstream that only knows chat completions

Written by `python -m app.cli.translation_table` from the tables that the translation itself obeys; a test compares it with them,
and them with the contract: what the contract gains has to be decided here.

- **translated**: it reaches the upstream.
- **stored only**: it changes nothing for the upstream; it is kept and echoed.
- **refused**: 400 with the path in `param`.

A field of null is as one that was not sent.
"""


def page() -> str:
    """The page as Markdown."""
    lines = [_HEAD]
    for section in SECTIONS:
        lines += [f"## {section.title}", "", "| | | |", "|---|---|---|"]
        lines += [
            f"| `{name}` | {decision.kind} | {_told(decision)} |"
            for name, decision in sorted(section.table.items())
        ]
        lines.append("")
    return "\n".join(lines)


def _told(decision: Decision) -> str:
    if not decision.but:
        return decision.note
    values = ", ".join(f"`{json.dumps(value)}`" for value in decision.but)
    return f"{decision.note}; {'passes' if decision.kind == 'refused' else 'refused'}: {values}"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/responses-translation.md").write_text(page(), encoding="utf-8")
