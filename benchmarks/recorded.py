"""Keeps what was measured: a section of ``docs/measurements.md`` between two marks, and a picture beside it."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from importlib.metadata import version
from math import log10
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEASUREMENTS = ROOT / "docs" / "measurements.md"
PICTURE = ROOT / "docs" / "pictures" / "load.svg"
INK = ("#17212B", "#00566B", "#8E5AA0", "#7F8993")


def with_section(text: str, name: str, section: str) -> str:
    """``text`` with ``section`` between the marks ``<!-- name -->`` and ``<!-- /name -->``; all else stays.

    Raises ValueError where the marks do not stand there once.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise ValueError(f"the marks of {name} do not stand in the file once, one after the other")
    before, rest = text.split(begin)
    return f"{before}{begin}\n{section.strip()}\n{end}{rest.split(end)[1]}"


def record(name: str, section: str) -> None:
    """Put a section into ``docs/measurements.md``, with the day and the machine in front."""
    text = MEASUREMENTS.read_text(encoding="utf-8")
    MEASUREMENTS.write_text(with_section(text, name, f"{surroundings()}\n\n{section}"), encoding="utf-8")


def surroundings(**more: str) -> str:
    """Day, machine and versions in one sentence; ``more`` are versions of what is not Python's."""
    names = ("streamlit", "streamlit-folium", "folium")
    versions = ", ".join(
        [*(f"{name} {version(name)}" for name in names), *(f"{name} {has}" for name, has in more.items())]
    )
    model = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{date.today():%Y-%m-%d}, {os.cpu_count()} cores ({model.group(1) if model else platform.machine()}), "
        f"{memory:.0f} GiB, load {os.getloadavg()[2]:.1f} in the quarter of an hour before; "
        f"Python {platform.python_version()}, {versions}."
    )


def lines_svg(title: str, across: Sequence[int], lines: Mapping[str, Sequence[float | None]]) -> str:
    """A picture of lines over a scale in powers of ten; ``across`` are the numbers below, a value may be missing."""
    values = [value for line in lines.values() for value in line if value]
    low, high = int(log10(min(values))), log10(max(values)) + 0.1
    left, top, width, height = 70, 40, 520, 260

    def at(number: int, value: float) -> tuple[float, float]:
        x = left + width * across.index(number) / max(len(across) - 1, 1)
        return x, top + height * (1 - (log10(value) - low) / (high - low))

    parts = [f'<text x="{left}" y="20" font-weight="600">{escape(title)}</text>']
    for power in range(low, int(high) + 1):
        y = at(across[0], 10**power)[1]
        parts.append(f'<path d="M{left} {y:.1f}H{left + width}" stroke="#D3D8DD"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}</text>')
    for number in across:
        x = at(number, 10**low)[0]
        parts.append(f'<text x="{x:.1f}" y="{top + height + 20}" text-anchor="middle">{number}</text>')
    for colour, (name, line) in zip(INK, lines.items(), strict=False):
        points = [at(number, value) for number, value in zip(across, line, strict=True) if value]
        drawn = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 190} {top + height + 34}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<path d="M0 0H9999V9999H0Z" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
