"""The printed map of the real city: small, every name in its window, no label on another, the flagged of 2017."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS, Role
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.inks import COLOUR
from sikkerby_geo.views.base.palette import CLASS_COLOURS
from sikkerby_geo.views.map.printed.areas import area_labels, subject_of
from sikkerby_geo.views.map.printed.drawing import caption_of, locator, svg_map
from sikkerby_geo.views.map.printed.efforts import reach, shown_in, symbols
from sikkerby_geo.views.map.printed.geometry import frame_around
from sikkerby_geo.views.map.printed.sizes import PAPER, PAPER_ZOOM, SCREEN, SLIDE, SLIDE_CITY, Canvas

SVG = "{http://www.w3.org/2000/svg}"
EVERY_OVERLAY = tuple(overlay.overlay_id for overlay in OVERLAYS)
OF_2017 = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)
OF_2018 = replace(OF_2017, year=2018)
OF_2026 = Choice(2026, "safe_neighbourhood", "under_85_safe", Level.SURVEY_AREA)
FLAGGED_2017 = {"bispebjerg", "amager-vest", "broenshoej-husum", "valby", "indre-noerrebro"}


def texts(svg: str) -> list[str]:
    return [node.text for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def drawn(svg: str, attribute: str = "data-place") -> dict[str, ElementTree.Element]:
    return {node.get(attribute): node for node in ElementTree.fromstring(svg).iter() if node.get(attribute)}


def test_the_five_of_2017_carry_the_over_pattern_and_the_colour_of_their_value(atlas):
    svg = svg_map(atlas, OF_2017)
    looks = {place_id: node.get("data-look") for place_id, node in drawn(svg).items()}
    assert {place_id for place_id, look in looks.items() if "over" in look} == FLAGGED_2017
    assert (looks["bispebjerg"], looks["valby"]) == ("dense over_sure", "sparse over_unsure")
    fills = {place_id: node.get("fill") for place_id, node in drawn(svg).items()}
    assert (fills["bispebjerg"], fills["vanloese"]) == (CLASS_COLOURS[3], COLOUR.neutral)
    assert texts(svg).count("ikke klart") == 6


@pytest.mark.parametrize("year", [2017, 2026])
@pytest.mark.parametrize("extent", [None, "bispebjerg"])
def test_a_map_with_every_overlay_is_small(atlas, year, extent):
    choice = replace(OF_2017, year=year, overlays=EVERY_OVERLAY, every_year=True)
    svg = svg_map(atlas, choice, extent=extent, legend=True, caption=caption_of(atlas, choice))
    assert len(svg.encode()) < 300_000


def test_zoomed_in_the_neighbours_are_muted_and_named_without_figures(atlas):
    svg = svg_map(atlas, OF_2018, extent="lu-noerrebro", width=980, height=735, size=SLIDE)
    assert drawn(svg).keys() == {"indre-noerrebro", "ydre-noerrebro"}
    quiet = drawn(svg, "data-quiet")
    assert {"bispebjerg", "oesterbro", "indre-by"} <= quiet.keys()
    assert {node.get("fill") for node in quiet.values()} == {COLOUR.quiet}
    words = texts(svg)
    assert {"Bispebjerg", "Østerbro", "Indre By"} <= set(words)
    assert sorted(word for word in words if "%" in word) == ["13\u00a0%", "23\u00a0%"]
    assert {"klart", "ikke klart"} <= set(words)


@pytest.mark.parametrize("level", list(Level))
def test_every_place_can_be_zoomed_to_with_its_label_in_the_window(atlas, level):
    for place in atlas.places.at(level):
        choice = replace(OF_2026, level=level)
        subject = subject_of(atlas, choice, place.place_id)
        canvas = Canvas(frame_around(subject.bounds, 0, 0, 505, 458), PAPER_ZOOM, COLOUR)
        shown = shown_in(atlas, choice, subject)
        for label in area_labels(atlas, choice, subject, canvas, reach(shown, canvas)):
            left, top, right, bottom = label.box
            assert left >= 0, place.name
            assert top >= 0, place.name
            assert right <= 505, place.name
            assert bottom <= 458, place.name


@pytest.mark.parametrize(("width", "size"), [(664, SCREEN), (445, PAPER), (880, SLIDE_CITY)])
@pytest.mark.parametrize("year", [2015, 2017, 2018, 2020])
def test_no_two_labels_of_the_city_lie_on_each_other(atlas, width, size, year):
    choice = replace(OF_2017, year=year)
    subject = subject_of(atlas, choice, None)
    canvas = Canvas(frame_around(subject.bounds, 0, 0, width, width), size, COLOUR)
    labels = area_labels(atlas, choice, subject, canvas, reach([], canvas))
    for i, a in enumerate(labels):
        for b in labels[i + 1 :]:
            over_x = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
            over_y = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
            assert over_x <= 1 or over_y <= 1, (a.lines[0].text, b.lines[0].text)


def test_the_two_areas_of_noerrebro_are_called_out_in_the_city_and_not_when_zoomed(atlas):
    def leaders(extent, width):
        subject = subject_of(atlas, OF_2017, extent)
        canvas = Canvas(frame_around(subject.bounds, 0, 0, width, width), SCREEN, COLOUR)
        labels = area_labels(atlas, OF_2017, subject, canvas, reach([], canvas))
        return {label.lines[0].text for label in labels if label.leader}

    assert leaders(None, 664) == {"Indre Nørrebro", "Ydre Nørrebro"}
    assert leaders("lu-noerrebro", 664) == set()
    assert leaders(None, 2400) == set()


def test_the_locator_holds_both_parts_of_noerrebro_and_the_rest(atlas):
    others, own = ElementTree.fromstring(locator(atlas, atlas.places["lu-noerrebro"])).iter(f"{SVG}path")
    assert own.get("d").count("M") == 2
    assert others.get("d").count("M") > 10


def test_every_effort_shown_is_on_the_map_as_itself_or_in_a_count(atlas):
    choice = replace(OF_2017, overlays=EVERY_OVERLAY, every_year=True)
    subject = subject_of(atlas, choice, None)
    canvas = Canvas(frame_around(subject.bounds, 0, 0, 664, 660), SCREEN, COLOUR)
    shown = shown_in(atlas, choice, subject)
    signs = [effort for effort in effort_words.shown(atlas, choice) if effort.overlay.role is Role.SYMBOL]
    assert sum(spot.count for spot in symbols(shown, canvas, [])) == len(signs)
    areas = [item for item in shown if item.shape.geom_type.endswith(("Polygon", "LineString"))]
    svg = svg_map(atlas, choice)
    assert {item.effort.effort_id for item in areas} == drawn(svg, "data-effort").keys()
