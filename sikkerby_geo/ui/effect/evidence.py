"""All efforts on the page: each one's own result beside evidence and money, as a picture, tables and files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.results import effort_results
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.blocks import aside_html
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.card import ChartCard
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


def _evidence(atlas: Atlas, outcome: str) -> Evidence:
    """Every effort's own result by a measure."""
    return evidence_of(atlas, outcome, effort_results(atlas, outcome))


def _words(atlas: Atlas, outcome: str) -> tuple[str, str, str, str, str]:
    """What the sentence and the order say, the measured ones, the kinds, what is written of them, and the others folded
    (may be empty)."""
    found = finished(_evidence, atlas, outcome)
    headline = evidence_headline(found)
    says = Prose((headline.title, headline.certainty, t("effect.evidence.second"), *evidence_notes(found)))
    measured, others = measured_lines(found), other_lines(found)
    rest = t("effect.evidence.show_rest", count=len(others))
    return (
        says.html,
        evidence_sheet(atlas, found, measured).html if measured else "",
        kinds_sheet(found).html,
        notes_sheet(atlas, found).html,
        aside_html(rest, evidence_sheet(atlas, found, others, rest=True)) if others else "",
    )


def _card(atlas: Atlas, outcome: str) -> ChartCard | None:
    return evidence_card(finished(_evidence, atlas, outcome))


def _csv(atlas: Atlas, outcome: str) -> bytes:
    return csv_bytes(records(atlas, finished(_evidence, atlas, outcome)))


def _xlsx(atlas: Atlas, outcome: str) -> bytes:
    return evidence_xlsx(atlas, finished(_evidence, atlas, outcome))


def show(atlas: Atlas, outcome: str) -> None:
    """The sentence, what the order says, the picture, the tables and the files."""
    says, *tables = finished(_words, atlas, outcome)
    st.html(render("heading.html", heading=t("effect.section.evidence"), unread=[]))
    st.html(says)
    if not show_chart(atlas, _card, outcome, heading=3):
        st.html(Prose((t("effect.evidence.picture_none"),)).html)
    for table in filter(None, tables):
        st.html(table)
    files = {"csv": ("text/csv", _csv), "xlsx": (MEDIA_TYPE, _xlsx)}
    with st.container(key="csv-evidens", horizontal=True, gap="medium"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"effect.file.evidence_{kind}"),
                partial(finished, make, atlas, outcome),
                file_name=f"sikkerby-effekt-og-evidens.{kind}",
                mime=mime,
                key=f"effect-evidence-{kind}",
                type="tertiary",
                on_click="ignore",
            )
