"""All efforts on the page: each one's own result beside evidence and money, as a picture, tables and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.results import effort_results
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.blocks import show_aside
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.effect.evidence import (
    Evidence,
    evidence_headline,
    evidence_notes,
    evidence_of,
    evidence_sheet,
    kinds_sheet,
    measured_lines,
    notes_sheet,
    other_lines,
)
from sikkerby_geo.views.effect.evidence_chart import evidence_card
from sikkerby_geo.views.effect.evidence_files import evidence_xlsx, records

KEPT_LISTS = 16
"""Lists of all efforts of facts and a measure that are held at once."""


@st.cache_data(max_entries=KEPT_LISTS, show_spinner=False)
def _evidence(key: str, outcome: str, _atlas: Atlas) -> Evidence:
    """Every effort's own result, worked out once for facts, what is clear of them, and a measure."""
    return evidence_of(_atlas, outcome, effort_results(_atlas, outcome))


def show(atlas: Atlas, outcome: str) -> None:
    """The sentence, what the order says, the picture, the tables and the files."""
    found = _evidence(atlas.key, outcome, atlas)
    headline = evidence_headline(found)
    st.html(render("heading.html", heading=t("effect.section.evidence"), unread=[]))
    st.html(Prose((headline.title, headline.certainty, t("effect.evidence.second"), *evidence_notes(found))).html)
    card = evidence_card(found)
    if card is None:
        st.html(Prose((t("effect.evidence.picture_none"),)).html)
    else:
        show_chart(card, heading=3)
    if measured := measured_lines(found):
        st.html(evidence_sheet(atlas, found, measured).html)
    st.html(kinds_sheet(found).html)
    st.html(notes_sheet(atlas, found).html)
    if others := other_lines(found):
        show_aside(t("effect.evidence.show_rest", count=len(others)), evidence_sheet(atlas, found, others, rest=True))
    files: dict[str, tuple[str, Callable[[], bytes]]] = {
        "csv": ("text/csv", lambda: csv_bytes(records(atlas, found))),
        "xlsx": (MEDIA_TYPE, partial(evidence_xlsx, atlas, found)),
    }
    with st.container(key="csv-evidens", horizontal=True, gap="medium"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"effect.file.evidence_{kind}"),
                make,
                file_name=f"sikkerby-effekt-og-evidens.{kind}",
                mime=mime,
                key=f"effect-evidence-{kind}",
                type="tertiary",
                on_click="ignore",
            )
