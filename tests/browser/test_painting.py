"""The map is painted from this machine alone, and a change sends styles, never geometry."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from sikkerby_geo.views.base.symbols import SYMBOLS

OVER_IN_2017 = {"moellehoej", "dalum", "ydre-lund", "indre-lund", "kongens-mose"}


def test_a_new_reader_sees_thirteen_districts_with_every_other_host_blocked(kort):
    screen = kort()
    assert len(screen.districts()) == 13
    expect(screen.headline).to_contain_text("13 områder")


def test_exactly_the_five_of_2017_carry_the_pattern_of_over(kort):
    districts = kort("aar=2017").districts()
    hatched = {district_id for district_id, shape in districts.items() if shape["hatch"] in ("dense", "sparse")}
    outlined = {district_id for district_id, shape in districts.items() if shape["outline"].startswith("over_")}
    assert hatched == outlined == OVER_IN_2017
    assert all(shape["hatch"] == "" for district_id, shape in districts.items() if district_id not in OVER_IN_2017)


def test_a_year_change_repaints_without_geometry_and_keeps_the_view(kort):
    screen = kort("aar=2016")
    requested, received = [], []
    screen.page.on("request", lambda request: requested.append(request.url))
    screen.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(frame)))
    screen.page.reload()
    screen.await_paint()
    # Named early and then used: two requests for one address, the second answered by what the browser has.
    assert len({url for url in requested if "/app/static/geometry/" in url}) == 3
    assert len({url for url in requested if re.search(r"/app/static/(scripts|map|vendor)/.*\.js", url)}) == 2
    before_zoom = screen.view()
    screen.frame.locator(".leaflet-control-zoom-in").click()
    frame = screen.frame.frame_element().bounding_box()
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    screen.page.mouse.move(*middle)
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] - 60, middle[1] + 40, steps=5)
    screen.page.mouse.up()
    view = screen.view()
    assert view[0] > before_zoom[0]
    assert view[1] > before_zoom[1]
    assert view[2] > before_zoom[2]
    screen.frame.evaluate("window.sameFrame = true")
    requested.clear()
    received.clear()

    districts = screen.districts()
    with screen.repainted():
        screen.next_year()
    screen.expect_choice("aar", "2017")
    with screen.repainted():
        screen.pick("year", "2015")
    screen.expect_choice("aar", "2015")

    assert screen.districts() != districts
    assert screen.view() == view
    assert screen.frame.evaluate("window.sameFrame")
    assert [url for url in requested if "/geometry/" in url] == []
    assert received
    assert [frame for frame in received if b"coordinates" in _bytes(frame)] == []


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def test_each_level_has_its_own_shapes(kort):
    screen = kort("niveau=omraade")
    for position, count in ((1, 12), (2, 10), (0, 13)):
        with screen.repainted():
            screen.control("level").get_by_role("radio").nth(position).click()
        assert len(screen.districts()) == count


def test_lighting_is_recognisable_as_lighting(kort):
    screen = kort("aar=2020&lag=belysning,kameraer,byrum")
    shapes = screen.frame.eval_on_selector_all(
        ".effort[data-symbol] svg",
        "nodes => nodes.map(node => [node.closest('.effort').dataset.symbol,"
        " node.querySelector('.ring').getAttribute('d'), node.querySelector('.glyph').getAttribute('d')])",
    )
    drawn = {kind: (shape, glyph) for kind, shape, glyph in shapes}
    assert drawn["lighting"] == (SYMBOLS["lighting"].shape, SYMBOLS["lighting"].glyph)
    assert len(set(drawn.values())) == len(drawn) > 1
    expect(screen.page.locator(".legend")).to_contain_text("belysning")
