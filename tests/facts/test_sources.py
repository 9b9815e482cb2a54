"""Sources: when they were published, and what stands in for one that is not listed."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import TRANSCRIPT, sources_from
from tests import toytown


@pytest.mark.parametrize(
    ("published", "year"), [("2022-09-22", 2022), ("2016", 2016), ("", 0), ("uden år", 0), ("2019-01/2019-06", 2019)]
)
def test_only_the_year_of_publication_counts_and_blank_is_oldest(published: str, year: int):
    assert toytown.source(published=published).published_year == year


def test_a_source_that_is_not_listed_stands_for_itself_and_is_trusted_least():
    stranger = sources_from(toytown.snapshot().table("sources"))["ukendt"]
    assert (stranger.source_id, stranger.title, stranger.trust) == ("ukendt", "ukendt", 4)


def test_the_list_holds_every_row_with_its_trust_and_kind(snapshot: Snapshot):
    table = snapshot.tables["sources"]
    sources = sources_from(table)
    assert set(sources) == set(table.source_id)
    assert (sources["avisen"].trust, sources["undersoegelsen"].trust) == (3, 1)
    assert sources["afskrift"].kind == "transcription" == TRANSCRIPT
