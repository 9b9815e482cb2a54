"""What is Copenhagen's, its coordinates and coordinate systems, stands in ``facts/geography.py`` and nowhere else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from test_floors import CODE, PACKAGE, ids, numbers, tree_of

from sikkerby_geo.facts.geography import COPENHAGEN, DEGREES, METRES

_WEST, SOUTH, _EAST, NORTH = COPENHAGEN
ELSEWHERE = [path for path in CODE if path != PACKAGE / "facts" / "geography.py"]


@pytest.mark.parametrize("path", ELSEWHERE, ids=ids)
def test_no_latitude_of_the_city_is_written_elsewhere(path: Path) -> None:
    found = [(line, value) for line, value in numbers(path) if isinstance(value, float) and SOUTH <= value <= NORTH]
    assert found == []


@pytest.mark.parametrize("path", ELSEWHERE, ids=ids)
def test_a_coordinate_system_is_named_by_its_name(path: Path) -> None:
    codes = (DEGREES, METRES, *(f"EPSG:{code}" for code in (DEGREES, METRES)))
    found = [node.lineno for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant) and node.value in codes]
    assert found == []
