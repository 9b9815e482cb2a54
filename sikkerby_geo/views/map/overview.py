"""All places in order of need."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import Look, class_index, look_of
from sikkerby_geo.views.base.state_words import mark


@dataclass(frozen=True)
class Row:
    """A place in the list: look, name, how sure, its figure or why there is none, and what marks it in every year."""

    place_id: str
    name: str
    look: Look
    word: str
    figure: str
    mark: str


def overview(atlas: Atlas, choice: Choice) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Groups of rows with their titles: those on the flagged side first, then the others."""
    rows: dict[bool, list[tuple[float, Row]]] = {True: [], False: []}
    ruled = choice.rule is not None and choice.year >= SURVEY_FROM
    for place in atlas.places.at(choice.level):
        cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
        flag = atlas.flag(choice.rule, place.place_id, choice.year) if choice.rule else Flag(FlagState.NO_FIGURE)
        index = class_index(choice.scale, cell.figure.value) if cell.figure else None
        look = look_of(index, flag.state, cell.figure is None and cell.flag_range is not None)
        word = t("state.label.unsure") if flag.state.unsure else t("state.label.sure") if cell.figure and ruled else ""
        figure = figures.short(cell) or t(f"missing_short.{cell.missing}")
        need = cell.figure.value * (1 if choice.indicator.worse_high else -1) if cell.figure else -inf
        marked = mark(atlas, place) if choice.indicator.surveyed else ""  # beside other shares it would be read as one
        row = Row(place.place_id, place.name, look, word, figure, marked)
        rows[bool(flag.state.flagged)].append((-need, row))
    flagged, others = (tuple(row for _, row in sorted(rows[side], key=lambda pair: pair[0])) for side in (True, False))
    side = t(f"rule.{choice.rule_id}.Flagged") if choice.rule else ""
    title = t("panel.other_list", count=len(others)) if flagged else t("panel.all_list", count=len(others))
    return ((t("panel.over_list", Side=side, count=len(flagged)), flagged), (title, others))
