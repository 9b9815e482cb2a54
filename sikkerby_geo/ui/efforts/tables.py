"""The register as a whole on the page: what its efforts are for, and for writers what is worth a second look."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts.draft import status_year
from sikkerby_geo.ui.efforts.writer import writer
from sikkerby_geo.ui.frame.blocks import csv_button, show_aside
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.efforts.check_table import check_table
from sikkerby_geo.views.efforts.purposes import purpose_tables


@st.cache_data(max_entries=2, show_spinner=False)
def _checks(version: str, year: int, _atlas: Atlas) -> Sheet | None:
    return check_table(_atlas, year)


@st.cache_data(max_entries=6, show_spinner=False)
def _purposes(version: str, level: Level, _atlas: Atlas) -> tuple[tuple[str, Sheet], ...]:
    return purpose_tables(_atlas, level)


def show(atlas: Atlas, level: Level) -> None:
    """Folded tables, each with its file."""
    checks = _checks(atlas.version, status_year(), atlas) if writer() is not None else None
    more = ((t("check_table.heading", count=len(checks.rows)), checks),) if checks is not None else ()
    for words, sheet in (*_purposes(atlas.version, level, atlas), *more):
        show_aside(words, sheet)
        csv_button(sheet)
