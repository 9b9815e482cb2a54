"""Files of reports to read: rows in any dialect, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.reports import REPORTS, month_name
from sikkerby_geo.store.reports.looking import look_at
from sikkerby_geo.store.reports.plan import Looked, Plan
from sikkerby_geo.store.reports.run import Counted, Run
from tests.domain.test_label_index import INDEX

TODAY = date(2024, 6, 15)
HEADS = ("Journalnummer", "Gerningsdato", "Gerningstype", "X", "Y")
HAVNEN = (721_400.0, 6_173_400.0)
ROWS = [
    ("a-1", "31-01-2024", "vold", 721_400.0, 6_173_400.0),
    ("a-2", "01-02-2024", "Hærværk", 721_400.5, 6_173_400.0),
    ("a-3", "02-02-2024", "Vold", 719_400.0, 6_171_400.0),
]
COUNTED = {
    ("2024-01", "vold", "havnen", "1km_6173_721"): 1,
    ("2024-02", "haervaerk", "havnen", "1km_6173_721"): 1,
    ("2024-02", "vold", "kongens-mose", "1km_6171_719"): 1,
}


def text(
    rows: Iterable[tuple] = ROWS, *, delimiter: str = ";", decimal: str = ",", heads: tuple[str, ...] = HEADS
) -> str:
    lines = [delimiter.join(heads)]
    for row in rows:
        lines.append(
            delimiter.join(str(cell).replace(".", decimal) if isinstance(cell, float) else cell for cell in row)
        )
    return "\n".join(lines) + "\n"


def looked(path: Path, recipe: Recipe | None = None, **answers: str) -> Looked:
    recipe = recipe or Recipe(REPORTS.kind_id, "politiet")
    return look_at(path, recipe.with_answers(answers), TODAY)


def plan_of(path: Path, **answers: str) -> Plan:
    found = looked(path, None, **answers)
    assert found.plan is not None, (found.faults, found.questions)
    return found.plan


def run(plans: list[Plan], folder: Path, **more: object) -> Run:
    return Run(plans, partial(count, index=INDEX), INDEX.zones, folder, **more)  # type: ignore[arg-type]


def counted(plans: list[Plan], folder: Path, **more: object) -> Counted:
    return run(plans, folder, **more).counted()


def as_dict(found: Counted) -> dict[tuple[str, ...], int]:
    return {(month_name(row[0]), *row[1:4]): row[4] for row in found.counts.rows()}
