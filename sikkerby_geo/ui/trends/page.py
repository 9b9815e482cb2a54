"""The page Udvikling: places over years, two years side by side, level × trend, and which changes are real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from markupsafe import escape

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import answered_years, answers
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level, Place
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, every_page
from sikkerby_geo.ui.frame import cache, controls, how_clear, shell
from sikkerby_geo.ui.frame.chart_card import show_chart
from sikkerby_geo.ui.frame.copied import show_copied
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.fold import show_folded
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.one_page.section import page_link
from sikkerby_geo.ui.trends.events import show_events
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.moved import other_without_answers
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.long_trend import long_trend_blocks
from sikkerby_geo.views.charts.trend import MOST_PLACES, trend_card
from sikkerby_geo.views.map.files import map_png
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.trends import comparison
from sikkerby_geo.views.trends.opening import opening_words

OTHER_YEAR, PLACES = "aar2", "omraader"
"""The page's own parameters of the address."""


@dataclass(frozen=True)
class Asked:
    """What the page shows: what all pages share, with all messages, the other year, the places on one scale."""

    shared: every_page.Reading
    other_year: int
    places: tuple[Place, ...]

    @property
    def choice(self) -> Choice:
        return self.shared.choice

    @property
    def years(self) -> tuple[int, int]:
        """The earlier and the later of the two years."""
        earlier, later = sorted((self.choice.year, self.other_year))
        return earlier, later


def read(atlas: Atlas) -> Asked:
    """The page's choice in the address; what is unknown gives a message and the default."""
    reading = every_page.read(atlas)
    choice, messages = reading.choice, list(reading.messages)
    other = finished(comparison.default_other_year, atlas, choice)
    named = browser.own(OTHER_YEAR, str(other))
    if named in map(str, atlas.years):
        year = int(named)
        if year != choice.year and answers(atlas, choice.indicator_id, choice.level, year):
            other = year
        elif year not in (choice.year, other):
            messages.append(other_without_answers(year, other, choice))
    else:
        messages.append(t("problem.address", name=OTHER_YEAR, value=quoted(named), shown=other))
    places = finished(comparison.default_places, atlas, choice)
    listed = browser.own(PLACES, "")
    if listed:
        found = comparison.places_named(atlas, choice.level, listed)
        messages += [t("udvikling.unknown_place", name=quoted(name)) for name in found.unknown]
        if found.surplus:
            messages.append(t("udvikling.too_many", most=MOST_PLACES))
        places = found.found if found.found or not found.unknown else places
    return Asked(replace(reading, messages=tuple(messages)), other, places)


