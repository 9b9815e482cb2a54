"""The district map by ``st.pydeck_chart``: the districts as one layer, coloured by the real page's looks."""

from dataclasses import replace

import pydeck
import streamlit as st

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import version_of
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.views.base.choice import opening_in
from sikkerby_geo.views.map.state import map_state


@st.cache_resource
def load_atlas():
    return build_atlas(read_snapshot(ROOT), version_of(ROOT))


def colour(look: dict) -> list[int]:
    """Red, green and blue of a look."""
    return list(bytes.fromhex((look["colour"] or "#ECECEA").removeprefix("#")))


st.set_page_config(page_title="Tryghed i København")
atlas = load_atlas()
start = opening_in(atlas, 2020)  # the long series
year = st.selectbox("År", atlas.years, index=atlas.years.index(start.year))
looks = map_state(atlas, replace(start, year=year))["areas"]
layer = atlas.layer("survey_areas_layer")[["area_id", "geometry"]]
layer = layer.assign(colour=[colour(looks[area_id]) for area_id in layer["area_id"]])
districts = pydeck.Layer(
    "GeoJsonLayer", layer.__geo_interface__, get_fill_color="properties.colour", stroked=True, pickable=True, id="areas"
)
view = pydeck.ViewState(latitude=55.672, longitude=12.553, zoom=11)
seen = st.pydeck_chart(
    pydeck.Deck([districts], initial_view_state=view, map_style=None), key="map", on_select="rerun", height=690
)
with st.container(key="answer"):
    st.write(year)
