"""A bar chart of the CPU times, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.bench.rounds import Bench

_COLOURS = ("#2f6fdb", "#9aa5b1", "#e08a2e", "#a34a9c")
_LEFT, _WIDTH, _BAR, _GAP = 130, 420, 22, 8


def svg(bench: Bench, systems: Sequence[str], scenarios: Sequence[str]) -> str:
    """A group of bars for each scenario, with its own scale; a line shows the minimum and maximum of the
    rounds.
    """
    parts: list[str] = []
    top = 44
    for scenario in scenarios:
        figures = [bench.cpu(system, scenario) for system in systems]
        scale = _WIDTH / max(figure.max for figure in figures)
        parts.append(_text(_LEFT, top - 10, f"{scenario}: µs of CPU time a request", weight="bold"))
        for system, figure, colour in zip(systems, figures, _COLOURS, strict=False):
            middle = top + _BAR / 2
            parts.append(_text(_LEFT - 10, middle + 4, system, anchor="end"))
            parts.append(
                f'<rect x="{_LEFT}" y="{top}" width="{figure.median * scale:.1f}" height="{_BAR}" '
                f'fill="{colour}"/>'
            )
            parts.append(
                f'<line x1="{_LEFT + figure.min * scale:.1f}" x2="{_LEFT + figure.max * scale:.1f}" '
                f'y1="{middle}" y2="{middle}" stroke="#111" stroke-width="2"/>'
            )
            parts.append(_text(_LEFT + figure.max * scale + 8, middle + 4, f"{figure.median:,.0f}"))
            top += _BAR + _GAP
        top += 40
    size = f'width="{_LEFT + _WIDTH + 90}" height="{top - 20}"'
    font = 'font-family="sans-serif" font-size="13" fill="#111"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>',
            '<rect width="100%" height="100%" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'
    )
