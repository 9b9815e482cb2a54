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
        """Open the page; milliseconds until the first district has geometry."""
        self.tab.goto(self.server.start)
        first = self._result("first")
        self.settle()
        return first

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

    def choose_year(self, year: int) -> Locator:
        """The year in the page's open list; the click on it is what is timed."""
        self.tab.get_by_role("combobox", name="År").first.click()
        option = self.tab.get_by_role("option", name=str(year), exact=True)
        option.wait_for()
        self.tab.evaluate("watch.arm('map')")
        return option

    def changed(self) -> float:
        """Milliseconds from the last click until the map showed something else."""
        return self._result("change")

    def click(self, number: int) -> float:
        """Click on a district; milliseconds until the page shows which."""
        x, y = self.tab.evaluate("number => watch.spot(number)", number)
        box = self.tab.locator('iframe[src*="st_folium"]').bounding_box()
        self.tab.evaluate("watch.arm('answer')")
        self.tab.mouse.click(box["x"] + x, box["y"] + y)
        return self._result("change")

    def zoom_in(self) -> str:
        """Zoom in with the map's own button; the view afterwards."""
        self.tab.frame_locator('iframe[src*="st_folium"]').locator(".leaflet-control-zoom-in").click()
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
