"""The map page's sections, in two fragments: a change of choice redraws them all, another place what hangs on it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import LEVEL_LAYER, Place
from sikkerby_geo.facts.clock import today
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import ahead, cache, controls, how_clear, shell
from sikkerby_geo.ui.frame.copied import show_copied
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.map_panel import show_map
from sikkerby_geo.ui.map_page import place_list
from sikkerby_geo.ui.one_page import section as one_page
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.pooled import pooled_blocks
from sikkerby_geo.views.base.workbook import MEDIA_TYPE
from sikkerby_geo.views.charts.sparks import interval_chart, trend_chart
from sikkerby_geo.views.map import legend as legends
from sikkerby_geo.views.map.files import map_png, map_sheet
from sikkerby_geo.views.map.source_lines import source_lines, whose
from sikkerby_geo.views.map.table import COLUMNS, facts_csv, facts_table, facts_xlsx, heading
from sikkerby_geo.views.map_page.place import place_card
from sikkerby_geo.views.map_page.tapped import tapped


@st.fragment
def show() -> None:
    """The whole page under the head, for the choice in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        reading = every_page.read(atlas)
        choice = reading.choice
        every_page.settle(reading)
        shell.messages(every_page.told(reading))
        with st.container(key="page"):
            # The sentence goes first: the browser sets it while the rest is still being worked out.
            part = {name: st.container(key=name) for name in ("controls", "says")}
            with part["says"]:
                _says(atlas, choice)
            with part["controls"]:
                with st.container(key="first"):
                    controls.year_control(atlas, choice)
                with st.container(key="more"):
                    controls.measure_control(atlas, choice)
                    controls.every_rule_control(atlas, choice)
                    controls.level_control(atlas, choice)
                    controls.overlay_control(atlas, choice)
            _under_the_sentence(_shown(atlas, reading))


Shown = tuple[str, Choice, tuple[str, ...]]
"""What a run of the page shows but for the place: data version, choice without one, what is told of the address."""


def _shown(atlas: Atlas, reading: every_page.Reading) -> Shown:
    return atlas.version, replace(reading.choice, place_id=None), every_page.told(reading)


@st.fragment
def _under_the_sentence(shown: Shown) -> None:
    """All that another place changes; whoever chooses one waits for no control. Anything else runs the whole page."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        reading = every_page.read(atlas)
        if _shown(atlas, reading) != shown:
            st.rerun()
        choice = reading.choice
        part = {name: st.container(key=name) for name in ("map", "tapped", "legend", "sources", "panel", "facts")}
        with part["map"]:
            _map(atlas, choice)
        with part["tapped"]:
            _tapped(atlas, choice)
        with part["panel"]:
            _panel(atlas, choice)
        with part["legend"]:
            st.html(finished(_legend, atlas, choice))
        with part["sources"]:
            st.html(render("sources.html", lines=finished(source_lines, atlas, choice)))
            how_clear.show(atlas, pooled_blocks, choice)
        with part["facts"]:
            _facts(atlas, choice)


def _says(atlas: Atlas, choice: Choice) -> None:
    controls.rules_in_sight(atlas, choice)
    says = finished(headline, atlas, choice)
    st.html(render("headline.html", headline=says))
    notes = [whose(choice)] if choice.rule else []
    with st.container(key="offers", horizontal=True, gap="small"):
        for note in filter(None, notes):
            st.html(f"<p class='note'>{note}</p>", width="content")
        for number, offer in enumerate(says.offers):
            st.button(
                offer.label,
                key=f"offer-{number}",
                type="tertiary",
                on_click=controls.follow,
                args=(atlas, offer.choice),
            )


def _map(atlas: Atlas, choice: Choice) -> None:
    layer = LEVEL_LAYER[choice.level]
    if not atlas.readable(layer) or not atlas.places.places:
        broken = layer if not atlas.readable(layer) else "areas"
        st.info(t("map.no_shapes", file=atlas.origin(broken)))
        return
    st.html(render("map_waits.html") + ahead.ways(atlas, choice))
    show_map(atlas, choice, lambda place_id: every_page.change(atlas, lambda now: replace(now, place_id=place_id)))


def _tapped(atlas: Atlas, choice: Choice) -> None:
    """The answer to a tap, where there is no room for the panel beside the map."""
    place = choice.place(atlas)
    if place is None:
        return
    st.html(render("tapped.html", tapped=finished(tapped, atlas, choice, place)))
    query = every_page.write(choice)
    st.page_link("pages/bydel.py", label=plain(t("tapped.more", name=place.name)), query_params=query)
    controls.close_control(atlas)


def _panel(atlas: Atlas, choice: Choice) -> None:
    place_list.show(atlas, choice)
    place = choice.place(atlas)
    if place is None:
        return
    with st.container(key="card"):
        _card(atlas, choice, place)


def _card(atlas: Atlas, choice: Choice, place: Place) -> None:
    shell.pictured(finished(_card_words, atlas, choice, place))
    to_profile = plain(t("profile.open", name=place.name))
    st.page_link("pages/bydel.py", label=to_profile, query_params=every_page.write(choice))
    here = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    show_copied(atlas, "kort", choice, [(place, here)])
    controls.clear_place_control(atlas, choice)


def _facts(atlas: Atlas, choice: Choice) -> None:
    st.html(finished(_facts_words, atlas, choice))
    noun = t(f"level.{choice.level}.many")
    everything = every_page.write(replace(choice, place_id=None))
    st.page_link("pages/bydel.py", label=t("compared.link", noun=noun), query_params=everything)
    _take_along(atlas, choice)
    one_page.show(atlas, choice)


def _legend(atlas: Atlas, choice: Choice) -> str:
    return render("legend.html", legend=legends.legend(atlas, choice))


def _card_words(atlas: Atlas, choice: Choice, place: Place) -> str:
    return render(
        "panel.html",
        card=place_card(atlas, choice, place),
        interval_chart=interval_chart(atlas, choice, place),
        trend_chart=trend_chart(atlas, choice, place),
    )


def _facts_words(atlas: Atlas, choice: Choice) -> str:
    return render(
        "table.html",
        heading=t("table.heading", noun=t(f"level.{choice.level}.many")),
        caption=t("table.caption", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year),
        columns=[(name, heading(name, choice)) for name in COLUMNS],
        rows=facts_table(atlas, choice).to_dict("records"),
        selected=choice.place_id,
    )


def _take_along(atlas: Atlas, choice: Choice) -> None:
    """The figures, the map with its sentence and sources, and one printed page; each made when it is asked for."""
    name = f"sikkerby-{choice.indicator.address}-{choice.year}"
    printed = today()
    files = {
        "csv": ("text/csv", lambda: facts_csv(atlas, choice)),
        "xlsx": (MEDIA_TYPE, lambda: facts_xlsx(atlas, choice)),
        "png": ("image/png", lambda: map_png(atlas, choice)),
        "pdf": ("application/pdf", lambda: map_sheet(atlas, choice, printed=printed)),
    }
    with st.container(key="files", horizontal=True, gap="small"):
        for kind, (mime, make) in files.items():
            st.download_button(
                t(f"table.download_{kind}"),
                make,
                file_name=f"{name}.{kind}",
                mime=mime,
                help=t(f"table.{kind}_help"),
                key=f"file-{kind}",
                on_click="ignore",
            )
