"""The controls: each shows the address's choice and writes the reader's back into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import INDICATOR, INDICATORS, Use
from sikkerby_geo.facts.rules import RULE, RULES
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.base.choice import Choice, at_level, of_indicator
from sikkerby_geo.views.map.legend import count
from sikkerby_geo.views.map_page.strip import strip


def _bound(key: str, value: object, atlas: Atlas, alter: Callable[[Choice, Any], Choice]) -> dict[str, Any]:
    """Arguments that tie a widget to the address: it starts at ``value``, and a change alters the choice."""
    st.session_state[key] = value

    def write() -> None:
        every_page.change(atlas, lambda choice: alter(choice, st.session_state[key]))

    return {"key": key, "on_change": write}


def year_control(atlas: Atlas, choice: Choice) -> None:
    """The year with a step back and forth, and the strip that explains the empty years."""
    place = atlas.years.index(choice.year)
    with st.container(key="year", horizontal=True, gap="xxsmall", vertical_alignment="bottom"):
        _step("previous", atlas, place, -1)
        st.selectbox(
            t("control.year"),
            atlas.years,
            filter_mode="contains",
            help=t("control.year_help"),
            **_bound("control-year", choice.year, atlas, lambda now, year: replace(now, year=year)),
        )
        _step("next", atlas, place, 1)
    st.html(strip(atlas, choice))


def _step(name: str, atlas: Atlas, place: int, step: int) -> None:
    """A button that steps to another year; it says so in words, and the style draws them as an arrow."""
    last = len(atlas.years) - 1

    def take(now: Choice) -> Choice:
        return replace(now, year=atlas.years[min(max(atlas.years.index(now.year) + step, 0), last)])

    st.button(
        t(f"control.{name}"),
        key=f"control-{name}",
        help=t(f"control.{name}"),
        disabled=not 0 <= place + step <= last,
        on_click=lambda: every_page.change(atlas, take),
    )


def rule_control(atlas: Atlas, choice: Choice, *, without: bool = True) -> None:
    """The rules with the programme each belongs to, and to go ``without``; a rule brings its measure along."""
    options = [rule.rule_id for rule in RULES] + (["none"] if without else [])

    def alter(now: Choice, rule_id: object) -> Choice:
        rule = RULE.get(str(rule_id))
        return replace(now, rule_id=rule.rule_id if rule else None, indicator_id=(rule or now).indicator_id)

    st.radio(
        t("control.rule"),
        options,
        format_func=lambda rule_id: t(f"rule.{rule_id}.name"),
        captions=[t(f"rule.{rule_id}.programme") for rule_id in options],
        **_bound("control-rule", choice.rule_id or "none", atlas, alter),
    )


def indicator_label(indicator_id: str) -> str:
    """An indicator in a list: its name, and that it is only background where it is."""
    name = t(f"indicator.{indicator_id}.name")
    return t("control.context", name=name) if INDICATOR[indicator_id].use is Use.CONTEXT else name


def measure_control(atlas: Atlas, choice: Choice) -> None:
    """The indicator; it brings the rule that judges it, if there is one. The survey first, background last."""
    offered = [each for each in INDICATORS if each.surveyed or atlas.known_years(each.indicator_id)]
    st.selectbox(
        t("control.measure"),
        [each.indicator_id for each in offered],
        filter_mode="contains",
        format_func=indicator_label,
        **_bound(
            "control-measure", choice.indicator_id, atlas, lambda now, chosen: of_indicator(atlas, now, str(chosen))
        ),
    )


def level_control(atlas: Atlas, choice: Choice) -> None:
    """The level, each with the number of its places."""
    st.segmented_control(
        t("control.level"),
        list(Level),
        format_func=lambda level: f"{t(f'level.{level}.label')} {len(atlas.places.at(level))}",
        required=True,
        width="stretch",
        **_bound("control-level", choice.level, atlas, lambda now, level: at_level(now, level, atlas)),
    )


def overlay_control(atlas: Atlas, choice: Choice) -> None:
    """A box for each overlay with the number it shows in the chosen year."""
    st.html(f"<h2 class='label'>{t('control.overlays')}</h2>")
    for overlay in OVERLAYS:
        found = count(atlas, overlay, choice)
        shown = t("effort.unknown_count") if found is None else number(found)

        def alter(now: Choice, on: object, name: str = overlay.overlay_id) -> Choice:
            names = {*now.overlays, name} if on else set(now.overlays) - {name}
            return replace(now, overlays=tuple(o.overlay_id for o in OVERLAYS if o.overlay_id in names))

        label = f"{t(f'overlay.{overlay.overlay_id}')} {shown}"
        on = overlay.overlay_id in choice.overlays
        st.checkbox(label, **_bound(f"control-lag-{overlay.overlay_id}", on, atlas, alter))
    st.toggle(
        t("control.every_year"),
        **_bound("control-every-year", choice.every_year, atlas, lambda now, on: replace(now, every_year=bool(on))),
    )


def clear_place_control(atlas: Atlas, choice: Choice) -> None:
    """The way back to no place, where there is one; a place is found by name at the top of the page."""
    if choice.place_id is not None:
        st.button(t("control.clear_place"), key="control-clear-place", type="tertiary", on_click=_without_place(atlas))


def close_control(atlas: Atlas) -> None:
    """Closes the answer to a tap, and with it the choice of its place."""
    st.button(t("tapped.close"), key="control-close", type="tertiary", on_click=_without_place(atlas))


def _without_place(atlas: Atlas) -> Callable[[], None]:
    return partial(every_page.change, atlas, lambda now: replace(now, place_id=None))
