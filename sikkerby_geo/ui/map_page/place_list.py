"""The list beside the map: every place in order of need, and each row chooses its place."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.overview import overview


def show(atlas: Atlas, choice: Choice) -> None:
    """What is chosen, and the list under it; its rows stay as they are when one is chosen, and so does the focus."""
    place = choice.place(atlas)
    none = "panel.none_bydel" if choice.level == "bydel" else "panel.none"
    chosen = t("panel.chosen_name", name=place.name) if place else t(none, level=t(f"level.{choice.level}.one"))
    with st.container(key="list"):
        st.html(render("list_head.html", chosen=chosen, key=place.place_id if place else ""))
        if rows := finished(_rows, atlas, replace(choice, place_id=None)):
            st.html(rows)


def _rows(atlas: Atlas, choice: Choice) -> str:
    """Each row is a link to its place; where the map is there, it takes the click and tells the page (places.js)."""
    groups = [(title, rows) for title, rows in overview(atlas, choice) if rows]
    places = [row.place_id for _, rows in groups for row in rows]
    query = every_page.write(choice)
    links = {place_id: urlencode({**query, every_page.PLACE_NAME: place_id}) for place_id in places}
    return render("place_list.html", groups=groups, links=links)
