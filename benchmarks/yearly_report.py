"""The yearly report on the public record: its text, its PDF and its document, beside one page of Byg én side.

    PYTHONPATH=. python benchmarks/yearly_report.py [--year 2026] [--runs 5]

Prints a Markdown table in processor time and bytes. It measures and asserts nothing about time.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sikkerby_geo import build
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.yearly_report import NOTHING_KEPT, Period
from sikkerby_geo.views.base.choice import opening_in
from sikkerby_geo.views.one_page.files import one_page_docx, one_page_pdf
from sikkerby_geo.views.one_page.order import CHANGES, LIST, MAP, Order
from sikkerby_geo.views.yearly_report.files import report_docx, report_pdf
from sikkerby_geo.views.yearly_report.report import report_of

DAY = date(2026, 11, 27)


def measured(make: Callable[[], bytes], runs: int) -> tuple[float, int]:
    """Median processor seconds after a first run, and how many bytes come of it."""
    size = len(make())
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        make()
        taken.append(time.process_time() - begun)
    return statistics.median(taken), size


def tasks(atlas: Atlas, year: int) -> dict[str, Callable[[], bytes]]:
    """What is measured by its name; the first is what the others stand beside."""
    order = Order(opening_in(atlas, year), (MAP, LIST, CHANGES), year - 1)
    whole = report_of(atlas, NOTHING_KEPT, Period(year), names=True)
    short = report_of(atlas, NOTHING_KEPT, Period(year, 1), names=True)

    def told() -> bytes:
        return repr(report_of(atlas, NOTHING_KEPT, Period(year), names=True)).encode()

    return {
        "one page (PDF)": lambda: one_page_pdf(atlas, order, link="", printed=DAY),
        "one page (DOCX)": lambda: one_page_docx(atlas, order, link="", printed=DAY),
        "the report, told": told,
        "the report (PDF)": lambda: report_pdf(atlas, whole, printed=DAY),
        "the report (DOCX)": lambda: report_docx(atlas, whole, printed=DAY),
        "a quarter (PDF)": lambda: report_pdf(atlas, short, printed=DAY),
        "a quarter (DOCX)": lambda: report_docx(atlas, short, printed=DAY),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    atlas = build.atlas_of(Path(__file__).parents[1])
    found = {name: measured(make, asked.runs) for name, make in tasks(atlas, asked.year).items()}
    beside = found["one page (PDF)"][0]
    print(f"Python {platform.python_version()}, {asked.runs} runs, processor time\n")
    print("| | seconds | of one page (PDF) | kB |\n|---|--:|--:|--:|")
    for name, (seconds, size) in found.items():
        print(f"| {name} | {seconds:.2f} | {seconds / beside:.1f} | {size / 1000:.0f} |")


if __name__ == "__main__":
    main()
