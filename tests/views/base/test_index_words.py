"""The index of 2009–2014 in words: names with sources, the press as the press, and one place's part of it."""

from __future__ import annotations

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.index_words import index_blocks, index_heading, index_of
from sikkerby_geo.views.base.sheet import Sheet


def place(atlas, place_id: str, level: Level = Level.SURVEY_AREA):
    return next(one for one in atlas.places.at(level) if one.place_id == place_id)


def test_the_heading_counts_the_names_that_are_known(atlas):
    assert index_heading(atlas) == (
        "Tryghedsindekset: 3 af 35 distrikter kendes ved navn; grænser og tal er ikke fundet"
    )


def test_every_row_stands_with_its_area_its_year_and_its_source(atlas):
    _, classes, districts, mentions = index_blocks(atlas)
    assert [row["name"].text for row in districts.rows] == ["Bakken nord", "Bakken syd", "Havnen"]
    assert {row["area"].text for row in districts.rows} == {"Bakken", "Havnen"}
    assert [row["year"].text for row in mentions.rows] == ["pressen 2014", "pressen 2013"]
    assert mentions.rows[0]["need"].text.endswith("avisen skelner ikke")
    assert all(row["source"].text for sheet in (districts, mentions) for row in sheet.rows)
    assert len(classes.terms) == 5
    assert isinstance(districts, Sheet)


def test_a_place_is_told_its_districts_and_what_the_press_wrote_as_history(atlas):
    told = index_of(atlas, place(atlas, "bakken"))
    assert told.paragraphs[0] == "To distrikter i det gamle indeks lå her: Bakken nord (nr. 1) og Bakken syd (nr. 2)."
    assert told.paragraphs[1] == (
        "Ifølge pressen 2014: Bakken syd, markant eller intensiveret behov; avisen skelner ikke. Avisen skelner ikke."
    )
    assert "historie" in told.paragraphs[2]
    assert told.paragraphs[3].startswith("Kilder: ")
    assert index_of(atlas, place(atlas, "havnen")).paragraphs[0].startswith("Ét distrikt i det gamle indeks lå her:")
    assert index_of(atlas, place(atlas, "dalum")).paragraphs[0].startswith("Ifølge pressen 2013: Dele af Dalum")
    assert index_of(atlas, place(atlas, "oeen")) is None
    assert index_of(atlas, place(atlas, "bydel-7", Level.BYDEL)).paragraphs[0].startswith("Ét distrikt")
