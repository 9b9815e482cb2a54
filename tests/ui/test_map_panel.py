"""The map's script: constant, without an address outside this server, and no way out of it for data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_header, _get_map_string, generate_js_hash

from sikkerby_geo.ui.frame.map_panel import DRAWING_KEY, KEY, base_map, drawing_map, script_json
from sikkerby_geo.ui.frame.static_files import SCRIPTS, STATIC

URLS = {name: f"app/static/geometry/{name}-0123456789ab.json" for name in ("areas", "backdrop", "efforts", "grid")}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "]]>", "\u2028", "\u2029", "&lt;", "\\</script>", "'\""]
)
def test_no_text_can_end_the_script_or_begin_markup(text):
    written = script_json({"name": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}


@given(json_values)
def test_what_is_written_is_read_back_and_holds_no_markup(value):
    written = script_json(value)
    assert json.loads(written) == value
    assert not set("<>&\u2028\u2029") & set(written)


def _script(urls: dict[str, str], make: Callable[[dict[str, str]], folium.Map] = base_map) -> str:
    chart = make(urls)
    chart.get_root().render()
    return _get_map_string(chart)


@pytest.mark.parametrize(("make", "key"), [(base_map, KEY), (drawing_map, DRAWING_KEY)])
def test_the_script_is_the_same_in_every_run_so_that_the_map_is_never_made_anew(make, key):
    first, second = _script(URLS, make), _script(URLS, make)
    assert first == second
    assert generate_js_hash(first, key) == generate_js_hash(second, key)
    assert "sikkerby.create(" in first
    assert ("sikkerbyDraw.create(" in first) == (make is drawing_map)


def test_only_the_drawing_map_fetches_the_library_to_draw_with():
    """A reader of the map page fetches the same as ever; the drawing map brings its own, and a key of its own."""
    fetched = {make: [*make(URLS).default_js, *make(URLS).default_css] for make in (base_map, drawing_map)}
    assert not [name for name, address in fetched[base_map] if "geoman" in address or "draw" in address]
    assert {name for name, _ in set(fetched[drawing_map]) - set(fetched[base_map])} == {"geoman", "draw"}
    assert KEY != DRAWING_KEY


def test_new_geometry_gives_a_new_map():
    moved = URLS | {"areas": "app/static/geometry/areas-ba9876543210.json"}
    assert generate_js_hash(_script(URLS), KEY) != generate_js_hash(_script(moved), KEY)


@pytest.mark.parametrize("make", [base_map, drawing_map])
def test_the_map_asks_no_other_host(make):
    chart = make(URLS)
    chart.get_root().render()
    wanted = [address for _, address in (*chart.default_js, *chart.default_css)]
    for text in (_get_map_string(chart), _get_header(chart), *wanted):
        assert not re.search(r"(https?:)?//[a-z]", text), text
    for address in wanted:
        path = re.fullmatch(r"\.\./\.\./app/static/(.+)\?v=[0-9a-f]{12}", address).group(1)
        assert (STATIC / path).is_file() or path in [f"scripts/{name}.js" for name in SCRIPTS]
