"""The map page as a reader meets it: the page, the map's frame, and what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.screens import search_in
from tests.browser.waiting import until

FRAME = 'iframe[src*="st_folium"]'


class MapScreen:
    """The map page once the map is painted; what it gives is read from the screen, never from the app."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.await_paint()

    def await_paint(self) -> None:
        """Wait for the frame and its first painted state."""
        expect(self.page.frame_locator(FRAME).locator("body[data-painted]")).to_be_attached()
        frame = self.page.locator(FRAME).element_handle().content_frame()
        assert frame is not None, "the map has no frame"
        self.frame: Frame = frame

    def painted(self) -> str:
        """Key of the state that is on the map."""
        return self.frame.evaluate("document.body.dataset.painted")

    @contextmanager
    def repainted(self) -> Iterator[None]:
        """Do something that changes the map, and wait until the new state is painted."""
        before = self.painted()
        yield
        until(self.frame, "before => document.body.dataset.painted !== before", before)

    # What the screen shows

    def districts(self) -> dict[str, dict[str, str]]:
        """Id of each district shape, with its data: fill, hatch, outline."""
        shapes = self.frame.eval_on_selector_all("path.district", "nodes => nodes.map(node => ({...node.dataset}))")
        return {shape["id"]: shape for shape in shapes}

    def efforts(self) -> list[dict[str, str]]:
        """Data of each effort shape: id, role, symbol, group; a street and its symbol are two shapes."""
        return self.frame.eval_on_selector_all(".effort", "nodes => nodes.map(node => ({...node.dataset}))")

    def view(self) -> tuple[float, float, float]:
        """Zoom and centre (latitude, longitude in degrees)."""
        return tuple(
            self.frame.evaluate(
                "(() => { const {lat, lng} = window.map.getCenter(); return [window.map.getZoom(), lat, lng]; })()"
            )
        )

    def choice(self) -> dict[str, str]:
        """The parameters of the address."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_choice(self, name: str, value: str) -> None:
        expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))

    @property
    def headline(self) -> Locator:
        return self.page.locator("h1")

    @property
    def place(self) -> Locator:
        """Heading of the chosen place's panel."""
        return self.page.locator(".card .place")

    def screen(self) -> dict[str, object]:
        """Everything a reader sees of a choice."""
        return {
            "address": self.choice(),
            "headline": self.headline.inner_text(),
            "place": self.place.all_inner_texts(),
            "legend": self.page.locator(".legend").inner_text(),
            "table": self.page.locator(".facts table").inner_text(),
            "districts": self.districts(),
            "efforts": sorted(map(str, self.efforts())),
        }

    # What a reader does

    def control(self, key: str) -> Locator:
        """A control by the key the page gives it."""
        return self.page.locator(f".st-key-control-{key}")

    def next_year(self) -> None:
        self.control("next").get_by_role("button").click()

    def pick(self, key: str, option: str) -> None:
        """Find an option in a list by typing its name, and choose it."""
        box = self.control(key).get_by_role("combobox")
        box.click()
        search_in(box, option)
        self.page.get_by_role("option", name=option, exact=True).click()

    def find(self, typed: str) -> None:
        """Type into the field to find a place, and wait for the answer."""
        self.page.get_by_role("searchbox").fill(typed)
        expect(self.page.locator(".found")).to_contain_text(typed)

    def choose(self, place: str) -> None:
        """Find a place by its name, and take it."""
        self.find(place)
        self.page.locator(".st-key-hit-0").get_by_role("button", name=place, exact=True).click()

    def tick(self, overlay: str) -> None:
        """Tick or untick an overlay's box."""
        self.control(f"lag-{overlay}").locator("label").click()

    def click_district(self, district_id: str) -> None:
        """Click with the mouse where the district's shape lies uppermost."""
        spot = self.frame.evaluate(
            """id => {
                const node = document.querySelector(`path.district[data-id="${id}"]`);
                const {left, top, width, height} = node.getBoundingClientRect();
                for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
                    const x = left + width * i / 20, y = top + height * j / 20;
                    if (document.elementFromPoint(x, y) === node) return {x, y};
                }
            }""",
            district_id,
        )
        assert spot, f"{district_id} cannot be reached with a mouse"
        frame = self.page.locator(FRAME).bounding_box()
        self.page.mouse.click(frame["x"] + spot["x"], frame["y"] + spot["y"])
