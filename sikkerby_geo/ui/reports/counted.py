"""The counted tables on screen: a quarter to choose, a table each with its files, and what is not delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.counted import COUNTED, Circle
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import counted as address
from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.frame.blocks import show_aside
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.report_words import period_words
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.reports.counted_files import MEDIA, counted_file, counted_print
from sikkerby_geo.views.reports.counted_tables import (
    MOST_ROWS,
    SSP,
    CountedAnswer,
    counted_sheet,
    missing_prose,
    notes,
    sentences,
    source_lines,
)

_CHOSEN = "counted-period"


def show(atlas: Atlas, level: Level, place_id: str | None) -> None:
    """Every circle of tables, those that are there first."""
    tables = CountedTables(atlas)
    period, messages = address.read(tables.quarters)
    st.html(render("heading.html", heading=t("counted.heading"), unread=[]))
    for text in messages:
        st.html(render("message.html", text=text))
    if len(tables.delivered) < len(COUNTED):
        st.html(Prose((t("counted.how"),)).html)
    if tables.quarters:
        with st.container(key="counted-choice"):
            _choose(tables, period)
    answers = [CountedAnswer(atlas, tables, one, period, level, place_id) for one in COUNTED if period]
    there = [answer for answer in answers if answer.rows]
    for circle in Circle:
        with shell.Apology(), st.container(key=f"section-optalt-{circle}"):
            st.html(f"<h3>{t(f'counted.circle.{circle}')}</h3>")
            for answer in (one for one in there if one.series.circle is circle):
                _table(answer)
            lacking = [one for one in COUNTED if one.circle is circle and one not in {each.series for each in there}]
            if lacking:
                st.html(missing_prose(lacking, tables, period).html)
            if circle is Circle.UNREST and not any(one.series.series_id == SSP for one in there):
                st.html(Prose((t("counted.levels"),)).html)
    if there:
        st.download_button(
            t("counted.print.button"),
            lambda: counted_print(there, printed=today()),
            file_name=f"sikkerby-optalt-{period}.pdf",
            mime="application/pdf",
            key="counted-pdf",
            type="tertiary",
            on_click="ignore",
        )


def show_in_place(answers: Sequence[CountedAnswer]) -> None:
    """The tables of one place, where there are any."""
    if not answers:
        return
    st.html(f"<h2>{t('counted.bydel.heading')}</h2>")
    for answer in answers:
        _table(answer, heading=3)
    st.html(render("message.html", text=t("counted.bydel.more")))


def _choose(tables: CountedTables, period: str) -> None:
    st.session_state[_CHOSEN] = period
    st.selectbox(
        t("counted.period"),
        tables.quarters,
        filter_mode="contains",
        format_func=period_words,
        key=_CHOSEN,
        on_change=lambda: address.change(tables.quarters, st.session_state[_CHOSEN]),
    )


def _table(answer: CountedAnswer, heading: int = 4) -> None:
    sheet = replace(counted_sheet(answer), titled=True)
    said = sentences(answer)
    st.html(f"<h{heading}>{sheet.caption}</h{heading}>")
    if said:
        st.html(Prose((" ".join(said),)).html)
    if len(sheet.rows) > MOST_ROWS:
        show_aside(t("counted.show", table=answer.name, count=len(sheet.rows)), sheet, printed=True)
    else:
        st.html(sheet.html)
    st.html(render("sources.html", lines=(*notes(answer), *source_lines(answer))))
    name = answer.series.series_id
    with st.container(key=f"csv-optalt-{name}", horizontal=True, gap="medium"):
        for kind, mime in MEDIA.items():
            st.download_button(
                t(f"reports.file.{kind}"),
                partial(counted_file, answer, kind),
                file_name=f"sikkerby-optalt-{name.replace('_', '-')}-{answer.period}.{kind}",
                mime=mime,
                key=f"counted-{name}-{kind}",
                type="tertiary",
                on_click="ignore",
            )
