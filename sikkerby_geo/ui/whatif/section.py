"""What if, the section: the question, the map to draw on, the answer, and scenarios side by side to take along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.domain.whatif import scenarios
from sikkerby_geo.domain.whatif.drawings import Form
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.domain.whatif.scenarios import LETTERS, MOST_NAME, Kept
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.thresholds import MOST_UPLOAD_BYTES
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import priority as priority_address
from sikkerby_geo.ui.frame import cache, shell, whole_page
from sikkerby_geo.ui.frame.map_panel import show_drawing
from sikkerby_geo.ui.frame.static_files import asset, fetched
from sikkerby_geo.ui.whatif import inputs, siting
from sikkerby_geo.ui.whatif import state as state
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.drawn import DrawnState
from sikkerby_geo.views.priority.memo import Drawn
from sikkerby_geo.views.whatif.answer import Answer, answer
from sikkerby_geo.views.whatif.comparison import (
    Compared,
    compared,
    comparison_html,
    form_of,
    measured_for,
    notes_on,
    printed_rows,
    recomputed,
)
from sikkerby_geo.views.whatif.drawing_map import districts_state, kept_state, shape_state
from sikkerby_geo.views.whatif.files import as_geojson
from sikkerby_geo.views.whatif.measure_words import Question, rests_on


@st.fragment
def show() -> None:
    """The whole section; it keeps its state in the session and asks nothing of the rest of the page but its prices."""
    whole_page.redraw_if_asked()
    with shell.Apology():
        atlas = cache.judged_atlas()
        st.html(fetched(asset("css/whatif.css")))
        with st.container(key="whatif"):
            st.html(render("whatif_head.html", heading=t("whatif.heading"), intro=t("whatif.intro")))
            question = inputs.question()
            money = priority_address.money()[0]
            now = state.current()
            found = state.scenario_or_why(atlas, now) if now else None
            everything = _everything(atlas, question, money)
            told = _answer(atlas, found, question, money)
            with st.container(key="whatif-main"):
                with st.container(key="whatif-map"):
                    inputs.ways_in(atlas)
                    area_map(atlas, found, everything)
                with st.container(key="whatif-answer"):
                    _says(atlas, found, told)
                    _keep(atlas, found)
            if told is not None:
                with st.container(key="whatif-details"):
                    st.html(told.areas.html)
                    st.html(render("whatif_there.html", answer=told))
            with st.container(key="whatif-siting"):
                siting.show(atlas, now if isinstance(found, Scenario) else None)
            with st.container(key="whatif-scenarios"):
                _scenarios(atlas, everything, question)
                _files(atlas, everything, question)


def _everything(atlas: Atlas, question: Question, money: Money) -> tuple[Compared, ...]:
    return tuple(
        compared(atlas, kept, state.scenario_or_why(atlas, kept.drawing), question, money) for kept in state.kept()
    )


def for_print(atlas: Atlas, money: Money) -> Drawn:
    """The scenarios kept, with the rows of their table, as the memo carries them."""
    everything = _everything(atlas, inputs.asked_now(), money)
    rows = tuple(tuple(row) for row in printed_rows(atlas, everything))
    return Drawn(tuple(each.kept for each in everything), rows, notes_on(everything))


def _answer(atlas: Atlas, found: Scenario | str | None, question: Question, money: Money) -> Answer | None:
    if not isinstance(found, Scenario):
        return None
    return answer(atlas, found, measured_for(atlas, found, question), question, money)


def area_map(atlas: Atlas, found: Scenario | str | None, everything: tuple[Compared, ...] = ()) -> None:
    """The map to draw on, with the area that is worked on and the scenarios kept."""
    if not atlas.readable("survey_areas_layer") or not atlas.places.places:
        broken = "survey_areas_layer" if not atlas.readable("survey_areas_layer") else "areas"
        st.info(t("map.no_shapes", file=atlas.origin(broken)))
        return
    now = state.current()
    reached = [each.told.found for each in everything if each.told is not None]
    if isinstance(found, Scenario):
        reached.append(found)
    met = list(dict.fromkeys(effort for each in reached for effort in each.efforts))
    shown = [each.kept for each in everything if each.told is not None]
    drawable = now if now and (now.form is not Form.PICKED or isinstance(found, Scenario)) else None
    drawn: DrawnState = {
        "shape": shape_state(atlas, drawable) if drawable else None,
        "scenarios": [kept_state(atlas, kept) for kept in shown],
        "seen": state.seen(),
        "kept": state.stands(),
    }
    show_drawing(atlas, districts_state(atlas, met, now.picked if now else None), drawn, partial(state.receive, atlas))


def _says(atlas: Atlas, found: Scenario | str | None, told: Answer | None) -> None:
    for text in state.told("map"):
        st.html(render("message.html", text=text))
    now = state.current()
    if isinstance(found, str):
        st.html(render("message.html", text=found))
    elif told is None or now is None:
        st.html(render("whatif_nothing.html", heading=t("whatif.nothing"), text=t("whatif.nothing_help")))
    else:
        title = t("whatif.now", form=form_of(atlas, now))
        st.html(render("whatif_answer.html", title=title, answer=told, rests_on=rests_on()))


def _keep(atlas: Atlas, found: Scenario | str | None) -> None:
    """A name and a button to keep the area on the map, or why it cannot be kept."""
    now = state.current()
    if now is None or not isinstance(found, Scenario):
        return
    same = next((kept for kept in state.kept() if kept.drawing == now), None)
    free = [letter for letter in LETTERS if letter not in {kept.letter for kept in state.kept()}]
    if same is not None or not free:
        words = t("whatif.is_kept", letter=same.letter) if same else t("whatif.full")
        st.html(render("whatif_note.html", text=words))
        return
    usual = form_of(atlas, now)

    def keep() -> None:
        state.keep_current(atlas, scenarios.tidy_name(st.session_state["whatif-name"]) or usual)
        st.session_state["whatif-name"] = ""

    with st.form("whatif-keep-form", border=False):
        st.text_input(t("whatif.name"), placeholder=usual[:MOST_NAME], key="whatif-name")
        st.form_submit_button(t("whatif.keep", letter=free[0]), type="primary", on_click=keep)
    for text in state.told("keep"):
        st.html(render("message.html", text=text))


def _scenarios(atlas: Atlas, everything: tuple[Compared, ...], question: Question) -> None:
    st.html(render("heading.html", heading=t("whatif.scenarios"), unread=[]))
    if not everything:
        st.html(render("whatif_note.html", text=t("whatif.no_scenarios")))
        return
    if words := recomputed(atlas, state.kept()):
        st.html(render("message.html", text=words))
    st.html(comparison_html(atlas, everything, question))
    st.html(render("whatif_note.html", text=notes_on(everything)))
    with st.container(key="whatif-edit", horizontal=True, gap="medium"):
        for each in everything:
            with st.container(key=f"whatif-edit-{each.kept.letter}", width="stretch"):
                _edit(each.kept)


def _edit(kept: Kept) -> None:
    """Another name for a scenario, a look at it on the map, or away with it."""
    letter, key = kept.letter, f"whatif-rename-{kept.letter}"
    st.session_state[key] = kept.name

    def rename() -> None:
        name = scenarios.tidy_name(st.session_state[key]) or t("whatif.unnamed")
        state.change("keep", lambda now: scenarios.rename(now, letter, name))

    def remove() -> None:
        state.change("keep", lambda now: scenarios.remove(now, letter))

    st.text_input(t("whatif.rename", letter=letter), key=key, on_change=rename)
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("whatif.show", letter=letter), key=f"whatif-show-{letter}", on_click=state.take, args=(kept.drawing,)
        )
        st.button(t("whatif.remove", letter=letter), key=f"whatif-remove-{letter}", on_click=remove)


def _files(atlas: Atlas, everything: tuple[Compared, ...], question: Question) -> None:
    with st.container(key="whatif-files", horizontal=True, gap="medium", vertical_alignment="bottom"):
        if everything:
            st.download_button(
                t("whatif.download"),
                lambda: as_geojson(atlas, everything, question),
                file_name="sikkerby-scenarier.geojson",
                mime="application/geo+json",
                help=t("whatif.download_help"),
                key="whatif-download",
                on_click="ignore",
            )
            st.download_button(
                t("whatif.download_metres"),
                lambda: as_geojson(atlas, everything, question, METRES),
                file_name=f"sikkerby-scenarier-{METRES}.geojson",
                mime="application/geo+json",
                help=t("whatif.download_metres_help"),
                key="whatif-download-metres",
                on_click="ignore",
            )
        st.file_uploader(
            t("whatif.upload"),
            type=["geojson", "json"],
            help=t("whatif.upload_help", size=MOST_UPLOAD_BYTES.value // 1_000_000),
            max_upload_size=MOST_UPLOAD_BYTES.value // 1_000_000,
            key=state.FILE,
            on_change=partial(state.load_file, atlas),
        )
    for text in state.told("loaded"):
        st.html(render("message.html", text=text))
    if state.told("faults"):
        faults = (t("scenario_file.nothing_loaded"), *state.told("faults"))
        st.html(render("whatif_faults.html", texts=faults))
    if state.swapped():
        st.button(t("whatif.turn"), key="whatif-turn", on_click=state.load_file, args=(atlas,), kwargs={"turn": True})
