"""The address: the one place that reads and writes what the reader has chosen."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.efforts import OVERLAY, OVERLAYS
from sikkerby_geo.facts.indicators import INDICATORS, Indicator
from sikkerby_geo.facts.rules import LONG_RULE, RULES, Rule, rule_of
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice, latest_decided, latest_known, opening

LEVELS = {"omraade": Level.SURVEY_AREA, "udvalg": Level.LOKALUDVALG, "bydel": Level.BYDEL}
NONE = "ingen"
COMMON = ("aar", "tal", "regel", "niveau", "sted", "lag", "indsatsaar")
"""Parameters every page shares and the menu carries along; a page may add its own."""


_TRAIL = "address-trail"
"""Key of the session's trail; no control has it."""
_BEHIND = 20
"""How many changes a browser may be behind; nobody makes more while one is on its way."""


@dataclass(frozen=True)
class Reading:
    """A choice read from an address, and a message for each value that had to be set aside."""

    choice: Choice
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trail:
    """The address this session wrote last, and those before it that the browser may still show."""

    last: dict[str, str]
    replaced: tuple[dict[str, str], ...] = ()


def parse(query: Mapping[str, str], atlas: Atlas) -> Reading:
    """Read an address; every value is checked against what there is, and an unknown one gives the default."""
    start = opening(atlas)
    messages: list[str] = []

    def take(name: str, known: Mapping[str, object], default: str) -> str:
        value = query.get(name, default)
        if value in known:
            return value
        messages.append(t("problem.address", name=name, value=quoted(value), shown=default))
        return default

    rule, measure = _judged(query, take, messages)
    newest = latest_decided(atlas, rule) if rule else latest_known(atlas, measure.indicator_id, start.year)
    year = int(take("aar", {str(year): year for year in atlas.years}, str(newest or start.year)))
    place = atlas.places.get(take("sted", {**atlas.places.by_id, NONE: None}, NONE))
    at_home = next((name for name, level in LEVELS.items() if place and level is place.level), "omraade")
    level = LEVELS[take("niveau", LEVELS, at_home)]
    choice = Choice(
        year=year,
        indicator_id=measure.indicator_id,
        rule_id=rule.rule_id if rule else None,
        level=level,
        place_id=atlas.places.around(place, level).place_id if place else None,
        overlays=_overlays(query.get("lag"), messages),
        every_year=take("indsatsaar", {"alle": True, "valgt": False}, "valgt") == "alle",
    )
    return Reading(choice, tuple(messages))


def _judged(
    query: Mapping[str, str], take: Callable[[str, Mapping[str, object], str], str], messages: list[str]
) -> tuple[Rule | None, Indicator]:
    """The rule and the measure it judges; a rule brings its measure, a measure its rule, and the rule decides."""
    rules = {rule.address: rule for rule in RULES}
    measures = {indicator.address: indicator for indicator in INDICATORS}
    measure = measures[take("tal", measures, LONG_RULE.indicator.address)]
    natural = rule_of(measure.indicator_id)
    rule = rules.get(take("regel", {**rules, NONE: None}, natural.address if natural else NONE))
    if rule is not None and rule.indicator is not measure:
        if "tal" in query:
            messages.append(t("problem.address_conflict", rule=t(f"rule.{rule.rule_id}.name")))
        measure = rule.indicator
    return rule, measure


def _overlays(value: str | None, messages: list[str]) -> tuple[str, ...]:
    if value is None:
        return tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on)
    named = [part for part in value.split(",") if part and part != NONE]
    for part in named:
        if part not in OVERLAY:
            messages.append(t("problem.address", name="lag", value=quoted(part), shown=t("problem.without_it")))
    return tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.overlay_id in named)


def write(choice: Choice) -> dict[str, str]:
    """The address of a choice; ``parse`` of it gives the choice back."""
    query = {
        "aar": str(choice.year),
        "tal": choice.indicator.address,
        "regel": choice.rule.address if choice.rule else NONE,
        "niveau": next(name for name, level in LEVELS.items() if level is choice.level),
    }
    if choice.place_id:
        query["sted"] = choice.place_id
    if choice.overlays != tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on):
        query["lag"] = ",".join(choice.overlays) or NONE
    if choice.every_year:
        query["indsatsaar"] = "alle"
    return query


def read(atlas: Atlas) -> Reading:
    """The choice of the address as it stands in the browser."""
    trail = st.session_state.get(_TRAIL)
    if trail is not None and st.query_params.to_dict() != trail.last:
        del st.session_state[_TRAIL]  # the reader went back, or to another page: what the browser says now counts
    return parse(st.query_params.to_dict(), atlas)


def survey_only(reading: Reading, atlas: Atlas) -> Reading:
    """A reading for a page that speaks of the survey alone: another indicator gives the opening one, and is told."""
    choice = reading.choice
    if choice.indicator.surveyed:
        return reading
    start = opening(atlas)
    shown = replace(choice, indicator_id=start.indicator_id, rule_id=start.rule_id, year=start.year)
    name, other = t(f"indicator.{choice.indicator_id}.name"), t(f"indicator.{start.indicator_id}.name")
    return Reading(shown, (*reading.messages, t("problem.only_survey", name=name, shown=f"{other} {start.year}")))


def catch_up() -> None:
    """Before every change: a quick reader's next one comes from a browser that has not yet taken in the last.

    It tells the address as it was before; what was written in the meantime would be lost.
    """
    trail = st.session_state.get(_TRAIL, Trail({}))
    told = st.query_params.to_dict()
    if told != trail.last and told in trail.replaced:
        st.query_params.from_dict(trail.last)


def _write(query: dict[str, str]) -> None:
    """Put an address into the browser, and keep the one it takes the place of."""
    now = st.query_params.to_dict()
    trail = st.session_state.get(_TRAIL)
    replaced = trail.replaced if trail is not None and trail.last == now else ()
    st.query_params.from_dict(query)
    st.session_state[_TRAIL] = Trail(query, (*replaced[-_BEHIND:], now))


def go(choice: Choice) -> None:
    """Put a choice into the address of the browser; a page's own parameters stay."""
    catch_up()
    now = st.query_params.to_dict()
    own = {name: value for name, value in now.items() if name not in COMMON}
    query = {**write(choice), **own}
    if now != query:
        _write(query)


def own(name: str, default: str, known: Container[str] | None = None, longest: int = 200) -> str:
    """A page's own parameter: an unknown value gives the default, a long one is cut; it is text, never markup."""
    value = st.query_params.get(name, default)[:longest]
    return value if known is None or value in known else default


def put(values: Mapping[str, str]) -> None:
    """Write a page's own parameters; an empty one is left out of the address."""
    catch_up()
    query = {**st.query_params.to_dict(), **values}
    _write({name: value for name, value in query.items() if value or name not in values})


def change(atlas: Atlas, alter: Callable[[Choice], Choice]) -> None:
    """Alter the choice of the address; for the callbacks of controls."""
    catch_up()
    go(alter(read(atlas).choice))
