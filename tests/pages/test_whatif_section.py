"""What if without a browser: every area picked, coordinates with faults, three scenarios, saved and loaded again."""

from __future__ import annotations

import json
import re

import pytest

from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.text import t
from sikkerby_geo.ui.whatif import state
from sikkerby_geo.ui.whatif.drawn_shapes import drawn_shape

FILE = "pages/prioritering.py"
TRIANGLE = "55,6346; 12,5112\n55.6342, 12.5239\n55,6406 12,5181"
HOSTILE = '<img src=x onerror="alert(1)"> **fed** :red[x] $x$'


class WhatIf:
    """The section, used as a reader would."""

    def __init__(self, page):
        self.page, self.app = page, page.app

    @property
    def words(self) -> str:
        return " ".join(self.page.words.split())

    @property
    def reach(self) -> str | None:
        found = re.search(r'<h3 class="reach">(.*?)</h3>', self.page.html)
        return found and found.group(1)

    @property
    def faults(self) -> list[str]:
        found = re.search(r'<ul class="faults"[^>]*>(.*?)</ul>', self.page.html, re.DOTALL)
        return re.findall(r"<li>(.*?)</li>", found.group(1), re.DOTALL) if found else []

    @property
    def columns(self) -> list[str]:
        return re.findall(r'<th scope="col"><b class="letter">(.)</b>', self.page.html)

    def run(self) -> None:
        self.app.run()
        self.page.assert_calm()

    def pick(self, area_id: str | None) -> None:
        self.app.selectbox(key="whatif-pick").set_value(area_id)
        self.run()

    def press(self, label: str) -> None:
        next(button for button in self.app.button if button.label == label).click()
        self.run()

    def type(self, text: str) -> None:
        self.app.text_area(key="whatif-typed").set_value(text)
        self.press(t("whatif.show_typed"))

    def circle(self, *, point: str | None = None, own: str = "", radius: int = 300) -> None:
        self.app.selectbox(key="whatif-point").set_value(point)
        self.app.text_input(key="whatif-own-point").set_value(own)
        self.app.number_input(key="whatif-radius").set_value(radius)
        self.press(t("whatif.show_circle"))

    def keep(self, name: str, letter: str) -> None:
        self.app.text_input(key="whatif-name").set_value(name)
        self.press(t("whatif.keep", letter=letter))


@pytest.fixture
def section(open_page):
    page = open_page(FILE)
    page.assert_calm()
    return WhatIf(page)


def test_the_section_opens_calm_and_says_what_to_do(section):
    assert t("whatif.heading") in section.words
    assert t("whatif.nothing") in section.words
    assert t("whatif.no_scenarios") in section.words
    assert section.reach is None


@pytest.mark.parametrize("place_id", ["dalum", "lu-lund", "bydel-8"])
def test_a_place_of_each_level_can_be_picked(section, atlas, place_id):
    """The answer for every place is tested in ``tests/views/whatif/test_whatif_answer.py``."""
    place = atlas.places[place_id]
    section.pick(place_id)
    assert all(atlas.places[member].name in section.reach for member in place.members)
    assert "skønnet" not in section.reach
    assert f"{place.name} ({t(f'level.{place.level}.one')})" in section.words
    section.pick(None)
    assert section.reach is None


def test_an_efforts_own_area_can_be_picked(section, atlas):
    plan = next(effort for effort in atlas.efforts if effort.kind is KIND["housing_plan"] and effort.located)
    section.pick(plan.effort_id)
    assert section.reach
    assert plan.name in section.words


def test_typed_corners_give_an_answer(section):
    section.type(TRIANGLE)
    assert section.faults == []
    assert "Møllehøj" in section.reach
    assert "Tegnet flade med 3 hjørner" in section.words


def test_every_wrong_line_is_named_and_nothing_typed_is_lost(section):
    section.pick("dalum")
    wrong = f"{TRIANGLE}\n12,5112; 55,6346\nher\n<b>x</b>"
    section.type(wrong)
    assert [fault.split(",")[0] for fault in section.faults] == ["Linje 4", "Linje 5", "Linje 6"]
    assert "&lt;b&gt;x" in section.faults[2]
    assert section.app.text_area(key="whatif-typed").value == wrong
    assert "Dalum" in section.reach, "the area before stands"
    section.type(TRIANGLE)
    assert section.faults == []


def test_too_few_corners_are_told(section):
    section.type("55,6346; 12,5112\n55,6406; 12,5181")
    assert section.faults == [t("problem.too_few_corners", count=2)]


def test_a_circle_by_station_and_by_coordinate(section, atlas):
    section.circle(point="midtby-station", radius=450)
    assert "Havnen" in section.reach
    assert "Cirkel med radius 450 m" in section.words
    section.circle(own="55,638; 12,5179")
    assert "Møllehøj" in section.reach
    assert "Cirkel med radius 300 m" in section.words
    section.circle(own="x")
    assert "Linje 1" in section.faults[0]
    assert "Cirkel med radius 300 m" in section.words
    section.circle()
    assert section.faults == [t("whatif.point_missing")]


