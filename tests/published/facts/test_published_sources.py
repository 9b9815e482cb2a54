"""The sources of the record."""

from __future__ import annotations

from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import TRANSCRIPT, sources_from


def test_the_list_holds_every_row(snapshot: Snapshot):
    table = snapshot.tables["sources"]
    sources = sources_from(table)
    assert set(sources) == set(table.source_id)
    assert sources["kk-tryghed-2016"].trust == 1
    assert sources["tryghed-2025-transcription"].kind == TRANSCRIPT


def test_every_published_date_starts_with_a_year_or_is_blank(snapshot: Snapshot):
    for source in sources_from(snapshot.tables["sources"]).values():
        assert source.published == "" or 1990 <= source.published_year <= 2100, source.source_id
