"""The page of one place: sentences, newest figures, trends, crime, efforts, gaps and neighbours."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.status_group import StatusGroup, grouped
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.indicators import CRIME_RATES
from sikkerby_geo.text import names, t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.district import compared
from sikkerby_geo.ui.frame import cache, controls, how_clear, shell
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.copied import show_copied
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.one_page.section import page_link
from sikkerby_geo.ui.reports import counted
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.index_words import index_of
from sikkerby_geo.views.base.unrest_words import mentions_prose
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.crime_strip import crime_strip_card
from sikkerby_geo.views.charts.effort_timeline import timeline_card
from sikkerby_geo.views.charts.long_trend import long_trend_blocks
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.district.files import place_csv, place_pdf, place_xlsx
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.district.profile import Profile, newest_crime_year, profile
from sikkerby_geo.views.map.printed.drawing import locator
from sikkerby_geo.views.reports.counted_tables import in_place


@st.fragment
def show() -> None:
    """The whole page under the head, for the place in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        reading = every_page.read(atlas)
        choice = reading.choice
        every_page.settle(reading)
        shell.messages(every_page.told(reading))
        with st.container(key="page"):
            with st.container(key="find", horizontal=True, vertical_alignment="bottom"):
                controls.level_control(atlas, choice)
                controls.clear_place_control(atlas, choice)
            place = choice.place(atlas)
            if place is None:
                _choose(atlas, choice)
            else:
                _place(atlas, choice, place)


def _choose(atlas: Atlas, choice: Choice) -> None:
    """Without a place: what to do, and all places with all measures, each row a link to its place."""
    st.html(render("choose.html", title=t("profile.choose"), help=t("profile.choose_help"), caption=""))
    with st.container(key="compared"):
        compared.show(atlas, choice)


def _link(choice: Choice, label: str) -> None:
    """To another place on this page: a link to the page one is on would leave the address behind."""
    st.button(plain(label), key=f"place-{choice.place_id}", type="tertiary", on_click=every_page.go, args=(choice,))


def _place(atlas: Atlas, choice: Choice, place: Place) -> None:
    found = profile(atlas, choice, place)
    trend = trend_card(atlas, choice.indicator_id, [place], years=atlas.years, events=choice.events)
    with st.container(key="head"):
        with st.container(key="subject", horizontal=True, vertical_alignment="center"):
            shell.pictured(locator(atlas, place))
            st.html(render("profile_head.html", profile=found))
        _take_along(atlas, choice, place, found)
    with st.container(key="figures"):
        about = {"heading": t("profile.key_figures"), "second": ""}
        st.html(render("key_figures.html", **about, figures=found.figures, older=found.older, without=()))
        how_clear.show(atlas, long_trend_blocks(atlas, choice, [place]))
    with st.container(key="trends"):
        _trends(atlas, choice, place, trend)
    with st.container(key="aside"):
        st.html(render("profile_since.html", profile=found))
        st.html(render("profile_gaps.html", gaps=gaps_of(atlas, place)))
        if mentions := mentions_prose(atlas, place):
            st.html(mentions.html)
        _neighbours(choice, found)
        if (history := index_of(atlas, place)) is not None:
            st.html(f"<h2>{t('index.place_heading')}</h2>")
            st.html(history.html)
    with st.container(key="crime"):
        _crime(atlas, place)
    with shell.Apology(), st.container(key="unrest"):
        counted.show_in_place(in_place(atlas, place))
    with st.container(key="context"):
        about = {"heading": t("profile.context"), "second": t("profile.context_second")}
        st.html(render("key_figures.html", **about, figures=found.context, older=(), without=found.without))


def _take_along(atlas: Atlas, choice: Choice, place: Place, found: Profile) -> None:
    printed = today()
    with st.container(key="take", horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            t("profile.print"),
            lambda: place_pdf(atlas, choice, place, printed=printed),
            file_name=f"sikkerby-{place.place_id}.pdf",
            mime="application/pdf",
            on_click="ignore",
        )
        st.download_button(
            t("profile.csv"),
            lambda: place_csv(atlas, place),
            file_name=f"sikkerby-{place.place_id}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.download_button(
            t("profile.xlsx"),
            lambda: place_xlsx(atlas, choice, place),
            file_name=f"sikkerby-{place.place_id}.xlsx",
            mime=MEDIA_TYPE,
            on_click="ignore",
        )
        page_link(choice)
        if found.newest:
            with st.popover(t("profile.copy"), key="copy"):
                show_copied(atlas, "bydel", choice, [(place, cell) for cell in found.newest])


def _trends(atlas: Atlas, choice: Choice, place: Place, trend: ChartCard) -> None:
    """The chosen measure with the efforts under it on the same years, then its counterpart of the other direction."""
    st.html(f"<h2>{t('profile.trends')}</h2>")
    with st.container(key="trend-controls", horizontal=True, vertical_alignment="bottom"):
        controls.measure_control(atlas, choice)
        controls.events_control(atlas, choice)
    show_chart(trend, heading=3, key="trend")
    if proposed := grouped(atlas, atlas.efforts_in(place), None)[StatusGroup.PROPOSED]:
        controls.proposal_control(atlas, choice, len(proposed))
    show_chart(timeline_card(atlas, place, atlas.years, proposals=choice.proposals), heading=3, key="efforts")
    other = "safe_neighbourhood" if choice.indicator.worse_high else "insecure_neighbourhood"
    show_chart(trend_card(atlas, other, [place], events=choice.events), heading=3, key="other")


def _neighbours(choice: Choice, found: Profile) -> None:
    measure = t(f"indicator.{choice.indicator_id}.inline")
    st.html(f"<h2>{t('profile.neighbours', measure=measure, year=choice.year)}</h2>")
    if not found.neighbours:
        st.html(f"<p class='note'>{t('profile.neighbours_none')}</p>")
    for neighbour in found.neighbours:
        label = ", ".join(filter(None, (f"{neighbour.place.name} {neighbour.figure}", neighbour.state)))
        _link(replace(choice, place_id=neighbour.place.place_id), label)


def _crime(atlas: Atlas, place: Place) -> None:
    """The newest year of every series that has a rate here, a strip each; the series without one are named."""
    st.html(f"<h2>{t('profile.crime')}</h2>")
    without = []
    for series in CRIME_RATES:
        year = newest_crime_year(atlas, series.indicator_id, place)
        card = crime_strip_card(atlas, series.indicator_id, year, place.level, place) if year else None
        if card is None:
            without.append(t(f"crime.series.{series.indicator_id}"))
        else:
            show_chart(card, heading=3, key=f"crime-{series.indicator_id}")
    if without:
        st.html(render("message.html", text=t("profile.crime_without", series=names(without))))
