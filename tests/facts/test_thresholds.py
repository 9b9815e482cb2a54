"""Every number we chose: one place, unique, with a source or said to be a choice, and true to the data."""

from __future__ import annotations

from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import THRESHOLDS, Threshold


def test_every_threshold_is_registered_once():
    defined = [value for value in vars(thresholds).values() if isinstance(value, Threshold)]
    assert sorted(defined, key=id) == sorted(THRESHOLDS, key=id)
    ids = [threshold.threshold_id for threshold in THRESHOLDS]
    assert len(set(ids)) == len(ids)
