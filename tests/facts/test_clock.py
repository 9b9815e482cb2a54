"""The one clock: Danish dates, and no other clock in the program."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime

import pytest

from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.versions import ROOT

CLOCK = ROOT / "sikkerby_geo" / "facts" / "clock.py"
CODE = sorted(path for path in (ROOT / "sikkerby_geo").rglob("*.py") if path != CLOCK)
CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime", "fromtimestamp"}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 1, 1, 22, 59, tzinfo=UTC), date(2025, 1, 1)),
        (datetime(2025, 1, 1, 23, 0, tzinfo=UTC), date(2025, 1, 2)),
        (datetime(2025, 7, 1, 21, 59, tzinfo=UTC), date(2025, 7, 1)),
        (datetime(2025, 7, 1, 22, 0, tzinfo=UTC), date(2025, 7, 2)),
    ],
)
def test_the_day_begins_at_midnight_in_copenhagen_winter_and_summer(moment: datetime, day: date) -> None:
    assert danish_date(moment) == day


def test_nothing_else_asks_what_day_it_is() -> None:
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert asked == []
