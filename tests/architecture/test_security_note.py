"""The threat note is true: every threat has a measure and a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "docs" / "security.md"
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in NOTE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Threat")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_threat_has_a_measure_and_a_test_that_is_there(row: list[str]) -> None:
    _, measure, tests = row
    assert measure
    named = re.findall(r"`(tests/[^`]+\.py)(?:::(\w+))?`", tests)
    assert named, "name a test file"
    for file, function in named:
        assert (ROOT / file).is_file(), file
        assert not function or f"def {function}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{function}"
