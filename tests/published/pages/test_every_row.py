"""Every row of the tables of offers, programmes, the old index and partnerships is on screen with its source and year,
or stands in the list of rows that are deliberately not shown, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.views.base.figures import titles
from sikkerby_geo.views.base.index_words import index_blocks
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.efforts.card import entry_card
from sikkerby_geo.views.efforts.entries import say
from sikkerby_geo.views.efforts.offers import offers_sheet, shown_offers
from sikkerby_geo.views.goals.partnership import partnership_reports
from sikkerby_geo.views.goals.purposes import purpose_view

NOT_SHOWN: dict[str, str] = {}
"""Ids of rows that are not shown, each with the reason; nothing of these tables is held back as a row."""


def plain(sheets: Iterable[Sheet]) -> list[str]:
    """Every row of some tables as one text, as the page and its file have it."""
    return [" | ".join(entry.plain for entry in row.values()) for sheet in sheets for row in sheet.rows]


def cards(atlas: Atlas, table: str) -> list[str]:
    """The entry in full of every effort of a table, as Indsatser shows it."""
    listed: Iterable[Effort] = (one for one in register_from(atlas, say) if one.overlay.table == table)
    found = []
    for one in listed:
        card = entry_card(one, atlas)
        found.append(" | ".join([card.name, card.source, *(text for _, text in card.fields)]))
    return found


SCREENS: dict[str, tuple[str, Callable[[Atlas], list[str]]]] = {
    "offers": ("name", lambda atlas: plain([offers_sheet(atlas, shown_offers(atlas, None, None))])),
    "principles": ("name_da", lambda atlas: plain(sheet for _, sheet in purpose_view(atlas).tables)),
    "index_districts": ("district_name", lambda atlas: plain(b for b in index_blocks(atlas) if isinstance(b, Sheet))),
    "index_categories": ("district_name", lambda atlas: plain(b for b in index_blocks(atlas) if isinstance(b, Sheet))),
    "partnership_goals": ("indicator_da", lambda atlas: plain(one.goals for one in partnership_reports(atlas))),
    "partnership_activities": ("name_da", lambda atlas: plain(one.activities for one in partnership_reports(atlas))),
    "initiatives_2010": ("name_da", lambda atlas: cards(atlas, "initiatives_2010")),
    "proposals_2010": ("name_da", lambda atlas: cards(atlas, "proposals_2010")),
}
"""Where the rows of a table are shown: the column that names a row, and the texts of the screen."""
SOURCED_TOGETHER = {"partnership_goals", "partnership_activities"}
"""Tables whose sources stand in one line under all their rows."""


@pytest.mark.parametrize("table", SCREENS)
def test_every_row_is_on_screen_with_its_source(atlas: Atlas, table: str) -> None:
    column, shown = SCREENS[table]
    key = TABLES[table].key[0]
    texts = shown(atlas)
    together = " ".join(one.sources for one in partnership_reports(atlas)) if table in SOURCED_TOGETHER else ""
    for row in atlas.snapshot.table(table).to_dict("records"):
        if row[key] in NOT_SHOWN:
            continue
        source = atlas.sources[row["source_id"]]
        there = [text for text in texts if row[column] in text]
        assert there, f"{table}: {row[key]} is nowhere on screen"
        told = titles([source])
        assert any(told in text or source.title in text for text in there) or told in together, row[key]


def test_every_offer_says_its_year_its_note_and_what_it_repeats(atlas: Atlas) -> None:
    texts = plain([offers_sheet(atlas, shown_offers(atlas, None, None))])
    known = {one.effort_id: one.name for one in atlas.published}
    for row in atlas.snapshot.table("offers").to_dict("records"):
        (text,) = [one for one in texts if one.startswith(f"{row['name']} – ") or one.startswith(f"{row['name']} |")]
        assert row["note_da"] in text
        assert not row["same_as"] or f"»{known[row['same_as']]}«" in text
        year = row["documented_year"]
        assert (str(year) in text) or "år ikke oplyst" in text


def test_no_drop_in_centre_has_a_point_or_a_place_in_words(atlas: Atlas) -> None:
    hidden = [one for one in atlas.published if one.kind.hidden]
    assert len(hidden) == 6
    assert not any(one.effort_id in atlas.effort_shapes or one.located or one.place_words for one in hidden)


def test_every_offer_that_repeats_one_names_an_effort_of_the_record(atlas: Atlas) -> None:
    ids = {one.effort_id for one in atlas.published if not one.same_as}
    repeated = [one.same_as for one in atlas.published if one.same_as]
    assert len(repeated) == 14
    assert set(repeated) <= ids


def test_of_the_offers_seven_have_a_place_inside_the_area_they_name(atlas: Atlas) -> None:
    placed = [one for one in atlas.published if one.overlay.offers and one.effort_id in atlas.effort_shapes]
    assert len(placed) == 7
    layer = atlas.layer("survey_areas_layer")
    areas = dict(zip(layer.area_id, layer.geometry, strict=True))
    for one in placed:
        assert any(areas[area].contains(atlas.effort_shapes[one.effort_id]) for area in one.area_ids), one.effort_id
