"""The district map as a component without a frame: an SVG in the page itself, whose script paints it anew.

Figures and looks are those of the real page. It cannot be zoomed or moved, and has no backdrop, efforts or tooltips:
what it takes is the least such a component could.
"""

from dataclasses import replace
from html import escape

import streamlit as st

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import version_of
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.views.base.choice import opening_in
from sikkerby_geo.views.map.state import map_state

WIDTH, HEIGHT = 640, 690
PAINT = """
export default function ({ data, parentElement, setTriggerValue }) {
  for (const path of parentElement.querySelectorAll('path.district')) {
    const look = data[path.dataset.id];
    path.setAttribute('fill', look.colour || '#ECECEA');
    path.setAttribute('stroke-width', look.outline.startsWith('over') ? 4 : 1);
    path.setAttribute('stroke-dasharray', look.outline.endsWith('unsure') ? '9 5' : 'none');
    path.onclick = () => setTriggerValue('place', path.dataset.id);
  }
}
"""


@st.cache_resource
def load_atlas():
    return build_atlas(read_snapshot(ROOT), version_of(ROOT))


@st.cache_data
def drawing(_atlas) -> str:
    """The districts as SVG, in the projection of the layer in metres."""
    layer = _atlas.layer("survey_areas_layer").to_crs(25832)
    west, south, east, north = layer.total_bounds
    scale = min(WIDTH / (east - west), HEIGHT / (north - south))
    paths = []
    for area_id, shape in zip(layer["area_id"], layer.geometry, strict=True):
        rings = [ring for part in getattr(shape, "geoms", [shape]) for ring in (part.exterior, *part.interiors)]
        corners = [
            [f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y, *_ in ring.coords] for ring in rings
        ]
        drawn = "".join(f"M{'L'.join(ring)}Z" for ring in corners)
        paths.append(f'<path class="district" data-id="{escape(area_id)}" stroke="#17212B" d="{drawn}"/>')
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">{"".join(paths)}</svg>'


st.set_page_config(page_title="Tryghed i København")
atlas = load_atlas()
start = opening_in(atlas, 2020)  # the long series
year = st.selectbox("År", atlas.years, index=atlas.years.index(start.year))
looks = map_state(atlas, replace(start, year=year))["areas"]
districts = st.components.v2.component("districts", html=drawing(atlas), js=PAINT, isolate_styles=False)
data = {area_id: {"colour": look["colour"], "outline": look["outline"]} for area_id, look in looks.items()}
seen = districts(data=data, key="map", on_place_change=lambda: None)
with st.container(key="answer"):
    st.write(seen.place)
