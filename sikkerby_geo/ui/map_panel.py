"""The map on the page: folium's base map once, then only styles; the one module that knows the frame's hooks."""

from __future__ import annotations

import json
from collections.abc import Callable

import folium
import streamlit as st
from branca.element import MacroElement
from jinja2 import Template
from streamlit_folium import st_folium

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.ui import cache
from sikkerby_geo.ui.static_files import asset
from sikkerby_geo.views.choice import Choice
from sikkerby_geo.views.map_state import VIEW, map_state

HEIGHT = 690
KEY = "kort"


def script_json(value: object) -> str:
    """JSON that may stand in a script: no character in it can end the script or begin markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class _Create(MacroElement):
    """Tells the frame's map once where its geometry lies and what it shows."""

    _template = Template(
        "{% macro script(this, kwargs) %}sikkerby.create({{ this.parent }}, {{ this.options }});{% endmacro %}"
    )

    def __init__(self, parent: folium.Map, options: dict) -> None:
        super().__init__()
        self.parent = parent.get_name()
        self.options = script_json(options)


class _Paint(MacroElement):
    """Paints a state: styles and texts, no geometry."""

    _template = Template("{% macro script(this, kwargs) %}sikkerby.paint({{ this.state }});{% endmacro %}")

    def __init__(self, state: dict) -> None:
        super().__init__()
        self.state = script_json(state)


def base_map(urls: dict[str, str]) -> folium.Map:
    """The constant base map: no tiles, no address outside this server; its script never changes.

    It is made anew for each run (a millisecond), because st_folium hangs the run's state under it.
    """
    west, south, east, north = VIEW
    chart = folium.Map(
        location=[(south + north) / 2, (west + east) / 2], tiles=None, zoom_control=True, attribution_control=False
    )
    chart.default_js = [
        ("leaflet", asset("vendor/leaflet-1.9.4/leaflet.js")),
        ("parts", asset("map/parts.js")),
        ("map", asset("map/map.js")),
    ]
    chart.default_css = [
        ("leaflet", asset("vendor/leaflet-1.9.4/leaflet.css")),
        ("map", asset("map/map.css")),
    ]
    texts = {
        "map_label": t("map.label"),
        "zoom_in": t("map.zoom_in"),
        "zoom_out": t("map.zoom_out"),
        "reset": t("map.reset"),
        "cluster": t("map.more_here"),
        "failed": t("map.failed"),
    }
    chart.add_child(_Create(chart, {"files": urls, "view": VIEW, "texts": texts}))
    return chart


def show_map(atlas: Atlas, choice: Choice, select: Callable[[str], None]) -> None:
    """Draw the map of a choice; ``select`` gets the id of a district that is clicked or entered."""
    show_state(atlas, map_state(atlas, choice), select)


def show_state(atlas: Atlas, state: dict, select: Callable[[str], None]) -> None:
    """Draw any state the browser's map can paint; ``select`` as in ``show_map``."""
    styles = folium.FeatureGroup()
    styles.add_child(_Paint(state))

    def on_change() -> None:
        clicked = (st.session_state.get(KEY) or {}).get("place")
        if clicked in atlas.places:
            select(clicked)

    st_folium(
        base_map(cache.geometry_urls(atlas.version, atlas)),
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=styles,
        on_change=on_change,
    )
