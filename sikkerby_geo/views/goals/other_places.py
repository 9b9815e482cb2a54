"""Goals beside other places: one strip a goal that has figures of other cities for the same year, and what compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.key_figures import KeyFigure, KeyFigures, Value, key_figures
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import names, number, t
from sikkerby_geo.views.base import figures as figure_words
from sikkerby_geo.views.base.palette import HAIRLINE, INK, MUTED
from sikkerby_geo.views.charts.axes import round_up
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Plane, Word, rules, symbols
from sikkerby_geo.views.charts.room import Box
from sikkerby_geo.views.charts.trend_picture import HANDS
from sikkerby_geo.views.goals.goal_words import JudgedGoal, target_words
from sikkerby_geo.views.goals.key_figure_words import value_words

HERE = "copenhagen"
"""Whom a figure of this city is of (``facts.programme_tables.COMPARED_WITH``)."""
_WIDE, _NARROW, _HIGH = 560.0, 290.0, 46.0
"""Width of the line and height above it, in pixels."""
_SIZE = 13.0


@dataclass(frozen=True)
class Beside:
    """One goal with the figures of a year, this city's first."""

    goal: JudgedGoal
    year: int
    told: tuple[tuple[KeyFigure, Value], ...]


@dataclass(frozen=True)
class OtherPlaces:
    """What the section says: a heading, a strip for each goal that can be compared, and the rest in words."""

    heading: str
    cards: tuple[ChartCard, ...]
    notes: tuple[str, ...]


def other_places(atlas: Atlas, judged: Iterable[JudgedGoal]) -> OtherPlaces:
    """The goals beside other cities and the country, as far as the same was counted there in the same year."""
    figures = key_figures(atlas)
    found = [one for one in (_beside(figures, goal) for goal in judged) if one is not None]
    heading = t("other_places.heading", count=len(found)) if found else t("other_places.heading_none")
    cards = tuple(_card(figures, one) for one in found)
    without = [one.indicator for one in figures.values() if one.compares and not one.values]
    notes = [t("other_places.comparable"), t("other_places.rest")] if found else []
    notes += [t("other_places.without", names="; ".join(without))] if without else []
    police = [one for one in figures.values() if one.compares == "police_survey"]
    return OtherPlaces(heading, cards, (*notes, *([t("other_places.police")] if police else ())))


def _beside(figures: KeyFigures, goal: JudgedGoal) -> Beside | None:
    """The figures that compare with a goal, in the newest year in which this city and another one have theirs."""
    mine = [one for one in figures.values() if one.goal_id == goal.goal.goal_id and one.compares]
    here = [one for one in mine if one.compares == HERE]
    others = [one for one in mine if one.compares != HERE]
    years = {value.year for one in here for value in one.values} & {
        value.year for one in others for value in one.values
    }
    known = [year for year in years if year is not None]
    if not known:
        return None
    year = max(known)
    told = [(one, one.of(year)[0]) for one in (*here, *others) if one.of(year)]
    return Beside(goal, year, tuple(told))


def _card(figures: KeyFigures, beside: Beside) -> ChartCard:
    goal = beside.goal.goal
    subtitle = "other_places.subtitle_plain" if goal.target is None else "other_places.subtitle"
    (here, own), *others = beside.told
    words = {
        "measure": goal.indicator,
        "here": value_words(figures, here, own),
        "there": names(value_words(figures, one, value) for one, value in others),
        "others": names(t(f"other_places.of.{one.compares}") for one, _ in others),
        "year": beside.year,
    }
    table = pd.DataFrame(
        [
            {
                t("other_places.column.place"): t(f"other_places.of.{one.compares}"),
                t("other_places.column.year"): str(beside.year),
                t("other_places.column.value"): value_words(figures, one, value),
                t("other_places.column.source"): figure_words.titles([value.source]),
            }
            for one, value in beside.told
        ]
    )
    return ChartCard(
        card_id=f"andre-byer-{goal.goal_id}",
        title=t("other_places.title", **words),
        subtitle=t(subtitle, target=target_words(goal)),
        spec=_spec(figures, beside, _WIDE),
        narrow=_spec(figures, beside, _NARROW),
        table=table,
        source=t("other_places.source", sources=figure_words.titles(_sources(beside))),
        years=(beside.year,),
        notes=tuple(dict.fromkeys(note for one, value in others for note in (one.note, value.note) if note)),
    )


def _sources(beside: Beside) -> list[Source]:
    return list(dict.fromkeys(value.source for _, value in beside.told))


def _spec(figures: KeyFigures, beside: Beside, width: float) -> dict:
    """A line from 0 with each place's mark and words on it, and the goal as an upright line."""
    target = beside.goal.goal.target
    ends = [value.value for _, value in beside.told] + ([target] if target is not None else [])
    high, step = round_up(max(ends))
    plane = Plane(width, _HIGH, 0, high, 0, 1, left=14, right=24, top=26, bottom=26)
    labels = Labels(plane)
    line = [{"x": 0, "x2": high, "y": 0, "y2": 0}]
    ticks = [step * count for count in range(int(high / step + 1e-9) + 1)]
    labels.put(*(Word(plane.px(tick), _HIGH + 14, number(tick), "center", _SIZE - 1, colour=MUTED) for tick in ticks))
    layers = [*rules("line", line, color=HAIRLINE, strokeWidth=2)]
    if target is not None:
        layers += rules("target", [{"x": target, "x2": target, "y": 0, "y2": 0.75}], color=INK, strokeWidth=1.8)
        at = plane.px(target)
        labels.take(Box(at - 1, 0, at + 1, _HIGH))
    for index, (one, value) in enumerate(beside.told):
        hand = HANDS[index % len(HANDS)]
        at = plane.px(value.value)
        look = {"fill": hand.colour if hand.filled else "#FFFFFF", "stroke": hand.colour, "strokeWidth": 2.2}
        layers += symbols(f"place-{index}", [{"x": value.value, "y": 0}], shape=hand.shape, size=130, **look)
        labels.take(Box(at - 7, _HIGH - 7, at + 7, _HIGH + 7))
        text = f"{t(f'other_places.of.{one.compares}')} {value_words(figures, one, value)}"
        spots = [(at, _HIGH - 18 - row * 17, side) for row in range(4) for side in ("center", "left", "right")]
        labels.say(Word(0, 0, text, "left", _SIZE, index == 0, hand.ink, halo="#FFFFFF"), spots)
    return plane.spec([*layers, *labels.layers()])
