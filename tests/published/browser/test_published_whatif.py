"""What if in a real browser: by mouse or by keyboard the answer is the same, and scenarios travel as a file."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.screens import DESK, PHONE, expect_nothing_too_wide, resize, search_in, violations

FRAME = 'iframe[src*="st_folium"]'
PAGE = "/prioritering"
HOSTILE = '<img src=x onerror="alert(1)"> **fed** <script>'
CORNERS = [(0.36, 0.42), (0.47, 0.40), (0.48, 0.52), (0.38, 0.55)]
"""Where the mouse clicks, in shares of the map's width and height: in the north-west of the city."""


class Section:
    """The section once its map is painted; answers are read from the screen."""

    def __init__(self, page):
        self.page = page
        handle = page.locator(FRAME).element_handle()
        self.frame = handle.content_frame()
        expect(self.body).to_have_attribute("data-painted", re.compile("."))
        page.locator(FRAME).evaluate("node => node.scrollIntoView({block: 'center'})")

    # What the screen shows

    @property
    def body(self):
        """The body of the map's frame: it tells what is painted, drawn and answered."""
        return self.frame.locator("body")

    @property
    def reach(self):
        return self.page.locator(".answer h3.reach")

    @property
    def kicker(self):
        return self.page.locator(".answer .kicker")

    @property
    def table(self):
        return self.page.locator(".sheet.scenarios table")

    def answer(self) -> list[str]:
        """Everything said of the area on the map."""
        parts = (".answer", ".st-key-whatif-details .sheet", ".there")
        return [self.page.locator(part).inner_text() for part in parts]

    def drawn(self) -> dict | None:
        """The shape on the map, as the map itself describes it."""
        told = self.frame.evaluate("document.body.dataset.drawn")
        return json.loads(told) if told else None

    @contextmanager
    def answered(self):
        """Do something on the map, and wait until the page has answered it."""
        before = self.body.get_attribute("data-answered") or "0"
        yield
        expect(self.body).to_have_attribute("data-answered", re.compile(rf"^(?!{before}$)\d+$"))

    # What a reader does

    def at(self, across: float, down: float) -> tuple[float, float]:
        box = self.page.locator(FRAME).bounding_box()
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def click(self, across: float, down: float) -> None:
        x, y = self.at(across, down)
        self.page.mouse.move(x, y)
        self.page.mouse.click(x, y)

    def tool(self, name: str) -> None:
        self.frame.locator(f'[data-tool="{name}"]').click()

    def draw(self, corners=CORNERS) -> None:
        """Draw a polygon with the mouse: click each corner, then the first one again."""
        self.tool("polygon")
        with self.answered():
            for number, corner in enumerate(corners, start=1):
                self.click(*corner)
                expect(self.frame.locator(".marker-icon:not(.cursor-marker)")).to_have_count(number)
            self.click(*corners[0])
        expect(self.kicker).to_contain_text(f"Tegnet flade med {len(corners)} hjørner")

    def circle(self, centre=(0.62, 0.62), edge=(0.68, 0.62)) -> str:
        """Draw a circle with the mouse; gives the radius the map told before the last click."""
        self.tool("circle")
        status = self.frame.locator(".tool-status")
        with self.answered():
            self.click(*centre)
            self.page.mouse.move(*self.at(*edge))
            expect(status).to_have_text(re.compile(r"^Radius: [1-9][\d.]* m$"))
            told = status.inner_text()
            self.page.mouse.click(*self.at(*edge))
        expect(self.kicker).to_contain_text("Cirkel med radius")
        return told.removeprefix("Radius: ")

    def keep(self, letter: str, name: str = "") -> None:
        self.page.get_by_label("Navn til scenariet").fill(name)
        button = self.page.get_by_role("button", name=f"Gem som scenarie {letter}")
        expect(button.locator("p")).to_have_css("color", "rgb(255, 255, 255)")  # on the dark of a first button
        button.click()
        expect(self.table.locator("thead .letter", has_text=letter)).to_be_visible()
        expect(self.frame.locator(".letter", has_text=letter)).to_be_visible()

    def tab_to(self, wanted: str) -> None:
        """Press Tab until what is wanted has the focus."""
        for _ in range(20):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
        pytest.fail(f"Tab does not reach {wanted}")


@pytest.fixture
def section(visit):
    return lambda **where: Section(visit(PAGE, **where))


