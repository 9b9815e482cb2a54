"""The list beside the map: every place in order of need, and each row chooses its place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.overview import Row, overview


def show(atlas: Atlas, choice: Choice) -> None:
    """What is chosen, and the list under it; its rows keep their places when one is chosen, and so does the focus."""
    groups = [(title, rows) for title, rows in finished(overview, atlas, choice) if rows]
    place = choice.place(atlas)
    none = "panel.none_bydel" if choice.level == "bydel" else "panel.none"
    chosen = t("panel.chosen_name", name=place.name) if place else t(none, level=t(f"level.{choice.level}.one"))
    with st.container(key="list"):
        st.html(render("list_head.html", chosen=chosen, key=f"row-{place.place_id}" if place else ""))
        st.html(render("list_looks.html", rows=[row for _, rows in groups for row in rows]))
        for title, rows in groups:
            st.html(render("list_title.html", title=title))
            for row in rows:
                _row(atlas, row)


def _row(atlas: Atlas, row: Row) -> None:
    place_id = row.place_id
    st.button(
        label(row),
        key=f"row-{place_id}",
        type="tertiary",
        on_click=partial(every_page.change, atlas, lambda now: replace(now, place_id=place_id)),
        width="stretch",
    )


def label(row: Row) -> str:
    """A row as Markdown, which the style sets in columns: name, how sure, figure, and what is marked under them."""
    parts = [plain(row.name), f"*{plain(row.word)}*" if row.word else "", f"**{plain(row.figure)}**"]
    return " ".join(filter(None, [*parts, f":small[{plain(row.mark)}]" if row.mark else ""]))