@st.fragment
def show() -> None:
    """The whole page under the head, for the choice in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        asked = read(atlas)
        every_page.settle(asked.shared)
        shell.messages(every_page.told(asked.shared))
        with st.container(key="udvikling"):
            with st.container(key="udvikling-controls"):
                _controls(atlas, asked)
            with st.container(key="udvikling-says"):
                _says(atlas, asked)
            with st.container(key="udvikling-trend"):
                _neighbours(atlas, asked)
                show_chart(atlas, _trend, asked.choice.indicator_id, asked.places, asked.choice.events)
                _copied(atlas, asked)
            with shell.Apology(), st.container(key="udvikling-events"):
                show_events(atlas, asked.choice, asked.places)
            with st.container(key="udvikling-maps"):
                _maps(atlas, asked)
            with st.container(key="udvikling-cells"):
                show_chart(atlas, level_trend_card, asked.choice, asked.other_year)
            with st.container(key="udvikling-changes"):
                _changes(atlas, asked.choice)


def _trend(atlas: Atlas, indicator_id: str, places: tuple[Place, ...], events: EventsShown) -> ChartCard:
    return trend_card(atlas, indicator_id, places, events=events)


def _controls(atlas: Atlas, asked: Asked) -> None:
    choice = asked.choice
    controls.measure_control(atlas, choice)
    controls.level_control(atlas, choice)
    controls.year_control(atlas, choice)
    _other_year_control(atlas, asked)
    _places_control(atlas, asked)
    controls.events_control(atlas, choice)


def _other_year_control(atlas: Atlas, asked: Asked) -> None:
    key = "control-other-year"
    st.session_state[key] = asked.other_year

    def write() -> None:
        browser.catch_up()
        year, default = st.session_state[key], comparison.default_other_year(atlas, every_page.read(atlas).choice)
        browser.put({OTHER_YEAR: "" if year == default else str(year)})

    known = finished(answered_years, atlas, asked.choice.indicator_id, asked.choice.level)
    options = sorted({*known, asked.other_year} - {asked.choice.year}) or [asked.other_year]
    st.selectbox(
        t("udvikling.other_year"),
        options,
        filter_mode="contains",
        help=t("udvikling.other_year_help"),
        key=key,
        on_change=write,
    )


def _places_control(atlas: Atlas, asked: Asked) -> None:
    key = "control-places"
    names = {place.place_id: place.name for place in atlas.places.at(asked.choice.level)}
    st.session_state[key] = [place.place_id for place in asked.places]

    def write() -> None:
        browser.catch_up()
        default = [place.place_id for place in comparison.default_places(atlas, every_page.read(atlas).choice)]
        chosen = [place_id for place_id in st.session_state[key] if place_id in names]
        browser.put({PLACES: "" if chosen == default else ",".join(chosen) or comparison.NOBODY})

    st.multiselect(
        t("udvikling.places"),
        list(names),
        filter_mode="contains",
        format_func=lambda place_id: names.get(place_id, place_id),
        max_selections=MOST_PLACES,
        placeholder=t("udvikling.places_none"),
        help=t("udvikling.places_help", most=MOST_PLACES),
        key=key,
        on_change=write,
    )


def _neighbours(atlas: Atlas, asked: Asked) -> None:
    """The neighbours of the chosen place as buttons; each puts its place on the scale beside those that are there."""
    more = finished(comparison.neighbours_to_add, atlas, asked.choice, asked.places)
    if not more:
        return
    shown = [place.place_id for place in asked.places]
    with st.container(key="udvikling-add", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f"<p class='note'>{t('udvikling.add')}</p>", width="content")
        for place in more:
            st.button(
                plain(t("udvikling.add_place", name=place.name)),
                key=f"udvikling-add-{place.place_id}",
                on_click=browser.put,
                args=({PLACES: ",".join((*shown, place.place_id))},),
            )


def _says(atlas: Atlas, asked: Asked) -> None:
    st.html(finished(_opening, atlas, asked.choice, asked.other_year))
    how_clear.show(atlas, long_trend_blocks, asked.choice)
    if finished(comparison.testable, atlas, asked.choice, *asked.years):
        return
    pair = finished(comparison.newest_pair, atlas, asked.choice)
    if pair is None:
        return
    before, after = pair

    def take() -> None:
        every_page.go(replace(asked.choice, year=after))
        browser.put({OTHER_YEAR: str(before)})

    st.button(t("udvikling.offer", before=before, after=after), key="udvikling-offer", type="tertiary", on_click=take)


def _opening(atlas: Atlas, choice: Choice, other_year: int) -> str:
    return render("trend_says.html", opening=opening_words(atlas, choice, other_year))


def _copied(atlas: Atlas, asked: Asked) -> None:
    """A sentence to copy for each place on the chart, of the chosen year."""
    choice = asked.choice
    told = [(place, atlas.observation(choice.indicator_id, place.place_id, choice.year)) for place in asked.places]
    own = {OTHER_YEAR: str(asked.other_year), PLACES: ",".join(place.place_id for place in asked.places)}
    show_copied(atlas, "udvikling", choice, told, own)
    page_link(choice, asked.other_year)


def _maps(atlas: Atlas, asked: Asked) -> None:
    layer = LEVEL_LAYER[asked.choice.level]
    st.html(f"<h2 class='section'>{t('udvikling.maps')}</h2><p class='second'>{t('udvikling.maps_second')}</p>")
    if not atlas.readable(layer) or not atlas.places.places:
        st.info(t("map.no_shapes", file=atlas.origin(layer if not atlas.readable(layer) else "areas")))
        return
    shown = [replace(asked.choice, year=year, overlays=()) for year in asked.years]
    with st.container(key="udvikling-pair"):
        for choice in shown:
            with st.container(key=f"udvikling-map-{choice.year}"):
                said = finished(headline, atlas, choice)
                st.html(f"<h3 class='year'>{choice.year}</h3>")
                label = escape(t("udvikling.map_label", year=choice.year))
                drawn = finished(_map, atlas, choice)
                shell.pictured(f"<div class='drawn-map' tabindex='0' role='region' aria-label='{label}'>{drawn}</div>")
                st.html(f"<p class='said'>{escape(said.title)}</p><p class='second'>{escape(said.certainty)}</p>")
                st.download_button(
                    t("udvikling.map_png", year=choice.year),
                    partial(finished, map_png, atlas, choice),
                    file_name=f"sikkerby-kort-{choice.indicator.address}-{choice.year}.png",
                    mime="image/png",
                    key=f"udvikling-map-png-{choice.year}",
                    on_click="ignore",
                    type="tertiary",
                )
    with st.container(key="udvikling-legend"):
        for part in finished(_legend, atlas, asked.choice, asked.years):
            st.html(part)


def _map(atlas: Atlas, choice: Choice) -> str:
    return svg_map(atlas, choice, width=600)


def _legend(atlas: Atlas, choice: Choice, years: tuple[int, int]) -> tuple[str, str]:
    """The legend of both maps, and the lines under them."""
    legend = render("twin_legend.html", legend=comparison.twin_legend(atlas, choice, years))
    return legend, render("sources.html", lines=comparison.map_lines(atlas, choice, years))


def _real_changes(atlas: Atlas, indicator_id: str, level: Level) -> tuple[comparison.RealChanges, str, str]:
    """Which changes are real, the sure ones as HTML, and the others."""
    found = comparison.real_changes(atlas, replace(opening(atlas), indicator_id=indicator_id, level=level))
    return found, found.sure.html if found.sure else "", found.rest.html if found.rest else ""


def _changes(atlas: Atlas, choice: Choice) -> None:
    found, sure, rest = finished(_real_changes, atlas, choice.indicator_id, choice.level)
    st.html(f"<h2 class='section'>{found.title}</h2><p class='second'>{t('udvikling.changes_second')}</p>")
    if sure:
        st.html(sure)
    if found.rest:
        show_folded(t("udvikling.show_rest", count=len(found.rest.rows)), "udvikling-rest", rest)
    if not found.numbers:
        return
    kinds = {"csv": ("text/csv", lambda: found.csv), "xlsx": (MEDIA_TYPE, lambda: found.xlsx)}
    with st.container(key="udvikling-changes-files", horizontal=True, gap="medium"):
        for kind, (mime, make) in kinds.items():
            st.download_button(
                t(f"udvikling.changes_{kind}"),
                make,
                file_name=f"sikkerby-aendringer-{choice.indicator.address}.{kind}",
                mime=mime,
                key=f"udvikling-changes-{kind}",
                on_click="ignore",
                type="tertiary",
            )
