"""What the programmes keep an eye on, below the goals: key figures by group, other cities, and the exit programme."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.frame.blocks import aside_html, csv_button
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.base.unrest_words import terms_prose
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.goals import key_figures
from sikkerby_geo.views.goals.exit import ExitReport, exit_report
from sikkerby_geo.views.goals.other_places import OtherPlaces, other_places
from sikkerby_geo.views.goals.programmes import judged_goals
from sikkerby_geo.views.goals.verdicts import verdicts_html

GROUP = "noegletal"
"""The page's own parameter of the address: the group of key figures shown."""


def heading(words: str, *tables: str, atlas: Atlas) -> None:
    """A section's heading, with a line for each table it needs that cannot be read."""
    unread = [t("method.unread", file=atlas.origin(table)) for table in tables if not atlas.readable(table)]
    st.html(render("heading.html", heading=words, unread=unread))


def messages(atlas: Atlas) -> tuple[str, ...]:
    """What is to be said of the group in the address: that there is none of that name."""
    known = finished(key_figures.groups, atlas)
    asked = browser.own(GROUP, "")
    if not asked or asked in known or not known:
        return ()
    first = next(iter(known))
    return (t("problem.address", name=GROUP, value=quoted(asked), shown=first),)


def terms_html(atlas: Atlas, *texts: str) -> str:
    """What the defined words for crime cover, where texts use them."""
    terms = terms_prose(atlas, *texts)
    return terms.html if terms else ""


def _group(atlas: Atlas, group_id: str) -> tuple[Sheet, str]:
    """A group's table, and as HTML with the words it uses."""
    sheet = key_figures.group_sheet(atlas, group_id)
    return sheet, sheet.html + terms_html(atlas, *(row["indicator"].text for row in sheet.rows))


def show_key_figures(atlas: Atlas) -> None:
    """The key figures, a group at a time; the group stands in the address."""
    words = finished(key_figures.heading_words, atlas)
    heading(words, "key_figures", "key_figure_values", atlas=atlas)
    known = finished(key_figures.groups, atlas)
    if not known:
        return
    st.html(Prose((t("key_figure.note"), t("key_figure.own"))).html)
    first = next(iter(known))
    key = "control-key-figures"
    chosen = st.session_state[key] = browser.own(GROUP, first, known)

    def write() -> None:
        group = st.session_state[key]
        browser.put({GROUP: "" if group == first else group})

    st.selectbox(
        t("key_figure.choose"),
        list(known),
        filter_mode="contains",
        format_func=lambda group: known.get(group, group),
        help=t("key_figure.choose_help"),
        key=key,
        on_change=write,
    )
    sheet, html = finished(_group, atlas, chosen)
    st.html(html)
    with st.container(key="csv-key-figures", horizontal=True, gap="medium"):
        csv_button(sheet)
        for kind, mime, make in (
            ("csv", "text/csv", key_figures.all_csv),
            ("xlsx", MEDIA_TYPE, key_figures.all_xlsx),
        ):
            st.download_button(
                t(f"key_figure.all_{kind}"),
                partial(make, atlas),
                file_name=f"sikkerby-noegletal.{kind}",
                mime=mime,
                key=f"csv-key-figures-{kind}",
                type="tertiary",
                on_click="ignore",
            )


def show_other_places(atlas: Atlas) -> None:
    """The goals beside other cities: a strip each, and what can be compared."""
    found = finished(_others, atlas)
    heading(found.heading, "key_figures", "key_figure_values", atlas=atlas)
    for number in range(len(found.cards)):
        show_chart(atlas, _other_card, number, heading=3)
    st.html(finished(_others_notes, atlas))


def _others(atlas: Atlas) -> OtherPlaces:
    return other_places(atlas, finished(judged_goals, atlas))


def _others_notes(atlas: Atlas) -> str:
    found = finished(_others, atlas)
    return terms_html(atlas, *(card.title for card in found.cards)) + Prose(points=found.notes).html


def _other_card(atlas: Atlas, number: int) -> ChartCard:
    return finished(_others, atlas).cards[number]


def _exit(atlas: Atlas) -> tuple[ExitReport, str, str, str]:
    """The report, and as HTML: what is said before the phases, the phases, and the years with counts."""
    report = exit_report(atlas, finished(judged_goals, atlas))
    says = Prose(report.notes).html
    if report.verdicts:
        says += verdicts_html(report.verdicts) + terms_html(atlas, *(one.goal for one in report.verdicts))
    phases, counts = report.phases, report.counts
    shown = aside_html(t("exit.show_phases", count=len(phases.rows)), phases, printed=True) if phases.rows else ""
    return report, says, shown, aside_html(t("exit.show_counts"), counts, printed=True) if counts.rows else ""


def show_exit(atlas: Atlas) -> None:
    """The exit programme: its goal, its phases, and what is known of how many went through it."""
    report, says, phases, counts = finished(_exit, atlas)
    heading(report.heading, "exit_phases", atlas=atlas)
    st.html(says)
    if phases:
        st.html(phases)
        csv_button(report.phases)
    if counts:
        st.html(counts)


def show(atlas: Atlas) -> None:
    """All three sections, each with its own apology."""
    with shell.Apology(), st.container(key="section-noegletal"):
        show_key_figures(atlas)
    with shell.Apology(), st.container(key="section-andre-byer"):
        show_other_places(atlas)
    with shell.Apology(), st.container(key="section-exit"):
        show_exit(atlas)