def test_drawn_by_mouse_or_typed_by_keyboard_the_answer_is_the_same(section):
    by_mouse = section()
    by_mouse.draw()
    ((ring,),) = by_mouse.drawn()["polygons"]
    answer = by_mouse.answer()
    by_mouse.page.get_by_role("tab", name="Koordinater").click()
    lines = by_mouse.page.get_by_role("textbox", name="Hjørner, ét på hver linje")
    expect(lines).to_have_value(re.compile(r"^(55,\d+; 12,\d+\n?){4}$"))
    typed = section()
    page = typed.page
    page.get_by_role("tab", name="Tegn på kortet").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Koordinater")).to_have_attribute("aria-selected", "true")
    typed.tab_to("textarea")
    for longitude, latitude in ring:
        page.keyboard.type(f"{latitude:.6f}; {longitude:.6f}".replace(".", ","))
        page.keyboard.press("Enter")
    typed.tab_to("[data-testid='stFormSubmitButton'] button")
    page.keyboard.press("Enter")
    expect(typed.kicker).to_contain_text("Tegnet flade med 4 hjørner")
    assert typed.answer() == answer
    assert len(typed.drawn()["polygons"][0][0]) == len(ring), "what is typed is drawn on the map"


def test_escape_leaves_a_drawn_shape_as_it_was_and_it_is_edited_moved_and_deleted(section):
    drawing = section()
    drawing.draw()
    answer = drawing.answer()
    drawing.tool("polygon")
    drawing.click(0.5, 0.7)
    drawing.page.keyboard.press("Escape")
    expect(drawing.frame.locator('[data-tool="polygon"]')).to_have_attribute("aria-pressed", "false")
    expect(drawing.frame.locator(".marker-icon")).to_have_count(0)
    assert drawing.answer() == answer
    before = drawing.reach.inner_text()
    drawing.tool("edit")
    expect(drawing.frame.locator('[data-tool="edit"]')).to_have_attribute("aria-pressed", "true")
    with drawing.answered():
        x, y = drawing.at(*CORNERS[2])
        drawing.page.mouse.move(x, y)
        drawing.page.mouse.down()
        drawing.page.mouse.move(x + 60, y + 40, steps=4)
        drawing.page.mouse.up()
    expect(drawing.reach).not_to_have_text(before)
    assert len(drawing.drawn()["polygons"][0][0]) == 4
    expect(drawing.frame.locator(".marker-icon:not(.marker-icon-middle)")).to_have_count(4)
    drawing.tool("edit")
    expect(drawing.frame.locator(".marker-icon")).to_have_count(0)
    with drawing.answered():
        drawing.tool("remove")
    expect(drawing.reach).to_have_count(0)
    expect(drawing.kicker).to_have_text("Intet område endnu")


def test_a_circle_shows_its_radius_while_drawn_keeps_it_and_is_edited(section):
    drawing = section()
    told = drawing.circle()
    expect(drawing.kicker).to_contain_text(f"radius {told}")
    drawing.tool("edit")
    with drawing.answered():
        handle = drawing.frame.locator(".marker-icon").last.bounding_box()
        x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
        drawing.page.mouse.move(x, y)
        drawing.page.mouse.down()
        drawing.page.mouse.move(x + 50, y, steps=4)
        drawing.page.mouse.up()
    expect(drawing.kicker).not_to_contain_text(f"radius {told}")
    radius = drawing.drawn()["radius"]
    expect(drawing.kicker).to_contain_text(f"radius {radius:,} m".replace(",", "."))


def test_the_tools_are_large_enough_named_in_danish_and_seen_when_focused_and_a_district_is_picked(section):
    picking = section()
    tools = picking.frame.locator(".tool")
    expect(tools).to_have_text(["Tegn flade", "Tegn cirkel", "Ret", "Slet"])
    assert all(tool.bounding_box()["height"] >= 34 for tool in tools.all())
    tools.first.focus()
    tools.page.keyboard.press("Shift+Tab")
    tools.page.keyboard.press("Tab")
    assert tools.first.evaluate("node => getComputedStyle(node).outlineWidth") == "3px"
    valby = picking.frame.locator('path.district[data-id="valby"]')
    with picking.answered():
        valby.click()
    expect(picking.kicker).to_contain_text("Valby (område)")
    with picking.answered():
        picking.frame.locator('path.district[data-id="vanloese"]').focus()
        picking.page.keyboard.press("Enter")
    expect(picking.kicker).to_contain_text("Vanløse (område)")
    expect(picking.frame.locator('[data-tool="edit"]')).to_be_disabled()


