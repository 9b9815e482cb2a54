"""The sources of the literature note are in the list of sources, each with what was read of it."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.evidence import EVIDENCE_NOTES
from sikkerby_geo.views.base.kind_evidence import source_authors
from sikkerby_geo.views.method.sources import EVERY, sources_sheet


def test_every_source_of_the_note_is_listed_as_research_with_what_was_read(atlas: Atlas) -> None:
    named = {one for note in EVIDENCE_NOTES for one in note.source_ids}
    for source_id in named:
        source = atlas.sources[source_id]
        assert source.kind == "research", f"add {source_id} to data/sources.csv"
        assert source.publisher
        assert source.url.startswith("http")
        assert "Læst:" in source.note
    assert {one.source_id for one in atlas.sources.values() if one.kind == "research"} == named


def test_the_list_of_sources_tells_which_are_used_in_the_note(atlas: Atlas) -> None:
    rows = {row["title"].text: row["used"].text for row in sources_sheet(atlas, EVERY).rows}
    lorenc = sum("lorenc-2013" in note.source_ids for note in EVIDENCE_NOTES)
    assert rows[atlas.sources["lorenc-2013"].title] == f"litteraturnoten ({lorenc})"


@pytest.mark.parametrize(
    ("kind_id", "authors"),
    [
        ("lighting", "College of Policing, Welsh og Farrington 2008, Welsh og Farrington 2007 og Lorenc m.fl. 2013"),
        ("traffic_calming", "Bunn m.fl."),
    ],
)
def test_on_paper_sources_are_author_and_year(atlas: Atlas, kind_id: str, authors: str) -> None:
    assert source_authors(atlas, kind_id) == authors
