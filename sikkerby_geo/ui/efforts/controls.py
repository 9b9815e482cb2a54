"""The register's filters: each shows the address's choice and writes the reader's back into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import efforts as register_address
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.address.efforts import AREAS, KINDS, LONGEST_TEXT, OFFICES, STAGES, STATUS
from sikkerby_geo.ui.frame import controls
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.efforts.entries import RegisterChoice, administration_name, area_name, focus_name, say

Register = tuple[Effort, ...]


def filters(atlas: Atlas, choice: Choice, asked: RegisterChoice, register: Register) -> None:
    """All filters in reading order, and the way back to everything."""
    st.html(f"<h2 class='label'>{t('register.filter.heading')}</h2>")
    st.text_input(
        t("register.filter.search"),
        max_chars=LONGEST_TEXT,
        placeholder=t("register.filter.search_placeholder"),
        help=t("register.filter.search_help"),
        **_bound("register-search", asked.text, lambda text: _change(register, text=str(text).strip())),
    )
    _place(atlas, choice, asked, register)
    controls.level_control(atlas, choice)
    _several("kind", "kinds", {kind: say(kind) for kind in KINDS.values()}, asked, register)
    _several("status", "groups", {group: say(group) for group in STATUS.values()}, asked, register)
    _several("stage", "stages", {stage: say(stage) for stage in STAGES.values()}, asked, register)
    offices = {code: administration_name(code) for code in OFFICES.values()}
    _several("administration", "administrations", offices, asked, register)
    numbers = register_address.focus_numbers(register).values()
    _several("focus", "focus", {number: focus_name(number, register) for number in numbers}, asked, register)
    with st.container(key="register-years", horizontal=True, gap="small"):
        _year("first", asked, register)
        _year("last", asked, register)
    for field in ("with_money", "located"):
        _only(field, asked, register)
    args = (atlas, asked, register)
    st.button(t("register.filter.reset"), key="register-reset", on_click=reset, args=args, type="tertiary")


def reset(atlas: Atlas, asked: RegisterChoice, register: tuple[Effort, ...]) -> None:
    """Everything again, summed and ordered as before."""
    register_address.go(RegisterChoice(group=asked.group, order=asked.order), register)
    every_page.change(atlas, lambda now: replace(now, place_id=None))


def choose_place(atlas: Atlas, register: Register, place_id: str | None, area: str | None = None) -> None:
    """Ask for one district, for the city as a whole, for no stated place, or for every place."""
    _change(register, area=area)
    every_page.change(atlas, lambda now: replace(now, place_id=place_id))


def chosen_place(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> Place | None:
    """The district the filter asks for; none where it asks for the whole city or for no stated place."""
    return choice.place(atlas) if asked.area is None else None


def group_control(asked: RegisterChoice, register: Register, options: tuple[str, ...]) -> None:
    """By what the money is added up."""
    st.selectbox(
        t("register.sums.group"),
        options,
        filter_mode="contains",
        format_func=lambda group: t(f"register.group.{group}"),
        **_bound("register-group", asked.group, lambda group: _change(register, group=group, page=asked.page)),
    )


def order_control(asked: RegisterChoice, register: Register, options: tuple[str, ...]) -> None:
    """In which order the list stands."""
    st.selectbox(
        t("register.list.order"),
        options,
        filter_mode="contains",
        format_func=lambda order: t(f"register.list.order_{order}"),
        **_bound("register-order", asked.order, lambda order: _change(register, order=order)),
    )


def _change(register: Register, **fields: object) -> None:
    register_address.change(register, **fields)


def _bound(key: str, value: object, write: Callable[[Any], None]) -> dict[str, Any]:
    """Arguments that tie a widget to the address: it starts at ``value``, and a change is written back."""
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: write(st.session_state[key])}


def _place(atlas: Atlas, choice: Choice, asked: RegisterChoice, register: Register) -> None:
    """A place of the level, or what holds for the whole city or states no place."""
    places = {place.place_id: place for place in atlas.places.at(choice.level)}
    areas = {f"{word}|": area for word, area in AREAS.items()}

    def label(key: str) -> str:
        return area_name(areas[key], atlas) if key in areas else places[key].name if key in places else key

    def write(key: object) -> None:
        choose_place(atlas, register, str(key) if key in places else None, areas.get(str(key)))

    now = choice.place_id if asked.area is None else next(key for key, area in areas.items() if area == asked.area)
    st.selectbox(
        t("register.filter.place"),
        [*areas, *places],
        filter_mode="contains",
        format_func=label,
        index=None,
        placeholder=t("register.filter.place_all"),
        help=t("register.filter.place_help"),
        **_bound("register-place", now, write),
    )


def _only(field: str, asked: RegisterChoice, register: Register) -> None:
    """A filter that is on or off."""
    st.checkbox(
        t(f"register.filter.{field}"),
        **_bound(f"register-{field}", getattr(asked, field), lambda value: _change(register, **{field: bool(value)})),
    )


def _several(name: str, field: str, labels: Mapping, asked: RegisterChoice, register: Register) -> None:
    """A filter that takes any number of values; none means all."""
    st.multiselect(
        t(f"register.filter.{name}"),
        list(labels),
        filter_mode="contains",
        format_func=lambda value: labels.get(value, str(value)),
        placeholder=t("register.filter.any"),
        select_all=False,
        help=t(f"register.filter.{name}_help") if name in ("status", "administration", "focus") else None,
        **_bound(
            f"register-{name}",
            [value for value in getattr(asked, field) if value in labels],
            lambda values: _change(register, **{field: tuple(values)}),
        ),
    )


def _year(field: str, asked: RegisterChoice, register: Register) -> None:
    """The first or last year of a period; a first year after the last moves the last along, and the reverse."""

    def write(year: object) -> None:
        other = "last" if field == "first" else "first"
        bound = getattr(asked, other)
        crossed = year is not None and bound is not None and (year > bound if field == "first" else year < bound)
        _change(register, **{field: year, other: year if crossed else bound})

    st.selectbox(
        t(f"register.filter.{field}"),
        list(register_address.years_of(register)),
        filter_mode="contains",
        index=None,
        placeholder=t("register.filter.any_year"),
        **_bound(f"register-{field}", getattr(asked, field), write),
    )