def test_outside_the_city_is_told_in_place_of_an_answer(section):
    section.type("55,60; 12,44\n55,60; 12,445\n55,605; 12,445")
    assert section.reach is None
    assert t("problem.outside_city") in section.words


def test_the_same_corners_by_mouse_and_by_keyboard_give_the_same_answer(section, atlas):
    section.type(TRIANGLE)
    typed = section.page.html
    section.pick(None)
    shape = {"form": "polygon", "polygons": [[[[12.5181, 55.6406], [12.5239, 55.6342], [12.5112, 55.6346]]]]}
    section.app.session_state[state.CURRENT] = drawn_shape(atlas, {"shape": shape, "click": 1}).drawing
    section.run()
    assert section.reach
    assert section.page.html == typed


def test_a_larger_change_needs_fewer_answers_and_an_own_start_counts(section):
    section.circle(own="55,655; 12,5512")
    assert "for lille til at måle" in section.words
    section.app.slider(key="whatif-points").set_value(20)
    section.run()
    assert "muligt med en særskilt undersøgelse" in section.words
    section.app.button_group(key="whatif-start").set_value("own")
    section.run()
    section.app.number_input(key="whatif-own-start").set_value(55)
    section.run()
    assert "55\xa0% trygge i nabolaget, valgt af dig" in section.page.words


def test_three_scenarios_side_by_side_and_no_fourth(section):
    for letter, area in zip("ABC", ("dalum", "aaby", "bakken"), strict=True):
        section.pick(area)
        section.keep(f"Plan {letter}", letter)
    assert section.columns == ["A", "B", "C"]
    section.pick("dalum")
    assert t("whatif.is_kept", letter="A") in section.words
    section.pick("moellehoej")
    assert t("whatif.full") in section.words
    section.press(t("whatif.remove", letter="B"))
    assert section.columns == ["A", "C"]
    section.keep("", "B")
    assert section.columns == ["A", "B", "C"]
    assert "Møllehøj (område)" in section.words
    section.press(t("whatif.show", letter="C"))
    assert "Bakken" in section.reach


def test_a_scenario_is_renamed_and_a_hostile_name_is_text(section):
    section.pick("dalum")
    section.keep(HOSTILE, "A")
    assert "<img" not in section.page.html
    assert "&lt;img src=x" in section.page.html
    section.app.text_input(key="whatif-rename-A").set_value("  Dalum\t midt ")
    section.run()
    assert "Dalum midt" in section.words
    assert "onerror" not in section.page.html


def upload(section, content: bytes) -> None:
    section.app.file_uploader(key="whatif-file").set_value(("scenarier.geojson", content, "application/geo+json"))
    section.run()


SAVED = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {
                "bogstav": "C",
                "navn": HOSTILE,
                "form": "picked",
                "valgt": "dalum",
                "data_version": "older",
            },
            "geometry": None,
        },
        {
            "type": "Feature",
            "properties": {
                "navn": "Cirkel",
                "form": "circle",
                "centrum_laengdegrad": 12.5179,
                "centrum_breddegrad": 55.638,
                "radius_m": 300,
            },
            "geometry": None,
        },
    ],
}


def test_a_file_is_loaded_and_what_was_made_with_other_data_is_said(section):
    upload(section, json.dumps(SAVED).encode())
    assert section.columns == ["A", "C"]
    assert "<img" not in section.page.html
    assert t("compare.recomputed", letters="C") in section.words


def test_a_file_with_faults_changes_nothing(section):
    section.pick("aaby")
    section.keep("Åby", "A")
    broken = {**SAVED, "features": [SAVED["features"][0], {"type": "Feature", "properties": {}, "geometry": None}]}
    upload(section, json.dumps(broken).encode())
    assert section.columns == ["A"]
    assert section.faults[0] == t("scenario_file.nothing_loaded")
    assert section.faults[1].startswith("Flade 2, »Uden navn«:")


@pytest.mark.parametrize("broken", ["survey_areas", "population", "survey"])
def test_a_broken_file_leaves_the_rest_standing(open_page, copy_data, broken):
    root = copy_data()
    path = next(
        path for path in (root / "data" / f"{broken}.csv", root / "geodata" / f"{broken}.geojson") if path.exists()
    )
    path.write_text("broken", encoding="utf-8")
    section = WhatIf(open_page(FILE, root=root))
    section.page.assert_calm()
    section.type(TRIANGLE)
    if broken == "survey_areas":
        assert t("problem.no_areas_layer") in section.words
    elif broken == "population":
        assert "ukendt antal beboere" in section.words
    else:
        assert "Der er intet tal at gå ud fra" in section.words
