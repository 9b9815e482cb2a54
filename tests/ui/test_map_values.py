"""What the map is told reaches the browser as it was said: no template engine reads it, nothing rewrites it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from unittest.mock import patch

import jinja2
import pytest
import streamlit_folium
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sikkerby_geo.ui.frame import map_panel

URLS = {name: f"/app/static/geometry/{name}-0123456789ab.json" for name in ("areas", "backdrop", "efforts", "grid")}
CODE = (
    "{{9**(9**7)}}",
    "{{'a'*200000000}}",
    "{% for a in b %}",
    "{# x #}",
    "{{",
    "%}",
    "{{'map_div'}}",
    "{{ 'x' }}",
    "map_div_0_1 feature_group_0",
    "alert(coords);",
    "</script><script>alert(1)</script>",
    "{",
    "}}",
)
SECONDS = 1.0
"""More than a call ever takes, far less than what a compiled power takes."""


def sent(value: object, make: Callable = map_panel.base_map) -> tuple[dict, list[str]]:
    """What st_folium hands to the browser for a call with a value, and every source a template engine was given."""
    sources: list[str] = []
    handed: dict = {}
    compiled = jinja2.Environment.compile

    def compile_noted(self: jinja2.Environment, source: str, *rest: object, **named: object) -> object:
        sources.append(str(source))
        return compiled(self, source, *rest, **named)

    with (
        patch.object(jinja2.Environment, "compile", compile_noted),
        patch.object(streamlit_folium, "_component_func", lambda **given: handed.update(given)),
    ):
        map_panel._show(make(URLS), "key", 100, [map_panel._Call("sikkerby.paint", value)], lambda: None)
    return handed, sources


def told(handed: dict) -> object:
    """The value as the browser reads it from the script."""
    line = next(line for line in handed["feature_group"].split("\n") if line.startswith("sikkerby.paint("))
    return json.loads(line.removeprefix("sikkerby.paint(").removesuffix(");"))


@pytest.mark.parametrize("text", CODE)
@pytest.mark.parametrize("make", [map_panel.base_map, map_panel.drawing_map])
def test_a_value_that_looks_like_a_template_is_shown_as_written_at_once_and_never_compiled(text, make):
    start = time.process_time()
    handed, sources = sent({"name": text, text: [text]}, make)
    assert time.process_time() - start < SECONDS
    assert told(handed) == {"name": text, text: [text]}
    assert not [source for source in sources if "sikkerby" in source]


@settings(max_examples=30)
@given(st.dictionaries(st.text(), st.text() | st.lists(st.text() | st.integers()), max_size=4))
@example({"{{": "}}", "{%": "%}"})
def test_any_text_reaches_the_browser_unchanged(value):
    handed, sources = sent(value)
    assert told(handed) == value
    assert not [source for source in sources if "sikkerby" in source]
