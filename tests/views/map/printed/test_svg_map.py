"""The printed map: every area with its state, in colour and in grey, whole city and zoomed, safe with any name."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS, Role
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.inks import COLOUR, GREY
from sikkerby_geo.views.base.marks import symbol_svg
from sikkerby_geo.views.base.palette import CLASS_COLOURS
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.areas import area_labels, subject_of
from sikkerby_geo.views.map.printed.drawing import alt_text, caption_of, locator, svg_map
from sikkerby_geo.views.map.printed.efforts import Shown, marks, reach, shown_in, symbols
from sikkerby_geo.views.map.printed.geometry import frame_around, in_metres
from sikkerby_geo.views.map.printed.sizes import PAPER, PAPER_ZOOM, SCREEN, SLIDE, SLIDE_CITY, Canvas
from tests.toytown import partnership, upgrade

SVG = "{http://www.w3.org/2000/svg}"
EVERY_OVERLAY = tuple(overlay.overlay_id for overlay in OVERLAYS)
OF_2017 = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)
OF_2020 = replace(OF_2017, year=2020)
OF_2025 = Choice(2025, "safe_neighbourhood", "under_85_safe", Level.SURVEY_AREA)
FLAGGED_2017 = {"moellehoej", "ydre-lund", "kongens-mose", "dalum", "indre-lund"}
LUND = {"indre-lund", "ydre-lund"}
HOSTILE = "<img src=x onerror=alert(1)>\"'& #x"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [node.text for node in parsed(svg).iter(f"{SVG}text")]


def drawn(svg: str, attribute: str = "data-place") -> dict[str, ElementTree.Element]:
    return {node.get(attribute): node for node in parsed(svg).iter() if node.get(attribute)}


@pytest.fixture(scope="module")
def hostile(snapshot):
    """The toy city with a name that is markup."""
    areas = snapshot.table("areas").copy()
    areas.loc[areas.area_id == "dalum", ["area_name", "short_name", "lokaludvalg_name", "bydel_name"]] = HOSTILE
    return build_atlas(replace(snapshot, tables={**snapshot.tables, "areas": areas}), "hostile")


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("grey", [False, True])
def test_every_place_of_the_level_has_a_shape_and_a_name(atlas, level, grey):
    svg = svg_map(atlas, replace(OF_2017, level=level), grey=grey)
    places = {place.place_id: place.name for place in atlas.places.at(level)}
    assert drawn(svg).keys() == places.keys()
    assert set(places.values()) <= set(texts(svg))


@pytest.mark.parametrize("grey", [False, True])
def test_the_five_of_2017_carry_the_over_pattern_and_nobody_else(atlas, grey):
    looks = {place_id: node.get("data-look") for place_id, node in drawn(svg_map(atlas, OF_2017, grey=grey)).items()}
    assert {place_id for place_id, look in looks.items() if "over" in look} == FLAGGED_2017
    assert looks["moellehoej"] == "dense over_sure"
    assert looks["dalum"] == "sparse over_unsure"
    assert looks["bakken"] == "none plain"


def test_what_may_lie_over_has_an_outline_and_no_pattern(atlas):
    looks = {place_id: node.get("data-look") for place_id, node in drawn(svg_map(atlas, OF_2020)).items()}
    assert {place_id for place_id, look in looks.items() if look == "none under_unsure"} == {
        "aaby",
        "engvang",
        "fjordby",
        "indre-lund",
        "oeen",
        "vestmark",
    }


def test_the_colour_is_the_values_and_a_bound_is_neutral_with_dots(atlas):
    svg = svg_map(atlas, OF_2017)
    fills = {place_id: node.get("fill") for place_id, node in drawn(svg).items()}
    assert (fills["ydre-lund"], fills["moellehoej"]) == (CLASS_COLOURS[3], CLASS_COLOURS[4])
    assert fills["bakken"] == CLASS_COLOURS[0]
    assert fills["oeen"] == COLOUR.neutral
    dotted = {node.get("href") for node in parsed(svg).iter(f"{SVG}use") if node.get("fill", "").endswith("-dots)")}
    assert dotted == {node.get("href") for place_id, node in drawn(svg).items() if fills[place_id] == COLOUR.neutral}


def test_labels_say_the_figure_and_whether_it_is_sure(atlas):
    words = texts(svg_map(atlas, OF_2017))
    assert words.count("ikke klart") == 3
    assert {"21\u00a0%", "4\u00a0%"} <= set(words)
    assert words.count("≤ 10\u00a0%") == 7


def test_an_area_without_a_figure_has_its_name_and_no_number(atlas):
    svg = svg_map(atlas, replace(OF_2017, year=2022))
    assert not [word for word in texts(svg) if "%" in word]
    assert {node.get("fill") for node in drawn(svg).values()} == {"#FFFFFF"}


def test_outlines_are_clipped_to_their_own_area(atlas):
    svg = svg_map(atlas, OF_2017)
    clips = {node.get("id") for node in parsed(svg).iter(f"{SVG}clipPath")}
    for place_id in FLAGGED_2017:
        own = drawn(svg)[place_id].get("href")[1:]
        assert f"{own}-in" in clips
        assert f"url(#{own}-in)" in svg


@pytest.mark.parametrize(
    ("choice", "extent", "size"),
    [(OF_2017, None, SCREEN), (OF_2020, "lu-lund", PAPER_ZOOM), (replace(OF_2025, place_id="dalum"), None, PAPER)],
)
def test_grey_has_only_black_white_and_grey(atlas, choice, extent, size):
    choice = replace(choice, overlays=EVERY_OVERLAY, every_year=True)
    svg = svg_map(atlas, choice, extent=extent, size=size, grey=True, legend=True, caption=caption_of(atlas, choice))
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}\b", svg))
    assert colours
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)
    assert not re.search(r"rgb|hsl", svg)


def test_grey_keeps_the_classes_apart_and_in_order():
    levels = [int(colour[1:3], 16) for colour in GREY.classes]
    assert all(light - dark >= 25 for light, dark in itertools.pairwise(levels))
    assert int(GREY.municipality[1:3], 16) - levels[1] >= 20  # Frederiksberg is not a class


@pytest.mark.parametrize("year", [2013, 2015, 2017, 2020, 2024, 2025])
@pytest.mark.parametrize("extent", [None, "moellehoej"])
def test_a_map_is_small_well_formed_and_refers_to_nothing_outside(atlas, year, extent):
    choice = replace(OF_2017, year=year, overlays=EVERY_OVERLAY, every_year=True)
    svg = svg_map(atlas, choice, extent=extent, legend=True, caption=caption_of(atlas, choice))
    assert len(svg.encode()) < 300_000
    ids = [node.get("id") for node in parsed(svg).iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", svg)) | set(re.findall(r'href="#([^"]+)"', svg))
    assert used <= set(ids)
    assert re.findall(r'href="(?!#)', svg) == []
    assert svg.count("http") == 1  # the namespace
    assert "<style" not in svg
    assert "\n\n" not in svg


def test_the_same_map_is_the_same_text_and_two_maps_share_no_id(atlas):
    assert svg_map(atlas, OF_2017) == svg_map(atlas, OF_2017)

    def ids(svg: str) -> set[str]:
        return {node.get("id") for node in parsed(svg).iter() if node.get("id")}

    first = ids(svg_map(atlas, OF_2017))
    for other in (svg_map(atlas, OF_2020), svg_map(atlas, OF_2017, grey=True), svg_map(atlas, OF_2017, key="b")):
        assert not first & ids(other)


def test_a_name_that_is_markup_stays_a_name(hostile):
    for choice, extent in ((OF_2017, None), (replace(OF_2017, place_id="dalum"), "dalum")):
        svg = svg_map(hostile, choice, extent=extent, legend=True, caption=caption_of(hostile, choice))
        assert "<img" not in svg
        assert "<script" not in svg
        assert HOSTILE in texts(svg)
        assert {node.tag for node in parsed(svg).iter() if "onerror" in node.attrib} == set()
    assert HOSTILE in parsed(locator(hostile, hostile.places["dalum"])).get("aria-label")


def test_zoomed_in_the_neighbours_are_muted_and_named_without_figures(atlas):
    svg = svg_map(atlas, OF_2020, extent="lu-lund", width=980, height=735, size=SLIDE)
    assert drawn(svg).keys() == LUND
    quiet = drawn(svg, "data-quiet")
    assert {"aaby", "bakken", "havnen", "oeen"} <= quiet.keys()
    assert {node.get("fill") for node in quiet.values()} == {COLOUR.quiet}
    words = texts(svg)
    assert {"Åby", "Bakken", "Havnen", "Øen"} <= set(words)
    assert sorted(word for word in words if "%" in word) == ["13\u00a0%", "9\u00a0%"]
    assert words.count("ikke klart") == 2
    early = texts(svg_map(atlas, OF_2017, extent="lu-lund", width=980, height=735, size=SLIDE))
    assert {"klart", "ikke klart"} <= set(early)


def test_an_extent_may_be_one_place_several_or_of_another_level(atlas):
    for extent in ("lu-lund", "bydel-6", ["ydre-lund", "indre-lund"]):
        assert drawn(svg_map(atlas, OF_2020, extent=extent)).keys() == LUND


@pytest.mark.parametrize("level", list(Level))
def test_every_place_can_be_zoomed_to_with_its_label_in_the_window(atlas, level):
    for place in atlas.places.at(level):
        choice = replace(OF_2025, level=level)
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
@pytest.mark.parametrize("year", [2015, 2017, 2020])
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


def test_what_is_called_out_in_the_city_is_not_when_zoomed(atlas):
    def leaders(extent, width):
        subject = subject_of(atlas, OF_2017, extent)
        canvas = Canvas(frame_around(subject.bounds, 0, 0, width, width), SCREEN, COLOUR)
        labels = area_labels(atlas, OF_2017, subject, canvas, reach([], canvas))
        return {label.lines[0].text for label in labels if label.leader}

    assert leaders(None, 664) == {"Indre Lund"}
    assert leaders("lu-lund", 664) == set()
    assert leaders(None, 2400) == set()


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


def test_zoomed_in_only_the_efforts_of_the_areas_in_view_are_drawn(atlas):
    choice = replace(OF_2020, every_year=True)
    shown = shown_in(atlas, choice, subject_of(atlas, choice, "lu-lund"))
    assert shown
    assert all(LUND & set(item.effort.area_ids) for item in shown)


def test_without_overlays_no_effort_is_drawn(atlas):
    svg = svg_map(atlas, replace(OF_2017, overlays=()))
    assert "data-effort" not in svg
    assert COLOUR.accent not in svg


def test_the_selected_place_is_ringed_and_its_label_inverted(atlas):
    svg = svg_map(atlas, replace(OF_2017, place_id="moellehoej"))
    assert drawn(svg, "data-selected").keys() == {"moellehoej"}
    (name,) = [node for node in parsed(svg).iter(f"{SVG}text") if node.text == "Møllehøj"]
    assert name.get("fill") == "#FFFFFF"
    assert "data-selected" not in svg_map(atlas, OF_2017)


def test_the_legend_counts_as_the_pages_legend_does(atlas):
    words = texts(svg_map(atlas, OF_2017, legend=True))
    shown = legend(atlas, OF_2017)
    at = 0
    for entry in (*shown.values, *shown.states, *shown.efforts):
        at = words.index(entry.label, at)
        assert words[at + 1] == str(entry.count)
    assert shown.limit in words


def test_a_zoomed_legend_holds_only_what_is_there_and_counts_nothing(atlas):
    svg = svg_map(atlas, OF_2017, extent="lu-lund", legend=True)
    words = texts(svg)
    assert t("class.missing") not in words
    assert {"klart over", "over, ikke klart"} <= set(words)
    assert "klart under" not in words
    assert not [word for word in words if word.isdigit()]


def test_a_picture_with_a_caption_carries_its_sentence_and_its_sources(atlas):
    caption = caption_of(atlas, OF_2017)
    said = " ".join(texts(svg_map(atlas, OF_2017, legend=True, caption=caption)))
    for text in (caption.title, caption.certainty, *caption.sources):
        assert text in said
    assert "Københavns Kommune (CC BY 4.0)" in said
    assert "OpenStreetMap" in said


def test_the_alternative_text_is_the_maps_sentence(atlas):
    alt = parsed(svg_map(atlas, OF_2017)).get("aria-label")
    assert alt == alt_text(atlas, OF_2017)
    assert caption_of(atlas, OF_2017).title in alt


def without(atlas, layer):
    layers = {name: frame for name, frame in atlas.snapshot.layers.items() if name != layer}
    return replace(atlas, snapshot=replace(atlas.snapshot, layers=layers))


def test_a_map_without_its_layer_says_which_file_is_broken(atlas):
    with pytest.raises(SikkerByError) as caught:
        svg_map(without(atlas, "survey_areas_layer"), OF_2017)
    assert "survey_areas.geojson" in t(caught.value.key, **caught.value.params)


@pytest.mark.parametrize("missing", ["backdrop_layer", "upgrades_layer"])
def test_a_map_without_a_lesser_layer_is_still_a_map(atlas, missing):
    assert len(drawn(svg_map(without(atlas, missing), OF_2017))) == 13


def test_the_locator_fills_the_place_and_nothing_else(atlas):
    others, own = parsed(locator(atlas, atlas.places["lu-lund"])).iter(f"{SVG}path")
    assert own.get("fill") == COLOUR.ink
    assert own.get("d").count("M") == 2
    assert own.get("d").startswith("M26.5 50")
    assert others.get("d").count("M") > 10


def test_the_printed_legend_says_where_a_count_is_not_known(atlas):
    """The record of efforts ends in 2024: what ran in 2025 is not known, which is no zero."""
    unknown = [item.label for item in legend(atlas, OF_2025).groups if item.count is None]
    assert unknown == ["i gang"]
    assert texts(svg_map(atlas, OF_2025, legend=True)).count(t("effort.unknown_count")) == len(unknown)


def test_lines_and_symbols_tell_the_groups_apart_without_colour(atlas):
    """One agreement and one lamp, as they would be drawn in every group: four pictures of each."""
    shape = atlas.effort_shapes["p-moellehoej-2016"]
    (metres,) = in_metres([shape])
    frame = frame_around(metres.bounds, 0, 0, 200, 200)
    agreement, lamp = partnership(), upgrade()
    lines = {
        (mark.width, mark.dashes, mark.filled)
        for group in StatusGroup
        for mark in marks([Shown(agreement, metres, group)], Canvas(frame, SCREEN, COLOUR))
    }
    assert len(lines) == len(StatusGroup)
    assert len({symbol_svg(lamp.kind.symbol, group) for group in StatusGroup}) == len(StatusGroup)
    assert len({symbol_svg(agreement.kind.symbol, group) for group in StatusGroup}) == len(StatusGroup)
