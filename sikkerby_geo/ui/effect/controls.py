"""The controls of Effekt: place, kind, effort, measure, period and comparison; each writes back into the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import effect as address
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.effect.ask import PLAN, Ask, Asked, efforts_of, kinds_of, outcome_words, outcomes_of


def show(atlas: Atlas, choice: Choice, ask: Ask, found: Asked | None) -> None:
    """All controls in reading order; ``found`` is the question as it stands, for what is chosen by rule."""
    place = choice.place(atlas)
    _place(atlas, choice)
    _kind(atlas, ask, place)
    if ask.kind and not ask.plan:
        _effort(atlas, ask, place)
    _outcome(atlas, ask, found)
    if ask.chosen:
        _years(atlas, ask, found)
        _comparisons(atlas, ask, found)
        st.button(t("effect.control.reset"), key="effect-reset", type="tertiary", on_click=_reset, args=(atlas,))


def _reset(atlas: Atlas) -> None:
    address.change(atlas, lambda _: Ask())
    every_page.change(atlas, lambda now: replace(now, place_id=None))


def _bound(key: str, value: object, write: Callable[[Any], None]) -> dict[str, Any]:
    """Arguments that tie a widget to the address: it starts at ``value``, and a change is written back."""
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: write(st.session_state[key])}


def _place(atlas: Atlas, choice: Choice) -> None:
    """The survey areas, and the chosen place of another level where there is one."""
    place = choice.place(atlas)
    areas = [one.place_id for one in atlas.places.at(Level.SURVEY_AREA)]
    more = [place.place_id] if place is not None and place.place_id not in areas else []

    def write(place_id: object) -> None:
        level = Level.SURVEY_AREA if place_id in areas else choice.level
        address.change(atlas, lambda ask: replace(ask, effort_id="", comparisons=()))
        every_page.change(atlas, lambda now: replace(now, level=level, place_id=str(place_id) if place_id else None))

    st.selectbox(
        t("effect.control.place"),
        [*more, *areas],
        filter_mode="contains",
        format_func=lambda one: atlas.places[one].name,
        index=None,
        placeholder=t("effect.control.place_none"),
        **_bound("effect-place", place.place_id if place else None, write),
    )


def _kind(atlas: Atlas, ask: Ask, place: Place | None) -> None:
    """The kinds there are efforts of, and a plan."""
    kinds = list(kinds_of(atlas, place))
    kinds += [ask.kind] if ask.kind and ask.kind not in (*kinds, PLAN) else []

    def words(kind: str) -> str:
        return t("effect.control.plan") if kind == PLAN else t(f"effort_kind.{kind}")

    st.selectbox(
        t("effect.control.kind"),
        [*kinds, PLAN],
        filter_mode="contains",
        format_func=words,
        index=None,
        placeholder=t("effect.control.kind_none"),
        **_bound(
            "effect-kind",
            ask.kind or None,
            lambda kind: address.change_fields(
                atlas, kind=kind or "", effort_id="", start=None, end=None, comparisons=()
            ),
        ),
    )


def _effort(atlas: Atlas, ask: Ask, place: Place | None) -> None:
    """All efforts of the kind at once, or one of them."""
    efforts = {one.effort_id: one for one in efforts_of(atlas, ask.kind, place)}

    def words(effort_id: str) -> str:
        if not effort_id:
            return t("effect.control.all", count=len(efforts))
        one = efforts.get(effort_id)
        period = effort_words.period(one) if one else ""
        return t("effect.control.effort_line", name=one.name, period=period) if one else effort_id

    more = [ask.effort_id] if ask.effort_id and ask.effort_id not in efforts else []
    st.selectbox(
        t("effect.control.effort"),
        ["", *efforts, *more],
        filter_mode="contains",
        format_func=words,
        **_bound(
            "effect-effort",
            ask.effort_id,
            lambda one: address.change_fields(atlas, effort_id=one or "", start=None, end=None, comparisons=()),
        ),
    )


def _outcome(atlas: Atlas, ask: Ask, found: Asked | None) -> None:
    """What is measured; blank = the first measure with figures before and after."""
    rule = outcome_words(found.question.outcome) if found is not None and found.outcome_by_rule else ""

    def words(outcome: str) -> str:
        if outcome:
            return outcome_words(outcome)
        return t("effect.control.outcome_rule", name=rule) if rule else t("effect.control.comparisons_rule")

    st.selectbox(
        t("effect.control.outcome"),
        ["", *outcomes_of(atlas)],
        filter_mode="contains",
        format_func=words,
        **_bound("effect-outcome", ask.outcome, lambda one: address.change_fields(atlas, outcome=one or "")),
    )


def _years(atlas: Atlas, ask: Ask, found: Asked | None) -> None:
    """When it begins and ends: as the record says, or the reader's own years."""
    with st.container(key="effect-years", horizontal=True, gap="small"):
        for name in ("start", "end"):
            said = getattr(found.question, name) if found is not None and getattr(ask, name) is None else None
            _year(atlas, name, getattr(ask, name), t("effect.control.by_record") if said is None else str(said))


def _year(atlas: Atlas, name: str, chosen: int | None, shown: str) -> None:
    """A year of the reader's own; ``shown`` is what holds without one."""
    st.selectbox(
        t(f"effect.control.{name}"),
        list(address.years_of(atlas)),
        filter_mode="contains",
        index=None,
        placeholder=shown,
        **_bound(f"effect-{name}", chosen, lambda year: address.change_fields(atlas, **{name: year})),
    )


def _comparisons(atlas: Atlas, ask: Ask, found: Asked | None) -> None:
    """The areas compared with; none chosen = by rule."""
    treated = found.question.treated if found is not None else ()
    areas = {one.place_id: one.name for one in atlas.places.at(Level.SURVEY_AREA) if one.place_id not in treated}
    st.multiselect(
        t("effect.control.comparisons"),
        list(areas),
        filter_mode="contains",
        format_func=lambda one: areas.get(one, str(one)),
        placeholder=t("effect.control.comparisons_rule"),
        help=t("effect.control.comparisons_help"),
        select_all=False,
        **_bound(
            "effect-comparisons",
            [one for one in ask.comparisons if one in areas],
            lambda chosen: address.change_fields(atlas, comparisons=tuple(chosen)),
        ),
    )
