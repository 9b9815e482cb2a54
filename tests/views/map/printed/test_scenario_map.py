"""The plain map of an area and what was drawn: every scenario with its letter, names as text, nothing left open."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from sikkerby_geo.domain.whatif.drawings import Drawing, Form, circle, picked
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.views.map.printed.scenario_map import scenario_map

SVG = "{http://www.w3.org/2000/svg}"


def drawn(atlas, place_id="dalum", *scenarios, alt="Kort"):
    return scenario_map(atlas, place_id, scenarios, alt=alt, width=600, height=400)


def kept(letter, drawing):
    return Kept(letter, "<b>{x}</b>", drawing, "toy")


def test_every_scenario_has_its_outline_and_letter_within_the_picture(atlas):
    shapes = (kept("A", circle((12.489, 55.675), 300)), kept("B", picked(atlas, "moellehoej")))
    root = ElementTree.fromstring(drawn(atlas, "dalum", *shapes, alt='A & B <"{x}'))
    assert root.get("aria-label") == 'A & B <"{x}'
    outlines = {one.get("data-scenario"): one.get("d") for one in root.iter(f"{SVG}path") if one.get("data-scenario")}
    assert set(outlines) == {"A", "B"}
    assert all(outlines.values())
    for disc in root.iter(f"{SVG}circle"):
        assert 0 < float(disc.get("cx")) < 600
        assert 0 < float(disc.get("cy")) < 400
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert {"A", "B", "Dalum"} <= set(texts)


def test_the_area_alone_fills_its_map_and_one_drawn_far_off_widens_it(atlas):
    far = kept("A", circle((12.56, 55.70), 2000))
    scale = [
        ElementTree.fromstring(svg).findall(f".//{SVG}text")[-1].text
        for svg in (drawn(atlas), drawn(atlas, "dalum", far))
    ]
    assert scale[0] != scale[1]
    assert drawn(atlas) == drawn(atlas)


def test_a_scenario_whose_area_is_gone_is_left_out(atlas):
    gone = kept("A", Drawing(Form.PICKED, picked="væk"))
    assert "data-scenario" not in drawn(atlas, "dalum", gone)


def test_without_the_layer_there_is_nothing_to_draw(atlas):
    with pytest.raises(SikkerByError):
        drawn(atlas, "findes-ikke")
