"""SSP's levels and defined words, and mentions of unrest: dated, with a source, and never as a measurement."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.ssp import terms_in
from sikkerby_geo.views.base.unrest_words import mentions_prose, terms_prose, when_words
from sikkerby_geo.views.method.sections import section
from sikkerby_geo.views.method.ssp import terms_sheet, unrest_sheet


@pytest.mark.parametrize(
    ("written", "words"),
    [("2013-H2", "2. halvår 2013"), ("2011-Q3", "3. kvartal 2011"), ("2013", "2013"), ("2013-05", "maj 2013")],
)
def test_halves_and_quarters_in_danish(written: str, words: str) -> None:
    assert when_words(written) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [("Unge sigtet for alvorlig kriminalitet", 1), ("Alvorligt", 1), ("Ualvorlig", 0), ("Utrygge i nabolaget", 0)],
)
def test_a_defined_word_is_found_where_it_is_used(atlas: Atlas, text: str, count: int) -> None:
    assert len(terms_in(atlas, text)) == count
    assert (terms_prose(atlas, text) is not None) is bool(count)


def test_a_mention_stands_at_its_place_and_at_no_other(atlas: Atlas) -> None:
    prose = mentions_prose(atlas, atlas.places["ydre-lund"])
    (point,) = prose.points
    assert point.startswith("2. halvår 2013: Lund nævnt, »Uro, unge under 18 år«. En omtale, ikke en måling.")
    assert "Kilde: Notat" in point
    assert "ikke målinger" in prose.paragraphs[0]
    assert mentions_prose(atlas, atlas.places["bakken"]) is None
    assert mentions_prose(atlas, atlas.places["bydel-6"]) is not None


def test_every_level_and_every_note_is_in_a_table_with_its_source(atlas: Atlas) -> None:
    levels, notes = terms_sheet(atlas), unrest_sheet(atlas)
    assert levels in section(atlas, "ordliste").blocks
    assert notes in section(atlas, "mangler").blocks
    assert [row["term"].text for row in levels.rows] == ["Niveau 2", "Niveau 3", "Alvorlig kriminalitet"]
    assert levels.rows[0]["definition"].text == "ikke beskrevet i kilderne"
    assert [row["what"].text for row in notes.rows] == [
        "Urolige områder, sammenfatning",
        "Enkeltsager: 905",
        "Uro, unge under 18 år",
    ]
    assert all(row["source"].text for row in (*levels.rows, *notes.rows))
