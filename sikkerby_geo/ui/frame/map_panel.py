"""The map on the page: folium's base map once, then only styles; the one module that knows the frame's hooks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import folium
import streamlit as st
from branca.element import MacroElement
from jinja2 import Template
from streamlit_folium import st_folium

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.drawings import LEAST_RADIUS, MOST_RADIUS
from sikkerby_geo.facts.geography import VIEW
from sikkerby_geo.text import keys, t
from sikkerby_geo.ui.frame import cache
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.static_files import asset, in_frame, script
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.map.drawn import DrawingTool, DrawnState, DrawSetup
from sikkerby_geo.views.map.message import GeometryFiles, MapState
from sikkerby_geo.views.map.state import map_setup, map_state

HEIGHT = 690
KEY = "kort"
DRAWING_HEIGHT = 560
DRAWING_KEY = "whatif-map"


@dataclass(frozen=True)
class Drawable:
    """What can be drawn on a map: its key on the page, its tools in their order, and whether by keyboard as well."""

    key: str = DRAWING_KEY
    tools: tuple[DrawingTool, ...] = ("polygon", "circle", "edit", "remove")
    by_keyboard: bool = False


AREAS = Drawable()
"""Areas alone, as *Hvad nu hvis* asks for them."""


_TEMPLATE = re.compile(r"\{(?=[{%#])")
"""The beginning of what a template engine reads as code; JSON itself never has it outside a text."""


def script_json(value: object) -> str:
    """JSON that may stand in a script: nothing in it can end the script, begin markup, or be taken for a template.

    The underscore goes too: st_folium looks for folium's own names (``map_…``) in all it sends, and renames them.
    """
    text = _TEMPLATE.sub(r"\\u007b", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    for character in "<>&_\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class _Call(MacroElement):
    """A call of a function in the frame with one value as JSON, and with the map before it where it is ``on`` one.

    The only way a value of ours gets into folium. ``st_folium`` asks the template below for the script, with the
    value as an argument; branca would compile what comes out as a template once more, which ``render`` forbids.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.function }}({{ this.before }}{{ this.value }});{% endmacro %}"
    )

    def __init__(self, function: str, value: object, *, on: folium.Map | None = None) -> None:
        super().__init__()
        self.function = function
        self.before = f"{on.get_name()}, " if on is not None else ""
        self.value = script_json(value)

    def render(self, **_: object) -> str:
        """Nothing: what branca makes here is a whole document, which nobody reads, compiled from the values."""
        return ""


def _fetched(path: str) -> str:
    """Address of a file in ``static/`` as the map's frame asks for it."""
    return in_frame(asset(path))


def base_map(urls: dict[str, str]) -> folium.Map:
    """The constant base map: no tiles, no address outside this server; its script never changes.

    It is made anew for each run (a millisecond), because st_folium hangs the run's state under it.
    """
    west, south, east, north = VIEW
    chart = folium.Map(
        location=[(south + north) / 2, (west + east) / 2], tiles=None, zoom_control=True, attribution_control=False
    )
    chart.default_js = [
        ("leaflet", _fetched("vendor/leaflet-1.9.4/leaflet.js")),
        ("map", in_frame(script("map"))),
    ]
    chart.default_css = [
        ("leaflet", _fetched("vendor/leaflet-1.9.4/leaflet.css")),
        ("map", _fetched("map/map.css")),
    ]
    files: GeometryFiles = {
        "areas": in_frame(urls["areas"]),
        "backdrop": in_frame(urls["backdrop"]),
        "efforts": in_frame(urls["efforts"]),
        "grid": in_frame(urls["grid"]),
    }
    chart.add_child(_Call("sikkerby.create", map_setup(files), on=chart))
    return chart


def show_map(atlas: Atlas, choice: Choice, select: Callable[[str], None]) -> None:
    """Draw the map of a choice; ``select`` gets the id of a district that is clicked or entered."""
    show_state(atlas, finished(map_state, atlas, choice), select)


def show_state(atlas: Atlas, state: MapState, select: Callable[[str], None]) -> None:
    """Draw any state the browser's map can paint; ``select`` as in ``show_map``."""

    def on_change() -> None:
        clicked = (st.session_state.get(KEY) or {}).get("place")
        if isinstance(clicked, str) and clicked in atlas.places:
            select(clicked)

    chart = base_map(cache.geometry_urls(atlas.version, atlas))
    _show(chart, KEY, HEIGHT, [_Call("sikkerby.paint", state)], on_change)


def drawing_map(urls: dict[str, str], drawable: Drawable = AREAS) -> folium.Map:
    """The base map with the tools to draw on it; the library for it is fetched here and nowhere else."""
    chart = base_map(urls)
    chart.default_js = [
        *chart.default_js,
        ("geoman", _fetched("vendor/leaflet-geoman-free-2.20.2/leaflet-geoman.min.js")),
        ("draw", in_frame(script("draw"))),
    ]
    chart.default_css = [*chart.default_css, ("draw", _fetched("map/draw.css"))]
    options: DrawSetup = {
        "texts": {name: t(f"draw.{name}") for name in keys("draw")},
        "radius": [LEAST_RADIUS, MOST_RADIUS],
        "tools": list(drawable.tools),
        "keyboard": drawable.by_keyboard,
    }
    chart.add_child(_Call("sikkerbyDraw.create", options, on=chart))
    return chart


def show_drawing(
    atlas: Atlas,
    state: MapState,
    drawn: DrawnState,
    receive: Callable[[object], None],
    drawable: Drawable = AREAS,
) -> None:
    """Draw a state and, over it, what is ``drawn``; ``receive`` gets whatever the reader's browser sends back."""
    calls = [_Call("sikkerby.paint", state), _Call("sikkerbyDraw.paint", drawn)]
    chart = drawing_map(cache.geometry_urls(atlas.version, atlas), drawable)
    _show(chart, drawable.key, DRAWING_HEIGHT, calls, lambda: receive(st.session_state.get(drawable.key)))


def _show(chart: folium.Map, key: str, height: int, calls: list[_Call], on_change: Callable[[], None]) -> None:
    """Put a map on the page; the calls are what this run tells it."""
    told = folium.FeatureGroup()
    for call in calls:
        told.add_child(call)
    st_folium(
        chart,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=told,
        on_change=on_change,
        render=False,  # a whole document, which nobody reads; what is sent is made of its parts
    )
