"""Anmeldelser on screen: a sentence, the map of areas or cells, the tables, and everything to take along."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import LEVEL_LAYER
from sikkerby_geo.facts.clock import today
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.address import reports as address
from sikkerby_geo.ui.frame import cache, controls, shell
from sikkerby_geo.ui.frame.blocks import show_aside
from sikkerby_geo.ui.frame.map_panel import show_state
from sikkerby_geo.ui.reports import counted
from sikkerby_geo.ui.reports.controls import map_control, period_control, what_control
from sikkerby_geo.views.base import hidden_counts
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.reports.ask import ReportAnswer
from sikkerby_geo.views.reports.report_absent import absent_headline, absent_prose
from sikkerby_geo.views.reports.report_files import MEDIA, formats_of, table_file
from sikkerby_geo.views.reports.report_headline import report_headline, report_sources
from sikkerby_geo.views.reports.report_map import report_legend, report_map_state
from sikkerby_geo.views.reports.report_print import report_png, report_sheet
from sikkerby_geo.views.reports.report_seasons import season_words, unlike_asked
from sikkerby_geo.views.reports.report_tables import areas_sheet, cells_sheet, seasons_sheet, types_sheet


@st.fragment
def show() -> None:
    """The whole page under the head, for the choice in the address."""
    with shell.Apology():
        atlas = cache.atlas()
        reading = every_page.read(atlas)
        every_page.settle(reading)
        reports = reports_of(atlas)
        if reports is None:
            shell.messages(every_page.told(reading))
            _absent(atlas, reading.choice)
            return
        ask, messages = address.read(reports)
        shell.messages((*every_page.told(reading), *messages))
        answer = ReportAnswer(atlas, reports, ask, reading.choice.level, reading.choice.place_id)
        with st.container(key="page"):
            with st.container(key="controls"):
                period_control(reports, ask)
                what_control(reports, ask)
                map_control(reports, ask)
                controls.level_control(atlas, reading.choice)
                controls.clear_place_control(atlas, reading.choice)
            with st.container(key="read"):
                for said in hidden_counts.notes(reports.caveats):
                    st.html(render("message.html", text=said))
                st.html(render("headline.html", headline=report_headline(answer)))
                with shell.Apology(), st.container(key="section-kort"):
                    _map(atlas, answer)
                for name, heading, sheet in _tables(answer):
                    with shell.Apology(), st.container(key=f"section-{name}"):
                        _table(answer, name, heading, sheet)
                st.html(render("sources.html", lines=report_sources(answer)))
                _counted(atlas, reading.choice)


def _absent(atlas: Atlas, choice: Choice) -> None:
    """Without reports as points: what is needed, and the counted tables, with the level and place of the address."""
    if not CountedTables(atlas).quarters:
        with st.container(key="read"):
            st.html(render("headline.html", headline=absent_headline()))
            st.html(absent_prose().html)
            _counted(atlas, choice)
        return
    with st.container(key="page"):
        with st.container(key="controls"):
            controls.level_control(atlas, choice)
            controls.clear_place_control(atlas, choice)
        with st.container(key="read"):
            st.html(render("headline.html", headline=absent_headline(counted=True)))
            _counted(atlas, choice)
            st.html(absent_prose().html)


def _counted(atlas: Atlas, choice: Choice) -> None:
    with shell.Apology(), st.container(key="section-politi"):
        counted.show(atlas, choice.level, choice.place_id)


def _map(atlas: Atlas, answer: ReportAnswer) -> None:
    layer = LEVEL_LAYER[answer.level]
    if not atlas.readable(layer):
        st.info(t("map.no_shapes", file=atlas.origin(layer)))
        return
    if note := unlike_asked(answer):
        st.html(Prose((note,)).html)
    with st.container(key="beside"):
        with st.container(key="map"):
            st.html(render("map_waits.html"))
            show_state(
                atlas,
                report_map_state(answer),
                lambda place_id: every_page.change(atlas, lambda now: replace(now, place_id=place_id)),
            )
        with st.container(key="legend"):
            st.html(render("legend.html", legend=report_legend(answer)))
    printed, name = today(), f"sikkerby-anmeldelser-{answer.ask.period}"
    files = {
        "png": ("image/png", lambda: report_png(answer)),
        "pdf": ("application/pdf", lambda: report_sheet(answer, printed=printed)),
    }
    with st.container(key="csv-kort", horizontal=True, gap="medium"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"reports.file.{kind}"),
                make,
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"reports-{kind}",
                type="tertiary",
                on_click="ignore",
            )


def _tables(answer: ReportAnswer) -> list[tuple[str, str, Sheet | None]]:
    """The tables by the word in their files' names, with the word of their section."""
    return [
        ("omraader", "areas", areas_sheet(answer)),
        ("typer", "types", types_sheet(answer)),
        ("kvadrater", "cells", cells_sheet(answer)),
        ("saeson", "seasons", seasons_sheet(answer)),
    ]


def _table(answer: ReportAnswer, name: str, heading: str, sheet: Sheet | None) -> None:
    st.html(render("heading.html", heading=t(f"reports.section.{heading}"), unread=[]))
    if sheet is None:
        missing = t("reports.season.none") if heading == "seasons" else t("reports.cells.none")
        st.html(Prose((missing,)).html)
        return
    if heading == "seasons" and (says := season_words(answer)):
        st.html(Prose((says,)).html)
    if heading == "cells":
        show_aside(t("reports.table.show_cells", count=len(sheet.rows)), sheet)
    else:
        st.html(sheet.html)
    with st.container(key=f"csv-{name}", horizontal=True, gap="medium"):
        for kind in formats_of(name):
            st.download_button(
                t(f"reports.file.{kind.replace('-', '_')}"),
                partial(table_file, answer, name, kind),
                file_name=f"sikkerby-anmeldelser-{name}-{answer.ask.period}.{_ending(kind)}",
                mime=MEDIA[kind],
                key=f"reports-{name}-{kind}",
                type="tertiary",
                on_click="ignore",
            )


def _ending(kind: str) -> str:
    """The end of a file's name: csv, geojson, 25832.geojson."""
    first, _, system = kind.partition("-")
    return f"{system}.{first}" if system else first
