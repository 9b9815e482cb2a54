"""What if, the question of siting: who lives without an offer nearby, of the area on the map or the whole city."""

from __future__ import annotations

from datetime import date

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.offers.known import PICKABLE, Whose, places_of
from sikkerby_geo.domain.offers.siting import LEAST_METRES, MOST_METRES, USUAL_METRES, without_offer
from sikkerby_geo.domain.whatif.drawings import Drawing
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.blocks import csv_button
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.whatif.siting_words import Sited, cannot, sited
from sikkerby_geo.views.whatif.trouble import trouble_words

KINDS: tuple[EffortKind | None, ...] = (None, *PICKABLE)
STEP = 100


def show(atlas: Atlas, drawing: Drawing | None) -> None:
    """The question with its controls, and the answer or why there is none."""
    st.html(render("heading.html", heading=t("siting.heading"), unread=[]))
    st.html(Prose((t("siting.intro"),)).html)
    with st.container(key="siting-question", horizontal=True, gap="medium", vertical_alignment="bottom"):
        kind = st.selectbox(
            t("siting.kind"),
            KINDS,
            filter_mode="contains",
            format_func=lambda one: t(f"effort_kind.{one.kind_id}") if one else t("offers.every_kind"),
            key="siting-kind",
        )
        metres = st.number_input(
            t("siting.distance"), LEAST_METRES, MOST_METRES, USUAL_METRES, step=STEP, key="siting-metres"
        )
        whose = st.segmented_control(
            t("siting.whose"),
            list(Whose),
            format_func=lambda one: t(f"siting.{one}"),
            default=Whose.ALL,
            required=True,
            help=t("siting.whose_help"),
            key="siting-whose",
        )
    asked = (kind, int(metres), Whose(whose))
    found = finished(_answer, atlas, *asked, None) if drawing is None else _answer(atlas, *asked, drawing)
    st.html(Prose(heading=found.says).html)
    if found.sheet is not None:
        st.html(found.sheet.html)
        csv_button(found.sheet)
    if found.notes:
        st.html(Prose(found.notes).html)


def _answer(atlas: Atlas, kind: EffortKind | None, metres: int, whose: Whose, drawing: Drawing | None) -> Sited:
    places = places_of(atlas, kind, whose)
    if why := cannot(places, kind, whose):
        return Sited(why)
    try:
        found = without_offer(atlas, places.used, metres, date(atlas.years[-1], 1, 1), drawing)
    except SikkerByError as error:
        return Sited(trouble_words(error))
    return sited(atlas, places, found, kind, metres, drawn=drawing is not None)
