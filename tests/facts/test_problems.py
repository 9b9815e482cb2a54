"""Foreseen trouble is data, told apart from bugs."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.problems import AmbiguousPlaceError, DataError, Fault, SikkerByError, UnknownPlaceError


def test_a_data_error_keeps_every_fault():
    faults = (Fault("data/survey.csv", "blank", 2, "year"), Fault("data/survey.csv", "blank", 3, "year"))
    error = DataError("survey", faults)
    assert error.faults == faults
    assert error.params == {"dataset": "survey", "file": "data/survey.csv", "count": 2, "rows": 0}


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
