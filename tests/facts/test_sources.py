"""Sources: when they were published, and what stands in for one that is not listed."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.library import Library
from sikkerby_geo.facts.sources import TRANSCRIPT, sources_from
from tests import toytown


@pytest.mark.parametrize(
    ("published", "year"), [("2022-09-22", 2022), ("2016", 2016), ("", 0), ("uden år", 0), ("2019-01/2019-06", 2019)]
)
def test_only_the_year_of_publication_counts_and_blank_is_oldest(published: str, year: int):
    assert toytown.source(published=published).published_year == year


def test_the_list_holds_every_row(library: Library):
    table = library.tables["sources"]
    sources = sources_from(table)
    assert set(sources) == set(table.source_id)
    assert sources["kk-tryghed-2016"].trust == 1
    assert sources["tryghed-2025-transcription"].kind == TRANSCRIPT


def test_a_source_that_is_not_listed_stands_for_itself_and_is_trusted_least():
    stranger = sources_from(toytown.library().table("sources"))["ukendt"]
    assert (stranger.source_id, stranger.title, stranger.trust) == ("ukendt", "ukendt", 4)


def test_every_published_date_starts_with_a_year_or_is_blank(library: Library):
    for source in sources_from(library.tables["sources"]).values():
        assert source.published == "" or 1990 <= source.published_year <= 2100, source.source_id
