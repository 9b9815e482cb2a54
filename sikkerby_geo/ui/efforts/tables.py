"""The register as a whole on the page: what its efforts are for, and for writers what is worth a second look."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts.draft import status_year
from sikkerby_geo.ui.efforts.writer import writer
from sikkerby_geo.ui.frame.blocks import aside_html, csv_button, show_aside
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.efforts.check_table import check_table
from sikkerby_geo.views.efforts.purposes import purpose_tables


@st.cache_data(max_entries=2, show_spinner=False)
def _checks(version: str, year: int, _atlas: Atlas) -> Sheet | None:
    return check_table(_atlas, year)


def _purposes(atlas: Atlas, level: Level) -> tuple[tuple[str, Sheet], ...]:
    """Each table folded, as HTML, and itself for its file."""
    return tuple((aside_html(words, sheet), sheet) for words, sheet in purpose_tables(atlas, level))


def show(atlas: Atlas, level: Level) -> None:
    """Folded tables, each with its file."""
    checks = _checks(atlas.version, status_year(), atlas) if writer() is not None else None
    for html, sheet in finished(_purposes, atlas, level):
        st.html(html)
        csv_button(sheet)
    if checks is not None:
        show_aside(t("check_table.heading", count=len(checks.rows)), checks)
        csv_button(checks)
