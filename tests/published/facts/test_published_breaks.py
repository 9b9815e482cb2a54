"""Breaks: sourced, and where the data says they are."""

from __future__ import annotations

from sikkerby_geo.facts.breaks import BREAKS
from sikkerby_geo.facts.snapshot import Snapshot

BY_ID = {one.break_id: one for one in BREAKS}


def test_every_break_has_sources_we_list(snapshot: Snapshot):
    listed = set(snapshot.tables["sources"].source_id)
    for one in BREAKS:
        assert one.source_ids
        assert set(one.source_ids) <= listed


def test_the_crime_series_change_in_the_year_of_the_break(snapshot: Snapshot):
    crime = snapshot.tables["crime"]
    year = BY_ID["crime"].year
    assert crime[crime.series == "straffelov"].year.min() == year
    assert crime[crime.series == "borgervendt"].year.max() == year - 1


def test_insecure_is_the_headline_until_the_break_and_safe_after_it_to_2026(snapshot: Snapshot):
    city = snapshot.tables["survey"].query("area_id == 'koebenhavn' and year <= 2026")
    assert city[city.measure == "safe_neighbourhood"].year.max() > BY_ID["headline"].year
    assert city[city.measure == "insecure_neighbourhood"].year.max() == BY_ID["headline"].year
