"""The district map the way it is usually written: a folium map built in each run, and a default ``st_folium``.

Figures, flags and efforts come from the same Atlas as the real page, with the same colours and tooltips.
With ``SIKKERBY_PLAIN=group`` the map stays and the districts and efforts are changed by ``feature_group_to_add``.
"""

import os
from dataclasses import replace

import folium
import streamlit as st
from streamlit_folium import st_folium

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.efforts.status_group import group_of
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import version_of
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import opening_in
from sikkerby_geo.views.map.state import map_state

LEAFLET = "/app/static/vendor/leaflet-1.9.4/leaflet"
NEUTRAL = {"bound": "#ECECEA", "missing": "#FFFFFF"}
OUTLINES = {
    "over_sure": {"color": "#17212B", "weight": 4},
    "over_unsure": {"color": "#17212B", "weight": 4, "dashArray": "9 5"},
    "under_unsure": {"color": "#17212B", "weight": 1.5, "dashArray": "2 3"},
    "plain": {"color": "#55606B", "weight": 1},
}
GROUND = {
    "sea": {"fillColor": "#E4EDF2", "fillOpacity": 1, "stroke": False},
    "municipality": {"fillColor": "#E1E1DE", "fillOpacity": 1, "stroke": False},
}
DETAIL = {
    "park": {"fillColor": "#5B7A4A", "fillOpacity": 0.15, "stroke": False},
    "lake": {"fillColor": "#E4EDF2", "fillOpacity": 1, "stroke": False},
    "road_distributor": {"color": "#FFFFFF", "weight": 0.7},
    "road_regional": {"color": "#FFFFFF", "weight": 1.2},
}
EFFORTS = {
    "partnerships_layer": {"color": "#00566B", "weight": 2.6, "fillOpacity": 0},
    "housing_plans_layer": {"color": "#00566B", "weight": 1, "fillColor": "#D5E8EA", "fillOpacity": 1},
    "upgrades_osm_layer": {"color": "#00566B", "weight": 2.2},
    "upgrades_layer": {"color": "#00566B", "weight": 2, "fill": True, "fillColor": "#FFFFFF", "fillOpacity": 1},
}
GROUPS = {"completed": {"fillColor": "#00566B"}, "unconfirmed": {"dashArray": "2 2"}}


@st.cache_resource
def load_atlas():
    return build_atlas(read_snapshot(ROOT), version_of(ROOT))


def add_backdrop(chart, layer, styles):
    folium.GeoJson(
        layer[layer["kind"].isin(styles)][["kind", "geometry"]],
        style_function=lambda feature: styles[feature["properties"]["kind"]],
        interactive=False,
    ).add_to(chart)


def add_districts(chart, layer, looks):
    def style(feature):
        look = looks[feature["properties"]["area_id"]]
        fill = look["colour"] or NEUTRAL[look["ground"]]
        return {"className": "district", "fillColor": fill, "fillOpacity": 0.85, **OUTLINES[look["outline"]]}

    folium.GeoJson(
        layer[["area_id", "geometry"]].assign(tip=["<br>".join(looks[area]["tip"]) for area in layer["area_id"]]),
        style_function=style,
        tooltip=folium.GeoJsonTooltip(["tip"], labels=False),
    ).add_to(chart)


def add_efforts(chart, layer, style, shown):
    id_column = layer.columns[0]
    layer = layer[layer[id_column].isin(shown)]
    if layer.empty:
        return
    found = [shown[effort_id] for effort_id in layer[id_column]]
    groups = [group_of(atlas, effort, choice.known_in) or "" for effort in found]
    folium.GeoJson(
        layer[["geometry"]].assign(group=groups, tip=["<br>".join(effort_words.tip(effort)) for effort in found]),
        style_function=lambda feature: {**style, **GROUPS.get(feature["properties"]["group"], {})},
        marker=folium.CircleMarker(radius=7),
        tooltip=folium.GeoJsonTooltip(["tip"], labels=False),
    ).add_to(chart)


st.set_page_config(page_title="Tryghed i København")
atlas = load_atlas()
start = opening_in(atlas, 2020)  # the long series
year = st.selectbox("År", atlas.years, index=atlas.years.index(start.year))
choice = replace(start, year=year)

chart = folium.Map(location=[55.672, 12.553], zoom_start=12, tiles=None)
chart.default_js = [("leaflet", f"{LEAFLET}.js")]
chart.default_css = [("leaflet", f"{LEAFLET}.css")]
changing = folium.FeatureGroup("changing") if os.environ.get("SIKKERBY_PLAIN") == "group" else chart
add_backdrop(chart, atlas.layer("backdrop_layer"), GROUND)
add_districts(changing, atlas.layer("survey_areas_layer"), map_state(atlas, choice)["areas"])
add_backdrop(chart, atlas.layer("backdrop_layer"), DETAIL)
for name, style in EFFORTS.items():
    add_efforts(
        changing, atlas.layer(name), style, {effort.effort_id: effort for effort in effort_words.shown(atlas, choice)}
    )

added = {} if changing is chart else {"feature_group_to_add": changing, "key": "map"}
seen = st_folium(chart, width=640, height=690, **added)
with st.container(key="answer"):
    st.write(seen["last_object_clicked_tooltip"])
