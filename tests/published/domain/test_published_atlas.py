"""The atlas of the record: the city's own counts with their best source."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas


def test_the_published_counts_name_their_best_source(atlas: Atlas):
    count, source = atlas.published_counts["insecure_neighbourhood", 2017]
    assert (count, source.source_id) == (5, "strategy-2018")
    assert atlas.published_counts["safe_neighbourhood", 2024][0] == 5
