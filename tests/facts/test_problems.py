"""Foreseen trouble is data that the text floor can say in Danish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sikkerby_geo.facts import contracts, library
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.problems import AmbiguousPlaceError, DataError, Fault, SikkerByError, UnknownPlaceError
from sikkerby_geo.text import has, t

COLUMNS = [column for contract in TABLES.values() for column in contract.columns.values()]
NAMED = {
    kind
    for module in (contracts, library)
    for kind in re.findall(r'Fault\(file, "(\w+)"', Path(module.__file__).read_text(encoding="utf-8"))
}
KINDS = sorted(
    NAMED
    | {"blank", "not_a_choice", "out_of_range"}
    | {f"not_{column.kind}" for column in COLUMNS if column.kind not in ("text", "texts")}
    | {f"unknown_{column.refers_to}" for column in COLUMNS if column.refers_to}
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_has_its_danish_sentence(kind: str):
    assert has(f"fault.{kind}"), f"Add to text/da, section [fault]: {kind}"
    said = t(f"fault.{kind}", line=7, column="percent", value="hundrede", allowed="0–100")
    assert "{" not in said


def test_a_data_error_keeps_every_fault():
    faults = (Fault("data/survey.csv", "blank", 2, "year"), Fault("data/survey.csv", "blank", 3, "year"))
    error = DataError("survey", faults)
    assert error.faults == faults
    assert error.params == {"dataset": "survey", "file": "data/survey.csv", "count": 2}


@pytest.mark.parametrize(
    "error",
    [
        DataError("survey", (Fault("data/survey.csv", "no_file"),)),
        UnknownPlaceError("Atlantis", ()),
        AmbiguousPlaceError("Nørrebro", ("Indre Nørrebro", "Ydre Nørrebro")),
    ],
)
def test_foreseen_trouble_is_told_apart_from_bugs(error: Exception):
    assert isinstance(error, SikkerByError)
    assert error.key.startswith("problem.")
