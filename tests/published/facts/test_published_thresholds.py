"""The numbers we chose are true to the record."""

from __future__ import annotations

import re

import pytest

from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import THRESHOLDS, Threshold

LITERATURE = re.compile(r"choice|[A-Z]\w+( & [A-Z]\w+)? \d{4}")
"""What stands behind a number that is not in our sources: our own choice, or one or two authors and year."""


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.threshold_id)
def test_every_threshold_has_a_unit_and_a_source(snapshot: Snapshot, threshold: Threshold):
    assert threshold.unit
    listed = threshold.source in set(snapshot.tables["sources"].source_id)
    assert listed or LITERATURE.fullmatch(threshold.source), threshold.source


def test_assumed_answers_are_the_lowest_known_total_of_the_survey(snapshot: Snapshot):
    survey = snapshot.tables["survey"]
    totals = survey[(survey.area_id == CITY_ID) & (survey.series == "tryghedsundersoegelse")].respondents.dropna()
    said = f"Set ASSUMED_ANSWERS in facts/thresholds.py to {totals.min()}, and name its source"
    assert totals.min() == thresholds.ASSUMED_ANSWERS.value, said
    lowest = survey[(survey.respondents == totals.min()) & (survey.source_id == thresholds.ASSUMED_ANSWERS.source)]
    assert len(lowest) > 0


def test_the_total_is_shared_by_as_many_areas_as_there_are(snapshot: Snapshot):
    assert len(snapshot.tables["areas"]) == thresholds.SURVEY_AREAS.value
    assert thresholds.INDEX_AREAS.value == 12
