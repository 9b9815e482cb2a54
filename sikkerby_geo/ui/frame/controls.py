"""The controls: each shows the address's choice and writes the reader's back into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import answered_years
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR, INDICATORS, Use
from sikkerby_geo.facts.rules import RULE, RULES
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.address import browser, every_page
from sikkerby_geo.ui.frame.behind import asked_by_reader, set_control
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.views.base.choice import Choice, at_level, of_indicator, of_rule
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.legend import count, offered, proposed
from sikkerby_geo.views.map_page.in_sight import in_sight
from sikkerby_geo.views.map_page.strip import strip


def _bound(key: str, value: object, atlas: Atlas, alter: Callable[[Choice, Any], Choice]) -> dict[str, Any]:
    """Arguments that tie a widget to the address: it starts at ``value``, and a change alters the choice."""
    set_control(key, value)

    def write() -> None:
        if not asked_by_reader(key):
            return
        every_page.change(atlas, lambda choice: alter(choice, st.session_state[key]))

    return {"key": key, "on_change": write}


def year_control(atlas: Atlas, choice: Choice) -> None:
    """The year with a step back and forth, and the strip that explains the empty years."""
    known = finished(answered_years, atlas, choice.indicator_id, choice.level) or atlas.years
    with st.container(key="year", horizontal=True, gap="xxsmall", vertical_alignment="bottom"):
        _step("previous", atlas, choice, known)
        st.selectbox(
            t("control.year"),
            atlas.years,
            filter_mode="contains",
            format_func=lambda year: str(year) if year in known else t("control.year_without", year=year),
            help=t("control.year_help"),
            **_bound("control-year", choice.year, atlas, lambda now, year: replace(now, year=year)),
        )
        _step("next", atlas, choice, known)
    st.html(finished(strip, atlas, choice))


def _beyond(name: str, year: int, known: tuple[int, ...]) -> int | None:
    """The next of the known years before or after a year."""
    if name == "previous":
        return max((each for each in known if each < year), default=None)
    return min((each for each in known if each > year), default=None)


def _step(name: str, atlas: Atlas, choice: Choice, known: tuple[int, ...]) -> None:
    """A button that steps to the next year with answers; it says so in words, and the style draws them as an arrow."""

    st.button(
        t(f"control.{name}"),
        key=f"control-{name}",
        help=t(f"control.{name}_help"),
        disabled=_beyond(name, choice.year, known) is None,
        on_click=lambda: every_page.change(atlas, lambda now: _stepped(name, atlas, now)),
    )


def _stepped(name: str, atlas: Atlas, now: Choice) -> Choice:
    years = finished(answered_years, atlas, now.indicator_id, now.level) or atlas.years
    return replace(now, year=_beyond(name, now.year, years) or now.year)


def rules_in_sight(atlas: Atlas, choice: Choice) -> None:
    """The two rules above the map, each with its newest whole year and its count; one sets rule and year together."""
    offers = finished(in_sight, atlas, choice)
    with st.container(key="rules", horizontal=True, gap="small"):
        shown = next((f"rule-{offer.rule.address}" for offer in offers if offer.shown), "")
        st.html(render("chosen.html", key=shown))
        for offer in offers:
            st.button(
                plain(offer.label),
                key=f"rule-{offer.rule.address}",
                disabled=offer.choice is None,
                on_click=follow,
                args=(atlas, offer.choice),
                width="stretch",
            )


def follow(atlas: Atlas, there: Choice) -> None:
    """Go where a button leads, with the place that is chosen by now: choosing one does not draw the button anew."""
    browser.catch_up()
    place_id = every_page.read(atlas).choice.place_id
    every_page.go(at_level(replace(there, place_id=place_id), there.level, atlas))


def rule_control(atlas: Atlas, choice: Choice) -> None:
    """The rules with the programme each belongs to; a rule brings its measure and its newest year along."""
    options = [rule.rule_id for rule in RULES]
    st.radio(
        t("control.rule"),
        options,
        format_func=lambda rule_id: t(f"rule.{rule_id}.name"),
        captions=[t(f"rule.{rule_id}.programme") for rule_id in options],
        **_bound("control-rule", choice.rule_id, atlas, lambda now, chosen: of_rule(atlas, now, RULE[str(chosen)])),
    )


def every_rule_control(atlas: Atlas, choice: Choice) -> None:
    """Every rule in a list, also those that do not stand above the map, and to go without one."""
    st.selectbox(
        t("control.rule"),
        [*RULE, "none"],
        filter_mode="contains",
        format_func=lambda rule_id: t(f"rule.{rule_id}.name"),
        **_bound(
            "control-rule",
            choice.rule_id or "none",
            atlas,
            lambda now, chosen: of_rule(atlas, now, RULE.get(str(chosen))),
        ),
    )


def indicator_label(indicator_id: str) -> str:
    """An indicator in a list: its name, and that it is only background where it is."""
    name = t(f"indicator.{indicator_id}.name")
    return t("control.context", name=name) if INDICATOR[indicator_id].use is Use.CONTEXT else name


def _measures(atlas: Atlas) -> tuple[str, ...]:
    """The ids of what can be shown: all that the survey asks, and of the rest what has figures."""
    return tuple(one.indicator_id for one in INDICATORS if one.surveyed or atlas.known_years(one.indicator_id))


def measure_control(atlas: Atlas, choice: Choice) -> None:
    """The indicator; it brings the rule that judges it, if there is one. The survey first, background last."""
    st.selectbox(
        t("control.measure"),
        finished(_measures, atlas),
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
    for overlay in finished(offered, atlas):
        found = finished(count, atlas, overlay, choice)
        shown = t("effort.unknown_count") if found is None else number(found)

        label = f"{t(f'overlay.{overlay.overlay_id}')} {shown}"
        on = overlay.overlay_id in choice.overlays
        alter = partial(_with_overlay, overlay.overlay_id)
        st.checkbox(label, **_bound(f"control-lag-{overlay.overlay_id}", on, atlas, alter))
    if reports_of(atlas) is not None:
        st.checkbox(
            t("reports.layer.control"),
            **_bound(
                "control-report-cells", choice.report_cells, atlas, lambda now, on: replace(now, report_cells=bool(on))
            ),
        )
    st.toggle(
        t("control.every_year"),
        **_bound("control-every-year", choice.every_year, atlas, lambda now, on: replace(now, every_year=bool(on))),
    )
    proposal_control(atlas, choice, finished(proposed, atlas, choice))


def _with_overlay(overlay_id: str, now: Choice, on: object) -> Choice:
    names = {*now.overlays, overlay_id} if on else set(now.overlays) - {overlay_id}
    return replace(now, overlays=tuple(one.overlay_id for one in OVERLAYS if one.overlay_id in names))


def leads_to(atlas: Atlas, choice: Choice) -> dict[str, Choice]:
    """What a click on a control leads to, by its key: steps of a year, rules in sight, overlays."""
    steps = {f"control-{name}": _stepped(name, atlas, choice) for name in ("previous", "next")}
    rules = {f"rule-{offer.rule.address}": offer.choice for offer in finished(in_sight, atlas, choice) if offer.choice}
    overlays = {
        f"control-lag-{one.overlay_id}": _with_overlay(one.overlay_id, choice, one.overlay_id not in choice.overlays)
        for one in finished(offered, atlas)
    }
    return {key: there for key, there in {**steps, **rules, **overlays}.items() if there != choice}


def proposal_control(atlas: Atlas, choice: Choice, count: int) -> None:
    """Whether what was only proposed is shown too; ``count`` is how many that are."""
    st.toggle(
        t("control.proposals", count=number(count)),
        **_bound("control-proposals", choice.proposals, atlas, lambda now, on: replace(now, proposals=bool(on))),
    )


def events_control(atlas: Atlas, choice: Choice) -> None:
    """Which events are marked on the trends: none, those a reader should know of, or all."""
    st.segmented_control(
        t("event.control"),
        list(EventsShown),
        format_func=lambda shown: t(f"event.shown.{shown}"),
        required=True,
        width="stretch",
        help=t("event.control_help"),
        **_bound("control-events", choice.events, atlas, lambda now, shown: replace(now, events=EventsShown(shown))),
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
