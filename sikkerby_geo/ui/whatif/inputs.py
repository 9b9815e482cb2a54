"""What if, the ways in: the question, and an area by map, list, circle or coordinates, all to the same end."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif import drawings
from sikkerby_geo.domain.whatif.drawings import Form
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.priority import FAMILIES
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.whatif import state as state
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.whatif import picking
from sikkerby_geo.views.whatif.measure_words import Question
from sikkerby_geo.views.whatif.trouble import trouble_words
from sikkerby_geo.views.whatif.typed import example, typed_corners

PICK, POINT, OWN_POINT, RADIUS = "whatif-pick", "whatif-point", "whatif-own-point", "whatif-radius"
LEAST_POINTS, USUAL_POINTS, MOST_POINTS = 2, 5, 20
USUAL_RADIUS, RADIUS_STEP = 300, 50
ASKED = tuple(measure for family in FAMILIES for measure in (family.main_id, family.evening_id))
STARTS = ("newest", "own")
MOST_FAULTS = 12
"""Faults told at once; more would hide the field they are about."""


def question() -> Question:
    """The controls of the question: what is to change, by how much, and from where."""
    with st.container(key="whatif-question", horizontal=True, gap="medium", vertical_alignment="bottom"):
        measure = st.selectbox(
            t("whatif.measure"),
            ASKED,
            filter_mode="contains",
            format_func=lambda each: t(f"indicator.{each}.name"),
            key="whatif-measure",
        )
        points = st.slider(t("whatif.points"), LEAST_POINTS, MOST_POINTS, USUAL_POINTS, key="whatif-points")
        start = st.segmented_control(
            t("whatif.start"),
            STARTS,
            format_func=lambda each: t(f"whatif.start_{each}"),
            default=STARTS[0],
            required=True,
            key="whatif-start",
        )
        own = None
        if start == "own":
            own = st.number_input(t("whatif.own_start"), 1, 99, 80, key="whatif-own-start")
    return Question(INDICATOR[measure].indicator_id, int(points), None if own is None else float(own))


def asked_now() -> Question:
    """The question as its controls stand, for what is drawn before them; the usual one on a first run."""
    measure = st.session_state.get("whatif-measure", ASKED[0])
    points = st.session_state.get("whatif-points", USUAL_POINTS)
    own = st.session_state.get("whatif-own-start") if st.session_state.get("whatif-start") == "own" else None
    return Question(measure, int(points), None if own is None else float(own))


def ways_in(atlas: Atlas) -> None:
    """The four ways to an area; what is typed in one stays there while another is used."""
    draw, pick, point, typed = st.tabs([t(f"whatif.tab_{name}") for name in ("draw", "pick", "point", "typed")])
    with draw:
        st.html(render("whatif_note.html", text=t("whatif.draw_help")))
    with pick:
        _pick(atlas)
    with point:
        _point(atlas)
    with typed:
        _typed()


def _pick(atlas: Atlas) -> None:
    words = finished(picking.areas, atlas)
    now = state.current()
    st.session_state[PICK] = now.picked if now and now.form is Form.PICKED and now.picked in words else None

    def choose() -> None:
        chosen = st.session_state[PICK]
        state.take(None if chosen is None else drawings.picked(atlas, chosen))

    st.selectbox(
        t("whatif.pick"),
        list(words),
        filter_mode="contains",
        format_func=lambda each: words[each],
        index=None,
        placeholder=t("whatif.search"),
        help=t("whatif.pick_help"),
        key=PICK,
        on_change=choose,
    )


def _point(atlas: Atlas) -> None:
    places = finished(picking.points, atlas)

    def draw() -> None:
        written = typed_corners(st.session_state[OWN_POINT])
        place = st.session_state[POINT]
        if not written.faults and not written.corners and place is None:
            state.tell("point", (t("whatif.point_missing"),))
        elif written.faults or len(written.corners) > 1:
            state.tell("point", written.faults or (t("whatif.point_several"),))
        else:
            centre = written.corners[0] if written.corners else places[place][1]
            _draw("point", partial(drawings.circle, centre, st.session_state[RADIUS]))

    with st.form("whatif-point-form", border=False):
        st.selectbox(
            t("whatif.point"),
            list(places),
            filter_mode="contains",
            format_func=lambda each: places[each][0],
            index=None,
            placeholder=t("whatif.search"),
            help=t("whatif.point_help"),
            key=POINT,
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.text_input(t("whatif.own_point"), help=t("whatif.own_point_help", example=example()), key=OWN_POINT)
            st.number_input(
                t("whatif.radius"),
                drawings.LEAST_RADIUS,
                drawings.MOST_RADIUS,
                USUAL_RADIUS,
                step=RADIUS_STEP,
                key=RADIUS,
            )
        _faults("point")
        st.form_submit_button(t("whatif.show_circle"), on_click=draw)


def _typed() -> None:
    def draw() -> None:
        written = typed_corners(st.session_state[state.TYPED])
        if written.faults:
            state.tell("typed", written.faults)
        else:
            _draw("typed", partial(drawings.polygon, written.corners))

    with st.form("whatif-typed-form", border=False):
        st.text_area(
            t("whatif.typed"),
            help=t("whatif.typed_help", example=example()),
            height=150,
            key=state.TYPED,
        )
        _faults("typed")
        st.form_submit_button(t("whatif.show_typed"), on_click=draw)


def _draw(part: str, make: partial) -> None:
    """Put what is made on the map, or tell in its part why it cannot be."""
    try:
        state.take(make())
        state.tell(part, ())
    except SikkerByError as error:
        state.tell(part, (trouble_words(error),))


def _faults(part: str) -> None:
    """What is wrong with what was typed, right under it."""
    told = state.told(part)
    if told:
        more = (t("whatif.more_faults", count=len(told) - MOST_FAULTS),) if len(told) > MOST_FAULTS else ()
        st.html(render("whatif_faults.html", texts=(*told[:MOST_FAULTS], *more)))
