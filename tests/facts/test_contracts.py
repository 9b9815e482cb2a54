"""The contracts find every fault of a table at once, and say where."""

from __future__ import annotations

import pandas as pd
import pytest

from sikkerby_geo.facts.checking import faults_in
from sikkerby_geo.facts.contracts import Column, Contract, typed
from sikkerby_geo.facts.problems import Fault

TOYS = Contract(
    {
        "toy_id": Column("slug", blank=False),
        "wheels": Column("integer", low=0, high=12),
        "price": Column("number", low=0, high=100),
        "bought": Column("date"),
        "colour": Column(choices=("yellow", "blue")),
        "shop": Column("slug", refers_to="shops"),
        "friends": Column("texts", refers_to="toys"),
    },
    ("toy_id",),
)
KNOWN = {"shops": frozenset({"corner"}), "toys": frozenset({"car", "bear"})}
GOOD = {
    "toy_id": "car",
    "wheels": "4",
    "price": "12.5",
    "bought": "2020-02-29",
    "colour": "blue",
    "shop": "corner",
    "friends": "bear;car",
}


def toys(*rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([GOOD | row for row in rows], dtype=str)


def test_a_good_table_has_no_faults():
    assert faults_in(toys({}, {"toy_id": "bear", "wheels": "", "friends": ""}), TOYS, "toys.csv", KNOWN) == []


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("toy_id", "", Fault("toys.csv", "blank", 2, "toy_id", "", "")),
        ("toy_id", "Ø bil", Fault("toys.csv", "not_slug", 2, "toy_id", "Ø bil", "")),
        ("wheels", "4.0", Fault("toys.csv", "not_integer", 2, "wheels", "4.0", "")),
        ("wheels", "13", Fault("toys.csv", "out_of_range", 2, "wheels", "13", "0–12")),
        ("wheels", "-1", Fault("toys.csv", "out_of_range", 2, "wheels", "-1", "0–12")),
        ("price", "12,5", Fault("toys.csv", "not_number", 2, "price", "12,5", "")),
        ("price", "100.1", Fault("toys.csv", "out_of_range", 2, "price", "100.1", "0–100")),
        ("bought", "2021-02-29", Fault("toys.csv", "not_date", 2, "bought", "2021-02-29", "")),
        ("colour", "red", Fault("toys.csv", "not_a_choice", 2, "colour", "red", "yellow, blue")),
        ("shop", "mall", Fault("toys.csv", "unknown_shops", 2, "shop", "mall", "")),
        ("friends", "bear;wolf", Fault("toys.csv", "unknown_toys", 2, "friends", "wolf", "")),
        ("friends", "bear;;car", Fault("toys.csv", "unknown_toys", 2, "friends", "", "")),
    ],
)
def test_a_fault_is_told_with_file_line_column_value_and_what_is_allowed(column: str, value: str, fault: Fault):
    assert faults_in(toys({column: value}), TOYS, "toys.csv", KNOWN) == [fault]


@pytest.mark.parametrize("value", ["0", "12"])
def test_a_range_holds_its_ends(value: str):
    assert faults_in(toys({"wheels": value}), TOYS, "toys.csv", KNOWN) == []


def test_a_double_key_is_told_at_its_second_line():
    found = faults_in(toys({}, {"toy_id": "bear"}, {}), TOYS, "toys.csv", KNOWN)
    assert found == [Fault("toys.csv", "double", 4, "toy_id", "car", "")]


def test_missing_and_surplus_columns_are_told_together():
    frame = toys({}).drop(columns=["price", "shop"]).assign(weight="3")
    found = {(fault.kind, fault.line, fault.column) for fault in faults_in(frame, TOYS, "toys.csv", KNOWN)}
    assert found == {("missing_column", 1, "price"), ("missing_column", 1, "shop"), ("surplus_column", 1, "weight")}


def test_a_surplus_column_is_told_with_the_columns_that_are_allowed():
    (fault,) = faults_in(toys({}).assign(weight="3"), TOYS, "toys.csv", KNOWN)
    assert fault.allowed == ", ".join(TOYS.columns)


def test_all_faults_come_at_once():
    frame = toys({"wheels": "many", "colour": "red"}, {"shop": "mall", "friends": "wolf;bear;fox"}).assign(weight="3")
    found = {(fault.line, fault.column, fault.value) for fault in faults_in(frame, TOYS, "toys.csv", KNOWN)}
    assert found == {
        (1, "weight", ""),
        (2, "wheels", "many"),
        (2, "colour", "red"),
        (3, "shop", "mall"),
        (3, "friends", "wolf"),
        (3, "friends", "fox"),
        (3, "toy_id", "car"),
    }


def test_references_to_a_table_that_could_not_be_read_are_not_checked():
    assert faults_in(toys({"shop": "mall"}), TOYS, "toys.csv", {"toys": KNOWN["toys"]}) == []


def test_typed_turns_text_into_values_and_blank_into_nothing():
    table = typed(toys({}, {"toy_id": "bear", "wheels": "", "price": "", "friends": ""}), TOYS)
    assert table.wheels.tolist() == [4, pd.NA]
    assert table.price[0] == 12.5
    assert pd.isna(table.price[1])
    assert table.friends.tolist() == [("bear", "car"), ()]
