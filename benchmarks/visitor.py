"""A visitor in a browser: opens a page, changes the year, clicks a district, and times what it sees."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator
from playwright.sync_api import Page as Tab
from serving import WAIT, Server
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

WATCH = Path(__file__).with_name("watch.js")
VIEWPORT = {"width": 1440, "height": 900}
FRAME = 'iframe[src*="st_folium"]'
NEXT_SLIDE = """() => new Promise(done => {
  const since = performance.now();
  document.getElementById('forth').click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - since)));
})"""
QUIET = 1.0
"""Seconds without traffic after which a change is over: the plain page answers in two runs."""


@dataclass
class Traffic:
    """What the browser has received: bytes of the map's messages, of the others and of HTTP answers."""

    map: int = 0
    messages: int = 0
    http: int = 0
    last: float = field(default_factory=time.monotonic)

    @property
    def total(self) -> int:
        return self.map + self.messages + self.http

    def watch(self, tab: Tab) -> None:
        """Count what a tab receives: payloads of messages, and HTTP answers as they came over the line."""
        session = tab.context.new_cdp_session(tab)
        session.on("Network.webSocketFrameReceived", lambda event: self._message(event["response"]))
        session.on("Network.loadingFinished", lambda event: self._add("http", int(event["encodedDataLength"])))
        session.send("Network.enable")

    def _message(self, frame: dict) -> None:
        if frame["opcode"] != 2:
            return
        payload = base64.b64decode(frame["payloadData"])
        element = ForwardMsg.FromString(payload).delta.new_element
        self._add("map" if element.WhichOneof("type") == "component_instance" else "messages", len(payload))

    def _add(self, name: str, size: int) -> None:
        setattr(self, name, getattr(self, name) + size)
        self.last = time.monotonic()


@dataclass
class Visitor:
    """A tab on one of the pages, and what it does there."""

    server: Server
    tab: Tab
    traffic: Traffic

    @classmethod
    def to(cls, server: Server, context: BrowserContext) -> Visitor:
        """A visitor with an empty tab, its traffic counted from the start."""
        tab = context.new_page()
        tab.set_default_timeout(WAIT * 1000)
        traffic = Traffic()
        traffic.watch(tab)
        return cls(server, tab, traffic)

    def open(self) -> float:
        """Open the page; milliseconds until the first district has geometry, or the first text where it has none."""
        self.tab.goto(self.server.start)
        first = self._result("first" if self.server.sees == "map" else "words")
        self.settle()
        return first

    def seen(self) -> float:
        """Milliseconds until any picture of the districts was there."""
        return self._result("seen")

    def settle(self) -> None:
        """Wait until nothing has come for a while."""
        end = time.monotonic() + WAIT
        self.traffic.last = time.monotonic()
        while time.monotonic() < min(end, self.traffic.last + QUIET):
            self.tab.wait_for_timeout(50)

    def change_year(self, year: int) -> float:
        """Choose another year in the page's list; milliseconds until the map shows it."""
        self.choose_year(year).click()
        return self.changed()

    def say_year(self, year: int) -> float:
        """Choose another year; milliseconds until the page's sentence speaks of it."""
        self.choose_year(year, "heading").click()
        took = self.changed()
        self.settle()
        return took

    def choose_year(self, year: int, sees: str = "") -> Locator:
        """The year in the page's open list; the click on it is what is timed, until ``sees`` is another."""
        self.tab.get_by_role("combobox", name="År").first.click()
        option = self.tab.get_by_role("option", name=str(year), exact=True)
        option.wait_for()
        self.tab.evaluate("what => watch.arm(what)", sees or self.server.sees)
        return option

    def changed(self) -> float:
        """Milliseconds from the last click until the map showed something else."""
        return self._result("change")

    def click(self, number: int, sees: str = "answer") -> float:
        """Click on a district; milliseconds until the page's ``answer`` says which, or the map has it ``marked``."""
        x, y = self.tab.evaluate("number => watch.spot(number)", number)
        frame = self.tab.locator(FRAME)
        box = frame.bounding_box() if frame.count() else {"x": 0, "y": 0}
        self.tab.evaluate("what => watch.arm(what)", sees)
        self.tab.mouse.click(box["x"] + x, box["y"] + y)
        return self._result("change")

    def change_rule(self) -> float:
        """Press the rule that is not chosen; milliseconds until the map shows it."""
        return self._timed("map", '.st-key-rules button[aria-pressed="false"]')

    def toggle_overlay(self) -> float:
        """Tick or untick a kind of effort; milliseconds until the map shows it."""
        return self._timed("map", '[class*="st-key-control-lag-"] label')

    def change_page(self) -> float:
        """Go to Mål; milliseconds until its first heading. Comes back to the map afterwards."""
        took = self._timed("heading", '.st-key-header a[href*="maal?"]')
        self._timed("heading", ".st-key-header a")
        self.tab.locator("iframe[data-painted]").wait_for(state="attached")
        self.settle()
        return took

    def turn_slide(self) -> float:
        """Milliseconds until the next slide of a meeting is painted, in a tab of its own."""
        tab = self.tab.context.new_page()
        tab.goto(f"{self.server.url}/moede?udvalg=valby&vis=1")
        show = tab.locator(".st-key-moede-show iframe[data-ready]")
        show.wait_for(state="attached", timeout=WAIT * 1000)
        took = show.element_handle().content_frame().evaluate(NEXT_SLIDE)
        tab.close()
        return took

    def framed(self) -> bool:
        """Whether the map has a frame with Leaflet in it, which can be zoomed."""
        return self.tab.locator(FRAME).count() > 0

    def _timed(self, what: str, selector: str) -> float:
        target = self.tab.locator(selector).first
        target.wait_for()
        self.tab.evaluate("what => watch.arm(what)", what)
        target.click()
        took = self.changed()
        self.settle()
        return took

    def zoom_in(self) -> str:
        """Zoom in with the map's own button; the view afterwards."""
        self.tab.frame_locator(FRAME).locator(".leaflet-control-zoom-in").click()
        self.settle()
        return self.view()

    def view(self) -> str:
        """Zoom and middle of the map."""
        return self.tab.evaluate("watch.view()")

    def _result(self, name: str) -> float:
        late = f"new Promise(done => setTimeout(done, {WAIT * 1000}))"
        took = self.tab.evaluate(f"Promise.race([watch.{name}, {late}])")
        if took is None:
            raise SystemExit(f"{self.server.name} at {self.tab.url}: nothing to see after {WAIT} s")
        return took


def new_context(browser: Browser) -> BrowserContext:
    """A visitor's browser with nothing cached."""
    context = browser.new_context(viewport=VIEWPORT, locale="da-DK")
    context.add_init_script(path=WATCH)
    return context
