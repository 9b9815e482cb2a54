"""The page of one place: sentences, newest figures, trends, crime, efforts, gaps and neighbours."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.status_group import StatusGroup, grouped
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import CRIME_RATES
from sikkerby_geo.text import names, t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.district import compared
from sikkerby_geo.ui.frame import cache, controls, how_clear, shell
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.copied import show_copied
from sikkerby_geo.ui.frame.finished import finished
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
    found = finished(profile, atlas, choice, place)
    with st.container(key="head"):
        with st.container(key="subject", horizontal=True, vertical_alignment="center"):
            shell.pictured(finished(locator, atlas, place))
            st.html(render("profile_head.html", profile=found))
        _take_along(atlas, choice, place, found)
    with st.container(key="figures"):
        st.html(finished(_figures, atlas, choice, place))
        how_clear.show(atlas, _long_trend, choice, place)
    with st.container(key="trends"):
        _trends(atlas, choice, place)
    with st.container(key="aside"):
        st.html(render("profile_since.html", profile=found))
        st.html(finished(_gaps, atlas, place))
        if mentions := finished(mentions_prose, atlas, place):
            st.html(mentions.html)
        _neighbours(choice, found)
        if (history := finished(index_of, atlas, place)) is not None:
            st.html(f"<h2>{t('index.place_heading')}</h2>")
            st.html(history.html)
    with st.container(key="crime"):
        _crime(atlas, place)
    with shell.Apology(), st.container(key="unrest"):
        counted.show_in_place(in_place(atlas, place) if finished(_counted, atlas, place) else ())
    with st.container(key="context"):
        st.html(finished(_context, atlas, choice, place))


def _figures(atlas: Atlas, choice: Choice, place: Place) -> str:
    found = finished(profile, atlas, choice, place)
    about = {"heading": t("profile.key_figures"), "second": ""}
    return render("key_figures.html", **about, figures=found.figures, older=found.older, without=())


def _context(atlas: Atlas, choice: Choice, place: Place) -> str:
    found = finished(profile, atlas, choice, place)
    about = {"heading": t("profile.context"), "second": t("profile.context_second")}
    return render("key_figures.html", **about, figures=found.context, older=(), without=found.without)


def _gaps(atlas: Atlas, place: Place) -> str:
    return render("profile_gaps.html", gaps=gaps_of(atlas, place))


def _counted(atlas: Atlas, place: Place) -> bool:
    return bool(in_place(atlas, place))


def _long_trend(atlas: Atlas, choice: Choice, place: Place) -> tuple[how_clear.Block, ...]:
    return long_trend_blocks(atlas, choice, [place])


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


def _trends(atlas: Atlas, choice: Choice, place: Place) -> None:
    """The chosen measure with the efforts under it on the same years, then its counterpart of the other direction."""
    st.html(f"<h2>{t('profile.trends')}</h2>")
    with st.container(key="trend-controls", horizontal=True, vertical_alignment="bottom"):
        controls.measure_control(atlas, choice)
        controls.events_control(atlas, choice)
    show_chart(atlas, _trend, choice.indicator_id, place, atlas.years, choice.events, heading=3, key="trend")
    if proposed := grouped(atlas, atlas.efforts_in(place), None)[StatusGroup.PROPOSED]:
        controls.proposal_control(atlas, choice, len(proposed))
    show_chart(atlas, _timeline, place, choice.proposals, heading=3, key="efforts")
    other = "safe_neighbourhood" if choice.indicator.worse_high else "insecure_neighbourhood"
    show_chart(atlas, _trend, other, place, None, choice.events, heading=3, key="other")


def _trend(
    atlas: Atlas, indicator_id: str, place: Place, years: tuple[int, ...] | None, events: EventsShown
) -> ChartCard:
    return trend_card(atlas, indicator_id, [place], years, events=events)


def _timeline(atlas: Atlas, place: Place, proposals: bool) -> ChartCard:
    return timeline_card(atlas, place, atlas.years, proposals=proposals)


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
    ids = [series.indicator_id for series in CRIME_RATES]
    without = [one for one in ids if not show_chart(atlas, _crime_strip, one, place, heading=3, key=f"crime-{one}")]
    if without:
        series = names(t(f"crime.series.{one}") for one in without)
        st.html(render("message.html", text=t("profile.crime_without", series=series)))


def _crime_strip(atlas: Atlas, indicator_id: str, place: Place) -> ChartCard | None:
    year = newest_crime_year(atlas, indicator_id, place)
    return crime_strip_card(atlas, indicator_id, year, place.level, place) if year else None
