"""How a figure is read and how it was made, in plain Danish, with the numbers taken from the registries."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.figures.yardstick import yardstick
from sikkerby_geo.facts import priority, thresholds
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import MAIN_SERIES, SURVEY_FROM
from sikkerby_geo.facts.rules import LONG_RULE
from sikkerby_geo.text import number, percent, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.base.kind_evidence import noted_words, scale_words
from sikkerby_geo.views.base.palette import look_of
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.map.legend import STATE_CLASS

STEPS = (
    "claims",
    "flag",
    "uncertainty",
    "sure",
    "pooled",
    "change",
    "trend",
    "worsening",
    "city",
    "since",
    "levels",
    "crime",
    "disclosure",
    "efforts",
    "effect",
    "effect_checked",
    "effect_small",
    "evidence",
    "places",
)
"""The steps of the method, in order; each has its words in ``method.step``."""


def worked_example(atlas: Atlas) -> Observation | None:
    """The figure the page explains: the one of most need on the map a reader lands on."""
    start = opening(atlas)
    cells = [
        atlas.observation(start.indicator_id, place.place_id, start.year)
        for place in atlas.places.at(Level.SURVEY_AREA)
    ]
    sign = 1 if start.indicator.worse_high else -1
    drawn = [cell for cell in cells if cell.figure is not None]
    return max(drawn, key=lambda cell: sign * cell.known.value, default=None)


def reading(atlas: Atlas) -> tuple[Prose, ...]:
    """How to read a figure: the parts of its full form, and what else may stand in its place."""
    cell = worked_example(atlas)
    assumed = number(thresholds.ASSUMED_ANSWERS.value)
    confidence = percent(100 * thresholds.CONFIDENCE.value)
    others = tuple(
        (t(f"method.read.{part}_lead"), t(f"method.read.{part}"))
        for part in ("transcript", "computed", "missing", "safe")
    )
    bound = (t("method.read.bound_lead", limit=percent(LONG_RULE.limit)), t("method.read.bound"))
    if cell is None:
        return (Prose(terms=(bound, *others)),)
    figure = cell.known
    parts = (
        (percent(figure.value, figure.decimals), t("method.read.figure")),
        (f"({figures.interval(figure)})", t("method.read.interval", confidence=confidence)),
        (figures.answers(figure), t("method.read.answers", assumed=assumed)),
        (str(cell.year), t("method.read.year")),
    )
    place = atlas.places[cell.place_id].name
    measure = t(f"indicator.{cell.indicator_id}.inline")
    intro = t("method.read.intro", place=place, measure=measure)
    return (Prose((intro,), example=figures.full(cell)), Prose(terms=parts), Prose(terms=(bound, *others)))


def steps(atlas: Atlas) -> Prose:
    """The method step by step."""
    documented = min(atlas.documented_to.values(), default=None)
    values = {
        "confidence": percent(100 * thresholds.CONFIDENCE.value),
        "significance": percent(100 * thresholds.SIGNIFICANCE.value),
        "false_discovery": percent(100 * thresholds.FALSE_DISCOVERY.value),
        "margin": number(thresholds.EQUIVALENCE.value),
        "power": percent(100 * thresholds.POWER.value),
        "areas": number(thresholds.SURVEY_AREAS.value),
        "pooled": number(thresholds.POOLED_AREAS.value),
        "usual": number(priority.YEARLY_CHANGE.value),
        "days": number(thresholds.WEIGHT_DAYS.value),
        "tolerance": percent(100 * thresholds.RATE_TOLERANCE.value),
        "small": number(thresholds.SMALL_COUNT.value),
        "top": number(thresholds.SMALL_COUNT.value - 1),
        "yardstick": _yardstick(atlas),
        "effect_years": number(thresholds.EFFECT_YEARS.value),
        "effect_areas": number(thresholds.EFFECT_COMPARISONS.value),
        "plausible": number(thresholds.EFFECT_PLAUSIBLE.value),
        "plausible_counts": percent(100 * thresholds.EFFECT_PLAUSIBLE_COUNTS.value),
        "copies": number(thresholds.EFFECT_COPIES.value),
        "documented": documented or t("method.dash"),
        "scale": scale_words(),
        "noted": noted_words(),
    }
    told = ((t(f"method.step.{step}.lead"), t(f"method.step.{step}.text", **values)) for step in STEPS)
    return Prose(terms=tuple(told))


def _yardstick(atlas: Atlas) -> str:
    """The newest middle area in figures, beside the city's own rate."""
    series = MAIN_SERIES[0]
    for year in sorted(atlas.known_years(series), reverse=True):
        found, city = yardstick(atlas, series, year), atlas.observation(series, CITY.place_id, year)
        if found is not None and city.figure is not None:
            middle = number(found.median, found.decimals)
            words = t("method.yardstick.known", median=middle, year=year, city=figures.short(city))
            if found.without_centre is None:
                return words
            return words + t("method.yardstick.without", rate=number(found.without_centre, 1))
    return ""


def flags_sheet(atlas: Atlas) -> Sheet:
    """The seven flag states with their pictures, what each means and how often it occurs under the first rule."""
    rule = LONG_RULE
    found = [state for year in atlas.survey_years for state in atlas.states(rule, Level.SURVEY_AREA, year).values()]
    rows = tuple(
        {
            "state": Entry(
                state_words(rule, Flag(state)) if state is not FlagState.NO_FIGURE else t("state.panel.no_figure"),
                look=look_of(STATE_CLASS.get(state), state, state is not FlagState.NO_FIGURE),
            ),
            "meaning": Entry(t(f"method.flags.{state}")),
            "count": Entry(number(found.count(state))),
        }
        for state in FlagState
    )
    columns = (
        Column("state", t("method.flags.state")),
        Column("meaning", t("method.flags.meaning"), "wide"),
        Column("count", t("method.flags.count", first=SURVEY_FROM), "number"),
    )
    caption = t("method.flags.caption", rule=t(f"rule.{rule.rule_id}.name"))
    return Sheet("tilstande", caption, columns, rows)
