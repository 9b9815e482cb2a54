"""The record stands apart: no test of code reads it, and none holds its newest year, so that a year breaks none."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sikkerby_geo.store.files import path_of
from tests.published.record import RECORD

TESTS = Path(__file__).resolve().parents[1]
MAY_READ = {
    "published": "statements about the record, each bounded to its years",
    "soak": "the largest and longest loads, on what is really there",
}
"""Folders whose tests may read the project's own data, and why."""

IN_THE_RECORD = re.compile(r"\bROOT / ('(geo)?data\b|path_of\(|folder\b)")
CODE = [path for path in sorted(TESTS.rglob("*.py")) if path.relative_to(TESTS).parts[0] not in MAY_READ]

with (RECORD / path_of("survey")).open(encoding="utf-8", newline="") as text:
    NEWEST = max(int(row["year"]) for row in csv.DictReader(text))


def ids(path: Path) -> str:
    return str(path.relative_to(TESTS))


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source)))


def readings(source: str) -> Iterator[str]:
    """Where a test reads the project's own data: readers without a root, and paths from ROOT into the data folders."""
    for node in nodes_of(source):
        if isinstance(node, ast.Call) and not node.args and not node.keywords:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("read_snapshot", "version_of"):
                yield f"line {node.lineno}: {called}() without a root"
        elif isinstance(node, ast.BinOp) and IN_THE_RECORD.search(ast.unparse(node)):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def years(source: str, year: int) -> Iterator[str]:
    """Where a year stands, as a number or in a text."""
    for node in nodes_of(source):
        if isinstance(node, ast.Constant) and re.search(rf"(?<!\d){year}(?!\d)", str(node.value)):
            yield f"line {node.lineno}: {ast.unparse(node)[:60]}"


def test_no_test_of_code_reads_the_record():
    said = "read the toy city (toy_root, snapshot, atlas) instead, or move the statement to tests/published"
    for path in CODE:
        assert list(readings(path.read_text(encoding="utf-8"))) == [], f"{ids(path)}: {said}"


@pytest.mark.parametrize("year", [NEWEST, NEWEST + 1], ids=["newest", "coming"])
def test_no_test_of_code_holds_the_newest_year_of_the_record_or_the_coming_one(year: int):
    said = (
        f"the record's newest year is {NEWEST}: take a year of the toy city, or move the statement to tests/published"
    )
    for path in CODE:
        assert list(years(path.read_text(encoding="utf-8"), year)) == [], f"{ids(path)}: {said}"


@pytest.mark.parametrize(
    "source",
    [
        "read_snapshot()",
        "snapshot.version_of()",
        "ROOT / 'data' / 'survey.csv'",
        "ROOT / path_of(name)",
        "ROOT / folder",
    ],
)
def test_a_reading_of_the_record_is_found(source: str):
    assert list(readings(source))


@pytest.mark.parametrize("source", ["read_snapshot(toy_root)", "ROOT / 'docs'", "root / path_of(name)", "tmp / 'data'"])
def test_a_reading_of_something_else_is_left_alone(source: str):
    assert list(readings(source)) == []


@pytest.mark.parametrize("source", ["x = 2031", "day = '2031-05-01'", "f'{place} i 2031'", "range(2012, 2031)"])
def test_a_year_is_found_as_a_number_and_in_a_text(source: str):
    assert list(years(source, 2031))


def test_a_longer_number_is_no_year():
    assert list(years("homes = 120310", 2031)) == []
