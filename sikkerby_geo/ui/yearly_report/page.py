"""The page Årsrapport: the report of a year or a quarter, section by section, its files and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st
from markupsafe import escape

from sikkerby_geo import build
from sikkerby_geo.build import yearly_report as kept_for_report
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.yearly_report import QUARTERS, Kept, Period
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.address import yearly_report as address
from sikkerby_geo.ui.frame import account, cache, shell
from sikkerby_geo.ui.frame.blocks import show_aside
from sikkerby_geo.ui.yearly_report import by_hand
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.goals.verdicts import verdicts_html
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.yearly_report.calendar import calendar_sheet, calendar_title
from sikkerby_geo.views.yearly_report.files import DOCX_TYPE, PDF_TYPE, file_name, report_docx, report_pdf
from sikkerby_geo.views.yearly_report.parts import Block, Hand, MapOf, Report, Section, Verdicts, period_words
from sikkerby_geo.views.yearly_report.report import report_of

MOST_OPEN = 5
"""Rows of a table that stands open; a longer one is folded."""
MAP_WIDTH = 720
WHOLE = 0
"""What the list of quarters calls the whole year."""


@st.fragment
def show() -> None:
    """The whole page under the head, for the report in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        reading = every_page.read(atlas)
        period, refused = address.read(atlas)
        if not refused:
            every_page.settle(reading)
        shell.messages([*every_page.told(reading), *refused])
        with st.container(key="page"):
            with st.container(key="controls"):
                _controls(atlas, period)
                contents = st.container(key="report-contents")
            with st.container(key="read"):
                who = account.show()
                by_hand.tell()
                kept = kept_for_report.kept_for(build.own_store(), period, atlas)
                stamp = (build.own_place(), kept.stamp)
                report = _report(atlas.key, stamp, period, who.sees_names, atlas, kept)
                contents.html(_contents(report))
                notes = " ".join((report.sentence, *report.notes))
                st.html(render("headline.html", headline=Headline(f"{t('app.name')}: {report.title}", notes)))
                with shell.Apology():
                    _files(atlas, report)
                for section in report.sections:
                    with shell.Apology(), st.container(key=f"section-{section.section_id}"):
                        _section(atlas, section, kept, period)
                with shell.Apology(), st.container(key="section-kalender"):
                    _calendar(atlas)


@st.cache_resource(max_entries=8, show_spinner=False)
def _report(key: str, stamp: tuple[object, ...], period: Period, names: bool, _atlas: Atlas, _kept: Kept) -> Report:
    """The report of facts, what is clear of them and what is kept, put together once and then only read."""
    return report_of(_atlas, _kept, period, names=names)


def _controls(atlas: Atlas, period: Period) -> None:
    """Year and quarter, and where in the report each section is."""
    st.session_state["report-year"], st.session_state["report-quarter"] = period.year, period.quarter or WHOLE
    st.selectbox(
        t("yearly.page.year"),
        address.years_of(atlas),
        filter_mode="contains",
        key="report-year",
        on_change=lambda: address.change(atlas, lambda now: replace(now, year=st.session_state["report-year"])),
    )
    st.selectbox(
        t("yearly.page.quarter"),
        (WHOLE, *QUARTERS),
        format_func=lambda quarter: period_words(Period(period.year, quarter)) if quarter else t("yearly.page.whole"),
        filter_mode="contains",
        key="report-quarter",
        on_change=lambda: address.change(
            atlas, lambda now: replace(now, quarter=st.session_state["report-quarter"] or None)
        ),
    )


def _contents(report: Report) -> str:
    """The sections as links within the page."""
    sections = [(section.section_id, section.name) for section in report.sections]
    return render("report_contents.html", sections=[*sections, ("kalender", t("yearly.calendar.heading"))])


def _files(atlas: Atlas, report: Report) -> None:
    """The report as files, and its figures held for the next one; the files say what the page says."""
    printed: date = today()
    files = {
        "pdf": (PDF_TYPE, partial(report_pdf, atlas, report, printed=printed)),
        "docx": (DOCX_TYPE, partial(report_docx, atlas, report, printed=printed)),
    }
    with st.container(key="report-files", horizontal=True, gap="small", vertical_alignment="center"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"yearly.page.{kind}"),
                make,
                file_name=file_name(report.period, kind),
                mime=mime,
                key=f"report-{kind}",
                on_click="ignore",
            )
        by_hand.show_hold(report.period)
    st.html(f"<p class='note'>{escape(t('yearly.page.files'))}</p>")


def _section(atlas: Atlas, section: Section, kept: Kept, period: Period) -> None:
    _heading(section.section_id, section.name)
    if section.lead:
        st.html(f"<p class='said'>{escape(section.lead)}</p>")
    for block in section.blocks:
        _block(atlas, block, kept, period)


def _heading(section_id: str, words: str) -> None:
    """A section's heading, where the list of contents leads."""
    st.html(f"<h2 class='section' id='del-{section_id}'>{escape(words)}</h2>")


def _block(atlas: Atlas, block: Block, kept: Kept, period: Period) -> None:
    if isinstance(block, Prose):
        st.html(block.html)
    elif isinstance(block, Verdicts):
        st.html(verdicts_html(block.lines))
    elif isinstance(block, MapOf):
        label = escape(t("udvikling.map_label", year=block.choice.year))
        drawn = _map(atlas.key, block.choice, atlas)
        shell.pictured(f"<div class='drawn-map' tabindex='0' role='region' aria-label='{label}'>{drawn}</div>")
    elif isinstance(block, Hand):
        st.html(Prose((*block.paragraphs, *block.status), heading=block.heading).html)
        by_hand.show_form(period, block.author, kept.texts.get(block.author))
    else:
        _table(block)


def _table(sheet: Sheet) -> None:
    """A short table as it is; a longer one folded, and open on paper."""
    if len(sheet.rows) <= MOST_OPEN:
        st.html(sheet.html)
    else:
        words = t("yearly.page.show", caption=sheet.caption.rstrip("."), count=len(sheet.rows))
        show_aside(words, sheet, printed=True)


@st.cache_data(max_entries=32, show_spinner=False)
def _map(key: str, choice: Choice, _atlas: Atlas) -> str:
    """The map of a choice, drawn once for facts and what is clear of them."""
    return svg_map(_atlas, choice, width=MAP_WIDTH, legend=True)


def _calendar(atlas: Atlas) -> None:
    _heading("kalender", t("yearly.calendar.heading"))
    day = today()
    st.html(f"<p class='said'>{escape(calendar_title(atlas, day))}</p>")
    sheet = calendar_sheet(atlas, day)
    if sheet.rows:
        show_aside(t("yearly.calendar.show", count=len(sheet.rows)), sheet, printed=True)
