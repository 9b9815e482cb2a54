"""Reports on other pages: the slide, the block of a page of one's own and the layer, only where a delivery stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.meeting.agenda import SLIDES, Agenda
from sikkerby_geo.views.meeting.slides import offered_slides, slides_of
from sikkerby_geo.views.one_page.content import content_of
from sikkerby_geo.views.one_page.order import REPORTS, Order
from tests.toytown.reports import with_reports


@pytest.fixture(scope="module")
def delivered(atlas):
    return with_reports(atlas)


def test_the_slide_is_offered_and_shown_only_with_a_delivery(atlas, delivered):
    choice = replace(opening(atlas), level=Level.SURVEY_AREA)
    agenda = Agenda(choice, atlas.places["lu-moellehoej"], slides=("forside", "anmeldelser"))
    assert [slide.slide_id for slide in slides_of(atlas, agenda)] == ["forside"]
    assert set(SLIDES) - set(offered_slides(atlas)) == {"anmeldelser"}
    assert offered_slides(delivered) == SLIDES
    _, slide = slides_of(delivered, agenda)
    assert slide.title.startswith("Syntetiske anmeldelser: ")
    assert "Møllehøj" in slide.title
    assert "klart flere" in slide.title
    (listing,) = slide.listings
    assert "pr. 1.000" in listing.lines[0].text
    assert len(listing.lines) == 4
    assert t("hidden.synthetic") in slide.notes[0]


def test_the_block_of_ones_own_page_is_the_table_with_its_notes(atlas, delivered):
    order = Order(replace(opening(atlas), level=Level.BYDEL), (REPORTS,), since=2017)
    assert content_of(atlas, order, link="", day=date(2025, 12, 5)).parts == ()
    (part,) = content_of(delivered, order, link="", day=date(2025, 12, 5)).parts
    assert part.title == "Anmeldelser i 3. kvartal 2025"
    assert len(part.rows) == 10
    assert t("hidden.synthetic") in part.notes
    assert "syntetiske" in part.notes[-1]


def test_the_layer_lies_over_the_map_where_it_is_asked_for(atlas, delivered):
    asked = replace(opening(atlas), report_cells=True)
    assert map_state(atlas, asked)["cells"] == {}
    assert map_state(delivered, opening(atlas))["cells"] == {}
    cells = map_state(delivered, asked)["cells"]
    assert len(cells) == 52
    assert {cell["ground"] for cell in cells.values()} == {"missing"}
    assert t("hidden.synthetic") in legend(delivered, asked).notes
    assert svg_map(delivered, asked, width=500, legend=True).count("data-cell=") == 52
    assert "data-cell=" not in svg_map(delivered, opening(atlas), width=500)
