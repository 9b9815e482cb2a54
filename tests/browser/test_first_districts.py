"""The districts are there with the page's first document, and the map that takes their place does not move them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.map_screen import FRAME
from tests.browser.screens import at_rest
from tests.browser.waiting import until
from tests.browsing import Watch

FRAME_BOX = """() => {
  const box = selector => document.querySelector(selector).getBoundingClientRect();
  const [light, frame] = ['#first-map', '.st-key-map iframe'].map(box);
  return ['x', 'y', 'width', 'height'].every(side => light[side] === frame[side]);
}"""
"""The light map lies where the map's frame does; the page above may still be on its way."""
BOXES = """nodes => Object.fromEntries(nodes.map(node => {
  const {x, y, width, height} = node.getBoundingClientRect();
  return [node.dataset.place ?? node.dataset.id, [x, y, width, height]];
}))"""
AREAS = re.compile("/geometry/areas")
PIXELS = 3
"""How far an edge may move: what the light map leaves out of a coast."""


class Held:
    """Requests that wait until they are let go: the document asks for a file early, and the map's frame once more."""

    def __init__(self) -> None:
        self.waiting: list[Route] = []
        self.open = False

    def take(self, route: Route) -> None:
        if self.open:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        self.open = True
        for route in self.waiting:
            route.continue_()


@pytest.fixture
def held(browser: Browser) -> Iterator[tuple[Page, Held]]:
    """A page that has to wait for the map's geometry, and the requests that wait."""
    context = browser.new_context(locale="da-DK")
    watch, page, requests = Watch(context), context.new_page(), Held()
    page.route(AREAS, requests.take)
    yield page, requests
    context.close()
    assert watch.seen == []


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080), (390, 844)], ids=lambda size: str(size[0]))
def test_districts_are_seen_before_the_map_and_stay_where_they_are(held, server: str, size: tuple[int, int]):
    page, requests = held
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert page.request.get(f"{server}/data/v1/kilder.csv").ok, "it is answered when there is an atlas"
    frame = page.locator(FRAME)
    with page.expect_request(AREAS):
        page.goto(f"{server}/?aar=2017", wait_until="commit")
        expect(page.locator("#first-map")).to_be_visible()
    expect(page.locator(".st-key-facts table")).to_be_visible()
    expect(page.locator(".st-key-map > #first-map")).to_be_visible()
    expect(frame).not_to_have_attribute("data-painted", "")
    at_rest(page)
    until(page, FRAME_BOX)
    light = page.eval_on_selector_all("#first-map use[data-place]", BOXES)
    at = frame.bounding_box()
    requests.let_go()
    expect(frame).to_have_attribute("data-painted", "")
    painted = frame.element_handle().content_frame().eval_on_selector_all("path.district", BOXES)
    assert light.keys() == painted.keys()
    for place_id, (x, y, width, height) in painted.items():
        assert light[place_id] == pytest.approx([x + at["x"], y + at["y"], width, height], abs=PIXELS), place_id
    expect(page.locator("#first-map")).to_have_count(0)
