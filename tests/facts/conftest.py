"""The toy city, and a copy of its files that a test may damage."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest


class Project:
    """A project folder with its own ``data`` and ``geodata``; lines are counted as in an editor, header = 1."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def rows(self, file: str) -> list[list[str]]:
        with (self.root / file).open(encoding="utf-8", newline="") as text:
            return list(csv.reader(text))

    def write(self, file: str, rows: list[list[str]]) -> None:
        with (self.root / file).open("w", encoding="utf-8", newline="") as text:
            csv.writer(text, lineterminator="\n").writerows(rows)

    def edit(self, file: str, line: int, **values: str) -> None:
        """Overwrite columns in one line."""
        rows = self.rows(file)
        for column, value in values.items():
            rows[line - 1][rows[0].index(column)] = value
        self.write(file, rows)

    def append(self, file: str, row: list[str]) -> int:
        """Add a line at the end; its number."""
        rows = [*self.rows(file), row]
        self.write(file, rows)
        return len(rows)


@pytest.fixture
def project(toy_root: Path, tmp_path: Path) -> Project:
    """The toy city's files in a place of their own."""
    return Project(shutil.copytree(toy_root, tmp_path / "city"))
