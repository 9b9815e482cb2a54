"""The check behind the contracts: never switched off, never silent, never confused by a file, and linear in rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from sikkerby_geo.facts.areas import Gazetteer
from sikkerby_geo.facts.checking import faults_in
from sikkerby_geo.facts.contracts import Column, Contract
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.demands import RowDemand, either, in_order, needed_unless
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import LONGEST_WORD
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import path_of
from sikkerby_geo.store.reading import read_layer, read_table

FILE = "loans.csv"
LOANS = Contract(
    {
        "loan_id": Column("slug", blank=False),
        "start": Column("integer", low=1990, high=2100),
        "end": Column("integer", low=1990, high=2100),
        "state": Column(choices=("lent", "lost")),
        "fee": Column("number", low=0, high=10),
        "waived": Column(),
        "fined": Column("date"),
    },
    ("loan_id",),
    (
        in_order("start", "end"),
        either("no_claim", "fee", "waived"),
        needed_unless("no_target", "fined", by="state", exempt=("lent", "")),
    ),
)
GOOD = {"loan_id": "a", "start": "2019", "end": "2020", "state": "lent", "fee": "1", "waived": "", "fined": ""}


def loans(*rows: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame([GOOD | row for row in rows], dtype=str)


def told(*rows: Mapping[str, str], **more: str) -> list[tuple[str, int, str, str, str]]:
    found = faults_in(loans(*rows).assign(**more), LOANS, FILE, {})
    return [(fault.kind, fault.line, fault.column, fault.value, fault.allowed) for fault in found]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"start": "2021"}, ("period", 2, "end", "2020", "2021")),
        ({"fee": ""}, ("no_claim", 2, "fee", "", "")),
        ({"waived": "child"}, ("no_claim", 2, "fee", "1", "")),
        ({"state": "lost"}, ("no_target", 2, "fined", "", "lost")),
    ],
)
def test_what_the_columns_of_a_row_ask_of_each_other_is_told_where_it_is(row: dict[str, str], fault: tuple):
    assert told(row) == [fault]


@pytest.mark.parametrize(
    "row",
    [
        {"start": "2020"},
        {"start": "", "end": "1999"},
        {"end": ""},
        {"fee": "", "waived": "child"},
        {"state": "lost", "fined": "2020-01-31"},
        {"state": ""},
    ],
)
def test_a_row_whose_columns_agree_has_no_fault(row: dict[str, str]):
    assert told(row) == []


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ({"loan_id": ""}, ["blank"]),
        ({"loan_id": "\u202e Å"}, ["character"]),
        ({"fee": "x" * (LONGEST_WORD.value + 1)}, ["long_word"]),
        ({"fee": "1e9"}, ["not_number"]),
        ({"fined": "2021-02-29"}, ["not_date"]),
        ({"start": "mange"}, ["not_integer"]),
    ],
)
def test_of_a_value_that_is_none_nothing_more_is_asked(row: dict[str, str], kinds: list[str]):
    assert [kind for kind, *_ in told(row)] == kinds


def test_faults_come_column_by_column_then_doubles_then_the_rows_and_the_header_first():
    rows = ({"state": "gone", "start": "2021"}, {"fee": "11", "loan_id": "B"}, {"fee": ""})
    found = told({}, *rows, colour="red")
    assert [(kind, line) for kind, line, *_ in found] == [
        ("surplus_column", 1),
        ("not_slug", 4),
        ("not_a_choice", 3),
        ("out_of_range", 4),
        ("double", 3),
        ("double", 5),
        ("period", 3),
        ("no_claim", 5),
        ("no_target", 3),
    ]


@pytest.mark.parametrize("name", ["column", "failure_case", "index", "level_0", "check", "schema"])
def test_a_surplus_column_may_have_any_name_and_the_faults_are_told_all_the_same(name: str):
    more = {"failure_case": "x", "column": "x"} | {name: "x"}
    found = told({}, {"start": "2021"}, **more)
    assert [(kind, line) for kind, line, *_ in found if line > 1] == [("double", 3), ("period", 3)]


def test_a_demand_that_cannot_be_asked_is_a_bug_and_never_passes_for_a_sound_table():
    def broken(frame: pd.DataFrame) -> pd.Series:
        raise ZeroDivisionError

    asked = RowDemand("double", ("loan_id",), broken, lambda row: ("", "", ""))
    with pytest.raises(SchemaErrors, match="ZeroDivisionError"):
        faults_in(loans({}), Contract(LOANS.columns, LOANS.key, (asked,)), FILE, {})


def test_no_variable_of_the_machine_switches_the_check_off():
    """As a program of its own: the variables are read when pandera is loaded."""
    off = {
        "PANDERA_VALIDATION_ENABLED": "False",
        "PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY",
        "PANDERA_USE_NARWHALS_BACKEND": "True",
    }
    asked = (
        "import pandas as pd; from sikkerby_geo.facts.checking import faults_in; "
        "from sikkerby_geo.facts.datasets import TABLES; "
        "frame = pd.DataFrame({'gap_id': ['A', 'A'], 'what_da': '', 'source_id': ''}, dtype=str); "
        "print(*(fault.kind for fault in faults_in(frame, TABLES['gaps'], 'gaps.csv', {})))"
    )
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=os.environ | off, capture_output=True, encoding="utf-8"
    )
    assert run.stdout.split() == ["missing_column", "not_slug", "not_slug", "blank", "blank", "double"], run.stderr


POPULATION = path_of("population")


def write_population(root: Path, rows: int, area: str, population: str = "5", apart: int = 1) -> None:
    """A table of rows some days ``apart``, of an area that may be written in any way (``{}`` is the day)."""
    days = (date(1950, 1, 1) + timedelta(days=number * apart) for number in range(rows))
    lines = [f"{day},day,{area.format(day)},survey_area,{population},papir," for day in days]
    text = "\n".join([",".join(TABLES["population"].columns), *lines]) + "\n"
    (root / POPULATION).write_text(text, encoding="utf-8")


def read_population(root: Path, snapshot: Snapshot) -> list[Fault]:
    """The faults of the table of residents, read beside the other tables."""
    others = {name: table for name, table in snapshot.tables.items() if name != "population"}
    try:
        read_table(root, "population", others)
    except DataError as error:
        return list(error.faults)
    return []


def test_a_spelling_that_stands_in_many_rows_is_looked_up_once(project, snapshot: Snapshot, monkeypatch):
    asked: list[str] = []
    find = Gazetteer.find
    monkeypatch.setattr(Gazetteer, "find", lambda self, name, level: asked.append(name) or find(self, name, level))
    write_population(project.root, 50, "Kgs. Mose")
    assert read_population(project.root, snapshot) == []
    write_population(project.root, 50, "Atlantis")
    found = read_population(project.root, snapshot)
    assert asked == ["Kgs. Mose", "Atlantis"]
    assert [(fault.kind, fault.line) for fault in found] == [("unknown_place", line) for line in range(2, 52)]


def write_points(root: Path, rows: int, longitude: float = 12.5, upgrade_id: str = "u-{}") -> None:
    """A layer of points, each an upgrade of its own unless it is named otherwise."""
    points = (
        {
            "type": "Feature",
            "properties": {"upgrade_id": upgrade_id.format(number), "source_id": "papir"},
            "geometry": {"type": "Point", "coordinates": [longitude + number / 1e6, 55.65]},
        }
        for number in range(rows)
    )
    document = {"type": "FeatureCollection", "features": list(points)}
    (root / path_of("upgrades_layer")).write_text(json.dumps(document), encoding="utf-8")


def read_points(root: Path, snapshot: Snapshot) -> list[Fault]:
    """The faults of the layer of upgrades, whose table knows none of these points."""
    known = {"upgrades": frozenset(snapshot.table("upgrades").upgrade_id), "sources": frozenset({"papir"})}
    try:
        read_layer(root, "upgrades_layer", LAYERS["upgrades_layer"], known)
    except DataError as error:
        return list(error.faults)
    return []


FEW, MANY = 1_000, 8_000
MOST_TIMES = 2 * MANY / FEW
"""What is linear takes at most eight times as long, what grows with the square 64 times: twice the first is neither."""


@pytest.mark.parametrize(
    ("write", "read", "faults"),
    [
        pytest.param(partial(write_population, area="havnen"), read_population, 0, id="table"),
        pytest.param(partial(write_population, area="Kgs. Mose"), read_population, 0, id="table, spellings"),
        pytest.param(partial(write_population, area="By {}"), read_population, MANY, id="table, unknown places"),
        pytest.param(
            partial(write_population, area="oeen", population="0"), read_population, MANY, id="table, too low"
        ),
        pytest.param(partial(write_population, area="oeen", apart=0), read_population, MANY - 1, id="table, doubles"),
        pytest.param(partial(write_points, upgrade_id="u-vestmark-trafik"), read_points, MANY - 1, id="layer, doubles"),
        pytest.param(write_points, read_points, MANY, id="layer, unknown ids"),
        pytest.param(partial(write_points, longitude=2), read_points, 2 * MANY, id="layer, far off"),
    ],
)
def test_eight_times_the_rows_take_about_eight_times_as_long(
    project, snapshot: Snapshot, write: Callable, read: Callable, faults: int
):
    """Side by side and in processor time, so that it does not matter how fast or busy the machine is."""

    def seconds(rows: int) -> float:
        write(project.root, rows)
        start = time.process_time()
        found = read(project.root, snapshot)
        took = time.process_time() - start
        assert rows != MANY or len(found) == faults
        return took

    times = (seconds(MANY) / seconds(FEW) for _ in range(3))
    assert any(ratio < MOST_TIMES for ratio in times)
