"""A caveat goes with its figure into every output: Valby 2026, where the report prints 79 % for both measures."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.ui.address import meeting
from sikkerby_geo.views.base.copied import copied_words
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.district.compared import compared
from sikkerby_geo.views.district.compared_files import compared_csv
from sikkerby_geo.views.district.files import place_csv, place_pdf
from sikkerby_geo.views.district.profile import profile
from sikkerby_geo.views.map.files import map_sheet
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map.table import facts_csv
from sikkerby_geo.views.map_page.place import place_card
from sikkerby_geo.views.map_page.tapped import tapped
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.slides import slides_of
from sikkerby_geo.views.trends.comparison import real_changes, says
from sikkerby_geo.views.trends.opening import opening_words
from tests.published.views.bounded import through
from tests.views.asking import UNDER_85, choose, danish

DAY = date(2026, 11, 22)
CHOICE = choose(2026, UNDER_85, place_id="valby")


def printed(document: bytes) -> str:
    """The words of a PDF, hyphenation and line ends undone."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())


def agenda(atlas: Atlas) -> Agenda:
    asked = meeting.parse({"udvalg": "valby", "aar": "2026", "regel": "85pct"}, atlas).agenda
    assert asked is not None
    return asked


def trend(atlas: Atlas):
    return trend_card(atlas, CHOICE.indicator_id, (atlas.places["valby"],), atlas.survey_years)


OUTPUTS: dict[str, Callable[[Atlas], str]] = {
    "tooltip": lambda atlas: " ".join(map_state(atlas, CHOICE)["areas"]["valby"]["tip"]),
    "panel": lambda atlas: place_card(atlas, CHOICE, atlas.places["valby"]).full,
    "answer to a tap": lambda atlas: " ".join(tapped(atlas, CHOICE, atlas.places["valby"]).further),
    "copied sentence": lambda atlas: copied_words(
        atlas, atlas.places["valby"], atlas.observation("safe_neighbourhood", "valby", 2026), link="", day=DAY
    ),
    "table as CSV": lambda atlas: facts_csv(atlas, CHOICE).decode("utf-8-sig"),
    "map sheet": lambda atlas: printed(map_sheet(atlas, CHOICE, printed=DAY)),
    "Bydel's CSV": lambda atlas: place_csv(atlas, atlas.places["valby"]).decode("utf-8-sig"),
    "Bydel's PDF": lambda atlas: printed(place_pdf(atlas, CHOICE, atlas.places["valby"], printed=DAY)),
    "Bydel's headline": lambda atlas: profile(atlas, CHOICE, atlas.places["valby"]).title,
    "the one table": lambda atlas: f"{dict(compared(atlas, Level.SURVEY_AREA).rows)[atlas.places['valby']]}",
    "the one table as CSV": lambda atlas: compared_csv(compared(atlas, Level.SURVEY_AREA)).decode("utf-8-sig"),
    "trend's title": lambda atlas: trend(atlas).title,
    "trend": lambda atlas: f"{trend(atlas).notes}",
    "trend's table": lambda atlas: trend(atlas).table.to_csv(),
    "Udvikling's headline": lambda atlas: says(atlas, CHOICE, 2025).certainty,
    "Udvikling's first sentence": lambda atlas: opening_words(atlas, CHOICE, 2025).title,
    "level and trend": lambda atlas: level_trend_card(atlas, CHOICE, 2025).table.to_csv(),
    "changes as CSV": lambda atlas: real_changes(atlas, CHOICE).csv.decode("utf-8-sig"),
    "slides": lambda atlas: f"{slides_of(atlas, agenda(atlas))}",
    "hand-out": lambda atlas: printed(
        handout_pdf(handout_of(atlas, agenda(atlas), link=None), version="test", printed=DAY)
    ),
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_possible_misprint_is_told_in_every_output(atlas: Atlas, output: str) -> None:
    assert "trykfejl" in OUTPUTS[output](through(atlas, 2026))


def test_nothing_is_concluded_from_it(atlas: Atlas) -> None:
    found = atlas.latest_change("safe_neighbourhood", "valby", 2026)
    assert found is not None
    assert (found.doubted, found.verdict) == (True, Verdict.NOT_TESTABLE)
    told = says(atlas, CHOICE, 2025)
    assert told.title == danish("Klart færre følte sig trygge i Christianshavn i 2026 end i 2025")
    assert told.certainty.startswith(danish("Muligt fald: Kgs.~Enghave. Ingen klar ændring: "))
    assert danish("Kan ikke prøves: Valby.") in told.certainty