def test_scenarios_with_a_hostile_name_please_axe_go_out_as_a_file_and_come_back(section, tmp_path):
    drawing = section()
    drawing.draw()
    drawing.keep("A", HOSTILE)
    drawing.circle()
    drawing.keep("B", "Cirkel ved havnen")
    expect(drawing.table.locator("thead th")).to_contain_text(["", HOSTILE, "Cirkel ved havnen"])
    with drawing.page.expect_download() as download:
        drawing.page.get_by_role("button", name="Hent scenarierne (GeoJSON)").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [feature["properties"]["navn"] for feature in kept["features"]] == [HOSTILE, "Cirkel ved havnen"]

    for size in (DESK, PHONE):
        resize(drawing.page, size)
        expect_nothing_too_wide(drawing.page)
        assert violations(drawing.page) == [], size
        assert violations(drawing.frame) == [], size

    other = section()
    other.page.locator('input[type="file"]').set_input_files(path)
    expect(other.page.get_by_text("Hentet ind:")).to_be_visible()
    expect(other.frame.locator(".letter")).to_have_text(["A", "B"])
    assert other.table.inner_text() == drawing.table.inner_text()
    other.page.get_by_role("button", name="Vis A på kortet").click()
    expect(other.kicker).to_contain_text("Tegnet flade med 4 hjørner")
    with other.answered():
        other.tool("remove")
    expect(other.table.locator("thead .letter")).to_have_count(2)


def test_whatever_is_entered_beside_the_map_is_drawn_on_it(section):
    """A circle, a picked area, coordinates, again a circle: each takes the place of the one before."""
    entering = section()
    page, on_map = entering.page, entering.frame.locator("path.drawn")

    def circle(radius: str) -> None:
        page.get_by_role("tab", name="Punkt og radius").click()
        page.get_by_role("textbox", name="Eller et koordinat").fill("55,7131; 12,533")
        page.get_by_role("spinbutton", name="Radius i meter").fill(radius)
        page.get_by_role("button", name="Vis cirklen").click()
        expect(entering.kicker).to_contain_text(f"radius {radius} m")

    def shown(form: str) -> None:
        expect(entering.body).to_have_attribute("data-drawn", re.compile(rf'"form":\s*"{form}"'))
        expect(on_map).to_have_count(1)

    circle("300")
    shown("circle")
    page.get_by_role("tab", name="Vælg et område").click()
    search_in(page.get_by_role("combobox", name="Område", exact=True), "Vanløse (område)")
    page.keyboard.press("Enter")
    expect(entering.kicker).to_contain_text("Vanløse (område)")
    shown("picked")
    expect(entering.frame.locator('[data-tool="edit"]')).to_be_disabled()
    page.get_by_role("tab", name="Koordinater").click()
    page.get_by_role("textbox", name="Hjørner").fill("55,7131; 12,533\n55,7131; 12,545\n55,72; 12,54")
    page.get_by_role("button", name="Vis området").click()
    shown("polygon")
    circle("450")
    shown("circle")
    assert entering.drawn()["radius"] == 450


def test_a_shape_no_map_of_ours_would_send_and_a_file_with_faults_are_refused_in_words(section, tmp_path):
    refused = section()
    refused.draw()
    for click, shape in enumerate(({"form": "circle", "centre": [2, 48], "radius": 300}, {"form": HOSTILE}), start=2):
        refused.frame.evaluate("message => Streamlit.setComponentValue(message)", {"shape": shape, "click": click})
        expect(refused.page.locator(".st-key-whatif-answer .message")).to_contain_text(
            ["Punktet 48,0000; 2,0000 ligger langt uden for", "Browseren sendte noget"][click - 2]
        )
        expect(refused.reach).to_have_count(0)
    path = tmp_path / "forkert.geojson"
    point = {"type": "Point", "coordinates": [12.5, 55.7]}
    faulty = [{"type": "Feature", "properties": {"navn": HOSTILE}, "geometry": each} for each in (point, None)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": faulty}), encoding="utf-8")
    refused.page.locator('input[type="file"]').set_input_files(path)
    expect(refused.page.locator(".faults li")).to_have_count(3)
    expect(refused.page.locator(".faults li").nth(1)).to_contain_text("Flade 1, »<img")


def test_the_map_page_fetches_nothing_of_the_drawing_tools(kort):
    screen = kort("aar=2017")
    fetched = screen.frame.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert any("scripts/map.js" in address for address in fetched)
    assert [address for address in fetched if "geoman" in address or "draw" in address] == []
    assert screen.frame.evaluate("typeof L.PM") == "undefined"
