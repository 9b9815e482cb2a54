"""The one table on screen: every place by every measure, its rows links to the places, and its files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.district.compared import compared
from sikkerby_geo.views.district.compared_files import compared_csv, compared_xlsx


def show(atlas: Atlas, choice: Choice) -> None:
    """The table of the chosen level, and the two files of it."""
    table = finished(compared, atlas, choice.level)
    links = {
        place.place_id: "?" + urlencode(every_page.write(replace(choice, place_id=place.place_id)))
        for place in table.places
    }
    st.html(render("compared.html", table=table, links=links, sources=figures.titles(table.sources)))
    with st.container(key="compared-files", horizontal=True, gap="medium"):
        for kind, mime, make in (("csv", "text/csv", compared_csv), ("xlsx", MEDIA_TYPE, compared_xlsx)):
            st.download_button(
                t(f"compared.{kind}"),
                partial(make, table),
                file_name=f"sikkerby-alle-maal-{every_page.LEVEL.write(choice.level)}.{kind}",
                mime=mime,
                key=f"compared-{kind}",
                on_click="ignore",
                type="tertiary",
            )
